import type { Account } from './account'
import type { Codec } from './kept'
import type { Keeper } from './keeper'
import { SUPER_TEAM, type Stored } from './conversation'
import { need } from './refusal'
import { row, type Row } from './row'
import type { Service } from './service'
import { MemberTag, TeamTag } from './tags'

export const NORMAL = 0
export const OWNER = 1
export const MANAGER = 2

export interface Member {
  account: string
  /** 0 normal, 1 owner, 2 manager. */
  type: number
  /** Nick, notification bits, ext: as the member or a manager wrote them. */
  row: Row
  muted: boolean
  invitor: string
  /** ms */
  joinTime: number
  updateTime: number
}

/** A team or a super team; they differ in scene, numbers and limits. */
export interface Team {
  id: string
  /** Scene of its messages: 1 team, 5 super team. */
  scene: number
  /** Everyone may invite and nobody rules: a "normal" team, in contrast to an advanced one. */
  discussion: boolean
  /** What its members may write: name, modes, texts. */
  info: Row
  owner: string
  /** How many members it may have. */
  level: number
  members: Map<string, Member>
  /** Who left or was removed → when. They learn of it at their next sync. */
  former: Map<string, number>
  /** Invited account → who invited. */
  invited: Map<string, string>
  applied: Set<string>
  /** 0 nobody, 1 ordinary members, 3 everyone. */
  muteType: number
  /** False: dismissed. */
  valid: boolean
  /** ms */
  createTime: number
  updateTime: number
  memberTime: number
}

const members: Codec<Member> = { write: (m) => m, read: (json, account) => ({ ...json, account, row: row(json.row) }) }

export const createMembers = (keeper: Keeper, scene: number, id: string): Map<string, Member> => keeper.map(scene === SUPER_TEAM ? 'superMember' : 'member', id, members)

/** A team itself; its members are kept beside it. */
export const teamCodec = (keeper: Keeper): Codec<Team> => ({
  write: ({ members: _, former, invited, applied, ...team }) => ({ ...team, former: [...former], invited: [...invited], applied: [...applied] }),
  read: ({ former, invited, applied, ...team }, id) => ({ ...team, id, info: row(team.info), members: createMembers(keeper, team.scene, id), former: new Map(former), invited: new Map(invited), applied: new Set(applied) }),
})

/** All teams of a kind. */
export const teamsOf = (s: Service, scene: number): Map<string, Team> => (scene === SUPER_TEAM ? s.store.superTeams : s.store.teams)

/** A team that exists, or 803. */
export function findTeam(s: Service, scene: number, id: string): Team {
  const team = teamsOf(s, scene).get(id)
  need(team?.valid, 803)
  return team
}

/** A membership, or 804. */
export function findMember(team: Team, account: string): Member {
  const member = team.members.get(account)
  need(member, 804)
  return member
}

/** Whether a member may write now: 803, 804, 812. */
export function checkSpeaker(s: Service, me: Account, scene: number, teamId: string): void {
  const team = findTeam(s, scene, teamId)
  const { type, muted } = findMember(team, me.account)
  need(!muted && team.muteType !== 3 && (team.muteType === 0 || type !== NORMAL), 812)
}

/** The accounts that a team message goes to. */
export function audience(s: Service, m: Stored): Account[] {
  const team = teamsOf(s, m.scene).get(m.to)
  return [...(team?.members.keys() ?? [])].map((id) => s.store.account(id)).filter((account) => account !== undefined)
}

/** A team as `viewer` sees it. */
export function teamRow(team: Team, viewer?: string): Row {
  return row(team.info, {
    [TeamTag.id]: team.id,
    [TeamTag.type]: team.discussion ? 0 : 1,
    [TeamTag.owner]: team.owner,
    [TeamTag.level]: team.level,
    [TeamTag.valid]: team.valid,
    [TeamTag.memberNum]: team.members.size,
    [TeamTag.memberTime]: team.memberTime,
    [TeamTag.createTime]: team.createTime,
    [TeamTag.updateTime]: team.updateTime,
    [TeamTag.validToMe]: viewer === undefined || team.members.has(viewer),
    [TeamTag.mute]: team.muteType !== 0,
    [TeamTag.muteType]: team.muteType,
  })
}

export const memberRow = (team: Team, member: Member): Row =>
  row(member.row, {
    [MemberTag.teamId]: team.id,
    [MemberTag.account]: member.account,
    [MemberTag.type]: member.type,
    [MemberTag.active]: 1,
    [MemberTag.valid]: 1,
    [team.scene === SUPER_TEAM ? MemberTag.superJoinTime : MemberTag.joinTime]: member.joinTime,
    [MemberTag.updateTime]: member.updateTime,
    [MemberTag.mute]: member.muted,
    [MemberTag.invitor]: member.invitor || undefined,
  })

/** Makes an account a member. Messages from before do not roam to it. */
export function join(s: Service, team: Team, account: Account, type: number, invitor = ''): Member {
  const time = s.clock.stamp()
  const member: Member = { account: account.account, type, row: row(), muted: false, invitor, joinTime: time, updateTime: time }
  team.members.set(account.account, member)
  team.former.delete(account.account)
  team.invited.delete(account.account)
  team.applied.delete(account.account)
  team.memberTime = time
  const view = s.store.view(account, team.scene, team.id)
  view.roamAfter = Math.max(view.roamAfter, time)
  view.until = Infinity
  return findMember(team, account.account)
}

/** Ends a membership. What was said until now stays readable for the account. */
export function part(s: Service, team: Team, account: Account): void {
  team.members.delete(account.account)
  team.memberTime = s.clock.stamp()
  team.former.set(account.account, team.memberTime)
}

/** Ends what a former member can see; after the news of the end was sent to it. */
export function seal(s: Service, team: Team, account: Account): void {
  s.store.view(account, team.scene, team.id).until = s.clock.mark()
}
