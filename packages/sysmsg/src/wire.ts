import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    systemMessage:
      '0time+ 1type=sysType 2to 3from 4content 5attach{ 6idServer 22callbackExt |setting 7needSaveOffline? 21envConfig 105isRoutable? |pushInfo 8pushContent 9pushPayload 107needPush? 109needPushBadge? 110needPushNick? |antiSpamInfo 12needAntiSpam? 13antiSpamContent |recallMessageInfo 10idClient 11idServer 14createTime+ 15fromNick 16opeAccount',
    // nested in the notices of teams
    team:
      '1teamId$ 3name 4type=teamType 5owner 6level# 7selfCustom 8valid! 9memberNum# 10memberUpdateTime# 11createTime# 12updateTime# 13validToCurrentUser! 14intro 15announcement 16joinMode=joinMode 18ext 19serverExt 20avatar 21beInviteMode=beInviteMode 22inviteMode=who 23updateTeamMode=who 24updateExtMode=who 100mute! 101muteType=muteType',
  },
  enums: {
    teamType: { 0: 'normal', 1: 'advanced' },
    joinMode: { 0: 'noVerify', 1: 'needVerify', 2: 'rejectAll' },
    beInviteMode: { 0: 'needVerify', 1: 'noVerify' },
    who: { 0: 'manager', 1: 'all' },
    muteType: { 0: 'none', 1: 'normal', 3: 'all' },
    sysType: { 0: 'applyTeam', 1: 'rejectTeamApply', 2: 'teamInvite', 3: 'rejectTeamInvite', 5: 'friendRequest', 6: 'deleteFriend', 7: 'recallMsgP2p', 8: 'recallMsgTeam', 12: 'recallMsgSuperTeam', 13: 'deleteMsgP2pOneWay', 14: 'deleteMsgTeamOneWay', 15: 'applySuperTeam', 16: 'rejectSuperTeamApply', 17: 'superTeamInvite', 18: 'rejectSuperTeamInvite', 100: 'customP2p', 101: 'customTeam', 103: 'customSuperTeam' },
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
