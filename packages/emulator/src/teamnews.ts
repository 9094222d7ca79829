import type { Account } from './account'
import { notify } from './deliver'
import type { Device } from './online'
import { row, type Row } from './row'
import { post } from './send'
import type { Service } from './service'
import { MemberTag, Msg, Notice, TeamTag } from './tags'
import type { TeamKind } from './teamkind'
import { memberRow, NORMAL, teamRow, type Member, type Team } from './teams'

/** Type of notification messages. */
const NOTIFICATION = 5

export interface News {
  /** Accounts it is about; their cards come along. */
  about?: string[]
  /** Only these fields of the team; else all. */
  fields?: Row
  /** Accounts that shall know although they are no members any more. */
  also?: Account[]
  /** Further keys of the notification. */
  more?: Record<string, unknown>
}

/** Tells the team, in a message from who did it. Clients need the team's id and member time in every one. */
export function tellTeam(s: Service, kind: TeamKind, team: Team, by: Account, event: keyof TeamKind['events'], { about = [], fields, also, more }: News = {}): void {
  const tinfo = fields ? row(fields, { [TeamTag.id]: team.id, [TeamTag.memberTime]: team.memberTime }) : teamRow(team)
  const uinfos = [...new Set([by.account, ...about])].map((id) => s.store.account(id)?.card).filter((card) => card !== undefined)
  const attach = JSON.stringify({ id: kind.events[event], data: { ...more, tinfo, uinfos } })
  post(s, by, row({ [Msg.type]: NOTIFICATION, [Msg.attach]: attach }), team.scene, team.id, { also })
}

/** Sends a system notice about the team to one account. */
export function noticeTo(s: Service, kind: TeamKind, team: Team, from: string, to: Account, type: keyof TeamKind['notices'], content = '', ext?: string): void {
  const about = type === 'apply' ? team.id : to.account
  const notice = row({
    [Notice.type]: kind.notices[type],
    [Notice.to]: about,
    [Notice.from]: from,
    [Notice.content]: content,
    [Notice.attach]: JSON.stringify({ tinfo: teamRow(team), ...(ext ? { attach: ext } : {}) }),
  })
  notify(s, to, notice, { push: kind.notice, keep: true })
}

/** Tells owner and managers. */
export function noticeToManagers(s: Service, kind: TeamKind, team: Team, from: string, type: keyof TeamKind['notices'], content?: string): void {
  for (const { account, type: rank } of team.members.values()) {
    const manager = rank === NORMAL ? undefined : s.store.account(account)
    if (manager) noticeTo(s, kind, team, from, manager, type, content)
  }
}

/** Tells everyone online that a member's record has changed. */
export function tellMember(s: Service, kind: TeamKind, team: Team, member: Member, changes: Row, by?: Device): void {
  const news = row(changes, { [MemberTag.teamId]: team.id, [MemberTag.account]: member.account, [MemberTag.updateTime]: member.updateTime })
  for (const id of team.members.keys()) s.online.tell(id, kind.member, [news], by)
}

/** My member rows that changed since. */
export function myMemberRows(teams: Iterable<Team>, account: string, since: number): Row[] {
  const out: Row[] = []
  for (const team of teams) {
    const member = team.members.get(account)
    if (team.valid && member && member.updateTime > since) out.push(memberRow(team, member))
  }
  return out
}

/** My teams that changed since; also those that I left or that were dismissed, if `since` is no first time. */
export function myTeamRows(teams: Iterable<Team>, account: string, since: number): Row[] {
  const out: Row[] = []
  for (const team of teams) {
    const mine = team.valid && team.members.has(account)
    const lost = since > 0 && (team.former.get(account) ?? 0) > since
    if (lost || (mine && Math.max(team.updateTime, team.memberTime) > since)) out.push(teamRow(team, account))
  }
  return out
}
