import type { Account } from '../account'
import { SUPER_TEAM, TEAM } from '../conversation'
import { found, type TeamSeed } from '../founding'
import { need } from '../refusal'
import { TeamTag } from '../tags'
import { superTeamKind, teamKind, type TeamKind } from '../teamkind'
import { dismissTeam } from '../teammaker'
import { tellTeam } from '../teamnews'
import { findMember, findTeam, join, MANAGER, NORMAL, part, seal, teamsOf, type Team } from '../teams'
import type { Service } from '../service'
import { ApiRefusal, type Actions, type Form } from './form'

const joinModes = ['noVerify', 'needVerify', 'rejectAll'] as const
const beInviteModes = ['needVerify', 'noVerify'] as const
const whoMay = ['manager', 'all'] as const

function word<T>(form: Form, name: string, words: readonly T[]): T | undefined {
  if (!form.textOr(name)) return undefined
  return words[form.number(name, ...words.keys())]
}

/** @param names what differs between teams and super teams */
const seedOf = (form: Form, owner: Account, names: { serverExt: string; level: string }): TeamSeed => ({
  name: form.text('tname', 64),
  owner: owner.account,
  intro: form.textOr('intro', 512),
  announcement: form.textOr('announcement', 1024),
  avatar: form.textOr('icon', 1024),
  serverExt: form.textOr(names.serverExt, 1024),
  level: form.numberOr(names.level, 200),
  joinMode: word(form, 'joinmode', joinModes),
  beInviteMode: word(form, 'beinvitemode', beInviteModes),
  inviteMode: word(form, 'invitemode', whoMay),
  updateTeamMode: word(form, 'uptinfomode', whoMay),
  updateExtMode: word(form, 'upcustommode', whoMay),
})

function accounts(s: Service, form: Form, name: string): Account[] {
  return form.list(name, 200).map((id) => {
    const account = s.store.account(id)
    if (!account) throw new ApiRefusal(414, 'bad members')
    return account
  })
}

/** A team that `owner` owns. */
function owned(s: Service, form: Form, scene: number): { team: Team; owner: Account } {
  const team = findTeam(s, scene, form.text('tid'))
  const owner = form.account('owner')
  need(team.owner === owner.account, 802)
  return { team, owner }
}

function add(s: Service, kind: TeamKind, form: Form, name: string): void {
  const team = findTeam(s, kind.scene, form.text('tid'))
  const by = form.account('owner')
  findMember(team, by.account)
  const news = accounts(s, form, name).filter((account) => !team.members.has(account.account))
  need(team.members.size + news.length <= team.level, 801)
  for (const account of news) join(s, team, account, NORMAL, by.account)
  const ids = news.map((account) => account.account)
  if (ids.length > 0) tellTeam(s, kind, team, by, 'add', { about: ids, more: { ids } })
}

function remove(s: Service, kind: TeamKind, form: Form, name: string): void {
  const { team, owner } = owned(s, form, kind.scene)
  const gone = accounts(s, form, name)
  for (const account of gone) need(findMember(team, account.account) && account !== owner, 802)
  for (const account of gone) part(s, team, account)
  const ids = gone.map((account) => account.account)
  tellTeam(s, kind, team, owner, 'remove', { about: ids, also: gone, more: { ids } })
  for (const account of gone) seal(s, team, account)
}

const info = (team: Team, members: boolean) => ({
  tid: Number(team.id),
  tname: team.info[TeamTag.name],
  owner: team.owner,
  size: team.members.size,
  maxusers: team.level,
  intro: team.info[TeamTag.intro],
  announcement: team.info[TeamTag.announcement],
  icon: team.info[TeamTag.avatar],
  clientCustom: team.info[TeamTag.ext],
  custom: team.info[TeamTag.serverExt],
  joinmode: Number(team.info[TeamTag.joinMode] ?? 0),
  beinvitemode: Number(team.info[TeamTag.beInviteMode] ?? 0),
  muteType: team.muteType,
  createtime: team.createTime,
  updatetime: team.updateTime,
  admins: namesOf(team, MANAGER),
  ...(members ? { members: namesOf(team, NORMAL) } : {}),
})

const namesOf = (team: Team, type: number) => [...team.members.values()].filter((m) => m.type === type).map((m) => m.account)

function query(s: Service, form: Form, scene: number, members: boolean): Record<string, unknown> {
  const teams = form.list('tids', 30).map((id) => teamsOf(s, scene).get(id))
  return { tinfos: teams.filter((team) => team?.valid).map((team) => info(team!, members)) }
}

/** Teams and super teams. Whom an app server adds need not consent. */
export const teamActions: Actions = {
  'team/create'(s, form) {
    const owner = form.account('owner')
    return { tid: found(s, teamKind, seedOf(form, owner, { serverExt: 'custom', level: 'teamMemberLimit' }), owner, accounts(s, form, 'members')).id }
  },
  'team/add': (s, form) => add(s, teamKind, form, 'members'),
  'team/kick': (s, form) => remove(s, teamKind, form, 'members'),
  'team/remove'(s, form) {
    const { team, owner } = owned(s, form, TEAM)
    dismissTeam(s, teamKind, team, owner)
  },
  'team/query': (s, form) => query(s, form, TEAM, form.number('ope', 0, 1) === 1),
  'superteam/create'(s, form) {
    const owner = form.account('owner')
    return { tid: found(s, superTeamKind, seedOf(form, owner, { serverExt: 'serverCustom', level: 'tlevel' }), owner, accounts(s, form, 'inviteAccids')).id }
  },
  'superteam/invite': (s, form) => add(s, superTeamKind, form, 'inviteAccids'),
  'superteam/kick': (s, form) => remove(s, superTeamKind, form, 'kickAccids'),
  'superteam/dismiss'(s, form) {
    const { team, owner } = owned(s, form, SUPER_TEAM)
    dismissTeam(s, superTeamKind, team, owner)
  },
  'superteam/getTinfos': (s, form) => query(s, form, SUPER_TEAM, false),
}
