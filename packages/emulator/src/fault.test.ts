import { createClock } from '@nim/testkit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { dynamicToken, startEmulator, type Emulator, type EmulatorOptions, type FaultInput, type Frame } from './index'
import { parseJson } from './json'
import { login, loginTags, open, property, string, text, type Probe } from './probe'

let emulator: Emulator

const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator({ sendPerMinute: Infinity, ...options }))
afterEach(async () => {
  vi.useRealTimers()
  await emulator.close()
})

const say = (to: string, body: string) => [text(to, body)]
const login23 = async (account: string, tags: Record<number, unknown> = {}) => (await open(emulator)).call('2_3', [property({ ...loginTags(emulator, account), ...tags })])
/** What bob's end was told, in order, when everything that was sent is there. */
const heard = (frames: Frame[]) => frames.map((f) => (f.packet as { r: Record<number, string>[] }).r[0]![9])

/** Whether a frame is a message as the service sends it: every value a text. */
function sound(frame: string): boolean {
  const { sid, r } = (parseJson(frame.slice(4)) ?? {}) as { sid?: number; r?: Record<string, unknown>[] }
  const row = Array.isArray(r) && typeof r[0] === 'object' && r[0] ? r[0] : {}
  return sid === 7 && ['0', '1', '2', '7', '8', '9', '11', '12'].every((tag) => tag in row) && Object.values(row).every((v) => typeof v === 'string')
}

/** Alice writes `n` messages to bob; what the wire to bob's device did with them. */
async function conversation(n: number, alice: Probe): Promise<Frame[]> {
  const frames: Frame[] = []
  const stop = emulator.frames((f) => f.direction === 'out' && f.account === 'bob' && f.text.includes('"cid":2,') && frames.push(f))
  for (let i = 0; i < n; i++) await alice.call('7_1', say('bob', `m${i}`))
  stop()
  return frames
}

describe('faults of commands', () => {
  it('refuse a login with any code, of one account only', async () => {
    await start()
    const fault = emulator.fault({ cmd: 'login', refuse: 422, account: 'Alice', times: 2 })
    expect((await login23('alice')).code).toBe(422)
    expect((await login23('bob')).code).toBe(200)
    expect((await login23('ALICE')).code).toBe(422)
    expect((await login23('alice')).code).toBe(200)
    expect([fault.hits, fault.live]).toEqual([2, false])
  })

  it('refuse one device', async () => {
    await start()
    emulator.fault({ cmd: 'login', refuse: 417, account: 'alice', deviceId: 'A2' })
    expect((await login23('alice', { 13: 'A1' })).code).toBe(200)
    expect((await login23('alice', { 13: 'A2' })).code).toBe(417)
  })

  it('skip some, then strike', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    emulator.fault({ cmd: 'sendMsg', refuse: 500, skip: 2, times: 1 })
    const codes: number[] = []
    for (const body of ['a', 'b', 'c', 'd']) codes.push((await alice.call('7_1', say('bob', body))).code)
    expect(codes).toEqual([200, 200, 500, 200])
  })

  it('delay with jitter, by the timers of a fake clock', async () => {
    const clock = createClock()
    await start({ now: clock.now, timers: clock.timers() })
    const alice = await login(emulator, 'alice')
    const fault = emulator.fault({ cmd: 'sendMsg', delay: 60_000, jitter: 1000 })
    const struck = fault.struck()
    let answered = false
    const sent = alice.call('7_1', say('bob', 'late')).then((answer) => {
      answered = true
      return answer
    })
    await struck
    await clock.run(59_999)
    await alice.call('1_2')
    expect(answered).toBe(false)
    await clock.run(1001)
    expect((await sent).code).toBe(200)
  })

  it('cut before, and after it was done', async () => {
    await start()
    const bob = await login(emulator, 'bob')
    for (const cut of ['before', 'after'] as const) {
      const alice = await login(emulator, 'alice')
      emulator.fault({ cmd: 'sendMsg', cut, times: 1 })
      alice.post('7_1', say('bob', cut))
      expect(await alice.closed).toBe(1006)
    }
    expect((await bob.next('7_2'))[0][9]).toBe('after')
    expect(await bob.waiting()).toEqual([])
  })
})

describe('the way to the service', () => {
  const lbs = async (account = 'alice') => (await fetch(`${emulator.lbsUrl}?id=${account}`)).json()

  it('LBS is down, wrong, slow', async () => {
    await start()
    emulator.fault({ cmd: 'lbs', refuse: 503, account: 'bob', times: 1 })
    expect((await fetch(`${emulator.lbsUrl}?id=alice`)).status).toBe(200)
    expect((await fetch(`${emulator.lbsUrl}?id=bob`)).status).toBe(503)
    emulator.fault({ cmd: 'lbs', cut: 'before', times: 1 })
    await expect(lbs()).rejects.toThrow()
    emulator.fault({ cmd: 'lbs', links: ['127.0.0.1:1'], times: 1 })
    expect(await lbs()).toMatchObject({ common: { link: ['127.0.0.1:1'] } })
    emulator.fault({ cmd: 'lbs', body: '<html>', times: 1 })
    await expect(lbs()).rejects.toThrow(SyntaxError)
    const slow = emulator.fault({ cmd: 'lbs', hold: true, times: 1 })
    const struck = slow.struck()
    const answer = lbs()
    await struck
    slow.release()
    expect(await answer).toMatchObject({ common: { link: [emulator.linkUrl] } })
  })

  it('the handshake is slow, refused, nonsense', async () => {
    const clock = createClock()
    await start({ timers: clock.timers() })
    const shake = () => fetch(`${emulator.url}/socket.io/1/?t=1`)
    emulator.fault({ cmd: 'handshake', refuse: 401, times: 1 })
    expect((await shake()).status).toBe(401)
    emulator.fault({ cmd: 'handshake', body: 'not found', times: 1 })
    expect(await (await shake()).text()).toBe('not found')
    const struck = emulator.fault({ cmd: 'handshake', delay: 9000, times: 1 }).struck()
    const slow = shake()
    await struck
    await clock.run(9000)
    expect(await (await slow).text()).toMatch(/^\w+:60:60:websocket$/)
  })

  it('the socket is slow, refused, half open from the start', async () => {
    const clock = createClock()
    await start({ timers: clock.timers() })
    const struck = emulator.fault({ cmd: 'socket', delay: 9000, times: 1 }).struck()
    const slow = login(emulator, 'alice')
    await struck
    await clock.run(9000)
    await slow
    emulator.fault({ cmd: 'socket', cut: 'before', times: 1 })
    await expect(open(emulator)).rejects.toThrow()
    emulator.fault({ cmd: 'socket', lose: 'answer', times: 1 })
    const session = (await (await fetch(`${emulator.url}/socket.io/1/`)).text()).split(':')[0]
    const mute = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/${session}`)
    let greeted = false
    mute.on('message', () => (greeted = true))
    await new Promise((resolve) => mute.on('open', resolve))
    await login(emulator, 'bob')
    expect([greeted, mute.readyState]).toEqual([false, WebSocket.OPEN])
    mute.terminate()
  })
})

describe('faults of frames', () => {
  it('lose what goes in, or out, of one account', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    const fault = emulator.fault({ lose: 'frame', direction: 'out', account: 'bob', cmd: 'onMsg' })
    await alice.call('7_1', say('bob', 'lost'))
    expect(await bob.waiting()).toEqual([])
    emulator.fault({ lose: 'frame', direction: 'in', account: 'alice', times: 1 })
    alice.post('7_1', say('bob', 'never came'))
    await alice.call('1_2')
    fault.remove()
    await alice.call('7_1', say('bob', 'there'))
    expect((await bob.next('7_2'))[0][9]).toBe('there')
    expect(fault.hits).toBe(1)
  })

  it('keep the order under latency and jitter', async () => {
    const clock = createClock()
    await start({ timers: clock.timers() })
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    const frames: Frame[] = []
    emulator.frames((f) => f.direction === 'out' && f.account === 'bob' && f.fault && frames.push(f))
    emulator.fault({ latency: 100, jitter: 900, direction: 'out', account: 'bob', cmd: '*' })
    for (let i = 0; i < 9; i++) await alice.call('7_1', say('bob', `m${i}`))
    expect(frames).toEqual([])
    await clock.run(1000)
    expect(heard(frames)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'])
    expect((await bob.next('7_2'))[0][9]).toBe('m0')
  })

  it('close a link only after what is still on its way', async () => {
    const clock = createClock()
    await start({ timers: clock.timers() })
    const alice = await login(emulator, 'alice')
    emulator.fault({ latency: 500, account: 'alice', direction: 'out' })
    emulator.kick('alice')
    await clock.run(500)
    expect((await alice.next('2_5'))[1]).toBe(2)
    expect(await alice.closed).toBe(1000)
  })

  it('duplicate, in both directions', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    emulator.fault({ duplicate: 1, cmd: 'onMsg', account: 'bob', direction: 'out' })
    emulator.fault({ duplicate: 2, cmd: 'sendMsg', account: 'alice', direction: 'in', times: 1 })
    await alice.call('7_1', say('bob', 'twice')) // thrice sent, stored once
    await alice.call('1_2')
    expect(await bob.waiting()).toEqual(['7_2', '7_2'])
  })

  it('reorder: a frame lets others pass', async () => {
    await start()
    const [alice] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    emulator.fault({ reorder: 2, cmd: 'onMsg', account: 'bob', direction: 'out', times: 1 })
    expect(heard(await conversation(4, alice))).toEqual(['m1', 'm2', 'm0', 'm3'])
  })

  it('reorder: nothing waits for ever', async () => {
    const clock = createClock()
    await start({ timers: clock.timers() })
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    emulator.fault({ reorder: 5, cmd: 'onMsg', times: 1 })
    await alice.call('7_1', say('bob', 'alone'))
    await clock.run(1000)
    expect((await bob.next('7_2'))[0][9]).toBe('alone')
  })

  it('half open from a frame on', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    emulator.fault({ halfOpen: true, cmd: 'onMsg', account: 'bob', skip: 1, times: 1 })
    for (const body of ['one', 'two', 'three']) await alice.call('7_1', say('bob', body))
    expect((await bob.next('7_2'))[0][9]).toBe('one')
    bob.post('7_1', say('alice', 'unheard'))
    await login(emulator, 'carol')
    expect(await alice.waiting()).toEqual([])
    expect(emulator.devices('bob')).toHaveLength(1)
  })

  it('cut at a frame', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    emulator.fault({ cut: 'frame', cmd: 'onMsg', account: 'bob' })
    await alice.call('7_1', say('bob', 'x'))
    expect(await bob.closed).toBe(1006)
    expect(emulator.devices('bob')).toEqual([])
  })

  it.each(['truncate', 'garbage', 'shape', 'unknown', 'any'] as const)('malform: %s, in both directions', async (how) => {
    await start()
    const raw: string[] = []
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    emulator.frames((f) => f.fault === 'malformed' && raw.push(f.text))
    const outward = emulator.fault({ malform: how, account: 'bob', direction: 'out', cmd: 'onMsg', times: 5 })
    for (let i = 0; i < 5; i++) alice.post('7_1', say('bob', `m${i}`))
    await alice.call('1_2')
    expect(outward.hits).toBe(5)
    expect(raw).toHaveLength(5)
    expect(raw.filter(sound)).toEqual([])
    const inward = emulator.fault({ malform: how, account: 'alice', direction: 'in', cmd: 'sendMsg', times: 20 })
    for (let i = 0; i < 20; i++) alice.post('7_1', say('carol', `m${i}`))
    expect((await alice.call('1_2')).code).toBe(200)
    expect(inward.hits).toBe(20)
    bob.close()
  })

  it('strike heartbeats and greetings when no command is named', async () => {
    await start()
    emulator.fault({ lose: 'frame', direction: 'out', times: 1 })
    const session = (await (await fetch(`${emulator.url}/socket.io/1/`)).text()).split(':')[0]
    const socket = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/${session}`)
    await new Promise((resolve) => socket.on('open', resolve))
    socket.send('3:::{"SER":1,"SID":1,"CID":2,"Q":[]}')
    expect(await new Promise((resolve) => socket.once('message', (data) => resolve(data.toString())))).toMatch(/^3:::/)
    socket.terminate()
  })

  it('add up', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    await login(emulator, 'bob')
    emulator.fault({ duplicate: 1, cmd: 'onMsg', account: 'bob' })
    emulator.fault({ malform: 'truncate', cmd: 'onMsg', account: 'bob' })
    const frames: Frame[] = []
    emulator.frames((f) => f.fault && frames.push(f))
    await alice.call('7_1', say('bob', 'x'))
    expect(frames.map((f) => f.fault)).toEqual(['duplicated, malformed', 'duplicated, malformed'])
  })
})

describe('chance', () => {
  /** Which of 40 messages bob gets, whatever carol does meanwhile. */
  async function run(faultSeed: number, disturb: boolean): Promise<string[]> {
    await start({ faultSeed })
    const alice = await login(emulator, 'alice')
    await login(emulator, 'bob')
    await login(emulator, 'carol')
    emulator.fault({ lose: 'frame', direction: 'out', cmd: 'onMsg', probability: 0.5 })
    emulator.fault({ malform: 'any', direction: 'out', cmd: 'onMsg', probability: 0.3 })
    emulator.fault({ duplicate: 1, direction: 'out', cmd: 'onMsg', probability: 0.3 })
    if (disturb) for (let i = 0; i < 7; i++) await alice.call('7_1', say('carol', `c${i}`))
    const frames = await conversation(40, alice)
    await emulator.close()
    return frames.map((f) => `${f.fault ?? ''} ${f.text.replace(/"(7|12|14)":"\d+"/g, '')}`)
  }

  it('is the same for the same seed, whatever other devices do', async () => {
    const first = await run(7, false)
    expect(await run(7, true)).toEqual(first)
    expect(await run(8, false)).not.toEqual(first)
    const lost = first.filter((line) => line.startsWith('lost')).length
    expect(lost).toBeGreaterThan(10)
    expect(lost).toBeLessThan(30)
    await start() // for afterEach
  })
})

describe('the clock', () => {
  it('is shifted: dynamic tokens run out, recalls come too late, message times follow', async () => {
    const time = 1_800_000_000_000
    await start({ now: () => time })
    const token = dynamicToken({ ...emulator, account: 'alice', ttl: 600, curTime: time })
    const bob = await login(emulator, 'bob')
    const sent = (await bob.call('7_1', say('alice', 'hi'))).r[0]
    expect((await login23('alice', { 115: 1, 1000: token })).code).toBe(200)
    emulator.shiftClock(3600_000)
    expect((await login23('alice', { 115: 1, 1000: token })).code).toBe(302)
    expect((await bob.call('7_13', [property({ 1: 7, 2: 'alice', 3: 'bob', 10: sent[11], 11: sent[12], 14: sent[7] })])).code).toBe(508)
    expect(Number((await bob.call('7_1', say('alice', 'later'))).r[0][7])).toBeGreaterThanOrEqual(time + 3600_000)
    emulator.shiftClock(0)
    expect(Number((await bob.call('7_1', say('alice', 'back'))).r[0][7])).toBeGreaterThanOrEqual(time + 3600_000)
  })

  it('may be the fake one of vitest: heartbeats give up a silent link', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    await start({ heartbeat: 60 })
    const session = (await (await fetch(`${emulator.url}/socket.io/1/`)).text()).split(':')[0]
    const silent = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/${session}`)
    const closed = new Promise((resolve) => silent.on('close', resolve))
    await new Promise((resolve) => silent.once('message', resolve))
    vi.advanceTimersByTime(60_000)
    silent.removeAllListeners('message')
    expect(silent.readyState).toBe(WebSocket.OPEN)
    vi.advanceTimersByTime(20_000)
    expect(await closed).toBe(1006)
  })
})

describe('a fault that makes no sense', () => {
  it.each<[unknown, RegExp]>([
    [{ cmd: 'sendMsg' }, /one of refuse, delay/],
    [{ cmd: 'sendMsg', refuse: 500, hold: true }, /refuse and hold/],
    [{ cmd: 'sendMgs', refuse: 500 }, /no command is called sendMgs/],
    [{ refuse: 500 }, /cmd is expected/],
    [{ cmd: 'sendMsg', refuse: '500' }, /refuse expects a code/],
    [{ cmd: 'sendMsg', refuse: 500, direction: 'in' }, /direction is for faults of frames/],
    [{ cmd: 'handshake', refuse: 500, account: 'alice' }, /does not know whose it is/],
    [{ cmd: 'lbs', lose: 'frame' }, /lbs has no frames/],
    [{ cmd: 'login', links: ['x:1'] }, /links is for lbs/],
    [{ lose: 'frame', probability: 2 }, /probability expects/],
    [{ lose: 'frame', propability: 0.5 }, /propability is unknown/],
    [{ lose: 'frame', constructor: 1 }, /constructor is unknown/],
    [{ lose: 'frame', times: 0 }, /times expects/],
    ['lose', /an object is expected/],
  ])('%j is refused', async (input, message) => {
    await start()
    expect(() => emulator.fault(input as FaultInput)).toThrow(message)
    expect(emulator.faults()).toEqual([])
  })
})

it('lists and clears faults, and lets go what they hold', async () => {
  await start()
  const alice = await login(emulator, 'alice')
  const hold = emulator.fault({ cmd: 'sendMsg', hold: true, times: 1 })
  emulator.fault({ cmd: 'lbs', refuse: 503 })
  const struck = hold.struck()
  const sent = alice.call('7_1', say('bob', 'x'))
  await struck
  expect(emulator.faults().map(({ id, input, hits }) => ({ id, input, hits }))).toEqual([
    { id: '1', input: { cmd: 'sendMsg', hold: true, times: 1 }, hits: 1 },
    { id: '2', input: { cmd: 'lbs', refuse: 503 }, hits: 0 },
  ])
  emulator.clearFaults()
  expect((await sent).code).toBe(200)
  expect(emulator.faults()).toEqual([])
  expect((await alice.call('3_7', [string('x')])).code).toBe(414)
})
