import { at, notice, own, text, toTeam, withSession } from '../records'
import { room } from '../scenario'

const needs = ['msgLog', 'msgExtend']

export const history = room('history', { needs }, [
  ['in each scene', async (t) => {
    await t.login()
    for (const [scene, to] of [['p2p', 'bob'], ['team', '100'], ['superTeam', '900']]) await t.do('msgLog.getHistoryMsgs', { scene, to })
  }],
  ['every option', async (t) => {
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob', beginTime: 5, endTime: 10, lastMsgId: '77', limit: 20, reverse: true, asc: true, msgTypes: ['text', 'image', 'custom'] })
    await t.do('msgLog.getHistoryMsgs', { scene: 'team', to: '100', reverse: false, msgTypes: [] })
  }],
  ['unknown types asked for', async (t) => {
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob', msgTypes: ['text', 'smoke'] })
  }],
  ['parameters given as undefined', async (t) => {
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob', beginTime: undefined, endTime: undefined, lastMsgId: undefined, limit: undefined, reverse: undefined, msgTypes: undefined })
  }],
  ['messages of every kind', async (t) => {
    t.script.on('7_6', { r: [[text(3), text(1, { 8: '1', 10: '{"url":"u","w":1}' }), own(2), text(4, { 8: '4', 10: '{"title":"t","lat":1,"lng":2}' }), text(5, { 8: '100', 10: 'plain' }), notice(6, 3, { tinfo: { 1: '100', 3: 'name' } })]] })
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob', asc: true })
  }],
  ['doubles, and messages without an id', async (t) => {
    t.script.on('7_6', { r: [[text(3), text(3, { 9: 'again' }), text(4, { 7: at(9) }), text(4, { 9: 'older' }), text(5, { 11: undefined }), text(6, { 11: undefined })]] })
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
  }],
  ['numeric ids', async (t) => {
    t.script.on('7_6', { r: [[text(3), text(2, { 11: '20' }), text(1, { 11: '3' })]] })
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
  }],
  ['status by what is known of the session', async (t) => {
    t.script.sync = [{ sid: 4, cid: 14, code: 200, r: [{ bob: at(2) }, { m_map: {} }, at(2)] }, { sid: 4, cid: 12, code: 200, r: [[{ 1: 'alice', 2: 'bob', 7: at(3), 11: 'x' }], at(3)] }]
    t.script.on('7_6', { r: [[text(1), text(5), own(2), own(6)]] })
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
  }],
  ['before the sync is done', async (t) => {
    t.script.on('5_1', 'silence')
    t.script.on('7_6', { r: [[text(1)]] })
    t.make()
    void t.start('connect')
    await t.run(50)
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
  }],
  ['no list in the answer', async (t) => {
    t.script.on('7_6', { r: [] })
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
  }],
  ['deleteRoamingMsgs', async (t) => {
    await t.login()
    await t.do('msgLog.deleteRoamingMsgs', { ids: ['p2p-bob', 'team-100', 'p2p-a-b'] })
    await t.do('msgLog.deleteRoamingMsgs', { ids: [] })
    await t.do('msgLog.deleteRoamingMsgs', { ids: ['superTeam-900'] })
  }],
  ['clearHistoryMsgsFromServer', async (t) => {
    t.script.on('7_18', { r: [at(50)] })
    await withSession(t, text(1), toTeam(2))
    await t.do('msgLog.clearHistoryMsgsFromServer', { scene: 'p2p', to: 'bob' })
    await t.do('msgLog.clearHistoryMsgsFromServer', { scene: 'team', to: '100', ext: 'e', isSyncSelf: true })
    await t.do('msgLog.clearHistoryMsgsFromServer', { scene: 'p2p', to: 'stranger', isSyncSelf: false })
    await t.do('session.getAllSessions')
  }],
])

export const search = room('search', { needs }, [
  ['every option', async (t) => {
    const o = { keyword: 'k', fromTime: 5, toTime: 10, sessionLimit: 3, msglogsLimit: 4, orderRule: 'ASC', p2pSessionList: ['a', 'b'], teamSessionList: ['1', '2'], senderList: ['c'], msgTypeList: ['text', 'image'], msgSubTypeList: [1, 2] }
    t.script.on('7_27', { r: [[text(1), text(1), own(2)]] })
    t.script.on('7_26', { r: [[text(3)]] })
    await t.login()
    await t.do('msgLog.ftsCloudMsgLogs', o)
    await t.do('msgLog.ftsCloudMsgLogsAggWithSession', { ...o, orderRule: 'DESC' })
  }],
  ['the keyword alone', async (t) => {
    t.script.on('7_27', { r: [[]] })
    await t.login()
    await t.do('msgLog.ftsCloudMsgLogs', { keyword: 'k' })
    await t.do('msgLog.ftsCloudMsgLogs', { keyword: 'k', fromTime: 0, toTime: 0, p2pSessionList: [] })
  }],
])

export const threads = room('threads', { needs }, [
  ['getThreadMsgs', async (t) => {
    const o = { scene: 'p2p', threadMsgFromAccount: 'bob', threadMsgToAccount: 'alice', threadMsgIdServer: '1001', threadMsgTime: Number(at(1)) }
    t.script.on('23_1', { r: [text(1), { 1: '2', 2: at(3) }, [text(2, { 29: 'bob', 33: 'client-1' }), text(3), text(3)]] })
    await t.login()
    await t.do('msgExtend.getThreadMsgs', o)
    await t.do('msgExtend.getThreadMsgs', { ...o, scene: 'team', beginTime: 1, lastMsgId: '9', limit: 10, reverse: true })
    await t.do('msgExtend.getThreadMsgs', { ...o, scene: 'superTeam', reverse: false })
  }],
  ['getThreadMsgs up to a time', async (t) => {
    t.script.on('23_1', { r: [text(1), { 1: '0', 2: '0' }, []] })
    await t.login()
    await t.do('msgExtend.getThreadMsgs', { scene: 'p2p', threadMsgFromAccount: 'bob', threadMsgToAccount: 'alice', threadMsgIdServer: '1001', threadMsgTime: 1, endTime: 77 })
  }],
  ['getMsgsByIdServer', async (t) => {
    t.script.on('23_2', { r: [[text(1), text(1), own(2)]] })
    await t.login()
    await t.do('msgExtend.getMsgsByIdServer', { reqMsgs: ['p2p', 'team', 'superTeam'].map((scene) => ({ scene, from: 'bob', to: 'alice', idServer: '1', time: 5 })) })
  }],
])
