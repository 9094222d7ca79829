const member = '1teamId$ 3account 4type=memberType 5nickInTeam 7bitConfigMask# 8active! 9valid! 11updateTime# 12ext 13mute! 14invitorAccid '

/** The records of both kinds; members differ in the tag of `joinTime`. */
export const records = (joinTime: number) => ({
  team: '1teamId$ 3name 4type=teamType 5owner 6level# 7selfCustom 8valid! 9memberNum# 10memberUpdateTime# 11createTime# 12updateTime# 13validToCurrentUser! 14intro 15announcement 16joinMode=joinMode 18ext 19serverExt 20avatar 21beInviteMode=beInviteMode 22inviteMode=who 23updateTeamMode=who 24updateExtMode=who 100mute! 101muteType=muteType',
  teamMember: member + joinTime + 'joinTime#',
  // what a notification says about itself; it is a message
  notice: '1to$ 2from 7time+ 10attach{',
})

export const enums = {
  teamType: { 0: 'normal', 1: 'advanced' },
  joinMode: { 0: 'noVerify', 1: 'needVerify', 2: 'rejectAll' },
  beInviteMode: { 0: 'needVerify', 1: 'noVerify' },
  who: { 0: 'manager', 1: 'all' },
  muteType: { 0: 'none', 1: 'normal', 3: 'all' },
  memberType: { 0: 'normal', 1: 'owner', 2: 'manager' },
}

/** Messages as they came, one or (8_4) a list of them: few are notifications. */
export const watchMsgs = '7_2,8_3,8_4,21_3,7_101,8_102,21_102 > .'
