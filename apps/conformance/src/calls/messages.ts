import { serviceTime } from '@nim/testkit'
import type { Calls } from './calls'

const message = { idClient: 'client-1', idServer: '1001', scene: 'p2p', from: 'bob', to: 'alice', target: 'bob', flow: 'in', time: serviceTime, type: 'text', body: 'hi', sessionId: 'p2p-bob', status: 'unread' }
const mine = { ...message, idClient: 'client-mine', idServer: '2002', from: 'alice', to: 'bob', flow: 'out', status: 'sent' }
const receipt = { teamId: '100', idClient: 'client-1', idServer: '1001' }

const right: Calls['right'] = [
  ['msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'hello' }, '7_1'],
  ['msg.sendTipMsg', { scene: 'team', to: '100', body: 'a tip' }, '8_2'],
  ['msg.sendGeoLocationMsg', { scene: 'p2p', to: 'bob', attach: { title: 'here', lat: 1.5, lng: 2 } }, '7_1'],
  ['msg.sendCustomMsg', { scene: 'superTeam', to: '900', attach: '{"a":1}', body: 'with text' }, '21_2'],
  ['msg.sendImageMsg', { scene: 'p2p', to: 'bob', type: 'image', attach: { url: 'https://nos.test/a.png', w: 10, h: 20 } }, '7_1'],
  ['msg.sendAudioMsg', { scene: 'p2p', to: 'bob', type: 'audio', attach: { url: 'https://nos.test/a.mp3', dur: 1000 } }, '7_1'],
  ['msg.sendVideoMsg', { scene: 'team', to: '100', type: 'video', attach: { url: 'https://nos.test/a.mp4' } }, '8_2'],
  ['msg.sendFileMsg', { scene: 'p2p', to: 'bob', type: 'file', attach: { url: 'https://nos.test/a.pdf', name: 'a.pdf', size: 5 } }, '7_1'],
  ['msg.resendMsg', { msg: { ...mine, status: 'sendFailed' } }, '7_1'],
  ['msg.forwardMsg', { msg: message, scene: 'team', to: '100' }, '8_2'],
  ['msg.recallMsg', { msg: mine }, '7_13'],
  ['msg.deleteSelfMsgs', { msgs: [{ ...message, scene: 'p2p' }] }, '7_24'],
  ['msg.sendMsgReceipt', { msg: message }, '7_11'],
  ['msg.getTeamMsgReads', { teamMsgReceipts: [receipt] }, '8_29'],
  ['msg.getTeamMsgReadAccounts', { teamMsgReceipt: receipt }, '8_30'],
  ['msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' }, '7_6'],
  ['msgLog.deleteRoamingMsgs', { ids: ['p2p-bob', 'team-100', 'superTeam-900'] }, '7_9'],
  ['msgLog.clearHistoryMsgsFromServer', { scene: 'p2p', to: 'bob' }, '7_18'],
  ['msgLog.ftsCloudMsgLogs', { keyword: 'x' }, '7_27'],
  ['msgLog.ftsCloudMsgLogsAggWithSession', { keyword: 'x' }, '7_26'],
  ['msgExtend.getThreadMsgs', { scene: 'p2p', threadMsgFromAccount: 'bob', threadMsgToAccount: 'alice', threadMsgIdServer: '1001', threadMsgTime: serviceTime }, '23_1'],
  ['msgExtend.getMsgsByIdServer', { reqMsgs: [{ scene: 'p2p', from: 'bob', to: 'alice', idServer: '1001', time: serviceTime }] }, '23_2'],
  ['session.addStickTopSession', { id: 'p2p-bob', ext: 'e' }, '23_12'],
  ['session.updateStickTopSession', { id: 'team-100' }, '23_14'],
  ['session.deleteStickTopSession', { id: 'superTeam-900' }, '23_13'],
  ['session.deleteSession', { id: 'p2p-bob', isSyncToServer: true }, '7_9'],
  ['cloudSession.queryCloudSessionList', {}, '7_19'],
  ['cloudSession.queryCloudSession', { sessionId: 'p2p-bob' }, '7_20'],
  ['cloudSession.updateCloudSession', { sessionId: 'p2p-bob', ext: 'e' }, '7_21'],
  ['cloudSession.deleteCloudSessionList', { sessionIdList: ['p2p-bob', 'superTeam-9'] }, '7_22'],
]

const p2p = { scene: 'p2p', to: 'bob' }
const text = { ...p2p, body: 'x' }
const history = { scene: 'p2p', to: 'bob' }
const fts = { keyword: 'x' }
const thread = { scene: 'p2p', threadMsgFromAccount: 'a', threadMsgToAccount: 'b', threadMsgIdServer: '1', threadMsgTime: 1 }
const wanted = { scene: 'p2p', from: 'a', to: 'b', idServer: '1', time: 1 }

const wrong: Calls['wrong'] = {
  'msg.sendTextMsg': [{}, { ...text, scene: undefined }, { ...text, scene: 0 }, { ...text, scene: 'super_team' }, { ...text, to: undefined }, { ...text, to: '' }, { ...text, to: 5 }, { ...p2p }, { ...p2p, body: '' }, { ...p2p, body: 5 }, { ...p2p, body: null }],
  'msg.sendTextMsg ': [{ ...text, ext: 5 }, { ...text, ext: {} }, { ...text, setting: { needRoaming: 1 } }, { ...text, setting: { resendFlag: 'true' } }, { ...text, setting: { needUpdateSession: null } }, { ...text, antiSpamInfo: { clientAntispamHitting: 1 } }, { ...text, antiSpamInfo: { antiSpamUsingYidun: 1 } }, { ...text, setting: 'x' }],
  'msg.sendTextMsg  ': [{ ...text, pushInfo: { needPush: 1 } }, { ...text, pushInfo: { needPushBadge: 'no' } }, { ...text, pushInfo: { needPushNick: 0 } }, { ...text, pushInfo: { needForcePush: 1 } }, { ...text, pushInfo: { pushContent: 5 } }, { ...text, pushInfo: { pushPayload: {} } }, { ...text, pushInfo: { forcePushIDsList: '' } }, { ...text, pushInfo: { forcePushContent: '' } }],
  'msg.sendTextMsg   ': [{ ...text, robotInfo: { function: 5 } }, { ...text, robotInfo: { topic: 5 } }, { ...text, robotInfo: { customContent: {} } }, { ...text, robotInfo: { account: 5 } }, { ...text, scene: 'team', robotInfo: { topic: 't' } }, { ...text, teamSpecializationInfo: { needACK: 1 } }, [undefined], [null]],
  'msg.sendTipMsg': [{ ...p2p }, { ...p2p, body: '' }, { scene: 'p2p', body: 'x' }, { to: 'bob', body: 'x' }],
  'msg.sendGeoLocationMsg': [{ ...p2p }, { ...p2p, attach: 'x' }, { ...p2p, attach: { lat: 1, lng: 2 } }, { ...p2p, attach: { title: '', lat: 1, lng: 2 } }, { ...p2p, attach: { title: 'x', lat: '1', lng: 2 } }, { ...p2p, attach: { title: 'x', lat: 1 } }, { to: 'bob', attach: { title: 'x', lat: 1, lng: 1 } }],
  'msg.sendCustomMsg': [{ ...p2p }, { ...p2p, attach: '' }, { ...p2p, attach: { a: 1 } }, { scene: 'p2p', attach: 'x' }],
  'msg.sendMsg': [{ ...p2p }, { ...p2p, type: 'smoke' }, { ...p2p, type: 0 }, { type: 'text', to: 'bob' }, { type: 'text', scene: 'p2p' }],
  'msg.sendImageMsg': [{ scene: 'p2p' }, { ...p2p, type: 5, attach: { url: 'x' } }, { ...p2p, type: 'image', attach: {} }, { ...p2p, type: 'image', attach: { url: '' } }, { ...p2p, type: 'image', attach: { url: 5 } }, { ...p2p, type: 'image', maxSize: 0, attach: { url: 'x' } }],
  'msg.resendMsg': [{}, { msg: {} }, { msg: { ...mine, idClient: '' } }, { msg: { ...mine, idClient: 5 } }],
  'msg.forwardMsg': [{}, { msg: message }, { msg: message, scene: 'p2p' }, { msg: message, scene: 'x', to: 'bob' }, { msg: message, scene: 'p2p', to: '' }, { msg: {}, scene: 'p2p', to: 'bob' }],
  'msg.recallMsg': [{}, { msg: {} }, { msg: { ...mine, idClient: '' } }, { msg: { ...mine, idServer: undefined } }, { msg: { ...mine, idServer: '' } }, { msg: { ...mine, scene: 'x' } }, { msg: { ...mine, time: '5' } }, { msg: mine, ps: '' }, { msg: mine, ps: 5 }],
  'msg.recallMsg ': [{ msg: mine, pushInfo: { needPush: 1 } }, { msg: mine, pushInfo: { needPushBadge: 'x' } }, { msg: mine, pushInfo: { needPushNick: 1 } }, { msg: mine, pushInfo: { pushContent: '' } }, { msg: mine, pushInfo: { pushPayload: '' } }],
  'msg.deleteSelfMsgs': [{}, { msgs: 'x' }, { msgs: [{}] }, { msgs: [{ ...message, scene: 'superTeam' }] }, { msgs: [{ ...message, from: '' }] }, { msgs: [{ ...message, to: '' }] }, { msgs: [{ ...message, idServer: '' }] }, { msgs: [{ ...message, idClient: '' }] }, { msgs: [message, { ...message, time: '1' }] }, { msgs: [], ext: '' }],
  'msg.sendMsgReceipt': [{}, { msg: {} }, { msg: { ...message, idClient: '' } }, { msg: { ...message, target: '' } }, { msg: { ...message, target: undefined } }, { msg: { ...message, time: '5' } }],
  'msg.sendTeamMsgReceipt': [{}, { teamMsgReceipts: 'x' }, { teamMsgReceipts: Array(51).fill(receipt) }, { teamMsgReceipts: [{}] }, { teamMsgReceipts: [{ ...receipt, teamId: '' }] }, { teamMsgReceipts: [{ ...receipt, idClient: '' }] }, { teamMsgReceipts: [{ ...receipt, idServer: '' }] }],
  'msg.getTeamMsgReads': [{}, { teamMsgReceipts: 5 }, { teamMsgReceipts: [{ ...receipt, teamId: 5 }] }, { teamMsgReceipts: [{ ...receipt, idServer: undefined }] }],
  'msg.getTeamMsgReadAccounts': [{}, { teamMsgReceipt: {} }, { teamMsgReceipt: { ...receipt, idClient: '' } }],
  'msgLog.getHistoryMsgs': [{}, { ...history, scene: 'x' }, { ...history, to: '' }, { ...history, beginTime: '1' }, { ...history, endTime: '1' }, { ...history, limit: 0 }, { ...history, limit: 101 }, { ...history, limit: '5' }, { ...history, reverse: 1 }, { ...history, lastMsgId: '' }, { ...history, lastMsgId: 5 }, { ...history, asc: 'x' }, { ...history, msgTypes: 'text' }, { ...history, msgTypes: [5] }],
  'msgLog.deleteRoamingMsgs': [{}, { ids: 'x' }, { ids: [5] }, { ids: ['p2pbob'] }],
  'msgLog.clearHistoryMsgsFromServer': [{}, { scene: 'superTeam', to: '9' }, { scene: 'p2p' }, { scene: 'p2p', to: '' }, { scene: 'p2p', to: 'bob', ext: 5 }, { scene: 'p2p', to: 'bob', isSyncSelf: 'x' }],
  'msgLog.ftsCloudMsgLogs': [{}, { keyword: '' }, { ...fts, fromTime: '1' }, { ...fts, toTime: '1' }, { ...fts, sessionLimit: '1' }, { ...fts, msglogsLimit: 'x' }, { ...fts, orderRule: 'up' }, { ...fts, p2pSessionList: 'x' }, { ...fts, teamSessionList: [5] }, { ...fts, senderList: [5] }, { ...fts, msgTypeList: 'x' }, { ...fts, msgTypeList: ['smoke'] }, { ...fts, msgSubTypeList: ['x'] }, { ...fts, fromTime: 5, toTime: 4 }],
  'msgLog.ftsCloudMsgLogsAggWithSession': [{}, { keyword: '' }, { ...fts, fromTime: '1' }, { ...fts, fromTime: 5, toTime: 4 }],
  'msgExtend.getThreadMsgs': [{}, { ...thread, scene: 'x' }, { ...thread, threadMsgFromAccount: '' }, { ...thread, threadMsgToAccount: '' }, { ...thread, threadMsgIdServer: '' }, { ...thread, threadMsgTime: '1' }, { ...thread, beginTime: 'x' }, { ...thread, endTime: 'x' }, { ...thread, lastMsgId: '' }, { ...thread, limit: 0 }, { ...thread, limit: 101 }, { ...thread, reverse: 'x' }],
  'msgExtend.getMsgsByIdServer': [{}, { reqMsgs: 'x' }, { reqMsgs: [] }, { reqMsgs: Array(101).fill(wanted) }, { reqMsgs: [{ ...wanted, scene: 'x' }] }, { reqMsgs: [{ ...wanted, from: '' }] }, { reqMsgs: [{ ...wanted, to: '' }] }, { reqMsgs: [{ ...wanted, idServer: '' }] }, { reqMsgs: [{ ...wanted, time: '1' }] }],
  'session.getSession': [{}, { id: '' }, { id: 5 }],
  'session.getSessions': [{ limit: '5' }, { lastSessionId: '' }, { desc: 1 }],
  'session.resetSessionUnreadCount': [{}, { id: '' }, { id: 5 }],
  'session.resetMultiSessionUnreadCount': [{}, { ids: [] }, { ids: 'x' }, { ids: [5] }],
  'session.deleteSession': [{}, { id: '' }, { id: 'p2p-bob', isSyncToServer: 'x' }],
  'session.addStickTopSession': [{}, { id: '' }, { id: 'p2p-bob', ext: 5 }, { id: 'p2pbob' }],
  'session.updateStickTopSession': [{}, { id: '' }, { id: 'p2p-bob', ext: 5 }, { id: 'p2pbob' }],
  'session.deleteStickTopSession': [{}, { id: '' }, { id: 'p2pbob' }],
  'cloudSession.queryCloudSessionList': [{ minTimestamp: -1 }, { maxTimestamp: -1 }, { minTimestamp: 'x' }, { limit: 0 }, { limit: 'x' }, { includedLastMsg: 1 }],
  'cloudSession.queryCloudSession': [{}, { sessionId: '' }, { sessionId: 5 }],
  'cloudSession.updateCloudSession': [{}, { sessionId: '' }, { sessionId: 'p2p-bob', ext: '' }, { sessionId: 'p2p-bob', ext: 5 }],
  'cloudSession.deleteCloudSessionList': [{}, { sessionIdList: 'x' }, { sessionIdList: [5] }],
}

export const messageCalls: Calls = {
  needs: ['msg', 'session', 'msgLog', 'msgExtend', 'cloudSession'],
  groups: ['msg.send', 'msg.re', 'msg.f', 'msg.d', 'msg.get', 'msgLog', 'msgExtend', 'session', 'cloudSession'],
  differs: { 'msg.re': ['D55-stale-fields'], 'msg.f': ['D55-stale-fields'] },
  differsWhenCut: { 'msg.send': ['D48-own-error'], 'msg.re': ['D48-own-error'] },
  right,
  wrong,
}

export { message, mine, receipt }
