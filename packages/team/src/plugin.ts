import type { Plugin } from '@nim/core'
import { group, member, modes, ps, type Kind } from '@nim/group'
import type { TeamApi, TeamOptions, TeamShape } from './types'
import { wire } from './wire'

const kind: Kind = {
  name: 'Team',
  scene: 1,
  notices: '0 1 2 3 4 5 6 7 8 9 10',
  sync: [3, 15],
  mine: 'updateMyMemberInfo',
  nick: 'updateNickInTeam',
  renamed: ' name?:s',
}

/** Teams: `nim.team`. */
export const team = (options: TeamOptions = {}): Plugin<TeamShape> =>
  group(kind, wire, options, ({ ctx: { call, check, emit }, commands, ask, teams }) => {
    const own: Pick<TeamApi, 'createTeam' | 'getTeamsById' | 'getTeamMembers'> = {
      async createTeam(o) {
        check(o, 'type:=advanced|normal name:s1 level?:n accounts?:as' + ps + modes)
        const [made = {}, aborted] = (await call(commands.createTeam!, [o, o.accounts || [], o.ps || ''])).r
        if (made.teamId) teams.put(made)
        if (Object(aborted).length) made.abortedAccounts = aborted
        return made
      },
      async getTeamsById(o) {
        check(o, 'teamIds:as')
        const [found, tids] = (await call(commands.getTeamsById!, [o.teamIds])).r
        for (const t of found) teams.put(t, true)
        return tids ? { teams: found, tids } : { teams: found }
      },
      async getTeamMembers(o) {
        check(o, 'teamId:t accounts?:as')
        const { accounts = [] } = o
        const all: any[] = (await call(commands.getTeamMembers!, [o.teamId, 0])).r[1]
        return all.map(member).filter((m) => !accounts[0] || accounts.indexOf(m.account) >= 0)
      },
    }
    return {
      api: Object.assign(own, ask({ dismissTeam: '', getMutedTeamMembers: '', getTeamMemberInvitorAccid: ' accounts?:as..200', muteTeamMember: ' account:s1 mute:b' })),
      // donnop brings nothing; it is asked for only when an app insists
      sync: { donnop: -16 },
      push: {
        notifyTeamMsgReceipts([list]) {
          if (list[0]) emit('teamMsgReceipts', list)
        },
      },
    }
  })
