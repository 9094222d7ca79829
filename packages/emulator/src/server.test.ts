import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startEmulator, type Emulator, type LogLine } from './index'
import { long, login, loginTags, open, property, string, text } from './probe'

let emulator: Emulator
let lines: LogLine[]

beforeEach(async () => {
  lines = []
  emulator = await startEmulator({ log: (line) => lines.push(line) })
})
afterEach(() => emulator.close())

describe('addresses', () => {
  it('listens on this machine only', () => {
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`)
    expect(emulator.lbsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/lbs\//)
  })

  it('answers LBS with itself', async () => {
    const answer = await fetch(`${emulator.lbsUrl}?k=local&id=alice&sv=180&pv=1&networkType=0`)
    expect(await answer.json()).toMatchObject({ common: { link: [emulator.linkUrl], 'link.default': [emulator.linkUrl] } })
  })

  it('hands out a session and greets it once', async () => {
    const text = await (await fetch(`${emulator.url}/socket.io/1/?t=1`)).text()
    expect(text).toMatch(/^\w+:60:60:websocket$/)
    const url = `ws://${emulator.linkUrl}/socket.io/1/websocket/${text.split(':')[0]}`
    const first = (socket: WebSocket) => new Promise((resolve) => socket.once('message', (data) => resolve(data.toString())))
    expect(await first(new WebSocket(url))).toBe('1::')
    expect(await first(new WebSocket(url))).toBe('7:::1+0')
  })

  it('turns away pages of other sites', async () => {
    const from = (origin: string) => fetch(emulator.lbsUrl, { headers: { origin } })
    expect((await from('https://evil.example')).status).toBe(403)
    expect((await from('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    expect((await from('https://servicewechat.com')).status).toBe(200)
    const socket = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/x`, { origin: 'https://evil.example' })
    await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow()
  })

  it('answers 404 to what it does not know', async () => {
    expect((await fetch(`${emulator.url}/nothing`)).status).toBe(404)
  })
})

describe('bad input', () => {
  it.each(['', 'x', '3:::', '3:::{', '3:::null', '3:::[]', '3:::{"SID":"7","CID":1}', '3:::{"SID":7.5,"CID":1}', '4:::{"a":1}', '9::', ':::', '3:::{"SER":1,"SID":4,"CID":5,"Q":"x"}'])('survives the frame %j', async (frame) => {
    const probe = await login(emulator, 'alice')
    probe.raw(frame)
    expect((await probe.call('1_2')).code).toBe(200)
  })

  it.each([
    ['unknown command', '99_1', []],
    ['no parameters', '7_1', []],
    ['a parameter of the wrong kind', '7_1', [string('x')]],
    ['null', '7_1', [{ t: 'Property', v: null }]],
    ['an array for a Property', '7_1', [{ t: 'Property', v: [] }]],
    ['a list that is none', '7_24', [{ t: 'ArrayMable', v: 'x' }]],
    ['a list of nonsense', '7_24', [{ t: 'ArrayMable', v: [null, 1, 'x', {}] }]],
    ['text for a number', '7_16', [{ t: 'byte', v: 0 }, string('bob'), { t: 'long', v: 'soon' }]],
  ])('answers 414 to %s', async (_, cmd, q) => {
    const probe = await login(emulator, 'alice')
    expect((await probe.call(cmd, q as never)).code).toBe(414)
    expect(lines.filter((line) => line.level === 'error')).toEqual([])
  })

  it('refuses commands before login', async () => {
    const probe = await open(emulator)
    expect((await probe.call('7_1', [text('bob', 'x')])).code).toBe(403)
    expect((await probe.call('1_2')).code).toBe(200)
  })

  it('keeps prototypes out of reach', async () => {
    const probe = await login(emulator, 'alice')
    probe.raw('3:::{"SER":900,"SID":7,"CID":1,"Q":[{"t":"Property","v":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"0":0,"1":"__proto__","8":0,"9":"x","11":"c"}}]}')
    expect((await probe.call('7_16', [{ t: 'byte', v: 0 }, string('__proto__'), { t: 'long', v: 5 }])).code).toBe(200)
    expect((await probe.sync(18)).get('4_14')![0]![0]).toEqual(JSON.parse('{"__proto__":5}'))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('ends a link that sends far too much, and only that one', async () => {
    const probe = await login(emulator, 'alice')
    const other = await login(emulator, 'bob')
    probe.raw('3:::' + 'x'.repeat(2 << 20))
    expect(await probe.closed).toBe(1009)
    expect((await other.call('1_2')).code).toBe(200)
  })

  it('cuts off a client that does not read', async () => {
    const session = (await (await fetch(`${emulator.url}/socket.io/1/?t=1`)).text()).split(':')[0]
    const socket = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/${session}`)
    const heard = () => new Promise((resolve) => socket.once('message', resolve))
    await heard()
    socket.send('3:::' + JSON.stringify({ SER: 1, SID: 2, CID: 3, Q: [property(loginTags(emulator, 'alice'))] }))
    await heard()
    socket.pause()
    let pushed = 0
    while (emulator.pushRaw('alice', 'x'.repeat(1 << 20)) > 0 && pushed < 100) pushed++
    expect(pushed).toBeGreaterThan(10)
    expect(pushed).toBeLessThan(50)
    socket.terminate()
  })

  it('answers 400 to an address that is none', async () => {
    const socket = connect(emulator.port, '127.0.0.1')
    socket.write('GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    expect(answer).toMatch(/^HTTP\/1.1 40[04]/)
    expect(lines.filter((line) => line.level === 'error')).toEqual([])
  })

  it('survives a socket that breaks off in its handshake', async () => {
    const socket = connect(emulator.port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write('GET /socket.io/1/websocket/x HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    socket.destroy()
    expect((await (await login(emulator, 'alice')).call('1_2')).code).toBe(200)
  })
})

describe('the log', () => {
  it('holds neither tokens nor what people write', async () => {
    const probe = await login(emulator, 'alice')
    await probe.call('7_1', [text('bob', 'a secret body')])
    await probe.call('7_1', [text('nobody', 'another secret body')])
    const refused = await open(emulator)
    await refused.call('2_3', [property({ ...loginTags(emulator, 'alice'), 1000: 'a wrong token' })])
    const log = JSON.stringify(lines)
    expect(log).toContain('"event":"refused"')
    for (const secret of ['secret body', 'alice-token', 'a wrong token', emulator.appSecret]) expect(log).not.toContain(secret)
  })
})

describe('heartbeats', () => {
  it('cuts a link that stays silent, and no other', async () => {
    await emulator.close()
    emulator = await startEmulator({ heartbeat: 0.2 })
    const alive = await login(emulator, 'alice')
    const session = (await (await fetch(`${emulator.url}/socket.io/1/?t=1`)).text()).split(':')[0]
    const silent = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/${session}`)
    const frames: string[] = []
    silent.on('message', (data) => frames.push(data.toString()))
    expect(await new Promise((resolve) => silent.on('close', resolve))).toBe(1006)
    expect(frames.slice(0, 2)).toEqual(['1::', '2::'])
    expect((await alive.call('1_2')).code).toBe(200)
  })

  it('gives up a half-open link, which the client does not notice', async () => {
    await emulator.close()
    emulator = await startEmulator({ heartbeat: 0.2 })
    const alive = await login(emulator, 'alice', { deviceId: 'A1' })
    const stalled = await login(emulator, 'alice', { deviceId: 'A2' })
    expect(await alive.next('2_7')).toMatchObject([2, [{ 13: 'A2' }]])
    emulator.stall('alice', 'A2')
    expect(await alive.next('2_7')).toMatchObject([3, [{ 13: 'A2' }]])
    let closed = false
    void stalled.closed.then(() => (closed = true))
    await alive.call('1_2')
    expect(closed).toBe(false)
  })
})

describe('parameters', () => {
  it('finds their places by their types when some are left out', async () => {
    const probe = await login(emulator, 'alice')
    const other = await login(emulator, 'bob')
    for (const body of ['one', 'two', 'three']) await probe.call('7_1', [text('bob', body)])
    const page = await other.call('7_6', [string('alice'), long(0), { t: 'int', v: 2 }, { t: 'BOOL', v: 'true' }])
    expect(page.r[0].map((m: Record<number, string>) => m[9])).toEqual(['one', 'two'])
  })
})
