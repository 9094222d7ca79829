import type { Command, PluginContext } from '@nim/core'
import type { Kept } from './kept'
import { member, type Membership } from './member'
import type { Team, TeamApi, TeamMember } from './types'
import type { Wired } from './wire'

const id = 'teamId:t'
const ps = ' ps?:s..5000'
const modes =
  ' joinMode?:=noVerify|needVerify|rejectAll beInviteMode?:=noVerify|needVerify inviteMode?:=manager|all updateTeamMode?:=manager|all updateExtMode?:=manager|all intro?:s announcement?:s avatar?:s ext?:s'
const accounts = ' accounts:as1'

/** Methods named as their commands, whose parameters are the command's values in this order. */
const plain = {
  getTeamInfo: '',
  dismissTeam: '',
  leaveTeam: '',
  getMutedTeamMembers: '',
  removeTeamMembers: accounts,
  addTeamManagers: accounts,
  removeTeamManagers: accounts,
  getTeamMemberInvitorAccid: ' accounts?:as..200',
  applyTeam: ps,
  passTeamApply: ' from',
  acceptTeamInvite: ' from',
  rejectTeamApply: ' from' + ps,
  rejectTeamInvite: ' from' + ps,
  transferTeam: ' account leave:b',
  muteTeamMember: ' account mute:b',
  muteTeam: ' mute:b',
}

/** `nim.team` */
export function methods(ctx: PluginContext, { commands: c, records }: Wired, teams: Kept<Team>, { changed }: Membership): TeamApi {
  const { check, call, now } = ctx

  /** Sends the parameters that the rules name, in their order. */
  const ask = (cmd: Command, rules: string) => async (o: any) => {
    check(o, rules)
    return call(cmd, rules.split(' ').map((rule, i) => value(cmd.request[i]!, o[/\w+/.exec(rule)![0]])))
  }
  const api: any = {}
  for (const name in plain) {
    const cmd = c[name as keyof typeof plain]
    const asked = ask(cmd, id + plain[name as keyof typeof plain])
    // the last part of the answer is what it is about
    api[name] = async (o: any) => {
      const found = (await asked(o)).r[cmd.answer.length - 1]
      if (/^(dismiss|leave)/.test(name)) teams.drop(o.teamId)
      return Array.isArray(found) ? found.map(member) : cmd.answer[0] ? found || {} : undefined
    }
  }
  const own: Omit<TeamApi, keyof typeof plain> = {
    async createTeam(o) {
      check(o, 'type:=advanced|normal name level?:n accounts?:as' + ps + modes)
      const [team = {}, aborted] = (await call(c.createTeam, [o, o.accounts || [], o.ps || ''])).r
      if (team.teamId) teams.put(team)
      if (Object(aborted).length) team.abortedAccounts = aborted
      return team
    },
    async updateTeamInfo(o) {
      check(o, id + ' name?:s' + modes)
      const [, updateTime] = (await call(c.updateTeamInfo, [o])).r
      const change = ctx.decode(records.team, ctx.encode(records.team, o))
      if (updateTime) change.updateTime = updateTime
      teams.put(change, true)
      return change
    },
    getTeams: async () => (await call(c.getTeams, [0])).r[0],
    async getTeamsById(o) {
      check(o, 'teamIds:as')
      const [teams, tids] = (await call(c.getTeamsById, [o.teamIds])).r
      return tids ? { teams, tids } : { teams }
    },
    async getTeamMembers(o) {
      check(o, id + ' accounts?:as')
      const { accounts = [] } = o
      const all: TeamMember[] = (await call(c.getTeamMembers, [o.teamId, 0])).r[1]
      return all.map(member).filter((m) => !accounts[0] || accounts.indexOf(m.account) >= 0)
    },
    async addTeamMembers(o) {
      const { r, error } = await ask(c.addTeamMembers, id + accounts + ps + ' ext?:..')(o)
      const aborted = r[1] || []
      if (!error) return aborted
      error.data.abortedAccounts = aborted
      throw error
    },
    async updateMyMemberInfo(o) {
      check(o, id + ' nickInTeam?:s bitConfigMask?:n0..2 ext?:s')
      const { teamId, nickInTeam, bitConfigMask, ext } = o
      const change = { teamId, nickInTeam, bitConfigMask, ext }
      await call(c.updateMyMemberInfo, [change])
      // by way of the wire, so that what was not given is not there
      return changed(Object.assign(ctx.decode(records.teamMember, ctx.encode(records.teamMember, change)), { account: ctx.account }))
    },
    async updateMemberNick(o) {
      check(o, id + ' account nickInTeam:s')
      const { teamId, account, nickInTeam } = o
      const change: any = { teamId, account, nickInTeam }
      await call(c.updateNickInTeam, [change])
      change.updateTime = now()
      return member(change)
    },
    list: teams.list,
    get: teams.get,
  }
  return Object.assign(api, own)
}

/** A value as its command wants it: a flag among the numbers as 1 or 0, an absent text as an empty one, an empty list not at all. */
const value = (type: string, v: any) => (type === 'Int' ? +v : type === 'String' ? v || '' : type === 'StrArray' && !Object(v).length ? undefined : v)
