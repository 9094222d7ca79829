import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverClient, startEmulator, type Emulator, type ServerClient } from '../index'
import { login, long, string, text, type Probe } from '../probe'

let emulator: Emulator
let call: ServerClient
let bob: Probe
let tid: string

/** The next notification that bob gets, and its number and data. */
async function news(cmd = '8_3') {
  const [m] = await bob.next(cmd)
  const { id, data } = JSON.parse(m[10])
  return { from: m[2], number: id, data }
}

const ok = { code: 200 }
const by = (owner = 'alice') => ({ tid, owner })
const always = { begintime: 0, endtime: 2e12, limit: 100 }

beforeEach(async () => {
  emulator = await startEmulator()
  call = serverClient(emulator)
  bob = await login(emulator, 'bob')
})
afterEach(() => emulator.close())

describe('teams', () => {
  const info = async () => (await call('team/query', { tids: [tid], ope: 1 })).tinfos[0]!

  beforeEach(async () => {
    tid = (await call('team/create', { tname: 'T', owner: 'alice', members: ['bob', 'carol'], msg: 'm' })).tid
    await news()
  })

  it('team/create', async () => {
    const { tid: made } = await call('team/create', { tname: 'N', owner: 'alice', members: ['bob'], msg: 'm', joinmode: 0, custom: 'c', intro: 'i', announcement: 'a', icon: 'u', beinvitemode: 1, invitemode: 1, uptinfomode: 1, upcustommode: 1, teamMemberLimit: 5 })
    expect(await news()).toMatchObject({ from: 'alice', number: 0, data: { ids: ['bob'] } })
    expect((await call('team/query', { tids: [made], ope: 1 })).tinfos).toMatchObject([
      { tid: Number(made), tname: 'N', owner: 'alice', members: ['bob'], size: 2, maxusers: 5, joinmode: 0, custom: 'c', intro: 'i', announcement: 'a', icon: 'u', beinvitemode: 1, invitemode: 1, uptinfomode: 1, upcustommode: 1 },
    ])
    expect(await call('team/create', { tname: 'N', owner: 'alice', members: ['x'], msg: '' })).toEqual({ code: 414, desc: 'bad members' })
    expect(await call('team/create', { tname: 'N', owner: 'alice', members: [], msg: '', teamMemberLimit: 201 })).toMatchObject({ code: 414 })
    expect(await call('team/create', { tname: 'N', owner: 'alice', members: ['bob', 'carol', 'dave'], msg: '', teamMemberLimit: 3 })).toMatchObject({ code: 200, faccid: { accid: ['dave'], msg: 'team count exceed' } })
  })

  it('asks members first, if it is told to', async () => {
    const { tid: made } = await call('team/create', { tname: 'N', owner: 'alice', members: ['bob'], msg: 'join us', magree: 1 })
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '2', 3: 'alice', 4: 'join us' })
    expect((await bob.call('8_21', [long(made), string('alice')])).code).toBe(200)
  })

  it('team/add', async () => {
    expect(await call('team/add', { ...by(), members: ['dave', 'bob'], msg: 'm', attach: 'x' })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 0, data: { ids: ['dave'], attach: 'x' } })
    expect(await call('team/add', { ...by('bob'), members: ['erin'] })).toEqual({ code: 802 })
    expect(await call('team/add', { ...by('frank'), members: ['erin'] })).toEqual({ code: 804 })
    const erin = await login(emulator, 'erin')
    await call('team/add', { ...by(), members: ['erin'], magree: 1, msg: 'come' })
    expect((await erin.next('7_3'))[0]).toMatchObject({ 1: '2', 4: 'come' })
  })

  it('team/kick', async () => {
    expect(await call('team/kick', { ...by('bob'), members: ['carol'] })).toEqual({ code: 802 })
    expect(await call('team/kick', { ...by(), members: ['carol'], attach: 'bye' })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 1, data: { ids: ['carol'], attach: 'bye' } })
    expect(await call('team/kick', { ...by(), member: 'bob', members: ['x'] })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 1, data: { ids: ['bob'] } })
    expect((await info()).size).toBe(1)
    expect(await call('team/kick', { ...by(), member: 'alice' })).toEqual({ code: 802 })
  })

  it('team/remove', async () => {
    expect(await call('team/remove', by('bob'))).toEqual({ code: 802 })
    expect(await call('team/remove', by())).toEqual(ok)
    expect((await news()).number).toBe(4)
    expect(await call('team/remove', by())).toEqual({ code: 803 })
  })

  it('team/update', async () => {
    expect(await call('team/update', { ...by(), tname: 'New', custom: 'c', joinmode: 2, teamMemberLimit: 50 })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 3, data: { tinfo: { 3: 'New', 16: '2', 19: 'c' } } })
    expect(await info()).toMatchObject({ tname: 'New', custom: 'c', joinmode: 2, maxusers: 50 })
    expect(await call('team/update', { ...by('bob'), tname: 'Mine' })).toEqual({ code: 802 })
    expect(await call('team/update', { ...by(), joinmode: 3 as never })).toMatchObject({ code: 414 })
  })

  it('team/query', async () => {
    expect(await info()).toMatchObject({ tname: 'T', owner: 'alice', members: ['bob', 'carol'], admins: [], size: 3, maxusers: 200, mute: false })
    expect((await call('team/query', { tids: [tid, '99'], ope: 0 })).tinfos).toHaveLength(1)
    expect(await call('team/query', { tids: [tid, '99'], ope: 0, ignoreInvalid: false })).toMatchObject({ code: 816 })
    expect((await call('team/query', { tids: [tid], ope: 0 })).tinfos[0]).not.toHaveProperty('members')
  })

  it('team/queryDetail', async () => {
    await call('team/addManager', { ...by(), members: ['carol'] })
    await call('team/updateTeamNick', { ...by(), accid: 'bob', nick: 'Bobby', custom: 'x' })
    const { tinfo } = await call('team/queryDetail', { tid })
    expect(tinfo).toMatchObject({ tname: 'T', owner: { accid: 'alice' }, admins: [{ accid: 'carol' }], members: [{ accid: 'bob', nick: 'Bobby', custom: 'x', mute: false }] })
    expect(await call('team/queryDetail', { tid: '99' })).toEqual({ code: 803 })
  })

  it('team/getMarkReadInfo', async () => {
    const { data } = await call('msg/sendMsg', { from: 'alice', ope: 1, to: tid, type: 0, body: { msg: 'x' }, markRead: 1 })
    await call('msg/markReadTeamMsg', { tid, fromAccid: 'bob', msgIds: [data.msgid] })
    const read = (snapshot?: boolean) => call('team/getMarkReadInfo', { tid, msgid: data.msgid, fromAccid: 'alice', snapshot })
    expect((await read()).data).toEqual({ readSize: 1, unreadSize: 1, readAccids: ['bob'], unreadAccids: ['carol'] })
    await call('team/kick', { ...by(), member: 'carol' })
    expect([(await read()).data.unreadSize, (await read(true)).data.unreadSize]).toEqual([0, 1])
    const plain = await call('msg/sendMsg', { from: 'alice', ope: 1, to: tid, type: 0, body: { msg: 'y' } })
    expect(await call('team/getMarkReadInfo', { tid, msgid: plain.data.msgid, fromAccid: 'alice' })).toEqual({ code: 414 })
  })

  it('team/changeOwner', async () => {
    expect(await call('team/changeOwner', { ...by('bob'), newowner: 'carol', leave: 2 })).toEqual({ code: 802 })
    expect(await call('team/changeOwner', { ...by(), newowner: 'bob', leave: 2 })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 6, data: { id: 'bob' } })
    expect(await call('team/changeOwner', { ...by('bob'), newowner: 'carol', leave: 1 })).toEqual(ok)
    expect([(await news('8_102')).number, (await news('8_102')).number]).toEqual([6, 2]) // bob's own doing
    expect(await info()).toMatchObject({ owner: 'carol', members: ['alice'], size: 2 })
  })

  it('team/addManager', async () => {
    expect(await call('team/addManager', { ...by(), members: ['bob'] })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 7, data: { ids: ['bob'] } })
    expect((await info()).admins).toEqual(['bob'])
    expect(await call('team/addManager', { ...by('bob'), members: ['carol'] })).toEqual({ code: 802 })
    expect(await call('team/addManager', { ...by(), members: ['erin'] })).toEqual({ code: 804 })
  })

  it('team/removeManager', async () => {
    await call('team/addManager', { ...by(), members: ['bob', 'carol'] })
    await news()
    expect(await call('team/removeManager', { ...by(), members: ['bob'] })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 8, data: { ids: ['bob'] } })
    expect((await info()).admins).toEqual(['carol'])
  })

  it('team/joinTeams', async () => {
    const { count, infos } = await call('team/joinTeams', { accid: 'bob' })
    expect([count, infos]).toEqual([1, [{ tid: Number(tid), tname: 'T', owner: 'alice', size: 3, maxusers: 200, custom: '' }]])
    expect((await call('team/joinTeams', { accid: 'erin' })).count).toBe(0)
  })

  it('team/updateTeamNick', async () => {
    expect(await call('team/updateTeamNick', { ...by(), accid: 'bob', nick: 'Bobby' })).toEqual(ok)
    expect((await bob.next('8_119'))[0]).toMatchObject({ 1: tid, 3: 'bob', 5: 'Bobby' })
    expect(await call('team/updateTeamNick', { ...by('bob'), accid: 'carol', nick: 'C' })).toEqual({ code: 802 })
    expect(await call('team/updateTeamNick', { ...by(), accid: 'bob', nick: 'x'.repeat(33) })).toMatchObject({ code: 414 })
  })

  it('team/muteTeam', async () => {
    expect(await call('team/muteTeam', { tid, accid: 'bob', ope: 1 })).toEqual(ok)
    expect((await bob.next('8_119'))[0]).toMatchObject({ 3: 'bob', 7: '1' })
    expect((await call('team/listMemberInfo', { accid: 'bob' })).data).toMatchObject([{ pushEnable: false }])
    await call('team/muteTeam', { tid, accid: 'bob', ope: 2 })
    expect((await call('team/listMemberInfo', { accid: 'bob' })).data).toMatchObject([{ pushEnable: true }])
    expect(await call('team/muteTeam', { tid, accid: 'erin', ope: 1 })).toEqual({ code: 804 })
  })

  it('team/muteTlist', async () => {
    expect(await call('team/muteTlist', { ...by(), accid: 'bob', mute: 1 })).toEqual(ok)
    expect(await news()).toMatchObject({ number: 10, data: { id: 'bob', mute: 1 } })
    expect((await bob.call('8_2', [text(tid, 'x', { 0: 1 })])).code).toBe(812)
    await call('team/muteTlist', { ...by(), accid: 'bob', mute: 0 })
    expect((await bob.call('8_2', [text(tid, 'y', { 0: 1 })])).code).toBe(200)
  })

  it('team/muteTlistAll', async () => {
    expect(await call('team/muteTlistAll', { ...by(), mute: true })).toEqual(ok)
    expect((await news()).data.tinfo).toMatchObject({ 100: '1', 101: '1' })
    expect((await bob.call('8_2', [text(tid, 'x', { 0: 1 })])).code).toBe(812)
    await call('team/muteTlistAll', { ...by(), muteType: 3 })
    expect((await info()).muteType).toBe(3)
    await call('team/muteTlistAll', { ...by(), mute: false, muteType: 3 })
    expect((await info()).mute).toBe(false)
    expect(await call('team/muteTlistAll', { ...by(), muteType: 2 as never })).toMatchObject({ code: 414 })
  })

  it('team/listTeamMute', async () => {
    await call('team/muteTlist', { ...by(), accid: 'bob', mute: 1 })
    expect((await call('team/listTeamMute', by())).mutes).toEqual([{ accid: 'bob', nick: '', tid: Number(tid), type: 0 }])
    expect(await call('team/listTeamMute', by('bob'))).toEqual({ code: 802 })
  })

  it('team/leave', async () => {
    expect(await call('team/leave', { tid, accid: 'alice' })).toEqual({ code: 802 })
    expect(await call('team/leave', { tid, accid: 'carol' })).toEqual(ok)
    expect(await news()).toMatchObject({ from: 'carol', number: 2 })
    expect(await call('team/leave', { tid, accid: 'carol' })).toEqual({ code: 804 })
  })

  it('team/listMemberInfo', async () => {
    await call('team/updateTeamNick', { ...by(), accid: 'bob', nick: 'Bobby' })
    expect((await call('team/listMemberInfo', { accid: 'bob' })).data).toMatchObject([{ tid: Number(tid), accid: 'bob', nick: 'Bobby', mute: false, pushEnable: true, managerPushEnable: false }])
  })

  it('team/listOnlineUsers', async () => {
    expect((await call('team/listOnlineUsers', { tid })).data).toMatchObject({ count: 1, status: { bob: [{ clientType: 16 }] } })
  })

  it('team/listOnlineUserCount', async () => {
    expect((await call('team/listOnlineUserCount', { tids: [tid] })).data).toEqual([{ tid: Number(tid), onlineUserCount: 1, offlineUserCount: 2 }])
  })
})

describe('super teams', () => {
  const info = async () => (await call('superteam/getTinfos', { tids: [tid] })).tinfos[0]!
  const message = { type: 0, body: { msg: 'hi' } }

  beforeEach(async () => {
    tid = (await call('superteam/create', { tname: 'S', owner: 'alice', inviteAccids: ['bob', 'carol'], msg: 'm' })).tid
    await news('21_3')
  })

  it('superteam/create', async () => {
    const { tid: made } = await call('superteam/create', { tname: 'N', owner: 'alice', inviteAccids: ['bob'], serverCustom: 'c', tlevel: 500, joinmode: 0, intro: 'i' })
    expect(await news('21_3')).toMatchObject({ number: 401, data: { ids: ['bob'] } })
    expect((await call('superteam/getTinfos', { tids: [made] })).tinfos).toMatchObject([{ tname: 'N', creator: 'alice', tlevel: 500, size: 2, serverCustom: 'c', joinmode: 0, intro: 'i' }])
    expect(await call('superteam/create', { tname: 'N', owner: 'alice', inviteAccids: ['x'] })).toEqual({ code: 414, desc: 'bad members' })
  })

  it('superteam/invite', async () => {
    expect(await call('superteam/invite', { ...by(), inviteAccids: ['dave'], msg: 'm' })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ number: 401, data: { ids: ['dave'] } })
    expect(await call('superteam/invite', { ...by('bob'), inviteAccids: ['erin'] })).toEqual({ code: 802 })
  })

  it('superteam/kick', async () => {
    expect(await call('superteam/kick', { ...by('bob'), kickAccids: ['carol'] })).toEqual({ code: 802 })
    expect(await call('superteam/kick', { ...by(), kickAccids: ['carol'] })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ number: 402, data: { ids: ['carol'] } })
  })

  it('superteam/dismiss', async () => {
    expect(await call('superteam/dismiss', by('bob'))).toEqual({ code: 802 })
    expect(await call('superteam/dismiss', by())).toEqual(ok)
    expect((await news('21_3')).number).toBe(405)
    expect(await call('superteam/dismiss', by())).toEqual({ code: 803 })
  })

  it('superteam/leave', async () => {
    expect(await call('superteam/leave', { tid, accid: 'carol' })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ from: 'carol', number: 403 })
    expect(await call('superteam/leave', { tid, accid: 'alice' })).toEqual({ code: 802 })
  })

  it('superteam/changeLevel', async () => {
    expect(await call('superteam/changeLevel', { ...by(), tlevel: 1000 })).toEqual(ok)
    expect((await info()).tlevel).toBe(1000)
    expect(await call('superteam/changeLevel', { ...by(), tlevel: 2 })).toMatchObject({ code: 414 }) // three are in it
    expect(await call('superteam/changeLevel', { ...by('bob'), tlevel: 9 })).toEqual({ code: 802 })
  })

  it('superteam/updateTinfo', async () => {
    expect(await call('superteam/updateTinfo', { ...by(), tname: 'New', serverCustom: 'c', announcement: 'a' })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ number: 404, data: { tinfo: { 3: 'New' } } })
    expect(await info()).toMatchObject({ tname: 'New', serverCustom: 'c', announcement: 'a' })
    expect(await call('superteam/updateTinfo', { ...by('bob'), tname: 'Mine' })).toEqual({ code: 802 })
  })

  it('superteam/updateTlist', async () => {
    expect(await call('superteam/updateTlist', { tid, accid: 'bob', silentType: 1, nick: 'B', custom: 'x' })).toEqual(ok)
    expect((await bob.next('21_110'))[0]).toMatchObject({ 3: 'bob', 5: 'B', 7: '1', 12: 'x' })
    expect(await call('superteam/updateTlist', { tid, accid: 'bob', custom: 'x'.repeat(33) })).toMatchObject({ code: 414 })
  })

  it('superteam/updateTeamNick', async () => {
    expect(await call('superteam/updateTeamNick', { ...by(), accid: 'bob', nick: 'Bobby' })).toEqual(ok)
    expect((await bob.next('21_110'))[0]).toMatchObject({ 3: 'bob', 5: 'Bobby' })
    expect(await call('superteam/updateTeamNick', { ...by('bob'), accid: 'carol', nick: 'C' })).toEqual({ code: 802 })
  })

  it('superteam/addManager', async () => {
    expect(await call('superteam/addManager', { ...by(), managerAccids: ['bob'] })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ number: 407, data: { ids: ['bob'] } })
    expect(await call('superteam/addManager', { ...by('bob'), managerAccids: ['carol'] })).toEqual({ code: 802 })
  })

  it('superteam/removeManager', async () => {
    await call('superteam/addManager', { ...by(), managerAccids: ['bob'] })
    await news('21_3')
    expect(await call('superteam/removeManager', { ...by(), managerAccids: ['bob'] })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ number: 408, data: { ids: ['bob'] } })
  })

  it('superteam/changeOwner', async () => {
    expect(await call('superteam/changeOwner', { ...by(), accid: 'bob', leave: 1 })).toEqual(ok)
    expect([(await news('21_3')).number, (await news('21_3')).number]).toEqual([406, 403])
    expect(await info()).toMatchObject({ creator: 'bob', size: 2 })
  })

  it('superteam/mute', async () => {
    expect(await call('superteam/mute', { ...by(), muteType: 1 })).toEqual(ok)
    expect((await news('21_3')).data.tinfo).toMatchObject({ 101: '1' })
    expect((await info()).muteType).toBe(1)
    expect((await bob.call('21_2', [text(tid, 'x', { 0: 5 })])).code).toBe(812)
    expect(await call('superteam/mute', { ...by('bob'), muteType: 0 })).toEqual({ code: 802 })
  })

  it('superteam/muteTlist', async () => {
    expect(await call('superteam/muteTlist', { ...by(), muteAccids: ['bob', 'carol'], mute: 1 })).toEqual(ok)
    expect(await news('21_3')).toMatchObject({ number: 409, data: { ids: ['bob', 'carol'], mute: 1 } })
    expect((await bob.call('21_2', [text(tid, 'x', { 0: 5 })])).code).toBe(812)
  })

  it('superteam/getTinfos', async () => {
    expect((await call('superteam/getTinfos', { tids: [tid, '99'] })).tinfos).toMatchObject([{ tid: Number(tid), tname: 'S', size: 3, tlevel: 200 }])
    expect(await call('superteam/getTinfos', { tids: 'x' as never })).toMatchObject({ code: 414 })
  })

  it('superteam/getTlists', async () => {
    const page = async (more: object) => (await call('superteam/getTlists', { tid, timetag: 0, limit: 100, ...more })).tlists
    const all = await page({})
    expect(all.map((m) => [m.accid, m.type])).toEqual([['alice', 1], ['bob', 0], ['carol', 0]])
    expect((await page({ reverse: 2, limit: 1 })).map((m) => m.accid)).toEqual(['carol'])
    expect((await page({ timetag: all[0]!.jointime })).map((m) => m.accid)).toEqual(['bob', 'carol'])
    expect(all[1]).toMatchObject({ tid: Number(tid), invitor: 'alice', mute: 0 })
  })

  it('superteam/getMuteTlists', async () => {
    await call('superteam/muteTlist', { ...by(), muteAccids: ['bob'], mute: 1 })
    expect((await call('superteam/getMuteTlists', { tid })).tlists).toMatchObject([{ accid: 'bob', mute: 1 }])
  })

  it('superteam/joinTeams', async () => {
    expect((await call('superteam/joinTeams', { accid: 'bob' })).tinfos).toMatchObject([{ tid: Number(tid) }])
    expect((await call('superteam/joinTeams', { accid: 'erin' })).tinfos).toEqual([])
  })

  it('superteam/sendMsg', async () => {
    const { data } = await call('superteam/sendMsg', { tid, fromAccid: 'alice', ...message, pushContent: 'p', forcePushAll: true })
    expect((await bob.next('21_3'))[0]).toMatchObject({ 0: '5', 1: tid, 9: 'hi', 12: String(data.msgid), 17: 'p', 18: '#%@all@%#' })
    expect(await call('superteam/sendMsg', { tid, fromAccid: 'erin', ...message })).toEqual({ code: 804 })
  })

  it('superteam/sendAttachMsg', async () => {
    expect(await call('superteam/sendAttachMsg', { from: 'alice', to: tid, attach: 'a' })).toEqual(ok)
    expect((await bob.next('21_19'))[0]).toMatchObject({ 1: '103', 2: tid, 3: 'alice', 5: 'a' })
    expect(await call('superteam/sendAttachMsg', { from: 'erin', to: tid, attach: 'a' })).toEqual({ code: 804 })
  })

  it('superteam/recallMsg', async () => {
    const { data } = await call('superteam/sendMsg', { tid, fromAccid: 'alice', ...message })
    expect(await call('superteam/recallMsg', { deleteMsgid: data.msgid, timetag: data.timetag, from: 'bob', to: tid })).toEqual({ code: 403 })
    expect(await call('superteam/recallMsg', { deleteMsgid: data.msgid, timetag: data.timetag, from: 'alice', to: tid })).toEqual(ok)
    expect((await bob.next('21_18'))[0]).toMatchObject({ 1: '12', 11: String(data.msgid) })
  })

  it('superteam/queryHistoryMsg', async () => {
    await call('superteam/sendMsg', { tid, fromAccid: 'alice', ...message })
    expect(await call('superteam/queryHistoryMsg', { tid, accid: 'bob', ...always, type: '0' })).toMatchObject({ code: 200, tid: Number(tid), size: 1, msgs: [{ from: 'alice', body: { msg: 'hi' } }] })
    expect(await call('superteam/queryHistoryMsg', { tid, accid: 'erin', ...always })).toEqual({ code: 804 })
  })

  it('superteam/queryHistoryMsgByIds', async () => {
    const { data } = await call('superteam/sendMsg', { tid, fromAccid: 'alice', ...message })
    expect((await call('superteam/queryHistoryMsgByIds', { tid, msgids: [data.msgid, 1] })).msgs).toMatchObject([{ msgid: data.msgid, body: { msg: 'hi' } }])
  })
})
