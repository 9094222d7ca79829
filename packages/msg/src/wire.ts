import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    message:
      'scene=p2p,team,5superTeam to from 4fromClientType=1Android,iOS,4PC,8WindowsPhone,16Web,32Server,64Mac fromDeviceId fromNick time+ type=text,image,audio,video,geo,notification,file,10tip,robot,g2,100custom body attach{ idClient idServer 14userUpdateTime+ ext 39isDeleted callbackExt subType 106isInBlackList 111isReplyMsg |setting 13resendFlag? 28needUpdateSession? 43envConfig 100needSaveHistory? needRoaming? needSelfSync? 104isMuted? needRouted? 108needOffline? |pushInfo 16pushPayload pushContent forcePushIDsList forcePushContent needForcePush? 107needPush? 109needPushBadge? needPushNick? |antiSpamInfo 21needAntiSpam? antiSpamContent antiSpamBIZID clientAntispamHitting? antiSpamUsingYidun? 27yidunCallbackURL 42yidunAntiCheating 44yidunAntiSpamExtension yidunAntiSpamResult |teamSpecializationInfo 26needACK? 112ackSnapshot+ |threadMessageInfo 29replyMsgFromAccount replyMsgToAccount replyMsgTime+ replyMsgIdServer replyMsgIdClient threadMsgFromAccount threadMsgToAccount threadMsgTime+ threadMsgIdServer threadMsgIdClient |robotInfo 47function topic customContent account',
    messageId: 'scene to from 7time 12idServer',
    broadcast: '1id fromAccid 4time+ body',
    deletedMessage: '1scene=1p2p,team from to idServer idClient time+ deletedTime+ ext',
    // asked for, or told
    clearedHistory: 'scene=1p2p,team otherAccid isDeleteRoam? toTid isSyncSelf? fromAccid time+ ext',
    p2pReceipt: '1to from 7time+ 11idClient',
    teamReceipt: 'teamId idServer 100read+ unread+ idClient account',
    // asked for, or told: then the last fields are not there, and `id` is that of the notice
    recall: 'time scene=7p2p,team,12superTeam to from ps attach id 10idClient idServer 16opeAccount 21env |pushInfo 8pushContent pushPayload 107needPush? 109needPushBadge? needPushNick?',
    fullTextQuery:
      '1keyword fromTime toTime sessionLimit msglogsLimit orderRule=1ASC,DESC p2pSessionList teamSessionList senderList msgTypeList msgSubTypeList',
    threadRoot: 'scene=p2p,team,5superTeam threadMsgToAccount threadMsgFromAccount 7threadMsgTime 12threadMsgIdServer',
    threadQuery: '1beginTime endTime lastMsgId limit reverse?',
    threadMeta: '1total+ lastMsgTime+',
    // nested in notifications
    team:
      '1teamId$ 3name type=normal,advanced owner level# selfCustom valid! memberNum# memberUpdateTime# createTime# updateTime# validToCurrentUser! intro announcement joinMode=noVerify,needVerify,rejectAll 18ext serverExt avatar beInviteMode=needVerify,noVerify inviteMode=manager,all updateTeamMode=manager,all updateExtMode=manager,all 100mute! muteType=none,normal,3all',
    user: '1account 3nick avatar signature gender=unknown,male,female email birth tel ext 12createTime+ updateTime+',
  },
  commands: {
    syncOfflineMsgs: '4_4 > *message',
    syncRoamingMsgs: '4_9,4_17 > *message',
    // → msgReceipts, timetag
    syncMsgReceipts: '4_12 > *p2pReceipt +',
    // → notices, timetag, kind (1 offline, 2 roaming)
    syncRecalls: '4_19,7_15 > *recall + +',
    syncBroadcastMsg: '4_16 > *broadcast',
    syncDeleteSelfMsgs: '4_21 > *deletedMessage',
    syncClearServerHistoryMsgs: '4_24 > *clearedHistory',
    sendMsg: '7_1 @message > @message ! 7101',
    onMsg: '7_2,8_3,21_3,7_101,8_102,21_102 > @message',
    // to, beginTime, endTime, lastMsgId, limit, reverse, msgTypes
    getHistoryMsgs: '7_6 String Long Long Long int bool LongArray > *message',
    deleteRoamingMsgs: '7_9 StrArray',
    sendMsgReceipt: '7_11 @p2pReceipt > @p2pReceipt',
    onMsgReceipt: '7_12 > *p2pReceipt',
    recallMsg: '7_13 @recall',
    onRecall: '7_14,21_18,21_117 > *recall',
    onBroadcastMsg: '7_17 > *broadcast',
    clearHistoryMsgsFromServer: '7_18 @clearedHistory > +',
    deleteSelfMsgs: '7_24 *deletedMessage > +',
    nimFtsCloudMsgLogsAggWithSession: '7_26 @fullTextQuery > *message',
    nimFtsCloudMsgLogs: '7_27 @fullTextQuery > *message',
    onClearServerHistoryMsgs: '7_118 > *clearedHistory',
    onDeleteSelfMsgs: '7_123,7_124 > *deletedMessage',
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
    // root, query → threadMsg, threadMsgsMeta, msgs
    getThreadMsgs: '23_1 @threadRoot @threadQuery > @message @threadMeta *message',
    getMsgsByIdServer: '23_2 *messageId > *message',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
