/** Facts about the official client 0.17.2: its public methods, by module, and its events. */
export const methods: Record<string, string> = {
  msg:
    'sendTextMsg sendTipMsg sendGeoLocationMsg sendCustomMsg sendImageMsg sendAudioMsg sendVideoMsg sendFileMsg resendMsg forwardMsg recallMsg deleteSelfMsgs sendMsgReceipt sendTeamMsgReceipt getTeamMsgReads getTeamMsgReadAccounts',
  msgLog:
    'deleteRoamingMsgs getHistoryMsgs clearHistoryMsgsFromServer ftsCloudMsgLogs ftsCloudMsgLogsAggWithSession',
  msgExtend: 'getThreadMsgs getMsgsByIdServer',
  session:
    'getSession getSessions getAllSessions resetSessionUnreadCount resetMultiSessionUnreadCount resetAllSessionsUnreadCount deleteSession deleteAllSessionsFromLocal addStickTopSession deleteStickTopSession updateStickTopSession',
  cloudSession: 'queryCloudSessionList queryCloudSession updateCloudSession deleteCloudSessionList',
  friend:
    'getFriends addFriend applyFriend passFriendApply rejectFriendApply deleteFriend updateFriend',
  user:
    'setBlack setMute getUsersNameCardFromServer updateMyNameCard getRelations getBlackList getMuteList',
  team:
    'getTeamInfo getTeams getTeamsById createTeam dismissTeam leaveTeam transferTeam updateTeamInfo getTeamMembers getMutedTeamMembers addTeamMembers removeTeamMembers applyTeam addTeamManagers removeTeamManagers updateMyMemberInfo updateMemberNick muteTeamMember getTeamMemberInvitorAccid muteTeam passTeamApply rejectTeamApply acceptTeamInvite rejectTeamInvite',
  superTeam:
    'getSuperTeamInfo getSuperTeams updateSuperTeamInfo addSuperTeamMembers removeSuperTeamMembers addSuperTeamManagers removeSuperTeamManagers applySuperTeam transferSuperTeam muteSuperTeam muteSuperTeamMembers updateMemberNick updateMyMemberInfo getSuperTeamMembersByAccounts getSuperTeamMembers queryMuteMembers leaveSuperTeam passSuperTeamApply rejectSuperTeamApply acceptSuperTeamInvite rejectSuperTeamInvite',
  systemMessage: 'sendCustomSysMsg',
  event: 'publishEvent subscribeEvent unSubscribeEvents querySubscribeEvents',
  cloudStorage: 'uploadFile getOriginUrl getFileToken',
  passThrough: 'request',
  misc: 'getServerTime',
  plugin: 'getChatroomAddress getQChatAddress',
  signaling:
    'callEx joinAndAccept create close queryInfo join leave invite cancelInvite reject accept sendCustomCommand',
}

export const declaredEvents =
  'logined multiPortLogin kicked willReconnect disconnect msg broadcastMsgs deleteSelfMsgs clearServerHistoryMsgs proxyMsg syncRoamingMsgs syncOfflineMsgs syncMyNameCard syncdone sessions multiSyncUpdateCloudSession relations updateMyNameCard updateBlackList updateMuteList sysMsg syncSysMsgs syncFriend friends users updateSystemMessages pushEvents teamMsgReceipts msgReceipts updateSession teams createTeam updateTeamMember updateTeam addTeamMembers updateTeamManagers transferTeam removeTeamMembers dismissTeam updateTeamMembersMute superTeams createSuperTeam updateSuperTeam addSuperTeamMembers removeSuperTeamMembers updateSuperTeamManagers transferSuperTeam myTeamMembers updateSuperTeamMembersMute updateSuperTeamMember dismissSuperTeam mySuperTeamMembers'.split(' ')
