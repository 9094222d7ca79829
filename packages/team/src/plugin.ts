import type { Plugin } from '@nim/core'
import { kept } from './kept'
import { membership, newcomer } from './member'
import { methods } from './methods'
import { news } from './news'
import type { Team, TeamOptions, TeamShape } from './types'
import { wire, type Wired } from './wire'

/** Teams: `nim.team`. */
export function team(options: TeamOptions = {}): Plugin<TeamShape> {
  return {
    name: 'team',
    wire,
    texts: {
      509: 'expired, or dealt with already',
      801: 'the team is full',
      802: 'no permission in this team',
      803: 'no such team',
      804: 'not in this team',
      805: 'wrong type of team',
      806: 'too many teams: leave or dismiss one',
      807: 'no valid member',
      809: 'in this team already',
      812: 'the team is muted',
      813: 'the team is full, only some were added: see data.abortedAccounts',
      815: 'too many managers: remove one',
    },
    setup(ctx, wired: Wired) {
      const { emit, mark } = ctx
      const teams = kept<Team>(Object.assign({}, ctx.config('team'), options).keep, 'teamId')
      const members = membership(ctx)
      return {
        api: { team: methods(ctx, wired, teams, members) },
        // donnop brings nothing; it is asked for only when an app insists
        sync: { teams: 3, myTeamMembers: 15, donnop: -16 },
        rows: {
          syncTeams([timetag, list]) {
            mark('teams', timetag)
            list.forEach((t: Team) => teams.put(t))
            if (list[0]) emit('teams', list)
          },
          syncMyTeamMembers([list, timetag]) {
            mark('myTeamMembers', timetag)
            members.synced(list)
          },
        },
        push: {
          syncCreateTeam([made]) {
            if (!made) return
            teams.put(made)
            emit('createTeam', made, newcomer(made.teamId, made.owner, 'owner', made.memberUpdateTime || ctx.now()))
          },
          syncUpdateTeamMember([m]) {
            if (m) members.changed(m)
          },
          notifyTeamMsgReceipts([list]) {
            if (list[0]) emit('teamMsgReceipts', list)
          },
        },
        watch: { watchMsgs: news(ctx, wired, teams) },
        clear() {
          teams.clear()
          members.clear()
        },
      }
    },
  }
}
