import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    // one record for everything: what is asked, answered and told
    signalingChannel:
      '1type+ name channelId createTime+ expireTime+ creatorAccid ext invalid? 10fromAccid toAccid requestId 18members{ attach{ attachExt needOffline? msgId uid+ time+ |pushInfo 13needPush? pushTitle pushContent pushPayload needPushBadge? |nertcInfo 25nertcChannelName nertcTokenTtl+ nertcToken nertcJoinRoomQueryParamMap nertcJoinRoomResponse callStatus+',
    // nested in `members` and in the attach of who joins
    member: '1accid uid+ createTime+ expireTime+',
  },
  commands: {
    signalingCreate: '15_1 @signalingChannel > @signalingChannel',
    signalingDelay: '15_2 @signalingChannel > @signalingChannel',
    signalingClose: '15_3 @signalingChannel > @signalingChannel',
    signalingJoin: '15_4 @signalingChannel > @signalingChannel',
    signalingLeave: '15_5 @signalingChannel',
    signalingInvite: '15_6 @signalingChannel',
    signalingCancelInvite: '15_7 @signalingChannel',
    signalingReject: '15_8 @signalingChannel',
    signalingAccept: '15_9 @signalingChannel',
    signalingSendCustomCommand: '15_10 @signalingChannel',
    signalingRecvNotification: '15_11 > @signalingChannel',
    signalingMultiSyncNotification: '15_12 > @signalingChannel',
    signalingSyncNotification: '15_13 > *signalingChannel',
    singalingSyncChannels: '15_14 > *signalingChannel',
    signalingQueryInfo: '15_15 @signalingChannel > @signalingChannel',
    // refused with these codes the channel is there all the same
    signalingCallEx: '15_16 @signalingChannel > @signalingChannel ! 10201 10202',
    signalingJoinAndAccept: '15_17 @signalingChannel > @signalingChannel',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
