import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { bool, byte, long, login, longs, property, string, strings, text, type Probe } from './probe'

let emulator: Emulator
let alice: Probe
let bob: Probe
let id: string

const int = (v: number) => ({ t: 'Int', v })

async function news(probe: Probe, cmd = '21_3') {
  const [m] = await probe.next(cmd)
  return { from: m[2], scene: m[0], ...JSON.parse(m[10]) }
}

beforeEach(async () => {
  emulator = await startEmulator()
  alice = await login(emulator, 'alice')
  bob = await login(emulator, 'bob')
  id = emulator.createSuperTeam({ name: 'S', owner: 'alice', members: ['bob', 'carol'], beInviteMode: 'noVerify', joinMode: 'noVerify' })
})
afterEach(() => emulator.close())

it('is made and ended by the service', async () => {
  expect((await alice.next('21_101'))[0]).toMatchObject({ 1: id, 3: 'S', 5: 'alice', 9: '3' })
  expect(await news(bob)).toMatchObject({ from: 'alice', scene: '5', id: 401, data: { ids: ['bob', 'carol'], tinfo: { 1: id } } })
  expect(await news(alice, '21_102')).toMatchObject({ id: 401 })
  emulator.dismissSuperTeam(id)
  expect(await news(bob)).toMatchObject({ id: 405 })
  expect((await bob.call('21_2', [text(id, 'x', { 0: 5 })])).code).toBe(803)
  expect(() => emulator.dismissSuperTeam(id)).toThrow()
})

it('numbers its notifications itself', async () => {
  await Promise.all([news(bob), news(alice, '21_102')])
  const dave = await login(emulator, 'dave')
  const done = async (probe: Probe, cmd: string, q: Parameters<Probe['call']>[1], code = 200) => expect((await probe.call(cmd, q)).code).toBe(code)

  expect((await alice.call('21_5', [long(id), strings(['dave']), string('')])).r).toEqual([[], expect.any(Number)])
  expect(await news(bob)).toMatchObject({ id: 401 })
  await done(dave, '21_7', [long(id)])
  expect(await news(bob)).toMatchObject({ id: 403, from: 'dave' })
  await done(dave, '21_20', [long(id), string('')])
  expect(await news(bob)).toMatchObject({ id: 410, data: { id: 'dave' } })
  await done(alice, '21_6', [long(id), strings(['dave'])])
  expect(await news(bob)).toMatchObject({ id: 402, data: { ids: ['dave'] } })
  expect((await alice.call('21_8', [property({ 1: id, 14: 'intro', 16: 1, 21: 0 })])).r).toEqual([expect.any(Number)])
  expect(await news(bob)).toMatchObject({ id: 404, data: { tinfo: { 1: id, 14: 'intro' } } })
  await done(alice, '21_26', [long(id), strings(['bob'])])
  expect(await news(bob)).toMatchObject({ id: 407 })
  await alice.waiting()
  await done(bob, '21_29', [long(id), strings(['carol']), int(1)])
  expect(await news(alice)).toMatchObject({ id: 409, data: { ids: ['carol'], mute: 1 } })
  await done(alice, '21_27', [long(id), strings(['bob'])])
  expect(await news(bob, '21_102')).toMatchObject({ id: 409 })
  expect(await news(bob)).toMatchObject({ id: 408 })
  await done(alice, '21_28', [long(id), int(1)])
  expect(await news(bob)).toMatchObject({ id: 404, data: { tinfo: { 101: '1' } } })
  await done(dave, '21_20', [long(id), string('p')], 808)
  expect((await alice.next('21_19'))[0]).toMatchObject({ 1: '15', 3: 'dave', 4: 'p' })
  await done(alice, '21_22', [long(id), string('dave'), string('n')])
  expect((await dave.next('21_19'))[0]).toMatchObject({ 1: '16' })
  await dave.call('21_20', [long(id)])
  await done(alice, '21_21', [long(id), string('dave')])
  expect(await news(bob)).toMatchObject({ id: 410 })
  await dave.call('21_7', [long(id)])
  await done(alice, '21_5', [long(id), strings(['dave'])], 810)
  expect((await dave.next('21_19'))[0]).toMatchObject({ 1: '17' })
  await done(dave, '21_24', [long(id), string('alice'), string('n')])
  await alice.next('21_19')
  expect((await alice.next('21_19'))[0]).toMatchObject({ 1: '18', 3: 'dave' })
  await alice.call('21_5', [long(id), strings(['dave'])])
  await done(dave, '21_23', [long(id), string('alice')])
  await news(bob) // dave left
  expect(await news(bob)).toMatchObject({ id: 411, data: { id: 'alice' } })
  await done(alice, '21_31', [long(id), string('bob'), bool(false)])
  expect(await news(bob)).toMatchObject({ id: 406, data: { id: 'bob' } })
})

it('pages its members by the time they joined', async () => {
  const page = async (cmd: string, joinTime: number, limit: number, reverse: boolean) =>
    (await alice.call(cmd, [long(id), long(joinTime), int(limit), { t: 'Bool', v: String(reverse) }])).r[0] as Record<number, string>[]
  const names = (rows: Record<number, string>[]) => rows.map((r) => r[3])
  const all = await page('21_15', 0, 100, false)
  expect(names(all)).toEqual(['alice', 'bob', 'carol'])
  expect(all[0]).toHaveProperty('15')
  expect(all[0]).not.toHaveProperty('10')
  expect(names(await page('21_15', Number(all[0]![15]), 1, false))).toEqual(['bob'])
  expect(names(await page('21_15', Number(all[2]![15]), 9, true))).toEqual(['bob', 'alice'])
  await alice.call('21_29', [long(id), strings(['carol']), int(1)])
  expect(names(await page('21_34', 0, 100, false))).toEqual(['carol'])
  expect((await alice.call('21_33', [strings([`${id}|bob`, `${id}|dave`])])).r[0]).toMatchObject([{ 3: 'bob' }])
  await bob.call('21_10', [property({ 1: id, 5: 'b' })])
  expect((await alice.next('21_110'))[0]).toMatchObject({ 3: 'bob', 5: 'b' })
  await alice.call('21_30', [property({ 1: id, 3: 'bob', 5: 'bb' })])
  expect((await bob.next('21_110'))[0]).toMatchObject({ 3: 'bob', 5: 'bb' })
})

it('is found and synced', async () => {
  expect((await bob.call('21_9', [long(id)])).r[0]).toMatchObject({ 1: id, 13: '1' })
  expect((await bob.call('21_12', [{ t: 'long', v: 0 }])).r[0]).toMatchObject([{ 1: id }])
  const sync = await bob.sync(22, 23)
  expect(sync.get('21_109')![0]).toEqual([[expect.objectContaining({ 1: id })], true, expect.any(Number)])
  expect(sync.get('21_111')![0]![0]).toMatchObject([{ 1: id, 3: 'bob' }])
  expect([...(await bob.sync([22, sync.get('21_109')![0]![2]])).keys()]).toEqual([])
})

it('talks: messages roam, and never wait', async () => {
  const m = (await alice.call('21_2', [text(id, 'hi', { 0: 5 })])).r[0]
  await news(bob)
  expect(await bob.next('21_3')).toEqual([m])
  const carol = await login(emulator, 'carol')
  const sync = await carol.sync(2, 7, 24)
  expect(sync.get('4_4')).toBeUndefined()
  expect(sync.get('4_17')![0]![0][0]).toEqual(m)
  expect((await carol.call('21_14', [long(id)])).r[0][0]).toEqual(m)
  const other = await login(emulator, 'alice', { deviceId: 'A2' })
  await alice.call('21_17', [property({ 1: 12, 2: id, 3: 'alice', 10: m[11], 11: m[12] })])
  const [notice] = await bob.next('21_18')
  expect(notice).toMatchObject({ 1: '12', 2: id, 11: m[12] })
  expect(await other.next('21_117')).toEqual([notice])
  const recalls = (await carol.sync(25)).get('4_19')!
  expect([recalls[0]![0], recalls[0]![2]]).toEqual([[notice], 1])
  carol.post('4_5', [byte('7'), byte('3'), longs([notice[6]])])
  expect((await carol.sync(25)).get('4_19')![0]![2]).toBe(2)
  await bob.call('21_16', [property({ 1: 103, 2: id, 5: 'yo' })])
  expect((await carol.next('21_19'))[0]).toMatchObject({ 1: '103', 2: id, 3: 'bob' })
})

it('keeps notices of members who are away', async () => {
  const strict = emulator.createSuperTeam({ name: 'X', owner: 'erin' })
  await bob.call('21_20', [long(strict), string('')])
  const erin = await login(emulator, 'erin')
  expect((await erin.sync(2)).get('4_18')![0]![0]).toMatchObject([{ 1: '15', 2: strict, 3: 'bob' }])
})
