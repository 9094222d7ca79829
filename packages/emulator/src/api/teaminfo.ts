import type { Account } from '../account'
import { row, type Row } from '../row'
import type { Service } from '../service'
import { MemberTag, TeamTag } from '../tags'
import { findTeam, MANAGER, NORMAL, OWNER, teamsOf, type Member, type Team } from '../teams'
import { accountOf, ApiRefusal, type Form } from './form'

/** Teams that one query may name. */
const maxTeams = 30

/** Fields of a team, and the tags they go to; modes are numbers. */
const texts: Record<string, number> = { tname: TeamTag.name, intro: TeamTag.intro, announcement: TeamTag.announcement, icon: TeamTag.avatar }
const modes: Record<string, [tag: number, ...values: number[]]> = {
  joinmode: [TeamTag.joinMode, 0, 1, 2],
  beinvitemode: [TeamTag.beInviteMode, 0, 1],
  invitemode: [TeamTag.inviteMode, 0, 1],
  uptinfomode: [TeamTag.updateMode, 0, 1],
  upcustommode: [TeamTag.updateExtMode, 0, 1],
}

/** What a call says of a team. */
export function infoOf(form: Form): Row {
  const said = Object.entries(texts).map(([name, tag]) => [tag, form.textOr(name)] as const)
  const ruled = Object.entries(modes).map(([name, [tag, ...values]]) => [tag, form.numberOr(name, undefined, ...values)] as const)
  return row(Object.fromEntries([...said, ...ruled]))
}

/** The field that only app servers write. */
export const serverExtOf = (form: Form, name: string): Row => row({ [TeamTag.serverExt]: form.textOr(name, 1024) })

/** Accounts that exist; a call that names others is refused. */
export function membersOf(s: Service, form: Form, name: string, max = 200): Account[] {
  return form.list(name, max).map((id) => {
    const account = s.store.account(id)
    if (!account) throw new ApiRefusal(414, 'bad members')
    return account
  })
}

/** The team of a call, and the account in whose name it is done. */
export function actorOf(s: Service, form: Form, scene: number, name = 'owner'): { team: Team; me: Account } {
  return { team: findTeam(s, scene, form.text('tid')), me: accountOf(s, form.text(name)) }
}

/** Who found no room, as the answer tells it. */
export const overflow = (ids: string[]): Record<string, unknown> => (ids.length > 0 ? { faccid: { accid: ids, msg: 'team count exceed' } } : {})

const namesOf = (team: Team, type: number) => [...team.members.values()].filter((m) => m.type === type).map((m) => m.account)

const shared = (team: Team) => ({
  tid: Number(team.id),
  ...Object.fromEntries(Object.entries(texts).map(([name, tag]) => [name, team.info[tag] ?? ''])),
  ...Object.fromEntries(Object.entries(modes).map(([name, [tag]]) => [name, Number(team.info[tag] ?? 0)])),
  size: team.members.size,
  muteType: team.muteType,
  clientCustom: team.info[TeamTag.ext] ?? '',
  createtime: team.createTime,
  updatetime: team.updateTime,
})

/** A team as the API of teams shows it. */
export const teamJson = (team: Team, members: boolean) => ({
  ...shared(team),
  owner: team.owner,
  maxusers: team.level,
  custom: team.info[TeamTag.serverExt] ?? '',
  mute: team.muteType !== 0,
  isNotifyCloseOnline: 0,
  isNotifyClosePersistent: 0,
  admins: namesOf(team, MANAGER),
  ...(members ? { members: namesOf(team, NORMAL) } : {}),
})

/** A team as the API of super teams shows it. */
export const superTeamJson = (team: Team) => ({ ...shared(team), creator: team.owner, owner: team.owner, tlevel: team.level, serverCustom: team.info[TeamTag.serverExt] ?? '' })

export const memberJson = (m: Member) => ({ accid: m.account, nick: m.row[MemberTag.nick] ?? '', custom: m.row[MemberTag.ext] ?? '', mute: m.muted, createtime: m.joinTime, updatetime: m.updateTime })

export const memberOf = (team: Team, type: number) => [...team.members.values()].filter((m) => m.type === type).map(memberJson)

export const detailJson = (team: Team) => ({ ...teamJson(team, false), owner: memberOf(team, OWNER)[0], admins: memberOf(team, MANAGER), members: memberOf(team, NORMAL) })

/** The teams of a list, those that are gone left out, or refused unless the call ignores them. */
export function queried(s: Service, form: Form, scene: number): Team[] {
  const teams = form.list('tids', maxTeams).map((id) => teamsOf(s, scene).get(id))
  const valid = teams.flatMap((team) => (team?.valid ? [team] : []))
  if (valid.length < teams.length && form.textOr('ignoreInvalid') === 'false') throw new ApiRefusal(816, 'invalid tids')
  return valid
}

export const joined = (s: Service, me: Account, scene: number): Team[] => [...teamsOf(s, scene).values()].filter((team) => team.valid && team.members.has(me.account))

/** What is written on a member's record. */
export function memberChanges(form: Form, maxCustom: number): Row {
  return row({ [MemberTag.nick]: form.textOr('nick', 32), [MemberTag.ext]: form.textOr('custom', maxCustom) })
}
