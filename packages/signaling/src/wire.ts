import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    // one record for everything: what is asked, answered and told
    signalingChannel:
      '1type+ 2name 3channelId 4createTime+ 5expireTime+ 6creatorAccid 7ext 8invalid? 10fromAccid 11toAccid 12requestId 18members{ 19attach{ 20attachExt 21needOffline? 22msgId 23uid+ 24time+ |pushInfo 13needPush? 14pushTitle 15pushContent 16pushPayload 17needPushBadge? |nertcInfo 25nertcChannelName 26nertcTokenTtl+ 27nertcToken 28nertcJoinRoomQueryParamMap 29nertcJoinRoomResponse 30callStatus+',
    // nested in `members` and in the attach of who joins
    member: '1accid 2uid+ 3createTime+ 4expireTime+',
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
