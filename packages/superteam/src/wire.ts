import type { Wire } from '@nim/core'

export const wire = {
  records: {
    team:
      '1teamId 3name type owner level selfCustom valid memberNum memberUpdateTime createTime updateTime validToCurrentUser intro announcement joinMode bits ext serverExt avatar beInviteMode inviteMode updateTeamMode updateExtMode 100mute muteType',
    superTeamMember:
      '1teamId 3account type nickInTeam 7bits active valid 11updateTime ext mute invitorAccid joinTime',
  },
  commands: {
    // teamId, accounts, ps → abortedAccidList, time
    addSuperTeamMembers: '21_5 Long StrArray String > . +',
    // teamId, accounts
    removeSuperTeamMembers: '21_6 Long StrArray',
    leaveSuperTeam: '21_7 Long',
    updateSuperTeamInfo: '21_8 @team > +',
    getSuperTeamInfo: '21_9 Long > @team',
    updateMySuperTeamMemberInfo: '21_10 @superTeamMember',
    // → superTeams, timetag
    getSuperTeams: '21_12 long > *team +',
    // teamId, joinTime, limit, reverse
    getSuperTeamMembers: '21_15 Long Long Int Bool > *superTeamMember',
    // teamId, ps
    applySuperTeam: '21_20 Long String > @team',
    // teamId, from
    passSuperTeamApply: '21_21 Long String',
    // teamId, from, ps
    rejectSuperTeamApply: '21_22 Long String String',
    // teamId, from
    acceptSuperTeamInvite: '21_23 Long String',
    // teamId, from, ps
    rejectSuperTeamInvite: '21_24 Long String String',
    // teamId, accounts
    addSuperTeamManagers: '21_26 Long StrArray',
    // teamId, accounts
    removeSuperTeamManagers: '21_27 Long StrArray',
    // teamId, mute
    muteSuperTeam: '21_28 Long Int',
    // teamId, accounts, mute
    muteSuperTeamMembers: '21_29 Long StrArray Int',
    updateSuperTeamMemberNick: '21_30 @superTeamMember',
    // teamId, account, leave
    transferSuperTeam: '21_31 Long String bool',
    getSuperTeamMembersByAccounts: '21_33 StrArray > *superTeamMember',
    // teamId, joinTime, limit, reverse
    queryMuteSuperTeamMembers: '21_34 Long Long Int Bool > *superTeamMember',
    syncCreateSuperTeam: '21_101 > @team',
    // → teams, isAll, timetag
    syncSuperTeams: '21_109 > *team . +',
    syncUpdateSuperTeamMember: '21_110 > @superTeamMember',
    // → teamMembers, timetag
    syncMySuperTeamMembers: '21_111 > *superTeamMember +',
  },
} satisfies Wire
