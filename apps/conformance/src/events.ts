/** Every event a client of the official make declares, and `error` of ours. */
export const events = [
  ...['logined', 'multiPortLogin', 'kicked', 'willReconnect', 'disconnect', 'syncdone', 'error'],
  ...['msg', 'broadcastMsgs', 'deleteSelfMsgs', 'clearServerHistoryMsgs', 'proxyMsg', 'syncRoamingMsgs', 'syncOfflineMsgs', 'msgReceipts', 'teamMsgReceipts'],
  ...['sessions', 'updateSession', 'multiSyncUpdateCloudSession'],
  ...['sysMsg', 'syncSysMsgs', 'updateSystemMessages', 'sysMsgUnread'],
  ...['syncMyNameCard', 'updateMyNameCard', 'users', 'updateUserInfo', 'relations', 'updateBlackList', 'updateMuteList', 'friends', 'syncFriend', 'pushEvents'],
  ...['teams', 'createTeam', 'updateTeam', 'dismissTeam', 'transferTeam', 'addTeamMembers', 'removeTeamMembers', 'updateTeamMember', 'updateTeamManagers', 'updateTeamMembersMute', 'myTeamMembers'],
  ...['superTeams', 'createSuperTeam', 'updateSuperTeam', 'dismissSuperTeam', 'transferSuperTeam', 'addSuperTeamMembers', 'removeSuperTeamMembers', 'updateSuperTeamMember', 'updateSuperTeamManagers', 'updateSuperTeamMembersMute', 'mySuperTeamMembers'],
]
