import type { Command, Plugin } from '@nim/core'
import { group, member, type Kind } from '@nim/group'
import type { GetSuperTeamMembersOptions, SuperTeamApi, SuperTeamMember, SuperTeamOptions, SuperTeamShape } from './types'
import { wire } from './wire'

const kind: Kind = {
  name: 'SuperTeam',
  scene: 5,
  notices: '401 402 403 404 405 410 406 407 408 411 409',
  sync: [22, 23],
  mine: 'updateMySuperTeamMemberInfo',
  nick: 'updateSuperTeamMemberNick',
  renamed: ' name?:s1',
}

/** Super teams: `nim.superTeam`. */
export const superTeam = (options: SuperTeamOptions = {}): Plugin<SuperTeamShape> =>
  group(kind, wire, options, ({ ctx: { call, check }, commands, ask }) => {
    const members = async (cmd: Command, values: unknown[]): Promise<SuperTeamMember[]> => (await call(cmd, values)).r[0].map(member)
    const page = (cmd: Command, most: string) => async (o: GetSuperTeamMembersOptions) => {
      check(o, 'teamId:t joinTime?:n0 limit?:n1' + most + ' reverse?:b')
      const { teamId, joinTime = 0, limit = 100, reverse } = o
      return members(cmd, [teamId, joinTime, limit, !!reverse])
    }
    const own: Pick<SuperTeamApi, 'getSuperTeamMembers' | 'queryMuteMembers' | 'getSuperTeamMembersByAccounts'> = {
      getSuperTeamMembers: page(commands.getSuperTeamMembers!, '..1000'),
      queryMuteMembers: page(commands.queryMuteSuperTeamMembers!, ''),
      async getSuperTeamMembersByAccounts(o) {
        check(o, 'teamId:t accounts:as1..20')
        return members(commands.getSuperTeamMembersByAccounts!, [o.accounts.map((account) => o.teamId + '|' + account)])
      },
    }
    return { api: Object.assign(own, ask({ muteTeamMembers: ' accounts:as mute:b' })) }
  })
