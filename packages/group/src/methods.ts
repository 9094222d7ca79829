import type { Command, PluginContext } from '@nim/core'
import type { Kept } from './kept'
import { member, type Membership } from './member'
import type { Kind, Named, Tables } from './plugin'
import type { Team } from './types'

const id = 'teamId:t'
const ps = ' ps?:s..5000'
const from = ' from:s1'
const accounts = ' accounts:as1'
/** Rules of the modes and texts of a team. */
const modes =
  ' joinMode?:=noVerify|needVerify|rejectAll beInviteMode?:=noVerify|needVerify inviteMode?:=manager|all updateTeamMode?:=manager|all updateExtMode?:=manager|all intro?:s announcement?:s avatar?:s ext?:s'

/** Methods named as their commands, whose parameters are the id and the command's other values in this order. */
const plain: Record<string, string> = {
  getTeamInfo: '',
  leaveTeam: '',
  removeTeamMembers: accounts,
  addTeamManagers: accounts,
  removeTeamManagers: accounts,
  applyTeam: ps,
  passTeamApply: from,
  acceptTeamInvite: from,
  rejectTeamApply: from + ps,
  rejectTeamInvite: from + ps,
  transferTeam: ' account:s1 leave:b',
  muteTeam: ' mute:b',
}

/** Makes methods of rules like these. */
export type Ask = (rules: Record<string, string>) => Record<string, (o: any) => Promise<any>>

/** The methods that teams and super teams have in common. */
export function methods(ctx: PluginContext, { commands: c, records }: Tables, { mine, nick, renamed }: Kind, named: Named, teams: Kept<Team>, { changed }: Membership) {
  const { check, call, now } = ctx
  const nameOf = (rule: string) => /\w+/.exec(rule)![0]
  /** A change by way of the wire and back: nothing is in it but what was given and has a meaning. */
  const roundTrip = (table: string, o: object) => ctx.decode(records[table]!, ctx.encode(records[table]!, o))

  /** Sends the parameters that the rules name, in their order. */
  const send = (cmd: Command, rules: string) => async (o: any) => {
    check(o, rules)
    return call(cmd, rules.split(' ').map((rule, i) => value(cmd.request[i]!, rule, o[nameOf(rule)])))
  }
  /** Sends them as a change of a member, and gives that. */
  const changeMember = (cmd: string, rules: string) => async (o: any) => {
    check(o, rules)
    const given: any = {}
    for (const rule of rules.split(' ')) given[nameOf(rule)] = o[nameOf(rule)]
    const change = roundTrip('teamMember', given)
    await call(c[cmd]!, [change])
    return change
  }
  const ask: Ask = (rules) => {
    const api: any = {}
    for (const name in rules) {
      const cmd = c[named(name)]!
      const { answer } = cmd
      const sent = send(cmd, id + rules[name])
      api[named(name)] = async (o: any) => {
        // the last part of the answer is what it is about
        const found = (await sent(o)).r[answer.length - 1]
        if (answer[0] === '@team' && found) teams.put(found, true)
        if (/^(dismiss|leave)/.test(name)) teams.drop(o.teamId)
        return Array.isArray(found) ? found.map(member) : answer[0] ? found || {} : undefined
      }
    }
    return api
  }

  const changeMine = changeMember(mine, id + ' nickInTeam?:s bitConfigMask?:n0..2 ext?:s')
  const changeNick = changeMember(nick, id + ' account:s1 nickInTeam:s')
  const addMembers = send(c[named('addTeamMembers')]!, id + accounts + ps + ' ext?:s')
  const api = Object.assign(ask(plain), {
    async [named('getTeams')]() {
      const list = (await call(c[named('getTeams')]!, [0])).r[0]
      teams.clear()
      list.forEach((t: Team) => teams.put(t))
      return list
    },
    async [named('updateTeamInfo')](o: any) {
      check(o, id + renamed + modes)
      const { r } = await call(c[named('updateTeamInfo')]!, [o])
      const change = roundTrip('team', o)
      const time = r[r.length - 1]
      if (time) change.updateTime = time
      teams.put(change, true)
      return change
    },
    async [named('addTeamMembers')](o: any) {
      const { r, error } = await addMembers(o)
      // time and accounts come in either order
      const told = { abortedAccounts: r.filter(Array.isArray)[0] || [] }
      if (!error) return told
      Object.assign(error.data, told)
      throw error
    },
    async updateMyMemberInfo(o: any) {
      const change = await changeMine(o)
      change.account = ctx.account
      return changed(change)
    },
    async updateMemberNick(o: any) {
      const change = await changeNick(o)
      change.updateTime = now()
      return member(change)
    },
    list: teams.list,
    get: teams.get,
  })
  return { api, ask }
}

export { modes, ps }

/** A value as its command wants it: a flag among the numbers as 1 or 0, an absent text as an empty one, an empty list that may be absent not at all. */
const value = (type: string, rule: string, v: any) => (type === 'Int' ? +v : /\?/.test(rule) && !Object(v).length ? (type === 'String' ? '' : undefined) : v)
