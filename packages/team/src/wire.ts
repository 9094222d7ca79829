import type { Wire } from '@nim/core'
import { records, watchMsgs } from '@nim/group/wire'

export const wire = {
  records: Object.assign(records(10), { teamReceipt: 'teamId idServer 100read+ unread+ idClient account' }),
  commands: {
    // team, accounts, ps → team, accounts that were not invited
    createTeam: '8_1 @team StrArray String > @team .',
    // teamId, accounts, ps, ext → time, accounts that were not added
    addTeamMembers: '8_5 Long StrArray String String > + . ! 813',
    // teamId, accounts
    removeTeamMembers: '8_6 Long StrArray',
    // → id, time
    updateTeamInfo: '8_7 @team > + +',
    leaveTeam: '8_8 Long',
    getTeamInfo: '8_9 Long > @team',
    // timetag → teams, timetag
    getTeams: '8_10 long > *team + ! 803',
    // teamId, timetag → teamId, members, timetag
    getTeamMembers: '8_11 Long Long > . *teamMember +',
    dismissTeam: '8_12 Long',
    // teamId, ps
    applyTeam: '8_13 Long String > @team',
    // teamId, from
    passTeamApply: '8_14 Long String',
    // teamId, from, ps
    rejectTeamApply: '8_15 Long String String',
    // teamId, accounts
    addTeamManagers: '8_16 Long StrArray',
    // teamId, accounts
    removeTeamManagers: '8_17 Long StrArray',
    // teamId, account, leave
    transferTeam: '8_18 Long String bool',
    updateMyMemberInfo: '8_19 @teamMember',
    updateNickInTeam: '8_20 @teamMember',
    // teamId, from
    acceptTeamInvite: '8_21 Long String',
    // teamId, from, ps
    rejectTeamInvite: '8_22 Long String String',
    // teamId, account, mute
    muteTeamMember: '8_25 Long String Int',
    // → teamId, members
    getMutedTeamMembers: '8_27 Long > . *teamMember',
    notifyTeamMsgReceipts: '8_31 > *teamReceipt',
    // teamId, mute
    muteTeam: '8_32 Long Int',
    // teamId, accounts → inviter by account
    getTeamMemberInvitorAccid: '8_33 Long StrArray > .',
    // → teams, ids of those there is nothing about
    getTeamsById: '8_34 LongArray > *team . ! 816',
    syncCreateTeam: '8_101 > @team',
    // → timetag, teams
    syncTeams: '8_109 > + *team',
    syncUpdateTeamMember: '8_119 > @teamMember',
    // → members, timetag
    syncMyTeamMembers: '8_126 > *teamMember +',
    watchMsgs,
  },
} satisfies Wire
