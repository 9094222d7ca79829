import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { login, open, property, string, strings } from './probe'
import { sha1 } from './token'

let emulator: Emulator
let now: number

beforeEach(async () => {
  now = 1_700_000_000_000
  emulator = await startEmulator({ now: () => now })
})
afterEach(() => emulator.close())

type Fields = Record<string, unknown>

async function call(path: string, fields: Fields = {}, headers: Record<string, string> = {}) {
  const time = String(Math.floor(now / 1000))
  const body = new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
  const answer = await fetch(`${emulator.url}/nimserver/${path}.action`, {
    method: 'POST',
    headers: { AppKey: emulator.appkey, Nonce: 'n', CurTime: time, CheckSum: sha1(`${emulator.appSecret}n${time}`), ...headers },
    body,
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as any
}

describe('who may call', () => {
  it('knows the secret', async () => {
    expect(await call('user/getUinfos', { accids: ['alice'] })).toMatchObject({ code: 200 })
    expect(await call('user/getUinfos', {}, { CheckSum: 'guess' })).toEqual({ code: 414, desc: 'checksum' })
    expect(await call('user/getUinfos', {}, { AppKey: 'other' })).toEqual({ code: 414, desc: 'appkey' })
    expect(await call('user/getUinfos', {}, { CurTime: '5' })).toEqual({ code: 414, desc: 'CurTime is expired' })
    expect(await call('user/nothing')).toMatchObject({ code: 404 })
    expect((await fetch(`${emulator.url}/nimserver/user/create.action`)).status).toBe(404)
  })
})

describe('accounts', () => {
  it('are made, once, and log in', async () => {
    const { code, info } = await call('user/create', { accid: 'Zoe', name: 'Z', gender: '2', ex: 'e' })
    expect([code, info]).toEqual([200, { token: expect.stringMatching(/^[0-9a-f]{32}$/), accid: 'zoe', name: 'Z' }])
    await login(emulator, 'zoe')
    expect(await call('user/create', { accid: 'zoe' })).toEqual({ code: 414, desc: 'already register' })
    expect(await call('user/create', { accid: 'y', gender: '7' })).toMatchObject({ code: 414 })
    expect(emulator.accounts.get('y')).toBeUndefined()
    expect(await call('user/create')).toEqual({ code: 414, desc: 'accid is empty' })
    expect((await call('user/getUinfos', { accids: ['zoe'] })).uinfos).toMatchObject([{ accid: 'zoe', name: 'Z', gender: 2, ex: 'e', mute: false }])
  })

  it('get new tokens, are blocked and muted', async () => {
    const alice = await login(emulator, 'alice')
    const { info } = await call('user/refreshToken', { accid: 'alice' })
    expect(emulator.accounts.get('alice')!.token).toBe(info.token)
    await call('user/update', { accid: 'alice', token: 'mine' })
    expect(emulator.accounts.get('alice')!.token).toBe('mine')
    await call('user/mute', { accid: 'alice', mute: 'true' })
    expect(emulator.accounts.get('alice')!.muted).toBe(true)
    expect((await call('user/userOnlineStatus', { accids: ['alice', 'bob', 'x'] })).data).toMatchObject({ invalidAccids: ['x'], status: { alice: [{ clientType: 16 }], bob: [] } })
    await call('user/block', { accid: 'alice', needkick: 'true', kickNotifyExt: 'why' })
    expect(await alice.next('2_5')).toEqual([32, 2, 'why', 0])
    await call('user/unblock', { accid: 'alice' })
    expect(emulator.accounts.get('alice')!.blocked).toBe(false)
    expect(await call('user/unblock', { accid: 'nobody' })).toEqual({ code: 414, desc: 'nobody not register' })
  })

  it('have cards, lists and friends', async () => {
    const alice = await login(emulator, 'alice')
    await call('user/updateUinfo', { accid: 'alice', name: 'Alicia' })
    expect((await alice.next('3_110'))[0]).toMatchObject({ 3: 'Alicia' })
    await call('user/setSpecialRelation', { accid: 'alice', targetAcc: 'bob', relationType: '1', value: '1' })
    expect(await call('user/listBlackAndMuteList', { accid: 'alice' })).toMatchObject({ blacklist: ['bob'], mutelist: [] })
    await call('friend/add', { accid: 'alice', faccid: 'carol', type: '1' })
    expect((await alice.call('12_4', [{ t: 'Long', v: 0 }])).r[0]).toMatchObject([{ 4: 'carol' }])
  })
})

describe('messages', () => {
  const message = { from: 'alice', ope: '0', to: 'bob', type: '0', body: { msg: 'hi' } }

  it('are sent in the name of an account', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const { data } = await call('msg/sendMsg', { ...message, ext: 'e', option: { roam: false, push: 'false' } })
    const [m] = await bob.next('7_2')
    expect(m).toMatchObject({ 2: 'alice', 4: '32', 9: 'hi', 12: String(data.msgid), 15: 'e', 101: '0', 107: '0' })
    expect(await alice.next('7_101')).toEqual([m])
    await call('msg/sendMsg', { ...message, type: '1', body: { url: 'u' } })
    expect((await bob.next('7_2'))[0]).toMatchObject({ 8: '1', 10: '{"url":"u"}' })
    expect((await call('history/querySessionMsg', { from: 'alice', to: 'bob', begintime: '0', endtime: String(now * 2), limit: '10' })).msgs).toMatchObject([{ body: { url: 'u' } }, { body: { msg: 'hi' } }])
    expect(await call('msg/sendBatchMsg', { ...message, fromAccid: 'alice', toAccids: ['bob', 'x'] })).toMatchObject({ code: 200, unregister: '["x"]', msgids: { bob: expect.any(Number) } })
    expect(await call('msg/sendMsg', { ...message, body: 'no json' })).toMatchObject({ code: 414, desc: 'body' })
    expect(await call('msg/sendMsg', { ...message, to: 'x' })).toMatchObject({ code: 414, desc: 'x not register' })
  })

  it('are taken back', async () => {
    const bob = await login(emulator, 'bob')
    const { data } = await call('msg/sendMsg', message)
    const back = { deleteMsgid: String(data.msgid), timetag: String(data.timetag), type: '7', from: 'alice', to: 'bob', msg: 'sorry' }
    now += 130_000
    expect(await call('msg/recall', back)).toEqual({ code: 508 })
    expect(await call('msg/recall', { ...back, ignoreTime: '1' })).toEqual({ code: 200 })
    expect((await bob.next('7_14'))[0]).toMatchObject({ 4: 'sorry', 11: String(data.msgid), 16: 'alice' })
  })

  it('may be notices and broadcasts', async () => {
    const bob = await login(emulator, 'bob')
    await call('msg/sendAttachMsg', { from: 'alice', msgtype: '0', to: 'bob', attach: 'a', save: '1' })
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '100', 3: 'alice', 5: 'a' })
    const { msg } = await call('msg/broadcastMsg', { body: 'all', from: 'alice', isOffline: 'true', targetOs: ['web'] })
    expect((await bob.next('7_17'))[0]).toMatchObject({ 1: String(msg.broadcastId), 5: 'all' })
  })
})

describe('teams', () => {
  it.each([
    { kind: 'team', members: 'members', push: '8_3', made: 0, gone: 4, create: 'team/create', add: 'team/add', kick: 'team/kick', end: 'team/remove', query: 'team/query' },
    { kind: 'super team', members: 'inviteAccids', push: '21_3', made: 401, gone: 405, create: 'superteam/create', add: 'superteam/invite', kick: 'superteam/kick', end: 'superteam/dismiss', query: 'superteam/getTinfos' },
  ])('$kind', async ({ members, push, made, gone, create, add, kick, end, query }) => {
    const bob = await login(emulator, 'bob')
    const number = async () => JSON.parse((await bob.next(push))[0][10]).id
    const { tid } = await call(create, { tname: 'T', owner: 'alice', [members]: ['bob'], msg: 'm', joinmode: '0', custom: 'c', serverCustom: 'c' })
    expect(await number()).toBe(made)
    await call(add, { tid, owner: 'alice', [members]: ['carol'], msg: 'm' })
    expect(await number()).toBe(made)
    expect((await call(query, { tids: [tid], ope: '1' })).tinfos).toMatchObject([{ tname: 'T', owner: 'alice', size: 3, custom: 'c', joinmode: 0 }])
    expect(await call(kick, { tid, owner: 'bob', members: ['carol'], kickAccids: ['carol'] })).toEqual({ code: 802 })
    expect(await call(kick, { tid, owner: 'alice', members: ['carol'], kickAccids: ['carol'] })).toEqual({ code: 200 })
    expect(await number()).toBe(made + 1)
    if (push === '21_3') {
      await call('superteam/sendMsg', { tid, fromAccid: 'alice', type: '0', body: { msg: 'x' } })
      expect((await bob.next(push))[0]).toMatchObject({ 9: 'x' })
    } else {
      await call('msg/sendMsg', { from: 'alice', ope: '1', to: tid, type: '0', body: { msg: 'x' } })
      expect((await bob.next(push))[0]).toMatchObject({ 9: 'x' })
      expect((await call('history/queryTeamMsg', { tid, begintime: '0', endtime: String(now * 2), limit: '1' })).msgs).toMatchObject([{ body: { msg: 'x' } }])
    }
    await call(end, { tid, owner: 'alice' })
    expect(await number()).toBe(gone)
    expect(await call(end, { tid, owner: 'alice' })).toEqual({ code: 803 })
  })

  it('refuses members who are none', async () => {
    expect(await call('team/create', { tname: 'T', owner: 'alice', members: ['x'] })).toEqual({ code: 414, desc: 'bad members' })
  })
})

it('leaves the wire alone', async () => {
  const probe = await open(emulator)
  expect((await probe.call('3_7', [strings(['alice'])])).code).toBe(403)
  expect((await probe.call('7_1', [property({}), string('')])).code).toBe(403)
})
