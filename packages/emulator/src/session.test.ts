import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { byte, int, long, login, longs, properties, property, string, text, type Probe } from './probe'

let emulator: Emulator
let a1: Probe
let a2: Probe

beforeEach(async () => {
  emulator = await startEmulator()
  a1 = await login(emulator, 'alice', { deviceId: 'A1' })
  a2 = await login(emulator, 'alice', { deviceId: 'A2' })
  await a1.next('2_7')
})
afterEach(() => emulator.close())

describe('read marks', () => {
  const mark = (probe: Probe, time: number, scene = 0, to = 'bob') => probe.call('7_16', [byte(scene), string(to), { t: 'long', v: time }])

  it('reach the other ends and the next sync, and never go back', async () => {
    expect((await mark(a1, 500)).code).toBe(200)
    expect(await a2.next('7_116')).toEqual([0, 'bob', 500])
    await mark(a1, 400)
    expect(await a2.next('7_116')).toEqual([0, 'bob', 500])
    await mark(a1, 70, 1, '17')
    expect((await a2.sync(18)).get('4_14')![0]).toEqual([{ bob: 500 }, { m_map: { 17: 70 } }, expect.any(Number)])
    expect(await a1.waiting()).toEqual([])
  })

  it('come in lists; 700 says that not all could be done', async () => {
    const list = (more: Record<number, unknown>[]) => a1.call('7_25', [properties([{ 1: 0, 2: 'bob', 3: 1 }, { 1: 1, 2: '17', 3: 2 }, ...more])])
    expect((await list([])).code).toBe(200)
    expect(await a2.waiting()).toEqual(['7_116', '7_116'])
    expect((await list([{ 1: 9, 2: 'bob', 3: 1 }])).code).toBe(700)
  })

  it('of super teams have their own commands', async () => {
    await a1.call('21_25', [{ t: 'long', v: '9' }, { t: 'long', v: 30 }])
    expect(await a2.next('21_125')).toEqual(['9', 30])
    await a1.call('21_32', [properties([{ 2: '8', 3: 40 }])])
    expect(await a2.next('21_125')).toEqual(['8', 40])
    const sync = await a2.sync(18, 26)
    expect(sync.get('4_20')![0]![0]).toEqual({ m_map: { 9: 30, 8: 40 } })
    expect(sync.get('4_14')).toBeUndefined()
  })
})

describe('sessions on top', () => {
  it('are added, changed, removed and synced', async () => {
    const added = (await a1.call('23_12', [property({ 1: 'p2p|bob', 2: 'x' })])).r[0]
    expect(added).toEqual({ 1: 'p2p|bob', 2: 'x', 3: expect.any(String), 4: added[3] })
    expect(await a2.next('23_112')).toEqual([added])
    const changed = (await a1.call('23_14', [property({ 1: 'p2p|bob', 2: 'y' })])).r[0]
    expect(changed).toMatchObject({ 2: 'y', 3: added[3] })
    expect(Number(changed[4])).toBeGreaterThan(Number(added[4]))
    expect(await a2.next('23_114')).toEqual([changed])
    await a1.call('23_12', [property({ 1: 'super_team|9' })])
    const [tag, isChanged, list] = (await a2.sync(28)).get('4_23')![0]!
    expect([isChanged, list.length]).toEqual([true, 2])
    expect((await a2.sync([28, tag])).get('4_23')![0]![1]).toBe(false)
    const { r } = await a1.call('23_13', [property({ 1: 'p2p|bob' })])
    expect(await a2.next('23_113')).toEqual([r[0], changed])
    expect((await a2.sync(28)).get('4_23')![0]![2]).toHaveLength(1)
  })

  it('must be sessions', async () => {
    expect((await a1.call('23_12', [property({ 1: 'bob' })])).code).toBe(414)
  })
})

describe('cloud sessions', () => {
  const list = async (query = {}) => (await a1.call('7_19', [property(query)])).r

  it('show the last message of each conversation, newest first', async () => {
    await a1.call('7_1', [text('bob', 'one')])
    const carol = (await a1.call('7_1', [text('carol', 'two')])).r[0]
    await a1.call('7_1', [text('dave', 'three', { 28: 0 })])
    const [meta, rows] = await list()
    expect(meta).toEqual({ 5: '0' })
    expect(rows.map((s: Record<number, string>) => s[1])).toEqual(['p2p|carol', 'p2p|bob'])
    expect(JSON.parse(rows[0][4])).toEqual(carol)
    expect(rows[0]).toMatchObject({ 2: carol[7], 5: '0' })
    expect((await list({ 4: 1 }))[0]).toEqual({ 5: '1' })
    expect((await list({ 3: 0 }))[1][0]).not.toHaveProperty('4')
    expect((await list({ 2: Number(carol[7]) - 1 }))[1]).toHaveLength(1)
  })

  it('show a recall as what it is', async () => {
    const m = (await a1.call('7_1', [text('bob', 'oops')])).r[0]
    await a1.call('7_13', [property({ 1: 7, 11: m[12] })])
    const [found] = (await a1.call('7_20', [property({ 1: 'p2p|bob' })])).r
    expect([found[5], JSON.parse(found[4])[11]]).toEqual(['1', m[12]])
  })

  it('carry an ext, and can be deleted', async () => {
    expect((await a1.call('7_20', [property({ 1: 'p2p|bob' })])).code).toBe(404)
    await a1.call('7_21', [property({ 1: 'p2p|bob', 3: 'mine' })])
    expect((await a2.next('7_121'))[0]).toMatchObject({ 1: 'p2p|bob', 3: 'mine' })
    await a1.call('7_1', [text('bob', 'one')])
    expect((await list())[1]).toMatchObject([{ 3: 'mine' }])
    await a1.call('7_22', [properties([{ 1: 'p2p|bob' }])])
    expect((await list())[1]).toEqual([])
    await a1.call('7_1', [text('bob', 'two')])
    expect((await list())[1]).toHaveLength(1)
  })
})

describe('custom notices', () => {
  const notice = (to: string, more = {}) => property({ 1: 100, 2: to, 5: '{"typing":1}', ...more })

  it('reach who is online, and wait for who is not', async () => {
    const bob = await login(emulator, 'bob')
    expect((await a1.call('7_7', [notice('bob')])).code).toBe(200)
    const [got] = await bob.next('7_3')
    expect(got).toMatchObject({ 1: '100', 2: 'bob', 3: 'alice', 5: '{"typing":1}', 6: expect.any(String), 0: expect.any(String) })
    expect((await bob.sync(2)).get('4_6')).toEqual([[[got]]])
    bob.post('4_5', [byte('7'), byte('3'), longs([got[6]])])
    expect((await bob.sync(2)).get('4_6')).toBeUndefined()
    await a1.call('7_7', [notice('carol')])
    await a1.call('7_7', [notice('carol', { 7: 0 })])
    const carol = await login(emulator, 'carol')
    expect((await carol.sync(2)).get('4_6')![0]![0]).toHaveLength(1)
    expect(await a2.waiting()).toEqual([])
  })

  it('have a second way, with packets of its own', async () => {
    await a1.call('101_7', [notice('bob')])
    const bob = await login(emulator, 'bob')
    expect((await bob.sync(2)).get('4_101')![0]![0]).toHaveLength(1)
    await a1.call('101_7', [notice('bob')])
    expect((await bob.next('101_3'))[0]).toMatchObject({ 1: '100' })
  })

  it.each([
    ['an unknown receiver', notice('nobody'), 404],
    ['an attach too long', notice('bob', { 5: 'x'.repeat(4097) }), 414],
    ['a type of its own', notice('bob', { 1: 5 }), 414],
    ['no attach', notice('bob', { 5: undefined }), 414],
    ['a team that is none', notice('77', { 1: 101 }), 803],
  ])('refuse %s', async (_, wire, code) => {
    expect((await a1.call('7_7', [wire])).code).toBe(code)
  })

  it('do not pass a blacklist', async () => {
    const bob = await login(emulator, 'bob')
    await bob.call('3_3', [string('alice'), { t: 'bool', v: 'true' }])
    expect((await a1.call('7_7', [notice('bob')])).code).toBe(7101)
    expect(await bob.waiting()).toEqual([])
  })
})

describe('the way of the official parameters', () => {
  it('takes numbers as text and text as numbers', async () => {
    expect((await a1.call('7_16', [byte('0'), string('bob'), long('12')])).code).toBe(200)
    expect((await a1.call('7_6', [string('bob'), long('0'), long('0'), long('0'), int(100), { t: 'bool', v: 'false' }, longs(['0'])])).code).toBe(200)
  })
})
