import { packet } from '@nim/testkit'
import { at, type Tagged } from '../records'
import { room } from '../scenario'
import type { Stage } from '../stage'

export const needs = ['friend', 'user', 'msg', 'session', 'systemMessage']

export const card = (account: string, n: number, more: Tagged = {}): Tagged => ({ 1: account, 2: 'dropped', 3: 'nick of ' + account, 4: 'avatar', 5: 'signature', 6: '1', 7: 'e@mail', 8: '2000-01-01', 9: '123', 10: 'ext', 11: 'dropped', 12: at(n), 13: at(n), ...more })
export const mate = (account: string, n: number, more: Tagged = {}): Tagged => ({ 4: account, 5: '1', 6: '2', 7: '0', 8: 'alias', 9: '0', 10: 'ext', 11: at(n), 12: at(n), 13: 'serverex', ...more })
const mark = (account: string, n: number, more: Tagged = {}): Tagged => ({ 0: account, 3: at(n), 4: at(n), ...more })
/** A value in every spelling. */
export const odd = [0, '0', 1, '1', 2, '2', 9, '9', '', null, 'x', true, false]

/** Every packet of the sync. */
const all = [
  packet('3_109', card('alice', 1), at(10)),
  packet('3_8', [mark('bob', 1, { 1: '1', 2: '0' }), mark('carol', 2, { 2: '1' }), mark('dave', 3, { 1: '1', 2: '1' }), mark('erin', 4, { 1: '0', 2: '0' })], at(11)),
  packet('12_5', [mate('bob', 1), mate('carol', 2, { 5: '0' })], at(12)),
  packet('12_6', [card('bob', 1), card('carol', 2)], at(13)),
]
/** What the next sync asks for. */
export const tagsAsked = (t: Stage) => t.note('asked for', Object.fromEntries([1, 9, 11, 13].map((k) => [k, (t.script.last('5_1')!.q[0] as Tagged)[k]])))

/** What differs wherever a connection is lost. */
export const loss = ['D05-disconnect-error', 'D06-reconnect-error', 'D07-status-first', 'D08-retry-delay']
/** Loses the connection and waits until all is well again. */
export async function again(t: Stage): Promise<void> {
  t.network.drop()
  const n = t.script.count('5_1')
  await t.until('synced again', () => t.script.count('5_1') > n && t.nim.status === 'logined')
  await t.clock.run(100)
}

export const friendSync = room('friends', { needs }, [
  ['sync of each packet, timetags of the next sync', { differs: [...loss, 'D95-signature'] }, async (t) => {
    t.script.sync = all
    await t.login()
    t.script.sync = []
    await again(t)
    tagsAsked(t)
  }],
  ['a partial sync after a reconnect', { differs: [...loss, 'D95-signature'] }, async (t) => {
    t.script.sync = all
    await t.login()
    t.script.sync = [packet('3_8', [mark('bob', 20)], at(20)), packet('12_5', [mate('bob', 20, { 5: 0 })], at(21)), packet('12_6', [card('bob', 22)], at(22)), packet('3_109', card('alice', 23, { 3: 'Alicia' }), at(23))]
    await again(t)
    tagsAsked(t)
  }],
  ['a sync that brings nothing', async (t) => {
    t.script.sync = [packet('3_109'), packet('3_8', [], 0), packet('12_5', [], at(1)), packet('12_6', [], at(1))]
    await t.login()
  }],
  ['a sync without its lists', async (t) => {
    t.script.sync = [packet('3_109', {}, at(1)), packet('3_8'), packet('12_5'), packet('12_6')]
    await t.login()
  }],
  ['keys that are not wanted', async (t) => {
    await t.login({}, { syncOptions: { myInfo: false, relations: false, friends: false, friendUsers: false } })
    tagsAsked(t)
  }],
  ['another device adds, applies, passes, rejects', async (t) => {
    await t.login()
    for (const type of [1, 2, 3, 4]) await t.push('12_101', 'bob', type, 'words')
  }],
  ['another device: words and kinds in every spelling', { differs: ['D45-unknown-words'] }, async (t) => {
    await t.login()
    for (const ps of ['', '{"a":1}', '5', 'null', undefined, null]) await t.push('12_101', 'bob', 2, ps)
    for (const type of ['1', '3', 9, '9', null]) await t.push('12_101', 'bob', type, 'ps')
  }],
  ['another device deletes and updates', async (t) => {
    await t.login()
    await t.push('12_102', 'bob')
    await t.push('12_103', mate('bob', 5))
    await t.push('12_103', { 4: 'bob', 8: 'Bobby' })
    await t.push('12_103', { 4: 'bob', 5: 0, 12: at(6) })
  }],
  ['friend requests as system messages', { differs: ['D46-sysmsg-unread'] }, async (t) => {
    await t.login()
    for (const vt of [1, 2, 3, 4]) await t.push('7_3', { 0: at(vt), 1: '5', 2: 'alice', 3: 'bob', 4: 'ps', 5: JSON.stringify({ vt }), 6: String(vt) })
    await t.push('7_3', { 0: at(9), 1: '6', 2: 'alice', 3: 'bob', 6: '9' })
  }],
])

export const relations = room('relations', { needs }, [
  ['asked for', async (t) => {
    t.script.on('3_8', { r: [[mark('bob', 1, { 1: '1', 2: '0' }), mark('carol', 2, { 2: '1' }), mark('dave', 3, { 1: '1', 2: '1' }), mark('erin', 4)], at(5)] })
    await t.login()
    for (const name of ['Relations', 'BlackList', 'MuteList']) await t.do('user.get' + name)
  }],
  ['their time is asked for in the next sync', { differs: loss }, async (t) => {
    t.script.on('3_8', { r: [[], at(5)] })
    await t.login()
    await t.do('user.getRelations')
    await again(t)
    tagsAsked(t)
  }],
  ['flags in every spelling', async (t) => {
    t.script.sync = [packet('3_8', odd.map((v, n) => mark('user ' + n, n, { 1: v })), at(1))]
    await t.login()
    t.script.on('3_8', { r: [odd.map((v, n) => mark('user ' + n, n, { 2: v })), at(2)] })
    await t.do('user.getBlackList')
  }],
  ['changed elsewhere', async (t) => {
    await t.login()
    for (const id of ['3_103', '3_105'])
      for (const isAdd of [true, false]) await t.push(id, 'bob', isAdd)
    for (const id of ['3_103', '3_105']) {
      await t.push(id)
      await t.push(id, '', true)
    }
  }],
  ['changed elsewhere, in every spelling', { differs: ['D94-relation-flags'] }, async (t) => {
    await t.login()
    for (const isAdd of [1, 0, '1', '0', 'true', 'false', undefined, null]) {
      await t.push('3_103', 'bob', isAdd)
      await t.push('3_105', 'bob', isAdd)
    }
  }],
  ['refused, and what is told of it', { differs: ['D95-signature'] }, async (t) => {
    t.script.sync = all
    t.script.on('3_8', { code: 416 })
    await t.login()
    await t.do('user.getRelations')
  }],
])

export const answers = room('friend calls', { needs }, [
  ['friends, in every spelling', async (t) => {
    t.script.on('12_4', { r: [[mate('bob', 1), mate('carol', 2, { 5: 0, 6: 1, 7: 5, 9: 6, 11: 7, 12: 8 }), { 4: 'dave' }, { 4: 'erin', 8: '', 10: '', 99: 'unknown' }], at(9)] })
    await t.login()
    await t.do('friend.getFriends')
  }],
  ['what they answer is not looked at', async (t) => {
    for (const id of ['12_1', '12_2', '12_3', '3_3', '3_5']) t.script.on(id, { r: [1, { 1: 'x' }, [mate('bob', 1)]] })
    await t.login()
    await t.do('friend.addFriend', { account: 'bob' })
    await t.do('friend.applyFriend', { account: 'bob', ps: 5 })
    await t.do('friend.passFriendApply', { account: 'bob', idServer: '5', ps: 'yes', more: 1 })
    await t.do('friend.rejectFriendApply', { account: 'bob', idServer: 5 })
    await t.do('friend.deleteFriend', { account: 'bob', delAlias: false, more: 1 })
    await t.do('friend.updateFriend', { account: 'bob', alias: '', ext: undefined })
    await t.do('user.setBlack', { account: 'bob', isAdd: false })
    await t.do('user.setMute', { account: 'bob', isAdd: false })
  }],
  ['adding a friend, with a clock that is an hour ahead of the service', async (t) => {
    t.script.now = () => t.clock.now() + 1 - 3600_000
    await t.login()
    await t.do('friend.addFriend', { account: 'bob' })
    await t.push('12_101', 'carol', 1, '')
  }],
  ['answering applications after reconnects', { differs: loss }, async (t) => {
    await t.login()
    await t.do('friend.passFriendApply', { account: 'bob', idServer: '5', ps: 'yes' })
    await again(t)
    await again(t)
    await t.do('friend.passFriendApply', { account: 'bob', idServer: '6', ps: 'yes' })
    await t.do('friend.rejectFriendApply', { account: 'carol', ps: 'no' })
  }],
  ['answering an application, refused', async (t) => {
    t.script.on('12_1', { code: 404 })
    await t.login()
    await t.do('friend.passFriendApply', { account: 'bob', idServer: '5', ps: 'yes' })
  }],
])
