import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator, type EmulatorOptions } from './index'
import { bool, byte, int, long, login, longs, properties, property, string, strings, text, type Probe } from './probe'

let emulator: Emulator
let now: number

const start = async (options: EmulatorOptions = {}) => {
  now = 1_700_000_000_000
  emulator = await startEmulator({ now: () => now, ...options })
}
beforeEach(() => start())
afterEach(() => emulator.close())

const bodies = (rows: Record<number, string>[]) => rows.map((m) => m[9])
const send = async (from: Probe, to: string, body: string, more = {}) => {
  const { code, r } = await from.call('7_1', [text(to, body, more)])
  expect(code).toBe(200)
  return r[0] as Record<number, string>
}
const ack = (probe: Probe, ids: string[], sid: number | string = 7, cid: number | string = 2) => probe.post('4_5', [byte(sid), byte(cid), longs(ids)])

describe('delivery', () => {
  it('reaches every device of both sides', async () => {
    const [a1, a2] = [await login(emulator, 'alice', { deviceId: 'A1' }), await login(emulator, 'alice', { deviceId: 'A2' })]
    const [b1, b2] = [await login(emulator, 'bob', { deviceId: 'B1' }), await login(emulator, 'bob', { deviceId: 'B2' })]
    const sent = await send(a1, 'bob', 'hi', { 15: '{"x":1}' })
    expect(sent).toMatchObject({ 0: '0', 1: 'bob', 2: 'alice', 4: '16', 5: 'A1', 6: 'Alice', 9: 'hi', 11: 'c-hi', 12: expect.stringMatching(/^\d+$/), 15: '{"x":1}' })
    expect(Number(sent[7])).toBeGreaterThanOrEqual(now)
    expect(await b1.next('7_2')).toEqual([sent])
    expect(await b2.next('7_2')).toEqual([sent])
    expect(await a2.next('7_101')).toEqual([sent])
    expect(await a1.waiting()).toEqual(['2_7'])
  })

  it('ignores what only the service may say', async () => {
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    await send(alice, 'BOB', 'x', { 2: 'carol', 7: 1, 12: 'mine', 13: 1, 106: 1 })
    const [got] = await bob.next('7_2')
    expect(got).toMatchObject({ 1: 'bob', 2: 'alice' })
    expect(got[12]).not.toBe('mine')
    expect(got).not.toHaveProperty('13')
    expect(got).not.toHaveProperty('106')
  })

  it('finds a message again that is sent twice', async () => {
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    const first = await send(alice, 'bob', 'once')
    expect(await send(alice, 'bob', 'once')).toEqual(first)
    expect(await bob.waiting()).toEqual(['7_2'])
    expect(await send(alice, 'carol', 'once')).not.toEqual(first)
  })

  it('writes to oneself', async () => {
    const a1 = await login(emulator, 'alice', { deviceId: 'A1' })
    const a2 = await login(emulator, 'alice', { deviceId: 'A2' })
    const note = await send(a1, 'alice', 'note')
    expect(await a2.next('7_101')).toEqual([note])
    ack(a1, [note[12]!])
    expect((await a1.sync(2)).get('4_4')).toBeUndefined()
  })

  it('marks the message of a muted sender', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    await bob.call('3_5', [string('alice'), bool(true)])
    expect(await send(alice, 'bob', 'shh')).not.toHaveProperty('104')
    expect((await bob.next('7_2'))[0]).toMatchObject({ 104: '1' })
  })

  it('answers 7101 with the message to who is blocked, and shows it to nobody else', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const other = await login(emulator, 'alice', { deviceId: 'A2' })
    await bob.call('3_3', [string('alice'), bool(true)])
    const refused = await alice.call('7_1', [text('bob', 'let me in')])
    expect(refused).toMatchObject({ code: 7101, r: [{ 9: 'let me in', 106: '1' }] })
    expect(await alice.call('7_1', [text('bob', 'let me in')])).toMatchObject({ code: 7101, r: refused.r })
    expect(await other.next('7_101')).toEqual(refused.r)
    expect(await bob.waiting()).toEqual([])
    expect((await bob.call('7_6', [string('alice')])).r[0]).toEqual([])
    expect(await send(bob, 'alice', 'I may')).toBeTruthy()
  })

  it.each([
    ['an unknown receiver', { 1: 'nobody' }, 404],
    ['a body too long', { 9: 'x'.repeat(5001) }, 414],
    ['an ext too long', { 15: 'x'.repeat(1025) }, 414],
    ['no id', { 11: undefined }, 414],
    ['an unknown type', { 8: 77 }, 414],
    ['a scene of another command', { 0: 1 }, 414],
    ['too many forced pushes', { 18: Array.from({ length: 101 }, (_, i) => `a${i}`).join() }, 811],
  ])('refuses %s', async (_, tags, code) => {
    const alice = await login(emulator, 'alice')
    expect((await alice.call('7_1', [text('bob', 'x', tags)])).code).toBe(code)
  })

  it('refuses who is muted, and who writes too fast', async () => {
    await emulator.close()
    await start({ sendPerMinute: 2 })
    const alice = await login(emulator, 'alice')
    emulator.mute('alice', true)
    expect((await alice.call('7_1', [text('bob', '0')])).code).toBe(423)
    emulator.mute('alice', false)
    await send(alice, 'bob', '1')
    expect((await alice.call('7_1', [text('bob', '2')])).code).toBe(416)
    now += 61_000
    await send(alice, 'bob', '3')
  })
})

describe('switches of a message', () => {
  it.each([
    { tag: 108, name: 'offline', lost: '4_4' },
    { tag: 101, name: 'roaming', lost: '4_9' },
    { tag: 100, name: 'history', lost: 'history' },
    { tag: 102, name: 'self sync', lost: '7_101' },
  ])('$name can be switched off', async ({ tag, lost }) => {
    const alice = await login(emulator, 'alice')
    const other = await login(emulator, 'alice', { deviceId: 'A2' })
    await send(alice, 'bob', 'kept')
    await send(alice, 'bob', 'not kept', { [tag]: 0 })
    const bob = await login(emulator, 'bob')
    const sync = await bob.sync(2, 7)
    const seen: Record<string, string[]> = {
      '4_4': bodies(sync.get('4_4')![0]![0]),
      '4_9': bodies(sync.get('4_9')![0]![0]).reverse() as string[],
      history: bodies((await bob.call('7_6', [string('alice')])).r[0]).reverse() as string[],
      '7_101': (await other.waiting()).map((_, i) => ['kept', 'not kept'][i]!),
    } as never
    for (const way in seen) expect([way, seen[way]]).toEqual([way, way === lost ? ['kept'] : ['kept', 'not kept']])
  })
})

describe('sync', () => {
  it('sends only what is asked for, before its answer', async () => {
    const alice = await login(emulator, 'alice')
    await send(alice, 'bob', 'hi')
    const bob = await login(emulator, 'bob')
    expect([...(await bob.sync()).keys()]).toEqual([])
    expect([...(await bob.sync(1)).keys()]).toEqual(['3_109'])
    expect([...(await bob.sync(1, 2, 7, 9)).keys()]).toEqual(['3_109', '3_8', '4_4', '4_9', '4_25'])
  })

  it('keeps offline messages until one device acknowledges them', async () => {
    const alice = await login(emulator, 'alice')
    const sent = [await send(alice, 'bob', 'one'), await send(alice, 'bob', 'two')]
    const bob = await login(emulator, 'bob')
    expect((await bob.sync(2)).get('4_4')).toEqual([[sent]])
    expect((await bob.sync(2)).get('4_4')).toEqual([[sent]])
    ack(bob, [sent[0]![12]!])
    expect((await bob.sync(2)).get('4_4')).toEqual([[[sent[1]]]])
    ack(bob, [sent[1]![12]!], '7', '2')
    expect((await bob.sync(2)).get('4_4')).toBeUndefined()
  })

  it('lets a live message wait until it is acknowledged', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const sent = await send(alice, 'bob', 'live')
    await bob.next('7_2')
    expect((await bob.sync(2)).get('4_4')).toEqual([[[sent]]])
  })

  it('hands out roaming newest first, one packet a session, after the timetag', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    await send(alice, 'bob', 'b1')
    await send(alice, 'carol', 'c1')
    const middle = await send(bob, 'alice', 'b2')
    await send(alice, 'bob', 'b3')
    const packets = (await alice.sync(7)).get('4_9')!
    expect(packets.map(([rows]) => bodies(rows))).toEqual([['b3', 'b2', 'b1'], ['c1']])
    const later = (await alice.sync([7, Number(middle[7])])).get('4_9')!
    expect(later.map(([rows]) => bodies(rows))).toEqual([['b3']])
  })

  it('hands out at most 100 messages of a session and says that there are more', async () => {
    const alice = await login(emulator, 'alice')
    for (let i = 0; i < 101; i++) await send(alice, 'bob', `m${i}`)
    const sync = await alice.sync(7)
    expect(sync.get('4_9')![0]![0]).toHaveLength(100)
    expect(sync.get('4_22')![0]![0]).toMatchObject([{ 0: '0', 1: 'bob', 2: 'alice' }])
    const bob = await login(emulator, 'bob')
    expect((await bob.sync(2)).get('4_4')!.flatMap(([rows]) => bodies(rows))).toEqual(Array.from({ length: 100 }, (_, i) => `m${i + 1}`))
  })

  it('forgets roaming after 7 days and offline after 30', async () => {
    const alice = await login(emulator, 'alice')
    await send(alice, 'bob', 'old')
    const bob = await login(emulator, 'bob')
    now += 7 * 86_400_000 + 1000
    expect([...(await bob.sync(2, 7)).keys()]).toEqual(['4_4'])
    now += 23 * 86_400_000
    expect([...(await bob.sync(2, 7)).keys()]).toEqual([])
    expect((await bob.call('7_6', [string('alice')])).r[0]).toHaveLength(1)
  })

  it('gives every message a time of its own', async () => {
    const alice = await login(emulator, 'alice')
    const times = []
    for (const body of ['a', 'b', 'c']) times.push(Number((await send(alice, 'bob', body))[7]))
    expect(new Set(times).size).toBe(3)
    expect([...times].sort((x, y) => x - y)).toEqual(times)
  })
})

describe('history', () => {
  const page = async (probe: Probe, ...q: Parameters<Probe['call']>[1] & object) => bodies((await probe.call('7_6', q)).r[0])

  it('pages back and forth', async () => {
    const alice = await login(emulator, 'alice')
    const sent = []
    for (const body of ['1', '2', '3', '4']) sent.push(await send(alice, 'bob', body))
    const [, second, third] = sent as [never, Record<number, string>, Record<number, string>]
    const all = (begin: number, end: number, last: string, limit: number, reverse: boolean) => [string('bob'), long(begin), long(end), long(last), int(limit), bool(reverse), longs([])]
    expect(await page(alice, string('bob'))).toEqual(['4', '3', '2', '1'])
    expect(await page(alice, ...all(0, 0, '0', 2, false))).toEqual(['4', '3'])
    expect(await page(alice, ...all(0, Number(third[7]), third[12]!, 100, false))).toEqual(['2', '1'])
    expect(await page(alice, ...all(0, 0, '0', 2, true))).toEqual(['1', '2'])
    expect(await page(alice, ...all(Number(second[7]), 0, second[12]!, 100, true))).toEqual(['3', '4'])
    expect(await page(alice, ...all(Number(second[7]), Number(third[7]), '0', 100, false))).toEqual(['3', '2'])
    expect((await alice.call('7_6', all(0, 0, '0', 101, false))).code).toBe(414)
  })

  it('filters by type', async () => {
    const alice = await login(emulator, 'alice')
    await send(alice, 'bob', 'text')
    await send(alice, 'bob', 'tip', { 8: 10 })
    expect(await page(alice, string('bob'), long(0), long(0), long(0), int(9), bool(false), longs([10]))).toEqual(['tip'])
  })

  it('follows a thread and finds messages by id', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const root = await send(alice, 'bob', 'root')
    const reply = await send(bob, 'alice', 'reply', { 32: root[12], 37: root[12] })
    const other = await send(bob, 'alice', 'other')
    const { code, r } = await alice.call('23_1', [property({ 0: 0, 1: 'bob', 2: 'alice', 7: root[7], 12: root[12] }), property({ 1: 0, 4: 100, 5: 0 })])
    expect(code).toBe(200)
    expect(r).toEqual([root, { 1: '1', 2: reply[7] }, [reply]])
    expect((await bob.call('23_2', [properties([{ 0: '0', 12: other[12] }, { 12: '1' }])])).r).toEqual([[other]])
    const carol = await login(emulator, 'carol')
    expect((await carol.call('23_2', [properties([{ 12: other[12] }])])).r).toEqual([[]])
    expect((await carol.call('23_1', [property({ 12: root[12] }), property({})])).code).toBe(404)
  })

  it('keeps what a team says from who is none of it', async () => {
    const team = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    const superTeam = emulator.createSuperTeam({ name: 'S', owner: 'alice', members: ['bob'] })
    const [alice, carol] = [await login(emulator, 'alice'), await login(emulator, 'carol')]
    const said = [await alice.call('8_2', [text(team, 'inside', { 0: 1 })]), await alice.call('21_2', [text(superTeam, 'inside', { 0: 5 })])].map(({ r }) => r[0])
    // she makes the service keep something of hers about the teams, which opens nothing
    await carol.call('7_16', [{ t: 'byte', v: 1 }, string(team), long(1)])
    await carol.call('21_25', [long(superTeam), long(1)])
    await carol.call('7_21', [property({ 1: `super_team|${superTeam}`, 3: 'mine' })])
    expect((await carol.call('23_2', [properties(said.map((m) => ({ 12: m[12] })))])).r).toEqual([[]])
    expect((await carol.call('7_27', [property({ 1: 'inside' })])).r).toEqual([[]])
    const sync = await carol.sync(7, 24)
    expect([sync.get('4_9'), sync.get('4_17')]).toEqual([undefined, undefined])
    expect(JSON.stringify((await carol.call('7_19', [property({})])).r)).not.toContain('inside')
  })

  it('searches, in all sessions or session by session', async () => {
    const alice = await login(emulator, 'alice')
    for (const [to, body] of [['bob', 'red wine'], ['carol', 'red apple'], ['bob', 'green wine'], ['bob', 'deep RED']] as const) await send(alice, to, body)
    const find = async (cmd: string, tags: Record<number, unknown>) => bodies((await alice.call(cmd, [property(tags)])).r[0])
    expect(await find('7_27', { 1: 'red' })).toEqual(['deep RED', 'red apple', 'red wine'])
    expect(await find('7_27', { 1: 'red', 6: 1, 5: 2 })).toEqual(['red wine', 'red apple'])
    expect(await find('7_27', { 1: 'red', 7: 'carol' })).toEqual(['red apple'])
    expect(await find('7_27', { 1: 'red', 9: 'bob' })).toEqual([])
    expect(await find('7_26', { 1: 'red', 4: 1, 5: 1 })).toEqual(['deep RED'])
    expect((await alice.call('7_27', [property({})])).code).toBe(414)
  })
})

describe('recall', () => {
  const ask = (m: Record<number, string>, more = {}) => property({ 0: m[7], 1: 7, 2: m[1], 3: m[2], 10: m[11], 11: m[12], 16: m[2], 4: 'sorry', ...more })

  it('removes a message everywhere and tells both sides', async () => {
    const [a1, a2, bob] = [await login(emulator, 'alice', { deviceId: 'A1' }), await login(emulator, 'alice', { deviceId: 'A2' }), await login(emulator, 'bob')]
    const m = await send(a1, 'bob', 'oops')
    expect((await a1.call('7_13', [ask(m)])).code).toBe(200)
    const notice = (await bob.next('7_14'))[0]
    expect(notice).toMatchObject({ 1: '7', 2: 'bob', 3: 'alice', 4: 'sorry', 10: m[11], 11: m[12], 14: m[7], 15: 'Alice', 16: 'alice' })
    expect(await a2.next('7_14')).toEqual([notice])
    expect(await a1.waiting()).not.toContain('7_14')
    expect([...(await bob.sync(2, 7)).keys()]).toEqual([])
    expect((await a1.call('7_6', [string('bob')])).r[0]).toEqual([])
    expect((await a1.call('7_13', [ask(m)])).code).toBe(200)
  })

  it('waits for who is offline, then roams', async () => {
    const alice = await login(emulator, 'alice')
    const m = await send(alice, 'bob', 'oops')
    await alice.call('7_13', [ask(m)])
    const bob = await login(emulator, 'bob')
    const [[list, tag, kind]] = (await bob.sync(17)).get('7_15') as [[Record<number, string>[], number, number]]
    expect([list[0]![11], kind]).toEqual([m[12], 1])
    ack(bob, [list[0]![6]!], '7', '3')
    expect((await bob.sync(17)).get('7_15')![0]![2]).toBe(2)
    expect((await bob.sync([17, tag])).get('7_15')).toBeUndefined()
  })

  it('has a window and an owner', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const m = await send(alice, 'bob', 'mine')
    expect((await bob.call('7_13', [ask(m)])).code).toBe(403)
    now += 121_000
    expect((await alice.call('7_13', [ask(m)])).code).toBe(508)
    expect((await alice.call('7_13', [ask({ ...m, 12: '1' })])).code).toBe(200)
    expect((await alice.call('7_13', [ask(m, { 1: 99 })])).code).toBe(414)
  })
})

describe('receipts', () => {
  const receipt = (to: string, time: number | string) => property({ 1: to, 7: time, 11: 'c' })

  it('tells the peer, keeps the newest, and syncs it', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    expect((await bob.call('7_11', [receipt('alice', 500)])).r[0]).toMatchObject({ 7: '500' })
    expect(await alice.next('7_12')).toEqual([{ 1: 'alice', 2: 'bob', 7: '500', 11: 'c' }])
    expect((await bob.call('7_11', [receipt('alice', 400)])).r[0]).toMatchObject({ 7: '500' })
    expect(await alice.waiting()).toEqual([])
    expect((await alice.sync(14)).get('4_12')![0]![0]).toMatchObject([{ 1: 'alice', 2: 'bob', 7: '500' }])
    expect((await bob.sync(14)).get('4_12')).toBeUndefined()
  })

  it('hides the receipts of who is blocked', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    await alice.call('3_3', [string('bob'), bool(true)])
    await bob.call('7_11', [receipt('alice', 500)])
    expect(await alice.waiting()).toEqual([])
  })
})

describe('deleting and clearing', () => {
  const deletion = (m: Record<number, string>) => ({ 1: 1, 2: m[2], 3: m[1], 4: m[12], 5: m[11], 6: m[7] })

  it('deletes on one side only', async () => {
    const [b1, b2] = [await login(emulator, 'bob', { deviceId: 'B1' }), await login(emulator, 'bob', { deviceId: 'B2' })]
    const alice = await login(emulator, 'alice')
    const [one, two, three] = [await send(alice, 'bob', 'one'), await send(alice, 'bob', 'two'), await send(alice, 'bob', 'three')]
    const { r } = await b1.call('7_24', [properties([deletion(one)])])
    expect((await b2.next('7_123'))[0]).toMatchObject({ 1: '1', 4: one[12], 7: String(r[0]) })
    await b1.call('7_24', [properties([deletion(two), deletion(three)])])
    expect((await b2.next('7_124'))[0]).toHaveLength(2)
    expect([...(await b1.sync(2, 7)).keys()]).toEqual([])
    expect((await alice.call('7_6', [string('bob')])).r[0]).toHaveLength(3)
    expect((await b1.sync(27)).get('4_21')![0]![0]).toHaveLength(3)
    expect((await b1.sync([27, r[0]])).get('4_21')![0]![0]).toHaveLength(2)
  })

  it('clears history for oneself, and tells the other ends if asked to', async () => {
    const [a1, a2] = [await login(emulator, 'alice', { deviceId: 'A1' }), await login(emulator, 'alice', { deviceId: 'A2' })]
    const bob = await login(emulator, 'bob')
    await send(bob, 'alice', 'before')
    const { r } = await a1.call('7_18', [property({ 0: 1, 1: 'bob', 2: 1, 4: 1, 7: 'ext' })])
    expect((await a2.next('7_118'))[0]).toMatchObject({ 0: '1', 1: 'bob', 6: String(r[0]), 7: 'ext' })
    await send(bob, 'alice', 'after')
    expect(bodies((await a1.call('7_6', [string('bob')])).r[0])).toEqual(['after'])
    expect(bodies((await a1.sync(7)).get('4_9')![0]![0])).toEqual(['after'])
    expect((await a1.sync(29)).get('4_24')![0]![0]).toHaveLength(1)
    expect((await bob.call('7_6', [string('alice')])).r[0]).toHaveLength(2)
  })

  it('ends roaming of a session', async () => {
    const alice = await login(emulator, 'alice')
    await send(alice, 'bob', 'x')
    expect((await alice.call('7_9', [strings(['p2p|bob', 'superTeam|9', 'super_team|9'])])).code).toBe(200)
    expect((await alice.sync(7)).get('4_9')).toBeUndefined()
    expect((await alice.call('7_6', [string('bob')])).r[0]).toHaveLength(1)
    expect((await alice.call('7_9', [strings(['bob'])])).code).toBe(414)
  })
})
