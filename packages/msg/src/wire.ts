import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    message:
      '0scene=scene 1to 2from 4fromClientType=clientType 5fromDeviceId 6fromNick 7time+ 8type=type 9body 10attach{ 11idClient 12idServer 14userUpdateTime+ 15ext 39isDeleted 40callbackExt 41subType 106isInBlackList 111isReplyMsg |setting 13resendFlag? 28needUpdateSession? 43envConfig 100needSaveHistory? 101needRoaming? 102needSelfSync? 104isMuted? 105needRouted? 108needOffline? |pushInfo 16pushPayload 17pushContent 18forcePushIDsList 19forcePushContent 20needForcePush? 107needPush? 109needPushBadge? 110needPushNick? |antiSpamInfo 21needAntiSpam? 22antiSpamContent 23antiSpamBIZID 24clientAntispamHitting? 25antiSpamUsingYidun? 27yidunCallbackURL 42yidunAntiCheating 44yidunAntiSpamExtension 45yidunAntiSpamResult |teamSpecializationInfo 26needACK? 112ackSnapshot+ |threadMessageInfo 29replyMsgFromAccount 30replyMsgToAccount 31replyMsgTime+ 32replyMsgIdServer 33replyMsgIdClient 34threadMsgFromAccount 35threadMsgToAccount 36threadMsgTime+ 37threadMsgIdServer 38threadMsgIdClient |robotInfo 47function 48topic 49customContent 50account',
    broadcast: '1id 2fromAccid 4time+ 5body',
    deletedMessage: '1scene 2from 3to 4idServer 5idClient 6time+ 7deletedTime+ 8ext',
    clearedHistory: '0type 1otherAccid 3toTid 5fromAccid 6time+ 7ext',
    p2pReceipt: '1to 2from 7time+ 11idClient',
    teamReceipt: '0teamId 1idServer 100read+ 101unread+ 102idClient 103account',
    // what a recall notice says about the recalled message
    recallNotice: '0time+ 1type+ 2to 3from 6idServer 10idClient 11msgIdServer 14msgTime+ 16opeAccount',
    recall: '0time 1type 2to 3from 4ps 5attach 10idClient 11idServer 16opeAccount 21env |pushInfo 8pushContent 9pushPayload 107needPush? 109needPushBadge? 110needPushNick?',
    clearHistoryRequest: '0type 1otherAccid 2isDeleteRoam? 3toTid 4isSyncSelf? 7ext',
    fullTextQuery:
      '1keyword 2fromTime 3toTime 4sessionLimit 5msglogsLimit 6orderRule=order 7p2pSessionList 8teamSessionList 9senderList 10msgTypeList 11msgSubTypeList',
    threadQuery: '1beginTime 2endTime 3lastMsgId 4limit 5reverse?',
    threadMeta: '1total+ 2lastMsgTime+',
    // nested in notifications
    team:
      '1teamId$ 3name 4type=teamType 5owner 6level# 7selfCustom 8valid! 9memberNum# 10memberUpdateTime# 11createTime# 12updateTime# 13validToCurrentUser! 14intro 15announcement 16joinMode=joinMode 18ext 19serverExt 20avatar 21beInviteMode=beInviteMode 22inviteMode=who 23updateTeamMode=who 24updateExtMode=who 100mute! 101muteType=muteType',
    user: '1account 3nick 4avatar 5signature 6gender=gender 7email 8birth 9tel 10ext 12createTime+ 13updateTime+',
  },
  enums: {
    scene: { 0: 'p2p', 1: 'team', 5: 'superTeam' },
    type: { 0: 'text', 1: 'image', 2: 'audio', 3: 'video', 4: 'geo', 5: 'notification', 6: 'file', 10: 'tip', 11: 'robot', 12: 'g2', 100: 'custom' },
    order: { 1: 'ASC', 2: 'DESC' },
    teamType: { 0: 'normal', 1: 'advanced' },
    joinMode: { 0: 'noVerify', 1: 'needVerify', 2: 'rejectAll' },
    beInviteMode: { 0: 'needVerify', 1: 'noVerify' },
    who: { 0: 'manager', 1: 'all' },
    muteType: { 0: 'none', 1: 'normal', 3: 'all' },
    gender: { 0: 'unknown', 1: 'male', 2: 'female' },
    clientType: { 1: 'Android', 2: 'iOS', 4: 'PC', 8: 'WindowsPhone', 16: 'Web', 32: 'Server', 64: 'Mac' },
  },
  commands: {
    syncOfflineMsgs: '4_4 > *message',
    syncRoamingMsgs: '4_9,4_17 > *message',
    // → msgReceipts, timetag
    syncMsgReceipts: '4_12 > *p2pReceipt +',
    // → notices, timetag, kind (1 offline, 2 roaming)
    syncRecalls: '4_19,7_15 > *recallNotice + +',
    syncBroadcastMsg: '4_16 > *broadcast',
    syncDeleteSelfMsgs: '4_21 > *deletedMessage',
    syncClearServerHistoryMsgs: '4_24 > *clearedHistory',
    sendMsg: '7_1 @message > @message ! 7101',
    onMsg: '7_2,8_3,21_3,7_101,8_102,21_102 > @message',
    // to, beginTime, endTime, lastMsgId, limit, reverse, msgTypes
    getHistoryMsgs: '7_6 String Long Long Long int bool LongArray > *message',
    deleteRoamingMsgs: '7_9 StrArray',
    sendMsgReceipt: '7_11 @p2pReceipt > @p2pReceipt',
    onMsgReceipt: '7_12 > @p2pReceipt',
    recallMsg: '7_13 @recall',
    onRecall: '7_14,21_18,21_117 > @recallNotice',
    onBroadcastMsg: '7_17 > @broadcast',
    clearHistoryMsgsFromServer: '7_18 @clearHistoryRequest > +',
    deleteSelfMsgs: '7_24 *deletedMessage > +',
    nimFtsCloudMsgLogsAggWithSession: '7_26 @fullTextQuery > *message',
    nimFtsCloudMsgLogs: '7_27 @fullTextQuery > *message',
    multiSyncClearServerHistoryMsgs: '7_118 > @clearedHistory',
    onDeleteSelfMsg: '7_123 > @deletedMessage',
    onDeleteSelfMsgs: '7_124 > *deletedMessage',
    sendTeamMsg: '8_2 @message > @message',
    nimOnTeamMsgs: '8_4 > *message',
    // to, beginTime, endTime, lastMsgId, limit, reverse, msgTypes
    getHistoryTeamMsgs: '8_23 Long Long Long Long int bool LongArray > *message',
    sendTeamMsgReceipt: '8_28 *teamReceipt > *teamReceipt',
    getTeamMsgReads: '8_29 *teamReceipt > *teamReceipt',
    // → receipt, accounts that read, accounts that did not
    getTeamMsgReadAccounts: '8_30 @teamReceipt > @teamReceipt . .',
    onTeamMsgReceipts: '8_31 > *teamReceipt',
    sendSuperTeamMsg: '21_2 @message > @message',
    // to, beginTime, endTime, lastMsgId, limit, reverse, msgTypes
    getHistorySuperTeamMsgs: '21_14 Long Long Long Long int bool LongArray > *message',
    recallSuperTeamMsg: '21_17 @recall',
    // msg, threadMsgReq → threadMsg, threadMsgsMeta, msgs
    getThreadMsgs: '23_1 @message @threadQuery > @message @threadMeta *message',
    getMsgsByIdServer: '23_2 *message > *message',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
