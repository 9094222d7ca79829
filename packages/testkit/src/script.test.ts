import { expect, test } from 'vitest'
import { createClock, realClock } from './clock'
import { envelope, packet, readCommand, readFrame } from './frame'
import { createHost } from './host'
import { loopback, serve } from './loopback'
import { createNetwork } from './network'
import { createScript } from './script'

const command = (id: string, ser: number, ...q: { t: string; v: unknown }[]) => {
  const [SID, CID] = id.split('_').map(Number)
  return '3:::' + JSON.stringify({ SER: ser, SID, CID, Q: q })
}

const client = async () => {
  const clock = createClock()
  const script = createScript()
  const network = createNetwork(clock, script)
  const { api } = createHost('wx', { clock, network })
  const heard: string[] = []
  const connect = () => {
    const task = api.connectSocket({ url: 'wss://link.test/socket.io/1/websocket/s' })
    task.onMessage((e: { data: string }) => heard.push(e.data))
    return (text: string) => task.send({ data: text })
  }
  const send = connect()
  await clock.run(5)
  const ask = async (...texts: string[]) => {
    heard.length = 0
    texts.forEach(send)
    await clock.run(5)
    return heard.map((t) => JSON.parse(t.slice(4)))
  }
  return { clock, script, heard, send, ask, connect, api }
}

test('frames and commands are read; what is none is not', () => {
  expect(readFrame('3:::{"a":"b:c"}')).toEqual({ type: 3, data: '{"a":"b:c"}' })
  expect(readFrame('2::')).toEqual({ type: 2, data: '' })
  expect(readFrame('hello')).toBeUndefined()
  expect(readCommand('{"SER":1,"SID":7,"CID":1,"Q":[{"t":"String","v":"x"}]}')).toEqual({ id: '7_1', sid: 7, cid: 1, ser: 1, q: ['x'], types: ['String'] })
  expect(readCommand('{')).toBeUndefined()
  expect(envelope(packet('7_2', { 1: 'a' }), 12)).toEqual({ sid: 4, cid: 1, ser: 0, code: 200, r: [12, { headerPacket: { sid: 7, cid: 2 }, body: [{ 1: 'a' }] }] })
})

test('it greets, answers login, sync, heartbeat and unknown commands, and keeps quiet about receipts', async () => {
  const { script, heard, ask } = await client()
  expect(heard).toEqual(['1::'])
  script.sync = [packet('4_9', [{ 7: '1' }])]
  const got = await ask(command('2_3', 1, { t: 'Property', v: { 19: 'alice', 13: 'dev' } }), command('5_1', 2), command('4_5', 3), command('1_2', 0), command('99_9', 4))
  expect(got.map(({ sid, cid, ser, code }) => [sid, cid, ser, code])).toEqual([
    [2, 3, 1, 200],
    [4, 9, 0, 200],
    [5, 1, 2, 200],
    [1, 2, 0, 200],
    [99, 9, 4, 200],
  ])
  expect(script.device).toMatchObject({ account: 'alice', deviceId: 'dev', connection: 1 })
  expect(script.received.map((c) => c.id)).toEqual(['2_3', '5_1', '4_5', '1_2', '99_9'])
  expect([script.count('1_2'), script.last('2_3')?.q[0]]).toEqual([1, { 19: 'alice', 13: 'dev' }])
})

test('answers can be set, for a while, be wrong in every way, or not come', async () => {
  const { script, ask } = await client()
  script.on('7_1', (c) => ({ r: [c.q[0]] }))
  script.on('7_1', { code: 7101, r: ['refused'] }, 1)
  expect((await ask(command('7_1', 1, { t: 'x', v: 'a' }), command('7_1', 2, { t: 'x', v: 'b' }))).map((p) => [p.code, p.r])).toEqual([
    [7101, ['refused']],
    [200, ['b']],
  ])
  script.on('7_2', 'silence')
  script.on('7_3', { ser: 99, id: '7_4' })
  script.on('7_5', { without: ['r', 'code'] })
  script.on('7_6', async () => ({ raw: '3:::{"late":1}' }))
  const got = await ask(command('7_2', 1), command('7_3', 2), command('7_5', 3), command('7_6', 4))
  expect(got).toEqual([{ sid: 7, cid: 4, ser: 99, code: 200, r: [] }, { sid: 7, cid: 5, ser: 3 }, { late: 1 }])
})

test('pushes go to every device or to those of an account; closed devices get nothing', async () => {
  const { script, clock, connect, heard, send } = await client()
  const second = connect()
  await clock.run(5)
  send(command('2_3', 1, { t: 'Property', v: { 19: 'alice' } }))
  second(command('2_3', 1, { t: 'Property', v: { 19: 'bob' } }))
  await clock.run(5)
  heard.length = 0
  script.push(packet('7_2', 'to bob'), 'bob')
  script.push([packet('7_2', 'to all')])
  await clock.run(5)
  script.devices[0]!.close()
  script.raw('left')
  await clock.run(5)
  expect(heard.map((t) => /to \w+|left/.exec(t)![0]).sort()).toEqual(['left', 'to all', 'to all', 'to bob'])
})

test('LBS, handshake and other addresses', async () => {
  const { script, api, clock } = await client()
  const seen: unknown[] = []
  const get = (url: string) => api.request({ url, dataType: 'text', success: (r: any) => seen.push([r.statusCode, r.data]) })
  get('https://lbs.test/lbs?x')
  get('https://link.test/socket.io/1/?t=1')
  get('https://nos.test/x')
  await clock.run(5)
  script.lbs = { status: 500, body: 'no' }
  script.handshake = { body: '<html>' }
  script.web = ({ url }) => (/nos/.test(url) ? { body: 'mine' } : undefined)
  get('https://lbs.test/lbs?x')
  get('https://link.test/socket.io/1/?t=1')
  get('https://nos.test/x')
  await clock.run(5)
  expect(seen).toEqual([
    [200, '{"common":{"link":["link.test"],"link.default":[]}}'],
    [200, 'session-1:60:60:websocket'],
    [404, ''],
    [500, 'no'],
    [200, '<html>'],
    [200, 'mine'],
  ])
})

test('the same script on a real port, behind a host on real sockets', async () => {
  const script = createScript()
  const served = await serve(script)
  const clock = realClock()
  const { api } = createHost('wx', { clock, network: loopback(served.url) })
  const seen: unknown[] = []
  api.request({ url: 'https://link.test/socket.io/1/?t=1', dataType: 'text', success: (r: any) => seen.push(r.data) })
  expect(await clock.until(() => seen.length > 0)).toBe(true)
  const task = api.connectSocket({ url: 'wss://link.test/socket.io/1/websocket/s' })
  task.onMessage((e: any) => seen.push(e.data))
  task.onClose((e: any) => seen.push(e.code))
  expect(await clock.until(() => seen.length > 1)).toBe(true)
  task.send({ data: command('2_6', 7) })
  expect(await clock.until(() => seen.length > 2)).toBe(true)
  script.device.close(1001, 'bye')
  expect(await clock.until(() => seen.length > 3)).toBe(true)
  expect(seen).toEqual(['session-1:60:60:websocket', '1::', '3:::{"sid":2,"cid":6,"ser":7,"code":200,"r":[]}', 1001])
  await served.close()
})
