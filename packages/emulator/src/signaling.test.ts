import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { byte, login, longs, property, type Probe } from './probe'

let emulator: Emulator
let alice: Probe
let bob: Probe
let now: number

beforeEach(async () => {
  now = 1_700_000_000_000
  emulator = await startEmulator({ now: () => now })
  alice = await login(emulator, 'alice')
  bob = await login(emulator, 'bob')
})
afterEach(() => emulator.close())

type Tags = Record<number, unknown>

const ask = (probe: Probe, cid: number, tags: Tags) => probe.call(`15_${cid}`, [property(tags)])
const code = async (probe: Probe, cid: number, tags: Tags) => (await ask(probe, cid, tags)).code
const members = (record: Record<number, string>) => JSON.parse(record[18]!).map((m: Record<number, string>) => m[1])

/** A notice, out of its envelope. */
async function notice(probe: Probe) {
  const [id, { headerPacket, body }] = await probe.next('4_1')
  expect(headerPacket).toEqual({ sid: 15, cid: 11 })
  const [record] = body
  return { id: id as number, record, kind: JSON.parse(record[19]).type, from: record[10], attach: JSON.parse(record[19]) }
}

const create = async (tags: Tags = {}) => (await ask(alice, 1, { 1: 2, 2: 'room', 7: 'ext', ...tags })).r[0] as Record<number, string>

describe('channels', () => {
  it('are made, found by name, joined and left', async () => {
    const made = await create()
    expect(made).toMatchObject({ 1: '2', 2: 'room', 3: expect.any(String), 6: 'alice', 7: 'ext', 8: '0' })
    expect(Number(made[5])).toBeGreaterThan(Number(made[4]))
    expect(await code(bob, 1, { 1: 1, 2: 'room' })).toBe(10405)
    expect(await code(bob, 1, { 1: 9 })).toBe(10414)
    const channel = { 3: made[3] }
    const joined = (await ask(alice, 4, { ...channel, 23: 7 })).r[0]
    expect([members(joined), joined[23]]).toEqual([['alice'], '7'])
    expect(await code(bob, 4, { ...channel, 23: 7 })).toBe(10417)
    expect(await code(bob, 5, channel)).toBe(10406)
    expect((await ask(bob, 4, { ...channel, 20: 'hello' })).code).toBe(200)
    const heard = await notice(alice)
    expect(heard).toMatchObject({ kind: 2, from: 'bob', attach: { member: { 1: 'bob' } } })
    expect(heard.record[20]).toBe('hello')
    expect(await code(bob, 4, channel)).toBe(10407)
    expect(await code(await login(emulator, 'bob', { deviceId: 'B2' }), 4, channel)).toBe(10420)
    expect(members((await ask(bob, 15, { 2: 'room' })).r[0])).toEqual(['alice', 'bob'])
    expect(await code(bob, 5, channel)).toBe(200)
    expect(await notice(alice)).toMatchObject({ kind: 7, from: 'bob' })
  })

  it('are closed for everyone', async () => {
    const channel = { 3: (await create())[3] }
    await ask(bob, 4, channel)
    expect(await code(await login(emulator, 'carol'), 3, channel)).toBe(10406)
    expect((await ask(alice, 3, { ...channel, 20: 'bye' })).r[0]).toMatchObject({ 8: '1' })
    expect(await notice(bob)).toMatchObject({ kind: 1, from: 'alice' })
    expect(await code(bob, 4, channel)).toBe(10404)
    expect(await code(bob, 15, { 2: 'room' })).toBe(10404)
  })

  it('run out unless somebody renews them', async () => {
    const channel = { 3: (await create())[3] }
    await ask(alice, 4, channel)
    now += 3600_000
    expect((await ask(alice, 2, channel)).code).toBe(200)
    expect(await code(bob, 2, channel)).toBe(10406)
    now += 2 * 3600_000 - 1000
    expect(await code(alice, 2, channel)).toBe(200)
    now += 2 * 3600_000 + 1000
    expect(await code(alice, 2, channel)).toBe(10404)
  })

  it('come with the sync', async () => {
    expect((await alice.sync(21)).get('15_14')).toEqual([[[]]])
    const { 3: id } = await create()
    await ask(alice, 4, { 3: id })
    expect((await alice.sync(21)).get('15_14')![0]![0]).toMatchObject([{ 3: id }])
    expect((await bob.sync(21)).get('15_14')).toEqual([[[]]])
  })
})

describe('invitations', () => {
  let channel: Tags
  beforeEach(async () => {
    channel = { 3: (await create())[3] }
    await ask(alice, 4, channel)
  })
  const invite = (requestId: string, to = 'bob', more = {}) => code(alice, 6, { ...channel, 11: to, 12: requestId, 13: 1, 15: 'ring', ...more })

  it('are accepted or refused, once', async () => {
    const other = await login(emulator, 'bob', { deviceId: 'B2' })
    expect(await invite('r1')).toBe(200)
    for (const probe of [bob, other]) {
      const heard = await notice(probe)
      expect(heard).toMatchObject({ kind: 3, from: 'alice' })
      expect(heard.record).toMatchObject({ 11: 'bob', 12: 'r1', 15: 'ring', 3: channel[3] })
    }
    expect(await code(bob, 9, { ...channel, 11: 'alice', 12: 'r1' })).toBe(200)
    expect(await notice(alice)).toMatchObject({ kind: 6, from: 'bob' })
    expect(JSON.parse((await other.next('15_12'))[0][19])).toEqual({ type: 6 })
    expect(await code(bob, 8, { ...channel, 11: 'alice', 12: 'r1' })).toBe(10410)
    await invite('r2')
    expect(await code(bob, 8, { ...channel, 11: 'alice', 12: 'r2' })).toBe(200)
    expect(await notice(alice)).toMatchObject({ kind: 5, from: 'bob' })
    expect(await code(bob, 9, { ...channel, 11: 'alice', 12: 'r2' })).toBe(10409)
    expect(await code(bob, 9, { ...channel, 11: 'alice', 12: 'never' })).toBe(10408)
    expect(await code(bob, 9, { ...channel, 11: 'carol', 12: 'r2' })).toBe(10408)
  })

  it('are taken back', async () => {
    await invite('r1')
    await notice(bob)
    expect(await code(bob, 7, { ...channel, 11: 'bob', 12: 'r1' })).toBe(10408)
    expect(await code(alice, 7, { ...channel, 11: 'bob', 12: 'r1' })).toBe(200)
    expect(await notice(bob)).toMatchObject({ kind: 4 })
    expect(await code(bob, 9, { ...channel, 11: 'alice', 12: 'r1' })).toBe(10408)
  })

  it('wait for who is offline, if they shall', async () => {
    expect(await invite('r1', 'carol')).toBe(10201)
    expect(await invite('r2', 'carol', { 21: 1 })).toBe(10201)
    expect(await invite('r3', 'nobody')).toBe(404)
    const carol = await login(emulator, 'carol')
    const [[list]] = (await carol.sync(21)).get('15_13') as [[Record<number, string>[]]]
    expect(list).toMatchObject([{ 12: 'r2', 22: expect.any(String) }])
    carol.post('4_5', [byte(15), byte(11), longs([list[0]![22]!])])
    expect((await carol.sync(21)).get('15_13')).toBeUndefined()
  })

  it('are only for those inside', async () => {
    expect(await code(bob, 6, { ...channel, 11: 'carol', 12: 'r' })).toBe(10406)
    expect(await code(alice, 6, { ...channel, 11: 'bob' })).toBe(10414)
  })
})

describe('a call at once', () => {
  it('makes, joins and invites; and is joined and accepted', async () => {
    const { r } = await ask(alice, 16, { 1: 1, 11: 'bob', 12: 'r', 25: 'rtc', 26: 60 })
    expect(r[0]).toMatchObject({ 6: 'alice', 25: 'rtc', 26: '60', 27: expect.any(String), 30: '200' })
    expect(members(r[0])).toEqual(['alice'])
    expect(await notice(bob)).toMatchObject({ kind: 3 })
    const joined = await ask(bob, 17, { 3: r[0][3], 11: 'alice', 12: 'r' })
    expect(members(joined.r[0])).toEqual(['alice', 'bob'])
    expect([(await notice(alice)).kind, (await notice(alice)).kind]).toEqual([2, 6])
    expect((await ask(alice, 16, { 1: 1, 11: 'carol', 12: 'r' })).r[0]).toMatchObject({ 30: '10201' })
    expect(await code(alice, 16, { 1: 1, 11: 'nobody', 12: 'r' })).toBe(404)
  })

  it('carries commands to one, or to all others', async () => {
    const { 3: id } = await create()
    const carol = await login(emulator, 'carol')
    for (const probe of [alice, bob, carol]) await ask(probe, 4, { 3: id })
    for (const probe of [alice, bob]) await probe.waiting()
    await ask(carol, 10, { 3: id, 20: 'all' })
    for (const probe of [alice, bob]) expect(await notice(probe)).toMatchObject({ kind: 8, from: 'carol' })
    await ask(carol, 10, { 3: id, 11: 'bob', 20: 'one' })
    expect((await notice(bob)).record[20]).toBe('one')
    expect(await alice.waiting()).toEqual([])
    expect(await code(carol, 10, { 3: id, 11: 'dave' })).toBe(10406)
  })
})
