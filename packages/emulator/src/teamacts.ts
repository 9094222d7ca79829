import type { Account } from './account'
import { need, refuse } from './refusal'
import { pick, row, type Row } from './row'
import type { Act, Service } from './service'
import { MemberTag, TeamTag } from './tags'
import type { TeamKind } from './teamkind'
import { noticeTo, tellMember, tellTeam, type News } from './teamnews'
import { findMember, join, MANAGER, NORMAL, OWNER, part, seal, type Member, type Team } from './teams'

/** Accounts that one call may name, and managers a team may have. */
const maxPerCall = 200
const maxManagers = 10

const maxNick = 32
const maxMemberExt = 1024
const maxAttach = 512

/** Texts of a team, and how long they may be, in characters. */
const textLimits: [tag: number, max: number][] = [
  [TeamTag.name, 64],
  [TeamTag.intro, 512],
  [TeamTag.announcement, 1024],
  [TeamTag.ext, 1024],
  [TeamTag.avatar, 1024],
]

/** Modes, and the highest value of each. */
const modes: [tag: number, max: number][] = [
  [TeamTag.joinMode, 2],
  [TeamTag.beInviteMode, 1],
  [TeamTag.inviteMode, 1],
  [TeamTag.updateMode, 1],
  [TeamTag.updateExtMode, 1],
]

/** What a client may write on a team; 414 when something is too long or no mode. */
export function readInfo(wire: Row): Row {
  for (const [tag, max] of textLimits) need((wire[tag] ?? '').length <= max)
  for (const [tag, max] of modes) need(wire[tag] === undefined || (/^\d$/.test(wire[tag]) && Number(wire[tag]) <= max))
  return pick(wire, [...textLimits, ...modes].map(([tag]) => tag))
}

export const on = (team: Team, mode: number) => team.info[mode] === '1'

/** Owner or manager, or 802; of a discussion nobody is: 805. */
export function needManager(team: Team, me: Account): Member {
  need(!team.discussion, 805)
  const member = findMember(team, me.account)
  need(member.type !== NORMAL, 802)
  return member
}

export function needOwner(team: Team, me: Account): Member {
  const member = findMember(team, me.account)
  need(member.type === OWNER, 802)
  return member
}

/** Accounts that exist, or 404. */
export function findAccounts(s: Service, ids: string[]): Account[] {
  need(ids.length <= maxPerCall)
  return ids.map((id) => s.store.account(id) ?? refuse(404))
}

/** What members do to a team, the same for teams and super teams, for clients and app servers. */
export function teamActs(s: Service, kind: TeamKind) {
  const say = ({ me, after }: Act, t: Team, event: keyof TeamKind['events'], news?: News) => after(() => tellTeam(s, kind, t, me, event, news))

  /** Adds at once, up to the level; returns who found no room. */
  function add(act: Act, t: Team, accounts: Account[], ext = ''): string[] {
    need(ext.length <= maxAttach)
    const news = [...new Set(accounts)].filter(({ account }) => !t.members.has(account))
    const room = t.level - t.members.size
    need(news.length === 0 || room > 0, 801)
    const added = news.slice(0, room)
    for (const account of added) join(s, t, account, NORMAL, act.me.account)
    const ids = added.map((a) => a.account)
    if (ids.length > 0) say(act, t, 'add', { about: ids, more: { ids, ...(ext ? { attach: ext } : {}) } })
    return news.slice(room).map((a) => a.account)
  }

  function invite(act: Act, t: Team, accounts: Account[], ps: string, ext = ''): void {
    for (const account of accounts) {
      if (t.members.has(account.account)) continue
      t.invited.set(account.account, act.me.account)
      act.after(() => noticeTo(s, kind, t, act.me.account, account, 'invite', ps, ext))
    }
  }

  /** Whether somebody may bring others in: 804, 802. */
  function needInviter(t: Team, me: Account): void {
    const { type } = findMember(t, me.account)
    need(t.discussion || type !== NORMAL || on(t, TeamTag.inviteMode), 802)
  }

  function remove(act: Act, t: Team, names: string[], ext = ''): void {
    const { type } = findMember(t, act.me.account)
    need(type !== NORMAL, 802)
    const ids = [...new Set(names.map((id) => id.toLowerCase()))]
    need(ids.length > 0 && ids.length <= maxPerCall && ext.length <= maxAttach)
    // who rules can be removed by the owner only, and the owner by nobody
    for (const id of ids) need(findMember(t, id).type === NORMAL || (type === OWNER && id !== act.me.account), 802)
    const gone = findAccounts(s, ids)
    for (const account of gone) part(s, t, account)
    say(act, t, 'remove', { about: ids, also: gone, more: { ids, ...(ext ? { attach: ext } : {}) } })
    act.after(() => gone.forEach((account) => seal(s, t, account)))
  }

  function leave(act: Act, t: Team): void {
    need(findMember(t, act.me.account).type !== OWNER, 802) // must hand it over first
    part(s, t, act.me)
    say(act, t, 'leave', { also: [act.me] })
    act.after(() => seal(s, t, act.me))
  }

  function transfer(act: Act, t: Team, to: string, leaving: boolean): void {
    const before = needOwner(t, act.me)
    need(!t.discussion, 805)
    const next = findMember(t, to.toLowerCase())
    need(next !== before)
    before.type = NORMAL
    next.type = OWNER
    t.owner = next.account
    t.updateTime = t.memberTime = before.updateTime = next.updateTime = s.clock.stamp()
    say(act, t, 'transfer', { about: [next.account], also: [act.me], more: { id: next.account } })
    if (leaving) leave(act, t)
  }

  /** @param serverExt what only app servers write */
  function update(act: Act, t: Team, wire: Row, serverExt?: Row): void {
    const { type } = findMember(t, act.me.account)
    need(!t.discussion, 805)
    const changes = readInfo(wire)
    need(changes[TeamTag.name] !== '')
    const changed = (tags: number[]) => tags.some((tag) => changes[tag] !== undefined)
    const texts = textLimits.map(([tag]) => tag).filter((tag) => tag !== TeamTag.ext)
    const manager = type !== NORMAL
    need(manager || (!changed(modes.map(([tag]) => tag)) && (!changed(texts) || on(t, TeamTag.updateMode)) && (!changed([TeamTag.ext]) || on(t, TeamTag.updateExtMode))), 802)
    t.updateTime = s.clock.stamp()
    const all = row(changes, serverExt)
    t.info = row(t.info, all)
    say(act, t, 'update', { fields: row(all, { [TeamTag.updateTime]: t.updateTime }) })
  }

  /** @param type 0 nobody, 1 ordinary members, 3 everyone */
  function muteTeam(act: Act, t: Team, type: number): void {
    needManager(t, act.me)
    t.muteType = type
    t.updateTime = s.clock.stamp()
    say(act, t, 'update', { fields: row({ [TeamTag.mute]: type !== 0, [TeamTag.muteType]: type, [TeamTag.updateTime]: t.updateTime }) })
  }

  /** Mutes members that stand below me. */
  function mute(act: Act, t: Team, ids: string[], muted: boolean): void {
    const { type } = needManager(t, act.me)
    const members = ids.map((id) => findMember(t, id.toLowerCase()))
    for (const member of members) need(member.type === NORMAL || (type === OWNER && member.type === MANAGER), 802)
    for (const member of members) Object.assign(member, { muted, updateTime: (t.memberTime = s.clock.stamp()) })
    const names = members.map((m) => m.account)
    const whom = kind.events.mute === 409 ? { ids: names } : { id: names[0] }
    say(act, t, 'mute', { about: names, more: { ...whom, mute: muted ? 1 : 0 } })
  }

  function managers(act: Act, t: Team, ids: string[], promote: boolean): void {
    needOwner(t, act.me)
    need(!t.discussion, 805)
    const members = [...new Set(ids.map((id) => findMember(t, id.toLowerCase())))]
    need(members.length > 0 && members.every((m) => m.type !== OWNER))
    const others = [...t.members.values()].filter((m) => m.type === MANAGER && !members.includes(m))
    need(!promote || others.length + members.length <= maxManagers, 815)
    for (const member of members) Object.assign(member, { type: promote ? MANAGER : NORMAL, updateTime: (t.memberTime = s.clock.stamp()) })
    const names = members.map((m) => m.account)
    say(act, t, promote ? 'addManagers' : 'removeManagers', { about: names, more: { ids: names } })
  }

  /** Writes on a member's record: its own texts, or what a manager may write of others. */
  function updateMember(act: Act, t: Team, member: Member, changes: Row): void {
    need((changes[MemberTag.nick] ?? '').length <= maxNick && (changes[MemberTag.ext] ?? '').length <= maxMemberExt)
    member.row = row(member.row, changes)
    member.updateTime = t.memberTime = s.clock.stamp()
    act.after(() => tellMember(s, kind, t, member, changes, act.device))
  }

  return { say, add, invite, needInviter, remove, leave, transfer, update, muteTeam, mute, managers, updateMember }
}
