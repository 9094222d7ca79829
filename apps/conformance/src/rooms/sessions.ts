import { packet } from '@nim/testkit'
import { at, own, recalled, text, toSuperTeam, toTeam, withSession } from '../records'
import { room } from '../scenario'

const needs = ['msg', 'session']

export const unread = room('unread', { needs }, [
  ['counting', async (t) => {
    await withSession(t, text(1), text(2), text(3), toTeam(4))
    await t.do('session.getAllSessions')
  }],
  ['resetSessionUnreadCount in each scene', async (t) => {
    await withSession(t, text(1), text(2), toTeam(3), toSuperTeam(4))
    for (const id of ['p2p-bob', 'team-100', 'superTeam-900']) await t.do('session.resetSessionUnreadCount', { id })
    await t.do('session.getAllSessions')
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-bob' })
    await t.push('7_2', text(9))
  }],
  ['resetting what is unknown or has no message', async (t) => {
    t.script.sync = [packet('4_14', { carol: at(1) }, { m_map: {} }, at(1))]
    await t.login()
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-nobody' })
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-carol' })
  }],
  ['resetting after an own message', async (t) => {
    await withSession(t, text(1))
    await t.push('7_101', own(2))
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-bob' })
    await t.push('7_101', own(3))
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-bob' })
  }],
  ['a message comes in while resetting', async (t) => {
    t.script.on('7_16', 'silence')
    await withSession(t, text(1))
    void t.start('session.resetSessionUnreadCount', { id: 'p2p-bob' })
    await t.run(20)
    await t.push('7_2', text(2))
    const { ser } = t.script.last('7_16')!
    t.script.push({ sid: 7, cid: 16, ser, code: 200, r: [] })
    await t.run(50)
  }],
  ['refused', async (t) => {
    t.script.on('7_16', { code: 403 })
    await withSession(t)
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-bob' })
    await t.do('session.getAllSessions')
  }],
  ['not answered in time, although it was done', async (t) => {
    t.script.on('7_16', 'silence')
    await withSession(t)
    void t.start('session.resetSessionUnreadCount', { id: 'p2p-bob' })
    await t.run(8100)
    t.script.push({ sid: 7, cid: 16, ser: t.script.last('7_16')!.ser, code: 200, r: [] })
    await t.run(50)
    await t.do('session.getAllSessions')
  }],
  ['resetMultiSessionUnreadCount', async (t) => {
    await withSession(t, text(1), toTeam(2), toSuperTeam(3))
    await t.do('session.resetMultiSessionUnreadCount', { ids: ['p2p-bob', 'nobody', 'superTeam-900', 'team-100'] })
    await t.do('session.resetMultiSessionUnreadCount', { ids: ['p2p-bob'] })
    await t.do('session.getAllSessions')
  }],
  ['resetMultiSessionUnreadCount, partly refused', async (t) => {
    t.script.on('7_25', { code: 700, r: [] }, 1)
    t.script.on('21_32', { code: 700, r: [] }, 1)
    await withSession(t, text(1), toSuperTeam(3))
    await t.do('session.resetMultiSessionUnreadCount', { ids: ['p2p-bob', 'superTeam-900'] })
    t.script.on('7_25', { code: 403 })
    await t.push('7_2', text(9))
    await t.do('session.resetMultiSessionUnreadCount', { ids: ['p2p-bob'] })
  }],
  ['more than fifty at once', async (t) => {
    t.script.sync = Array.from({ length: 60 }, (_, n) => packet('4_9', [text(n, { 2: 'friend' + n })]))
    await t.login()
    await t.do('session.resetMultiSessionUnreadCount', { ids: Array.from({ length: 60 }, (_, n) => 'p2p-friend' + n) })
  }],
  ['resetAllSessionsUnreadCount', async (t) => {
    await withSession(t, text(1), toTeam(2))
    await t.do('session.resetAllSessionsUnreadCount')
    await t.do('session.getAllSessions')
  }],
  ['resetAllSessionsUnreadCount without sessions', async (t) => {
    await t.login()
    await t.do('session.resetAllSessionsUnreadCount')
  }],
  ['read on another device', async (t) => {
    await withSession(t, text(1), text(2), text(3), toTeam(4), toSuperTeam(5))
    await t.push('7_116', 0, 'bob', Number(at(2)))
    await t.push('7_116', '0', 'bob', at(1))
    await t.push('7_116', 1, '100', Number(at(9)))
    await t.push('21_125', '900', Number(at(9)))
    await t.do('session.getAllSessions')
  }],
  ['read on another device, nothing new', { differs: ['D51-changes-only'] }, async (t) => {
    await withSession(t, text(1))
    await t.push('7_116', 0, 'bob', Number(at(5)))
    await t.push('7_116', 0, 'bob', Number(at(5)))
  }],
  ['read on another device, an unknown conversation', { differs: ['D50-incomplete-sessions'] }, async (t) => {
    await t.login()
    await t.push('7_116', 0, 'stranger', Number(at(5)))
    await t.do('session.getAllSessions')
    await t.do('session.getSession', { id: 'p2p-stranger' })
    await t.push('7_2', text(3, { 2: 'stranger' }))
  }],
])

export const receiptsIn = room('receipts', { needs }, [
  ['of a peer', { differs: ['D52-numbers'] }, async (t) => {
    await withSession(t, text(0))
    await t.push('7_101', own(5))
    await t.push('7_12', { 1: 'alice', 2: 'bob', 7: at(4), 11: 'client-4' })
    await t.push('7_12', { 1: 'alice', 2: 'bob', 7: at(5), 11: 'client-5' })
    await t.push('7_12', { 1: 'alice', 2: 'bob', 7: at(3), 11: 'client-3' })
    await t.push('7_101', own(4, { 11: 'later' }))
    await t.do('session.getAllSessions')
  }],
  ['of a stranger', { differs: ['D50-incomplete-sessions', 'D52-numbers'] }, async (t) => {
    await t.login()
    await t.push('7_12', { 1: 'alice', 2: 'stranger', 7: at(4), 11: 'x' })
    await t.do('session.getAllSessions')
  }],
  ['of a team', { differs: ['D52-numbers'] }, async (t) => {
    await t.login()
    await t.push('8_31', [{ 0: '100', 1: '1001', 100: '3', 101: '4', 102: 'client-1', 103: 'carol' }, { 0: '100', 1: '1002' }])
    await t.push('8_31', [])
  }],
])

export const removal = room('sessions', { needs }, [
  ['a recalled message', { differs: ['D46-sysmsg-unread'] }, async (t) => {
    await withSession(t, text(1), text(2))
    await t.push('7_14', recalled(2))
    await t.push('7_14', recalled(1))
    await t.do('session.getAllSessions')
  }],
  ['a recalled message, online in each scene', { differs: ['D46-sysmsg-unread', 'D51-changes-only'] }, async (t) => {
    await withSession(t, toTeam(1), toSuperTeam(2))
    await t.push('7_14', recalled(1, { 1: '8', 2: '100' }))
    await t.push('21_18', recalled(2, { 1: '12', 2: '900' }))
    await t.push('21_117', recalled(2, { 1: '12', 2: '900', 3: 'alice' }))
  }],
  ['a recalled message without its time, of a stranger, of mine', { differs: ['D46-sysmsg-unread', 'D51-changes-only'] }, async (t) => {
    await withSession(t, text(1), text(2))
    await t.push('7_14', recalled(1, { 14: undefined }))
    await t.push('7_14', recalled(9, { 3: 'stranger' }))
    await t.push('7_101', own(5))
    await t.push('7_14', recalled(5, { 2: 'bob', 3: 'alice' }))
    await t.do('session.getAllSessions')
  }],
  ['a recalled message that was read', { differs: ['D46-sysmsg-unread', 'D51-changes-only'] }, async (t) => {
    await withSession(t, text(1), text(2))
    await t.do('session.resetSessionUnreadCount', { id: 'p2p-bob' })
    await t.push('7_14', recalled(1))
  }],
  ['deleted on another device', async (t) => {
    const gone = (n: number, more = {}) => ({ 1: '1', 2: 'bob', 3: 'alice', 4: String(1000 + n), 5: 'client-' + n, 6: at(n), 7: at(60), 8: 'ext', ...more })
    await withSession(t, text(1), text(2), toTeam(3))
    await t.push('7_123', gone(1))
    await t.push('7_124', [gone(2), gone(3, { 1: '2', 3: '100', 8: undefined })])
    await t.push('7_123', gone(9, { 2: 'stranger' }))
    await t.push('7_124', [])
    await t.do('session.getAllSessions')
  }],
  ['history cleared on another device', async (t) => {
    await withSession(t, text(1), toTeam(2))
    await t.push('7_118', { 0: '1', 1: 'bob', 5: 'alice', 6: at(60), 7: 'ext' })
    await t.push('7_118', { 0: '2', 3: '100', 5: 'alice', 6: at(61) })
    await t.push('7_118', { 0: '1', 1: 'stranger', 5: 'alice', 6: at(62) })
    await t.do('session.getAllSessions')
    await t.push('7_2', text(70))
  }],
  ['history cleared up to an earlier time', async (t) => {
    await withSession(t, text(1), text(9))
    await t.push('7_118', { 0: '1', 1: 'bob', 5: 'alice', 6: at(5) })
    await t.do('session.getAllSessions')
  }],
  ['deleteSession', async (t) => {
    await withSession(t, text(1), toTeam(2), toSuperTeam(3))
    await t.do('session.deleteSession', { id: 'p2p-bob' })
    await t.do('session.deleteSession', { id: 'team-100', isSyncToServer: true })
    await t.do('session.deleteSession', { id: 'nobody' })
    await t.do('session.getAllSessions')
    await t.push('7_2', text(5))
    await t.do('session.deleteAllSessionsFromLocal')
    await t.do('session.getAllSessions')
  }],
  ['deleteSession of a super team, at the service', async (t) => {
    await withSession(t, toSuperTeam(3))
    await t.do('session.deleteSession', { id: 'superTeam-900', isSyncToServer: true })
  }],
  ['getSession', async (t) => {
    await withSession(t)
    await t.do('session.getSession', { id: 'p2p-bob' })
    await t.do('session.getSession', { id: 'p2p-nobody' })
  }],
  ['getSessions without sessions', async (t) => {
    await t.login()
    await t.do('session.getSessions', {})
    await t.do('session.getAllSessions')
  }],
  ['paging after new messages', async (t) => {
    t.script.sync = [1, 2, 3, 4].map((n) => packet('4_9', [text(n, { 2: 'friend' + n })]))
    await t.login()
    await t.push('7_2', text(9, { 2: 'friend1' }))
    await t.do('session.getSessions', { limit: 2 })
    await t.do('session.getSessions', { limit: 0 })
  }],
  ['what an app does to a session', async (t) => {
    const nim = await t.login()
    nim.on('updateSession', (s) => (s.unread = 77))
    await t.push('7_2', text(1))
    await t.push('7_2', text(2))
  }],
  ['destroy() forgets them', async (t) => {
    await withSession(t)
    await t.do('destroy')
    await t.do('session.getAllSessions')
  }],
  ['they outlive a disconnect()', async (t) => {
    await withSession(t)
    await t.do('disconnect')
    await t.do('session.getAllSessions')
    await t.do('connect')
  }],
])
