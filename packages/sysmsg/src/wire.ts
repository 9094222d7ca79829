import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    systemMessage:
      'time+ type=applyTeam,rejectTeamApply,teamInvite,rejectTeamInvite,5friendRequest,deleteFriend,recallMsgP2p,recallMsgTeam,12recallMsgSuperTeam,deleteMsgP2pOneWay,deleteMsgTeamOneWay,applySuperTeam,rejectSuperTeamApply,superTeamInvite,rejectSuperTeamInvite,100customP2p,customTeam,103customSuperTeam to from content attach{ idServer 22callbackExt |setting 7needSaveOffline? 21envConfig 105isRoutable? |pushInfo 8pushContent pushPayload 107needPush? 109needPushBadge? needPushNick? |antiSpamInfo 12needAntiSpam? antiSpamContent |recallMessageInfo 10idClient idServer 14createTime+ fromNick opeAccount',
    // nested in the notices of teams
    team:
      '1teamId$ 3name type=normal,advanced owner level# selfCustom valid! memberNum# memberUpdateTime# createTime# updateTime# validToCurrentUser! intro announcement joinMode=noVerify,needVerify,rejectAll 18ext serverExt avatar beInviteMode=needVerify,noVerify inviteMode=manager,all updateTeamMode=manager,all updateExtMode=manager,all 100mute! muteType=none,normal,3all',
  },
  commands: {
    syncOfflineSysMsgs: '4_6,4_18,4_101 > *systemMessage',
    onSysMsg: '7_3,21_19,101_3 > @systemMessage',
    sendCustomSysMsg: '7_7 @systemMessage',
    onRecallMsg: '7_14,21_18,21_117 > @systemMessage',
    // → sysMsgs, timetag, type
    syncRecallMsgOfflineAndRoaming: '7_15,4_19 > *systemMessage + +',
    sendSuperTeamCustomSysMsg: '21_16 @systemMessage',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>

/** Known to the protocol, never sent by this client: a custom notification past the app's filters. */
export const filtered = { sendFilterCustomSysMsg: '101_7 @systemMessage' }
