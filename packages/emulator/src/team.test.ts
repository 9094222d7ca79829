import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { bool, byte, long, login, longs, properties, property, string, strings, text, type Probe } from './probe'

let emulator: Emulator
let alice: Probe
let bob: Probe
let carol: Probe
let id: string

const int = (v: number) => ({ t: 'Int', v })

/** A notification: who did it, and its number and data. */
async function news(probe: Probe, cmd = '8_3') {
  const [m] = await probe.next(cmd)
  const { id: number, data } = JSON.parse(m[10])
  return { from: m[2], type: m[8], number, data }
}

/** What is left to be looked at is dropped. */
const settle = async () => {
  for (const probe of [alice, bob, carol]) await probe.waiting()
}

beforeEach(async () => {
  emulator = await startEmulator()
  alice = await login(emulator, 'alice')
  bob = await login(emulator, 'bob')
  carol = await login(emulator, 'carol')
  id = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'], beInviteMode: 'noVerify' })
  await settle()
})
afterEach(() => emulator.close())

describe('making a team', () => {
  const create = (tags: Record<number, unknown>, accounts: string[]) => alice.call('8_1', [property({ 3: 'N', 4: 1, ...tags }), strings(accounts), string('join us')])

  it('adds members who need not consent', async () => {
    const other = await login(emulator, 'alice', { deviceId: 'A2' })
    const { code, r } = await create({ 21: 1, 16: 0, 18: 'ext' }, ['bob', 'alice'])
    expect(code).toBe(200)
    expect(r).toEqual([expect.objectContaining({ 3: 'N', 4: '1', 5: 'alice', 6: '200', 8: '1', 9: '2', 13: '1', 16: '0', 18: 'ext', 21: '1', 22: '0', 101: '0' }), []])
    expect((await other.next('8_101'))[0]).toEqual(r[0])
    for (const probe of [bob, other]) {
      const { from, type, number, data } = await news(probe, probe === bob ? '8_3' : '8_102')
      expect([from, type, number, data.ids]).toEqual(['alice', '5', 0, ['bob']])
      expect(data.tinfo).toMatchObject({ 1: r[0][1], 3: 'N', 10: expect.any(String) })
      expect(data.uinfos.map((u: Record<number, string>) => u[1])).toEqual(['alice', 'bob'])
    }
  })

  it('invites members who must consent', async () => {
    const { code, r } = await create({}, ['bob'])
    expect([code, r[0][9]]).toEqual([810, '1'])
    const [notice] = await bob.next('7_3')
    expect(notice).toMatchObject({ 1: '2', 2: 'bob', 3: 'alice', 4: 'join us' })
    expect(JSON.parse(notice[5]).tinfo[1]).toBe(r[0][1])
    expect((await bob.call('8_21', [long(r[0][1]), string('carol')])).code).toBe(509)
    expect((await bob.call('8_21', [long(r[0][1]), string('alice')])).code).toBe(200)
    const joined = await news(alice)
    expect([joined.from, joined.number, joined.data.id]).toEqual(['bob', 9, 'alice'])
    expect((await bob.call('8_33', [long(r[0][1]), strings(['bob', 'alice'])])).r).toEqual([{ bob: 'alice' }])
  })

  it('lets the invited decline', async () => {
    const { r } = await create({}, ['bob'])
    expect((await bob.call('8_22', [long(r[0][1]), string('alice'), string('no')])).code).toBe(200)
    expect((await alice.next('7_3'))[0]).toMatchObject({ 1: '3', 3: 'bob', 4: 'no' })
    expect((await bob.call('8_21', [long(r[0][1]), string('alice')])).code).toBe(509)
  })

  it.each([
    ['no name', { 3: '' }, 414],
    ['a long name', { 3: 'x'.repeat(65) }, 414],
    ['an unknown type', { 4: 7 }, 414],
    ['an unknown mode', { 16: 5 }, 414],
  ])('refuses %s', async (_, tags, code) => {
    expect((await create(tags, [])).code).toBe(code)
  })

  it('refuses members who do not exist', async () => {
    expect((await create({}, ['nobody'])).code).toBe(404)
  })
})

describe('members', () => {
  it('are added up to the level', async () => {
    const small = emulator.createTeam({ name: 'S', owner: 'alice', level: 3, beInviteMode: 'noVerify' })
    const add = (...accounts: string[]) => alice.call('8_5', [long(small), strings(accounts), string(''), string('ext')])
    expect(await add('bob', 'carol', 'dave')).toMatchObject({ code: 813, r: [expect.any(Number), ['dave']] })
    const { data } = await news(bob)
    expect([data.ids, data.attach]).toEqual([['bob', 'carol'], 'ext'])
    expect((await add('dave')).code).toBe(801)
    expect((await add('bob')).code).toBe(200)
    expect((await bob.call('8_5', [long(small), strings(['dave'])])).code).toBe(802)
    expect((await (await login(emulator, 'erin')).call('8_5', [long(small), strings(['dave'])])).code).toBe(804)
    expect((await alice.call('8_5', [long('77'), strings(['dave'])])).code).toBe(803)
  })

  it('are removed, by those above them, and know it', async () => {
    await alice.call('8_5', [long(id), strings(['carol'])])
    await settle()
    expect((await carol.call('8_6', [long(id), strings(['bob'])])).code).toBe(802)
    expect((await alice.call('8_6', [long(id), strings(['carol'])])).code).toBe(200)
    for (const probe of [bob, carol]) expect(await news(probe)).toMatchObject({ number: 1, data: { ids: ['carol'] } })
    expect((await carol.call('8_2', [text(id, 'x', { 0: 1 })])).code).toBe(804)
    expect((await alice.call('8_6', [long(id), strings(['carol'])])).code).toBe(804)
    await alice.call('8_2', [text(id, 'without carol', { 0: 1 })])
    expect(await carol.waiting()).toEqual([])
  })

  it('leave, but the owner hands over first', async () => {
    expect((await alice.call('8_8', [long(id)])).code).toBe(802)
    expect((await bob.call('8_18', [long(id), string('alice'), bool(false)])).code).toBe(802)
    expect((await alice.call('8_18', [long(id), string('bob'), bool(true)])).code).toBe(200)
    const [batch] = await bob.next('8_4')
    expect(batch.map((m: Record<number, string>) => JSON.parse(m[10]!).id)).toEqual([6, 2])
    expect(JSON.parse(batch[0][10]).data.id).toBe('bob')
    expect((await bob.call('8_9', [long(id)])).r[0]).toMatchObject({ 5: 'bob', 9: '1', 13: '1' })
    expect((await alice.call('8_9', [long(id)])).r[0][13]).toBe('0')
  })

  it('are listed, all or those that changed', async () => {
    const { r } = await alice.call('8_11', [long(id), long(0)])
    expect(r[0]).toBe(id)
    expect(r[1]).toMatchObject([{ 1: id, 3: 'alice', 4: '1' }, { 3: 'bob', 4: '0', 14: 'alice' }])
    await bob.call('8_19', [property({ 1: id, 5: 'bobby', 7: 1, 12: 'e' })])
    expect((await alice.next('8_119'))[0]).toMatchObject({ 1: id, 3: 'bob', 5: 'bobby', 7: '1', 12: 'e', 11: expect.any(String) })
    expect((await alice.call('8_11', [long(id), long(r[2])])).r[1]).toMatchObject([{ 3: 'bob', 5: 'bobby' }])
    expect((await bob.call('8_20', [property({ 1: id, 3: 'alice', 5: 'x' })])).code).toBe(802)
    expect((await alice.call('8_20', [property({ 1: id, 3: 'bob', 5: 'nick' })])).code).toBe(200)
    expect((await bob.next('8_119'))[0]).toMatchObject({ 3: 'bob', 5: 'nick' })
    expect((await carol.call('8_11', [long(id), long(0)])).code).toBe(804)
  })
})

describe('applying', () => {
  const mode = (joinMode: number) => alice.call('8_7', [property({ 1: id, 16: joinMode })])
  const apply = () => carol.call('8_13', [long(id), string('please')])

  it('waits for the managers', async () => {
    await alice.call('8_16', [long(id), strings(['bob'])])
    await settle()
    expect(await apply()).toMatchObject({ code: 808, r: [{ 1: id }] })
    for (const probe of [alice, bob]) expect((await probe.next('7_3'))[0]).toMatchObject({ 1: '0', 2: id, 3: 'carol', 4: 'please' })
    expect((await bob.call('8_14', [long(id), string('carol')])).code).toBe(200)
    expect(await news(carol)).toMatchObject({ from: 'bob', number: 5, data: { id: 'carol' } })
    expect((await alice.call('8_14', [long(id), string('carol')])).code).toBe(809)
    expect((await apply()).code).toBe(809)
  })

  it('can be refused, once', async () => {
    await apply()
    expect((await alice.call('8_15', [long(id), string('carol'), string('no')])).code).toBe(200)
    expect((await carol.next('7_3'))[0]).toMatchObject({ 1: '1', 3: 'alice', 4: 'no' })
    expect((await alice.call('8_15', [long(id), string('carol')])).code).toBe(509)
  })

  it('admits at once, or nobody', async () => {
    await mode(2)
    expect((await apply()).code).toBe(802)
    await mode(0)
    await settle()
    expect((await apply()).code).toBe(200)
    expect(await news(alice)).toMatchObject({ from: 'carol', number: 5, data: { id: 'carol' } })
  })
})

describe('ruling', () => {
  it('changes what the modes allow', async () => {
    const update = (who: Probe, tags: Record<number, unknown>) => who.call('8_7', [property({ 1: id, ...tags })])
    expect((await update(bob, { 15: 'mine' })).code).toBe(802)
    const { code, r } = await update(alice, { 15: 'news', 23: 1, 19: 'server', 5: 'bob' })
    expect([code, r[0]]).toEqual([200, id])
    const { number, data } = await news(bob)
    expect(number).toBe(3)
    expect(data.tinfo).toEqual({ 1: id, 10: expect.any(String), 12: String(r[1]), 15: 'news', 23: '1' })
    expect((await update(bob, { 15: 'mine' })).code).toBe(200)
    expect((await update(bob, { 18: 'ext' })).code).toBe(802)
    expect((await update(bob, { 16: 0 })).code).toBe(802)
    expect((await update(alice, { 3: '' })).code).toBe(414)
    expect((await alice.call('8_9', [long(id)])).r[0]).not.toHaveProperty('19')
  })

  it('appoints managers, ten at most', async () => {
    expect((await bob.call('8_16', [long(id), strings(['bob'])])).code).toBe(802)
    expect((await alice.call('8_16', [long(id), strings(['bob'])])).code).toBe(200)
    expect(await news(bob)).toMatchObject({ number: 7, data: { ids: ['bob'] } })
    expect((await alice.call('8_17', [long(id), strings(['bob'])])).code).toBe(200)
    expect(await news(bob)).toMatchObject({ number: 8 })
    const many = Array.from({ length: 11 }, (_, i) => `m${i}`)
    for (const account of many) emulator.accounts.add({ account })
    const big = emulator.createTeam({ name: 'B', owner: 'alice', members: many })
    expect((await alice.call('8_16', [long(big), strings(many)])).code).toBe(815)
  })

  it('mutes a member, or everyone', async () => {
    const say = (who: Probe, body: string) => who.call('8_2', [text(id, body, { 0: 1 })])
    expect((await bob.call('8_25', [long(id), string('alice'), int(1)])).code).toBe(802)
    expect((await alice.call('8_25', [long(id), string('bob'), int(1)])).code).toBe(200)
    expect(await news(bob)).toMatchObject({ number: 10, data: { id: 'bob', mute: 1, tinfo: { 1: id } } })
    expect((await say(bob, '1')).code).toBe(812)
    expect((await alice.call('8_27', [long(id)])).r).toMatchObject([id, [{ 3: 'bob', 13: '1' }]])
    await alice.call('8_25', [long(id), string('bob'), int(0)])
    expect((await say(bob, '2')).code).toBe(200)
    await settle()
    await alice.call('8_32', [long(id), int(1)])
    expect((await news(bob)).data.tinfo).toMatchObject({ 100: '1', 101: '1' })
    expect((await say(bob, '3')).code).toBe(812)
    expect((await say(alice, '4')).code).toBe(200)
  })

  it('ends the team', async () => {
    expect((await bob.call('8_12', [long(id)])).code).toBe(802)
    expect((await alice.call('8_12', [long(id)])).code).toBe(200)
    expect(await news(bob)).toMatchObject({ number: 4 })
    expect((await bob.call('8_2', [text(id, 'x', { 0: 1 })])).code).toBe(803)
    expect((await bob.call('8_9', [long(id)])).code).toBe(803)
  })

  it('does not apply to discussions', async () => {
    const { r } = await alice.call('8_1', [property({ 3: 'D', 4: 0 }), strings(['bob']), string('')])
    const talk = r[0][1]
    expect((await bob.call('8_5', [long(talk), strings(['carol'])])).code).toBe(200)
    expect((await alice.call('8_7', [property({ 1: talk, 3: 'X' })])).code).toBe(805)
    expect((await alice.call('8_16', [long(talk), strings(['bob'])])).code).toBe(805)
    expect((await (await login(emulator, 'dave')).call('8_13', [long(talk)])).code).toBe(805)
  })
})

describe('finding teams', () => {
  it('lists mine and finds by id', async () => {
    expect((await bob.call('8_10', [{ t: 'long', v: 0 }])).r[0]).toMatchObject([{ 1: id }])
    expect((await carol.call('8_10', [{ t: 'long', v: 0 }])).r[0]).toEqual([])
    expect(await carol.call('8_34', [longs([id, '77'])])).toMatchObject({ code: 816, r: [[{ 1: id, 13: '0' }], ['77']] })
    expect((await carol.call('8_34', [longs([id])])).code).toBe(200)
  })

  it('syncs what changed, and what I lost', async () => {
    const first = await bob.sync(3, 15)
    expect(first.get('8_109')![0]![1]).toMatchObject([{ 1: id, 8: '1', 13: '1' }])
    expect(first.get('8_126')![0]![0]).toMatchObject([{ 1: id, 3: 'bob' }])
    const tag = first.get('8_126')![0]![1]
    expect([...(await bob.sync([3, tag], [15, tag])).keys()]).toEqual([])
    await alice.call('8_6', [long(id), strings(['bob'])])
    expect((await bob.sync([3, tag])).get('8_109')![0]![1]).toMatchObject([{ 1: id, 8: '1', 13: '0' }])
    expect((await bob.sync(3)).get('8_109')).toBeUndefined()
    const aliceTag = (await alice.sync(3)).get('8_109')![0]![0]
    await alice.call('8_12', [long(id)])
    expect((await alice.sync([3, aliceTag])).get('8_109')![0]![1]).toMatchObject([{ 1: id, 8: '0' }])
  })
})

describe('team messages', () => {
  const say = async (who: Probe, body: string, more = {}) => (await who.call('8_2', [text(id, body, { 0: 1, ...more })])).r[0]

  it('reach all members, wait for those who are away, and roam from when they joined', async () => {
    const m = await say(alice, 'before')
    expect(await bob.next('8_3')).toEqual([m])
    await alice.call('8_5', [long(id), strings(['carol'])])
    await settle()
    carol.close()
    await carol.closed
    const after = await say(bob, 'after')
    carol = await login(emulator, 'carol')
    const sync = await carol.sync(2, 7)
    expect(sync.get('4_4')![0]![0].at(-1)).toEqual(after)
    expect(sync.get('4_9')![0]![0].map((x: Record<number, string>) => x[9])).toEqual(['after', undefined])
    carol.post('4_5', [byte(8), byte(3), longs(sync.get('4_4')![0]![0].map((x: Record<number, string>) => x[12]))])
    expect((await carol.sync(2)).get('4_4')).toBeUndefined()
    expect((await carol.call('8_23', [long(id)])).r[0]).toContainEqual(m)
    expect((await (await login(emulator, 'dave')).call('8_23', [long(id)])).code).toBe(804)
  })

  it('are taken back by their sender, and by those who rule', async () => {
    const ask = (m: Record<number, string>) => property({ 1: 8, 2: m[1], 3: m[2], 10: m[11], 11: m[12] })
    const mine = await say(alice, 'mine')
    const bobs = await say(bob, 'bobs')
    await settle()
    expect((await bob.call('7_13', [ask(mine)])).code).toBe(403)
    expect((await alice.call('7_13', [ask(bobs)])).code).toBe(200)
    expect((await bob.next('7_14'))[0]).toMatchObject({ 1: '8', 2: id, 3: 'bob', 11: bobs[12], 16: 'alice' })
    expect((await carol.call('7_13', [ask(mine)])).code).toBe(403)
  })

  it('count who has read them, if they ask for it', async () => {
    await alice.call('8_5', [long(id), strings(['carol'])])
    await settle()
    const m = await say(alice, 'read me', { 26: 1 })
    const plain = await say(alice, 'no receipts')
    const of = (x: Record<number, string>) => ({ 0: id, 1: x[12], 102: x[11] })
    expect((await bob.call('8_28', [properties([of(m), of(plain)])])).code).toBe(200)
    expect((await alice.next('8_31'))[0]).toMatchObject([{ 0: id, 1: m[12], 100: '1', 101: '1', 102: m[11], 103: 'bob' }])
    await bob.call('8_28', [properties([of(m)])])
    expect(await alice.waiting()).toEqual([])
    expect((await alice.call('8_29', [properties([of(m), of(plain)])])).r[0]).toMatchObject([{ 1: m[12], 100: '1', 101: '1' }])
    expect((await alice.call('8_30', [property(of(m))])).r).toEqual([expect.objectContaining({ 100: '1' }), ['bob'], ['carol']])
    expect((await alice.call('8_30', [property(of(plain))])).code).toBe(414)
    expect((await bob.call('8_28', [properties(Array.from({ length: 51 }, () => of(m)))])).code).toBe(414)
  })

  it('have notices beside them, for members who are online', async () => {
    await bob.call('7_7', [property({ 1: 101, 2: id, 5: 'yo' })])
    expect((await alice.next('7_3'))[0]).toMatchObject({ 1: '101', 2: id, 3: 'bob' })
    expect((await alice.sync(2)).get('4_6')).toBeUndefined()
    expect((await carol.call('7_7', [property({ 1: 101, 2: id, 5: 'yo' })])).code).toBe(804)
  })
})
