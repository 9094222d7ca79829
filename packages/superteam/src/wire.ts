import type { Wire } from '@nim/core'
import { records, watchMsgs } from '@nim/group/wire'

export const wire = {
  records: records(15),
  commands: {
    // teamId, accounts, ps, ext → accounts that were not added, time
    addSuperTeamMembers: '21_5 Long StrArray String String > . + ! 813',
    // teamId, accounts
    removeSuperTeamMembers: '21_6 Long StrArray',
    leaveSuperTeam: '21_7 Long',
    updateSuperTeamInfo: '21_8 @team > +',
    getSuperTeamInfo: '21_9 Long > @team',
    updateMySuperTeamMemberInfo: '21_10 @teamMember',
    // timetag → teams, timetag
    getSuperTeams: '21_12 long > *team + ! 803',
    // teamId, joinTime, limit, reverse
    getSuperTeamMembers: '21_15 Long Long Int Bool > *teamMember',
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
    updateSuperTeamMemberNick: '21_30 @teamMember',
    // teamId, account, leave
    transferSuperTeam: '21_31 Long String bool',
    getSuperTeamMembersByAccounts: '21_33 StrArray > *teamMember',
    // teamId, joinTime, limit, reverse
    queryMuteSuperTeamMembers: '21_34 Long Long Int Bool > *teamMember',
    syncCreateSuperTeam: '21_101 > @team',
    // → teams, whether these are all, timetag
    syncSuperTeams: '21_109 > *team . +',
    syncUpdateSuperTeamMember: '21_110 > @teamMember',
    // → members, timetag
    syncMySuperTeamMembers: '21_111 > *teamMember +',
    watchMsgs,
  },
} satisfies Wire
