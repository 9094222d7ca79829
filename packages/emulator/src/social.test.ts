import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { bool, long, login, property, string, strings, type Probe } from './probe'

let emulator: Emulator
let a1: Probe
let a2: Probe
let bob: Probe

beforeEach(async () => {
  emulator = await startEmulator()
  a1 = await login(emulator, 'alice', { deviceId: 'A1' })
  a2 = await login(emulator, 'alice', { deviceId: 'A2' })
  bob = await login(emulator, 'bob')
  await a1.next('2_7')
})
afterEach(() => emulator.close())

describe('name cards', () => {
  it('are read by anyone and changed by their owner', async () => {
    const { r } = await a1.call('3_10', [property({ 3: 'Alicia', 6: 2, 9: '1', 1: 'bob', 13: 5 })])
    expect((await a2.next('3_110'))[0]).toMatchObject({ 1: 'alice', 3: 'Alicia', 6: '2', 13: String(r[0]) })
    expect((await bob.call('3_7', [strings(['alice', 'nobody', 'ALICE'])])).r[0]).toMatchObject([{ 3: 'Alicia' }, { 3: 'Alicia' }])
    const [[card, tag]] = (await a2.sync(1)).get('3_109') as [[Record<number, string>, number]]
    expect(card[3]).toBe('Alicia')
    expect((await a2.sync([1, tag])).get('3_109')).toBeUndefined()
    await a1.call('3_10', [property({ 3: '' })])
    expect((await a2.sync([1, tag])).get('3_109')![0]![0][3]).toBe('')
  })

  it.each([{ 3: 'x'.repeat(65) }, { 6: 3 }, { 10: 'x'.repeat(1025) }])('refuses %j', async (tags) => {
    expect((await a1.call('3_10', [property(tags)])).code).toBe(414)
  })

  it('come with messages, so that receivers refresh', async () => {
    const { r } = await a1.call('3_10', [property({ 3: 'Alicia' })])
    const m = (await a1.call('7_1', [property({ 0: 0, 1: 'bob', 8: 0, 9: 'x', 11: 'c' })])).r[0]
    expect(m).toMatchObject({ 6: 'Alicia', 14: String(r[0]) })
  })
})

describe('blacklist and mute list', () => {
  it('are told to the other ends and synced as a whole', async () => {
    await a1.call('3_3', [string('bob'), bool(true)])
    expect(await a2.next('3_103')).toEqual(['bob', true])
    await a1.call('3_5', [string('carol'), bool(true)])
    expect(await a2.next('3_105')).toEqual(['carol', true])
    const { r } = await a1.call('3_8', [{ t: 'long', v: 0 }])
    expect(r[0]).toMatchObject([{ 0: 'bob', 1: '0', 2: '1' }, { 0: 'carol', 1: '1', 2: '0' }])
    expect((await a2.sync([9, r[1]])).get('3_8')).toBeUndefined()
    await a1.call('3_3', [string('bob'), bool(false)])
    expect((await a2.sync([9, r[1]])).get('3_8')![0]![0]).toMatchObject([{ 0: 'bob', 1: '0', 2: '0' }, { 0: 'carol', 1: '1' }])
    expect((await a2.sync(9)).get('3_8')![0]![0]).toMatchObject([{ 0: 'carol' }])
    expect((await a1.call('3_3', [string('nobody'), bool(true)])).code).toBe(404)
  })
})

describe('friends', () => {
  const request = (from: Probe, to: string, type: number, ps = '') => from.call('12_1', [string(to), { t: 'Byte', v: type }, string(ps)])
  const friendsOf = async (probe: Probe) => (await probe.call('12_4', [long(0)])).r[0] as Record<number, string>[]

  it('are added at once', async () => {
    expect((await request(a1, 'bob', 1, 'hey')).code).toBe(200)
    expect(await a2.next('12_101')).toEqual(['bob', 1, 'hey'])
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '5', 2: 'bob', 3: 'alice', 4: 'hey', 5: '{"vt":1}' })
    expect(await friendsOf(bob)).toMatchObject([{ 4: 'alice', 5: '1', 6: '1' }])
  })

  it('are asked and answer', async () => {
    await request(a1, 'bob', 2)
    expect((await bob.next('7_3'))[0][5]).toBe('{"vt":2}')
    expect(await friendsOf(a1)).toEqual([])
    await request(bob, 'alice', 4)
    expect((await a1.next('7_3'))[0][5]).toBe('{"vt":4}')
    expect(await friendsOf(a1)).toEqual([])
    await request(bob, 'alice', 3)
    expect((await a1.next('7_3'))[0][5]).toBe('{"vt":3}')
    expect(await friendsOf(a1)).toMatchObject([{ 4: 'bob', 6: '3' }])
  })

  it('get an alias, and cards, and leave', async () => {
    await request(a1, 'bob', 1)
    await a2.next('12_101')
    await a1.call('12_3', [property({ 4: 'bob', 8: 'Bobby', 10: 'e' })])
    expect((await a2.next('12_103'))[0]).toMatchObject({ 4: 'bob', 8: 'Bobby', 10: 'e', 12: expect.any(String) })
    const sync = await a2.sync(11, 13)
    expect(sync.get('12_5')![0]![0]).toMatchObject([{ 4: 'bob', 5: '1', 8: 'Bobby' }])
    expect(sync.get('12_6')![0]![0]).toMatchObject([{ 1: 'bob', 3: 'Bob' }])
    const tag = sync.get('12_5')![0]![1]
    await a1.call('12_2', [string('bob'), property({ 1: 1 })])
    expect(await a2.next('12_102')).toEqual(['bob'])
    await bob.next('7_3')
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '6', 3: 'alice' })
    expect((await a2.sync([11, tag])).get('12_5')![0]![0]).toMatchObject([{ 4: 'bob', 5: '0', 8: '' }])
    expect([...(await a2.sync(11, 13)).keys()]).toEqual([])
    expect(await friendsOf(bob)).toEqual([])
  })

  it('refuses strangers and nonsense', async () => {
    expect((await request(a1, 'nobody', 1)).code).toBe(404)
    expect((await request(a1, 'alice', 1)).code).toBe(414)
    expect((await request(a1, 'bob', 9)).code).toBe(414)
    expect((await request(a1, 'bob', 2, 'x'.repeat(257))).code).toBe(414)
    expect((await a1.call('12_3', [property({ 4: 'bob', 8: 'x' })])).code).toBe(404)
    expect((await a1.call('12_2', [string('nobody'), property({ 1: 0 })])).code).toBe(404)
  })
})
