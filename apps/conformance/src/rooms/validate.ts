import { message, mine, receipt } from '../calls'
import { room } from '../scenario'
import type { Stage } from '../stage'

const p2p = { scene: 'p2p', to: 'bob' }
const text = { ...p2p, body: 'x' }
const history = { scene: 'p2p', to: 'bob' }
const fts = { keyword: 'x' }
const thread = { scene: 'p2p', threadMsgFromAccount: 'a', threadMsgToAccount: 'b', threadMsgIdServer: '1', threadMsgTime: 1 }
const wanted = { scene: 'p2p', from: 'a', to: 'b', idServer: '1', time: 1 }

/** Each method with each of its rules broken: nothing may be sent, and the same rule must be named. */
const wrongCalls: Record<string, unknown[]> = {
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

export const validation = room(
  'validate',
  { needs: ['msg', 'session', 'msgLog', 'msgExtend', 'cloudSession'] },
  Object.entries(wrongCalls).map(([path, args]) => [
    path + ` (${args.length})`,
    async (t) => {
      await t.login()
      await t.each(path.trim(), args)
    },
  ])
)

/** Calls with no argument at all, or null. */
export const missing = room('validate', { needs: ['msg', 'session'] }, [
  ...(['undefined', 'null'] as const).map((what) => [
    'every method with ' + what,
    async (t) => {
      await t.login()
      for (const path of new Set(Object.keys(wrongCalls).map((p) => p.trim()))) await t.do(path, what === 'null' ? null : undefined)
    },
  ] as [string, (t: Stage) => Promise<void>]),
])
