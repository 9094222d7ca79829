const member = '1teamId$ 3account type=normal,owner,manager nickInTeam 7bitConfigMask# active! valid! 11updateTime# ext mute! invitorAccid '

/** The records of both kinds; members differ in the tag of `joinTime`. */
export const records = (joinTime: number) => ({
  team: '1teamId$ 3name type=normal,advanced owner level# selfCustom valid! memberNum# memberUpdateTime# createTime# updateTime# validToCurrentUser! intro announcement joinMode=noVerify,needVerify,rejectAll 18ext serverExt avatar beInviteMode=needVerify,noVerify inviteMode=manager,all updateTeamMode=manager,all updateExtMode=manager,all 100mute! muteType=none,normal,3all',
  teamMember: member + joinTime + 'joinTime#',
  // what a notification says about itself; it is a message
  notice: '1to$ from 7time+ 10attach{',
})

/** Messages as they came, one or (8_4) a list of them: few are notifications. */
export const watchMsgs = '7_2,8_3,8_4,21_3,7_101,8_102,21_102 > .'
