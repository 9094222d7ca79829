import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverClient, startEmulator, type Emulator, type ServerClient } from '../index'
import { login, loginTags, long, open, property, text } from '../probe'

let emulator: Emulator
let call: ServerClient

beforeEach(async () => {
  emulator = await startEmulator()
  call = serverClient(emulator)
})
afterEach(() => emulator.close())

const ok = { code: 200 }

describe('accounts', () => {
  it('user/create', async () => {
    const { code, info } = await call('user/create', { accid: 'Zoe', name: 'Z', gender: 2, ex: 'e' })
    expect([code, info]).toEqual([200, { token: expect.stringMatching(/^[0-9a-f]{32}$/), accid: 'zoe', name: 'Z' }])
    await login(emulator, 'zoe')
    expect(await call('user/create', { accid: 'zoe' })).toEqual({ code: 414, desc: 'already register' })
    expect(await call('user/create', { accid: 'y', gender: 7 as never })).toMatchObject({ code: 414 })
    expect(await call('user/create', { accid: 'no spaces' })).toEqual({ code: 414, desc: 'accid' })
    expect(await call('user/create', { accid: '' })).toEqual({ code: 414, desc: 'accid is empty' })
    expect(emulator.accounts.get('y')).toBeUndefined()
  })

  it('user/update', async () => {
    expect(await call('user/update', { accid: 'alice', token: 'mine' })).toEqual(ok)
    expect(emulator.accounts.get('alice')!.token).toBe('mine')
    expect(await call('user/update', { accid: 'alice', token: 'x'.repeat(129) })).toEqual({ code: 414, desc: 'token is too long' })
    expect(await call('user/update', { accid: 'nobody', token: 'mine' })).toEqual({ code: 414, desc: 'nobody not register' })
  })

  it('user/refreshToken', async () => {
    const { info } = await call('user/refreshToken', { accid: 'alice' })
    expect(info).toEqual({ accid: 'alice', token: emulator.accounts.get('alice')!.token })
    expect(info.token).not.toBe('alice-token')
  })

  it('user/block', async () => {
    const alice = await login(emulator, 'alice')
    expect(await call('user/block', { accid: 'alice' })).toEqual(ok)
    expect((await alice.call('1_2')).code).toBe(200) // stays until it is kicked
    await call('user/block', { accid: 'alice', needkick: true, kickNotifyExt: 'why' })
    expect(await alice.next('2_5')).toEqual([32, 2, 'why', 0])
    await alice.closed
    const again = await open(emulator)
    expect((await again.call('2_3', [property(loginTags(emulator, 'alice'))])).code).toBe(422)
  })

  it('user/unblock', async () => {
    await call('user/block', { accid: 'alice' })
    expect(await call('user/unblock', { accid: 'alice' })).toEqual(ok)
    await login(emulator, 'alice')
    expect(await call('user/unblock', { accid: 'nobody' })).toEqual({ code: 414, desc: 'nobody not register' })
  })

  it('user/mute', async () => {
    const alice = await login(emulator, 'alice')
    expect(await call('user/mute', { accid: 'alice', mute: true })).toEqual(ok)
    expect((await alice.call('7_1', [text('bob', 'a')])).code).toBe(423)
    await call('user/mute', { accid: 'alice', mute: false })
    expect((await alice.call('7_1', [text('bob', 'b')])).code).toBe(200)
    expect(await call('user/mute', { accid: 'alice' } as never)).toMatchObject({ code: 414 })
  })

  it('user/muteModule', async () => {
    const alice = await login(emulator, 'alice')
    const tid = emulator.createTeam({ name: 'T', owner: 'alice' })
    expect(await call('user/muteModule', { accid: 'alice', muteTeam: true })).toEqual({ code: 200, data: { muteP2P: false, muteTeam: true, muteRoom: false, muteQChat: false } })
    expect((await alice.call('8_2', [text(tid, 'a', { 0: 1 })])).code).toBe(423)
    expect((await alice.call('7_1', [text('bob', 'a')])).code).toBe(200)
    expect((await call('user/muteModule', { accid: 'alice', muteP2P: true, muteTeam: false })).data).toMatchObject({ muteP2P: true, muteTeam: false })
    expect((await alice.call('7_1', [text('bob', 'b')])).code).toBe(423)
  })

  it('user/setDonnop', async () => {
    expect(await call('user/setDonnop', { accid: 'alice', donnopOpen: true })).toEqual(ok)
    expect(emulator.exportState().entries.find(({ table, key }) => table === 'account' && key === 'alice')!.value).toMatchObject({ donnop: true })
    expect(await call('user/setDonnop', { accid: 'nobody', donnopOpen: true })).toMatchObject({ code: 414 })
  })

  it('user/updateUinfo', async () => {
    const alice = await login(emulator, 'alice')
    expect(await call('user/updateUinfo', { accid: 'alice', name: 'Alicia', sign: 's' })).toEqual(ok)
    expect((await alice.next('3_110'))[0]).toMatchObject({ 3: 'Alicia', 5: 's' })
    await call('user/updateUinfo', { accid: 'alice', sign: '' })
    expect((await call('user/getUinfos', { accids: ['alice'] })).uinfos).toMatchObject([{ name: 'Alicia', sign: '' }])
    expect(await call('user/updateUinfo', { accid: 'alice', birth: 'x'.repeat(17) })).toMatchObject({ code: 414 })
  })

  it('user/getUinfos', async () => {
    await call('user/updateUinfo', { accid: 'alice', icon: 'i', email: 'e', birth: 'b', mobile: 'm', gender: 1, ex: 'x' })
    await call('user/mute', { accid: 'alice', mute: true })
    const { uinfos } = await call('user/getUinfos', { accids: ['alice', 'bob'], muteStatus: true })
    expect(uinfos).toMatchObject([
      { accid: 'alice', name: 'Alice', icon: 'i', email: 'e', birth: 'b', mobile: 'm', gender: 1, ex: 'x', valid: true, mute: true, muteP2P: false },
      { accid: 'bob', gender: 0, mute: false },
    ])
    expect(await call('user/getUinfos', { accids: ['nobody'] })).toEqual({ code: 414, desc: 'nobody not register' })
    expect(await call('user/getUinfos', { accids: Array.from({ length: 201 }, () => 'alice') })).toMatchObject({ code: 414 })
  })

  it('user/userOnlineStatus', async () => {
    await login(emulator, 'alice', { clientType: 1 })
    expect((await call('user/userOnlineStatus', { accids: ['alice', 'bob', 'x'] })).data).toMatchObject({ invalidAccids: ['x'], status: { alice: [{ clientType: 1, loginTime: expect.any(Number) }], bob: [] } })
  })

  it('user/setSpecialRelation', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    expect(await call('user/setSpecialRelation', { accid: 'alice', targetAcc: 'bob', relationType: 1, value: 1 })).toEqual(ok)
    expect(await alice.next('3_103')).toEqual(['bob', true])
    expect((await bob.call('7_1', [text('alice', 'a')])).code).toBe(7101)
    await call('user/setSpecialRelation', { accid: 'alice', targetAcc: 'bob', relationType: 1, value: 0 })
    expect((await bob.call('7_1', [text('alice', 'b')])).code).toBe(200)
    expect(await call('user/setSpecialRelation', { accid: 'alice', targetAcc: 'bob', relationType: 3 as never, value: 1 })).toMatchObject({ code: 414 })
  })

  it('user/listBlackAndMuteList', async () => {
    await call('user/setSpecialRelation', { accid: 'alice', targetAcc: 'bob', relationType: 1, value: 1 })
    await call('user/setSpecialRelation', { accid: 'alice', targetAcc: 'carol', relationType: 2, value: 1 })
    expect(await call('user/listBlackAndMuteList', { accid: 'alice' })).toEqual({ code: 200, blacklist: ['bob'], mutelist: ['carol'] })
  })
})

describe('friends', () => {
  it('friend/add', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    expect(await call('friend/add', { accid: 'alice', faccid: 'bob', type: 2, msg: 'please' })).toEqual(ok)
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '5', 3: 'alice', 4: 'please', 5: '{"vt":2}' })
    expect(await call('friend/get', { accid: 'alice', updatetime: 0 })).toMatchObject({ size: 0 })
    await call('friend/add', { accid: 'bob', faccid: 'alice', type: 3 })
    expect(await bob.next('12_101')).toEqual(['alice', 3, ''])
    expect((await alice.call('12_4', [long(0)])).r[0]).toMatchObject([{ 4: 'bob' }])
    expect(await call('friend/add', { accid: 'alice', faccid: 'alice', type: 1 })).toMatchObject({ code: 414 })
    expect(await call('friend/add', { accid: 'alice', faccid: 'bob', type: 5 as never })).toMatchObject({ code: 414 })
  })

  it('friend/update', async () => {
    const alice = await login(emulator, 'alice')
    expect(await call('friend/update', { accid: 'alice', faccid: 'bob', alias: 'B' })).toEqual({ code: 404 })
    await call('friend/add', { accid: 'alice', faccid: 'bob', type: 1 })
    expect(await call('friend/update', { accid: 'alice', faccid: 'bob', alias: 'B', ex: 'e', serverex: 's' })).toEqual(ok)
    expect((await alice.next('12_103'))[0]).toMatchObject({ 4: 'bob', 8: 'B', 10: 'e', 13: 's' })
    expect(await call('friend/update', { accid: 'alice', faccid: 'bob', alias: 'x'.repeat(129) })).toMatchObject({ code: 414 })
  })

  it('friend/delete', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    await call('friend/add', { accid: 'alice', faccid: 'bob', type: 1 })
    await bob.next('7_3')
    expect(await call('friend/delete', { accid: 'alice', faccid: 'bob', isDeleteAlias: true })).toEqual(ok)
    expect(await alice.next('12_102')).toEqual(['bob'])
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '6', 3: 'alice' })
    expect(await call('friend/get', { accid: 'bob', updatetime: 0 })).toMatchObject({ size: 0 })
  })

  it('friend/get', async () => {
    await call('friend/add', { accid: 'alice', faccid: 'bob', type: 1 })
    await call('friend/add', { accid: 'alice', faccid: 'carol', type: 1 })
    const { size, friends } = await call('friend/get', { accid: 'alice', updatetime: 0 })
    expect([size, friends.map((f) => f.faccid)]).toEqual([2, ['bob', 'carol']])
    expect(friends[0]).toMatchObject({ bidirection: true, createtime: expect.any(Number), alias: '' })
    expect((await call('friend/get', { accid: 'alice', updatetime: friends[1]!.updatetime })).size).toBe(1)
  })

  it('friend/getByAccid', async () => {
    expect(await call('friend/getByAccid', { accid: 'alice', faccid: 'bob' })).toEqual({ code: 404 })
    await call('friend/add', { accid: 'alice', faccid: 'bob', type: 1, serverex: 'mine' })
    expect((await call('friend/getByAccid', { accid: 'alice', faccid: 'bob' })).friend).toMatchObject({ faccid: 'bob', serverex: 'mine', ex: '' })
  })
})

describe('subscriptions', () => {
  const to = (publisherAccids: string[]) => ({ accid: 'alice', eventType: 1 as const, publisherAccids })

  it('event/subscribe/add', async () => {
    const alice = await login(emulator, 'alice')
    expect(await call('event/subscribe/add', { ...to(['bob', 'nobody']), ttl: 60 })).toEqual({ code: 200, failedAccid: ['nobody'] })
    await login(emulator, 'bob')
    expect((await alice.next('14_2'))[0]).toMatchObject({ 1: '1', 2: '1', 103: 'bob' })
    expect(await call('event/subscribe/add', { ...to(['bob']), ttl: 59 })).toMatchObject({ code: 414 })
  })

  it('event/subscribe/delete', async () => {
    const alice = await login(emulator, 'alice')
    await call('event/subscribe/add', { ...to(['bob']), ttl: 60 })
    expect(await call('event/subscribe/delete', to(['bob', 'carol']))).toEqual({ code: 200, failedAccid: ['carol'] })
    await login(emulator, 'bob')
    expect(await alice.waiting()).not.toContain('14_2')
  })

  it('event/subscribe/batchdel', async () => {
    await call('event/subscribe/add', { ...to(['bob', 'carol']), ttl: 60 })
    expect(await call('event/subscribe/batchdel', { accid: 'alice', eventType: 1 })).toEqual(ok)
    expect((await call('event/subscribe/query', to(['bob', 'carol']))).subscribes).toEqual([])
  })

  it('event/subscribe/query', async () => {
    await call('event/subscribe/add', { ...to(['bob', 'carol']), ttl: 600 })
    const { subscribes } = await call('event/subscribe/query', to(['bob']))
    expect(subscribes).toMatchObject([{ accid: 'bob', eventType: 1 }])
    expect(subscribes[0]!.expireTime - subscribes[0]!.subscribeTime).toBe(600_000)
  })
})
