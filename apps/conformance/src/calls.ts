import { serviceTime } from '@nim/testkit'

const message = { idClient: 'client-1', idServer: '1001', scene: 'p2p', from: 'bob', to: 'alice', target: 'bob', flow: 'in', time: serviceTime, type: 'text', body: 'hi', sessionId: 'p2p-bob', status: 'unread' }
const mine = { ...message, idClient: 'client-mine', idServer: '2002', from: 'alice', to: 'bob', flow: 'out', status: 'sent' }
const receipt = { teamId: '100', idClient: 'client-1', idServer: '1001' }

/** One right call of every method that asks the service: path, arguments, its command. */
export const rightCalls: [path: string, args: Record<string, unknown>, command: string][] = [
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
export { message, mine, receipt }
