import type { Calls } from './calls'

const call = { type: 1, toAccid: 'bob', requestId: 'r' }
const channel = { channelId: '77' }
const invitee = { ...channel, toAccid: 'bob', requestId: 'r' }
const inviter = { ...channel, fromAccid: 'bob', requestId: 'r' }

export const signalingCalls: Calls = {
  needs: ['signaling'],
  groups: ['signaling.c', 'signaling.j', 'signaling.l', 'signaling.i', 'signaling.r', 'signaling.a', 'signaling.s', 'signaling.q'],
  right: [
    ['signaling.create', { type: 2, name: 'room', ext: 'e' }, '15_1'],
    ['signaling.callEx', { ...call, name: 'room', ext: 'e', attachExt: 'hello', needOffline: true, uid: '7', pushInfo: { needPush: true, pushTitle: 't', pushContent: 'c', pushPayload: '{}', needPushBadge: false }, pluginSetting: { nertcInfo: { nertcChannelName: 'n', nertcTokenTtl: 60, nertcJoinRoomQueryParamMap: '{}' } } }, '15_16'],
    ['signaling.close', { ...channel, attachExt: 'bye', needOffline: false }, '15_3'],
    ['signaling.cancelInvite', { ...invitee, attachExt: 'x', needOffline: true }, '15_7'],
    ['signaling.joinAndAccept', { ...inviter, attachExt: 'x', needOffline: true, uid: 9, pluginSetting: { nertcInfo: { nertcTokenTtl: 60 } } }, '15_17'],
    ['signaling.join', { ...channel, attachExt: 'x', needOffline: true, uid: 5 }, '15_4'],
    ['signaling.leave', { ...channel, attachExt: 'x', needOffline: true }, '15_5'],
    ['signaling.invite', { ...invitee, attachExt: 'x', needOffline: true, pushInfo: { needPush: true, pushTitle: 't', pushContent: 'c', pushPayload: '{}', needPushBadge: true } }, '15_6'],
    ['signaling.reject', { ...inviter, attachExt: 'x', needOffline: true }, '15_8'],
    ['signaling.accept', { ...inviter, attachExt: 'x', needOffline: true, autoJoin: false, uid: 5, joinAttachExt: 'j' }, '15_9'],
    ['signaling.sendCustomCommand', { ...channel, toAccid: 'bob', attachExt: 'x' }, '15_10'],
    ['signaling.queryInfo', { name: 'room' }, '15_15'],
  ],
  wrong: {
    'signaling.create': [{}, { type: '1' }, { type: null }, { type: 1, ext: 5 }],
    'signaling.callEx': [{}, { ...call, type: '1' }, { ...call, toAccid: '' }, { ...call, toAccid: 5 }, { ...call, toAccid: undefined }, { ...call, requestId: '' }, { ...call, requestId: undefined }, { ...call, needOffline: 1 }, { ...call, pushInfo: { needPush: 1 } }, { ...call, pushInfo: { pushTitle: 5 } }, { ...call, pushInfo: { pushContent: {} } }, { ...call, pushInfo: { pushPayload: 5 } }, { ...call, pushInfo: { needPushBadge: 'x' } }],
    'signaling.callEx ': [{ ...call, pushInfo: 'x' }, { ...call, pluginSetting: 'x' }, { ...call, pluginSetting: {} }, { ...call, pluginSetting: { nertcInfo: 'x' } }, { ...call, pluginSetting: { nertcInfo: { nertcChannelName: 5 } } }, { ...call, pluginSetting: { nertcInfo: { nertcTokenTtl: '5' } } }, { ...call, pluginSetting: { nertcInfo: { nertcJoinRoomQueryParamMap: 5 } } }, { ...call, attachExt: 5 }, { ...call, ext: 5 }, { ...call, name: 5 }],
    'signaling.joinAndAccept': [{}, { ...inviter, channelId: '' }, { ...inviter, channelId: 5 }, { ...inviter, fromAccid: '' }, { ...inviter, fromAccid: undefined }, { ...inviter, requestId: '' }, { ...inviter, requestId: 5 }, { ...inviter, needOffline: 'x' }, { ...inviter, uid: '5' }, { ...inviter, uid: -1 }, { ...inviter, pluginSetting: { nertcInfo: { nertcTokenTtl: '5' } } }, { ...inviter, attachExt: 5 }],
    'signaling.join': [{}, { channelId: '' }, { channelId: 5 }, { ...channel, attachExt: 5 }, { ...channel, uid: '5' }, { ...channel, uid: -1 }, { ...channel, needOffline: 1 }],
    'signaling.leave': [{}, { channelId: '' }, { ...channel, attachExt: 5 }, { ...channel, needOffline: 1 }],
    'signaling.close': [{}, { channelId: '' }, { ...channel, attachExt: 5 }, { ...channel, needOffline: 1 }],
    'signaling.invite': [{}, { ...invitee, channelId: '' }, { ...invitee, toAccid: '' }, { ...invitee, toAccid: undefined }, { ...invitee, requestId: '' }, { ...invitee, requestId: 5 }, { ...invitee, attachExt: 5 }, { ...invitee, needOffline: 1 }, { ...invitee, pushInfo: { needPush: 1 } }, { ...invitee, pushInfo: { pushTitle: 5 } }, { ...invitee, pushInfo: { pushContent: 5 } }, { ...invitee, pushInfo: { pushPayload: 5 } }, { ...invitee, pushInfo: { needPushBadge: 5 } }, { ...invitee, pushInfo: 'x' }],
    'signaling.cancelInvite': [{}, { ...invitee, channelId: '' }, { ...invitee, toAccid: '' }, { ...invitee, requestId: '' }, { ...invitee, attachExt: 5 }, { ...invitee, needOffline: 1 }],
    'signaling.reject': [{}, { ...inviter, channelId: '' }, { ...inviter, fromAccid: '' }, { ...inviter, requestId: '' }, { ...inviter, attachExt: 5 }, { ...inviter, needOffline: 1 }],
    'signaling.accept': [{}, { ...inviter, channelId: '' }, { ...inviter, fromAccid: '' }, { ...inviter, requestId: '' }, { ...inviter, attachExt: 5 }, { ...inviter, needOffline: 1 }, { ...inviter, autoJoin: 1 }, { ...inviter, uid: -1 }, { ...inviter, uid: '1' }, { ...inviter, joinAttachExt: 5 }],
    'signaling.sendCustomCommand': [{}, { channelId: '' }, { channelId: 5 }, { ...channel, attachExt: 5 }, { ...channel, toAccid: 5 }, { ...channel, fromAccid: '' }, { ...channel, fromAccid: 5 }],
    'signaling.queryInfo': [{}, { name: '' }, { name: 5 }],
  },
}
