import type { Recorder } from '@nim/testkit'

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

/** Those that `nim.signaling` has, which is an emitter of its own. */
export const signalingEvents = ['Close', 'Join', 'Invite', 'CancelInvite', 'Reject', 'Accept', 'Leave', 'CustomCommand'].map((name) => 'signaling' + name).concat('singalingSyncChannels')

interface Emitting {
  on(event: string, listener: (...args: any[]) => void): unknown
}

/** Records everything that a client tells. */
export function hear(rec: Recorder, nim: Emitting & { readonly status: string; [member: string]: any }): void {
  rec.listen(nim, events)
  const signaling: Partial<Emitting> | undefined = nim.signaling
  if (signaling?.on)
    rec.listen(
      {
        on: (event, listener) => signaling.on!(event, listener),
        get status() {
          return nim.status
        },
      },
      signalingEvents
    )
}
