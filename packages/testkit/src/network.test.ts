import { expect, test } from 'vitest'
import { createClock } from './clock'
import { createNetwork, type LineEvents, type ServiceLine } from './network'

const world = () => {
  const clock = createClock(0)
  const lines: ServiceLine[] = []
  const network = createNetwork(clock, {
    http: ({ url }, reply) => reply({ status: 200, body: 'hello ' + url }),
    socket: (line) => void lines.push(line),
  })
  const seen: string[] = []
  const listener = (name = ''): LineEvents => ({
    open: () => seen.push(name + 'open'),
    message: (text) => seen.push(name + text),
    close: (code, reason) => seen.push(`${name}close ${code} ${reason}`),
    error: (message) => seen.push(name + 'error ' + message),
  })
  const get = (url: string, timeout = 1000) => network.request({ method: 'GET', url, headers: {}, timeout }, (r, why) => seen.push(r ? `${r.status} ${r.body}` : why!))
  return { clock, network, lines, seen, listener, get }
}

test('requests and sockets reach the service and take their time', async () => {
  const { clock, network, lines, seen, listener, get } = world()
  get('http://a/x')
  const line = network.connect('ws://a/y', listener())
  await clock.run(1)
  expect(seen).toEqual([])
  await clock.run(1)
  expect(seen.sort()).toEqual(['200 hello http://a/x', 'open'])
  const heard: string[] = []
  lines[0]!.onMessage = (text) => heard.push(String(text))
  lines[0]!.onClose = (code, reason) => heard.push(`close ${code} ${reason}`)
  line.send('bye')
  line.close(1000, 'done')
  await clock.run(5)
  expect(heard).toEqual(['bye', 'close 1000 done'])
  expect(seen[2]).toBe('close 1000 done')
  expect(network.log).toEqual([
    { kind: 'http', url: 'http://a/x', at: 0 },
    { kind: 'socket', url: 'ws://a/y', at: 0 },
  ])
})

test('what the service sent before it closed still arrives', async () => {
  const { clock, network, lines, seen, listener } = world()
  network.connect('ws://a', listener())
  await clock.run(5)
  lines[0]!.send('last words')
  lines[0]!.close(1001, 'going')
  await clock.run(5)
  expect(seen).toEqual(['open', 'last words', 'close 1001 going'])
})

test('refused, hanging, answered otherwise, closed early: by address and number of times', async () => {
  const { clock, network, seen, listener, get } = world()
  network.refuse('//a', 2)
  get('http://a')
  network.connect('ws://a', listener())
  await clock.run(5)
  expect(seen.splice(0)).toEqual(['connection refused', 'error connection refused', 'close 1006 connection refused'])
  network.hang('//a')
  get('http://a', 50)
  network.connect('ws://a', listener())
  await clock.run(100)
  expect(seen.splice(0)).toEqual(['timeout'])
  network.heal()
  network.answer(/b$/, { status: 503, body: 'busy' })
  network.closeEarly('//b')
  get('http://b')
  network.connect('ws://b', listener())
  await clock.run(5)
  expect(seen).toEqual(['503 busy', 'open', 'close 1006 '])
})

test('an aborted request answers once, with the reason', async () => {
  const { clock, seen, get } = world()
  get('http://a')()
  await clock.run(2000)
  expect(seen).toEqual(['abort'])
})

test('drop ends all sockets; half-open ones fall silent and stay', async () => {
  const { clock, network, lines, seen, listener } = world()
  const a = network.connect('ws://a', listener('a '))
  await clock.run(5)
  network.halfOpen()
  network.connect('ws://b', listener('b '))
  await clock.run(5)
  let heard = 0
  lines[0]!.onMessage = () => heard++
  a.send('anyone?')
  lines[0]!.send('x')
  lines[1]!.send('y')
  await clock.run(5)
  expect([heard, seen.splice(0)]).toEqual([0, ['a open', 'b open', 'b y']])
  network.drop()
  await clock.run(1)
  expect(seen).toEqual(['a close 1006 ', 'b close 1006 '])
})

test('sockets count until their close callback, which may never come', async () => {
  const { clock, network, seen, listener } = world()
  const a = network.connect('ws://a', listener())
  const b = network.connect('ws://b', listener())
  await clock.run(5)
  a.close()
  expect([network.open, network.peak, network.peakOf('a')]).toEqual([2, 2, 1])
  await clock.run(5)
  expect(network.open).toBe(1)
  network.muteClose()
  b.close()
  await clock.run(100)
  expect([network.open, seen]).toEqual([1, ['open', 'open', 'close 1000 ']])
})

test('delay and jitter keep the order; duplicates and reversed order come on demand', async () => {
  const { clock, network, lines, seen, listener } = world()
  network.connect('ws://a', listener())
  await clock.run(5)
  network.delay(10, 30)
  for (let i = 0; i < 9; i++) lines[0]!.send(String(i))
  await clock.run(9)
  expect(seen).toEqual(['open'])
  await clock.run(31)
  expect(seen.splice(0).slice(1).join('')).toBe('012345678')
  network.delay(1)
  network.duplicate(1)
  lines[0]!.send('x')
  lines[0]!.send('y')
  network.reorder(3)
  for (const c of '1234') lines[0]!.send(c)
  await clock.run(50)
  expect(seen.join('')).toBe('xxy3214')
})
