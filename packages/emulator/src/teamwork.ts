import type { Account } from './account'
import { need, refuse } from './refusal'
import { pick, row, type Row } from './row'
import { reply, type Answer, type Call, type Service } from './service'
import { MemberTag, TeamTag } from './tags'
import type { TeamKind } from './teamkind'
import { noticeTo, noticeToManagers, tellMember, tellTeam } from './teamnews'
import { findMember, findTeam, join, MANAGER, memberRow, NORMAL, OWNER, part, seal, teamRow, type Member, type Team } from './teams'

/** Accounts that one call may name, and managers a team may have. */
const maxPerCall = 200
const maxManagers = 10

const maxNick = 32
const maxMemberExt = 1024
const maxPs = 5000

/** Texts of a team, and how long they may be, in characters. */
export const textLimits: [tag: number, max: number][] = [
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

const on = (team: Team, mode: number) => team.info[mode] === '1'

/** Owner or manager, or 802; of a discussion nobody is: 805. */
function needManager(team: Team, me: Account): Member {
  need(!team.discussion, 805)
  const member = findMember(team, me.account)
  need(member.type !== NORMAL, 802)
  return member
}

function needOwner(team: Team, me: Account): void {
  need(findMember(team, me.account).type === OWNER, 802)
}

/** Accounts that exist, or 404. */
export function findAccounts(s: Service, ids: string[]): Account[] {
  need(ids.length <= maxPerCall)
  return ids.map((id) => s.store.account(id) ?? refuse(404))
}

/** The operations that teams and super teams have in common. Who did it and what happened is told after the answer. */
export function teamwork(s: Service, kind: TeamKind) {
  const team = (call: Call) => findTeam(s, kind.scene, call.args.text(0))
  const say = (call: Call, t: Team, event: keyof TeamKind['events'], news?: Parameters<typeof tellTeam>[5]) => call.after(() => tellTeam(s, kind, t, call.me, event, news))

  /** Adds at once, up to the level; returns who found no room. */
  function add(call: Call, t: Team, accounts: Account[], ext: string): string[] {
    const news = accounts.filter(({ account }) => !t.members.has(account))
    const room = t.level - t.members.size
    need(news.length === 0 || room > 0, 801)
    const added = news.slice(0, room)
    for (const account of added) join(s, t, account, NORMAL, call.me.account)
    if (added.length > 0) say(call, t, 'add', { about: added.map((a) => a.account), more: { ids: added.map((a) => a.account), ...(ext ? { attach: ext } : {}) } })
    return news.slice(room).map((a) => a.account)
  }

  function invite(call: Call, t: Team, accounts: Account[], ps: string, ext: string): void {
    for (const account of accounts) {
      if (t.members.has(account.account)) continue
      t.invited.set(account.account, call.me.account)
      call.after(() => noticeTo(s, kind, t, call.me.account, account, 'invite', ps, ext))
    }
  }

  /** Adds or invites, as the team's mode says. Code and aborted accounts. */
  function bring(call: Call, t: Team, accounts: Account[], ps: string, ext: string): { code: number; aborted: string[] } {
    if (t.discussion || on(t, TeamTag.beInviteMode)) {
      const aborted = add(call, t, accounts, ext)
      return { code: aborted.length > 0 ? 813 : 200, aborted }
    }
    invite(call, t, accounts, ps, ext)
    return { code: 810, aborted: [] }
  }

  function addMembers(call: Call): { code: number; aborted: string[] } {
    const t = team(call)
    const { type } = findMember(t, call.me.account)
    need(t.discussion || type !== NORMAL || on(t, TeamTag.inviteMode), 802)
    const accounts = findAccounts(s, call.args.list(1))
    const ps = call.args.textOr(2, '')
    need(accounts.length > 0 && ps.length <= maxPs)
    return bring(call, t, accounts, ps, call.args.textOr(3, ''))
  }

  function removeMembers(call: Call): void {
    const t = team(call)
    const { type } = findMember(t, call.me.account)
    need(type !== NORMAL, 802)
    const ids = call.args.list(1).map((id) => id.toLowerCase())
    need(ids.length > 0 && ids.length <= maxPerCall)
    // who rules can be removed by the owner only, and the owner by nobody
    for (const id of ids) need(findMember(t, id).type === NORMAL || (type === OWNER && id !== call.me.account), 802)
    const gone = findAccounts(s, ids)
    for (const account of gone) part(s, t, account)
    say(call, t, 'remove', { about: ids, also: gone, more: { ids } })
    call.after(() => gone.forEach((account) => seal(s, t, account)))
  }

  function leave(call: Call, t: Team = team(call)): void {
    const { type } = findMember(t, call.me.account)
    need(type !== OWNER, 802) // must hand it over first
    part(s, t, call.me)
    say(call, t, 'leave', { also: [call.me] })
    call.after(() => seal(s, t, call.me))
  }

  function transfer(call: Call): void {
    const t = team(call)
    needOwner(t, call.me)
    need(!t.discussion, 805)
    const next = findMember(t, call.args.text(1).toLowerCase())
    const before = findMember(t, call.me.account)
    need(next !== before)
    before.type = NORMAL
    next.type = OWNER
    t.owner = next.account
    t.updateTime = t.memberTime = before.updateTime = next.updateTime = s.clock.stamp()
    say(call, t, 'transfer', { about: [next.account], also: [call.me], more: { id: next.account } })
    if (call.args.flag(2)) leave(call, t)
  }

  /** Returns the time of the change, ms. */
  function update(call: Call): { team: Team; time: number } {
    const wire = call.args.row(0)
    const t = findTeam(s, kind.scene, wire[TeamTag.id] ?? '')
    const { type } = findMember(t, call.me.account)
    need(!t.discussion, 805)
    const changes = readInfo(wire)
    need(changes[TeamTag.name] !== '')
    const changed = (tags: number[]) => tags.some((tag) => changes[tag] !== undefined)
    const texts = textLimits.map(([tag]) => tag).filter((tag) => tag !== TeamTag.ext)
    const manager = type !== NORMAL
    need(manager || (!changed(modes.map(([tag]) => tag)) && (!changed(texts) || on(t, TeamTag.updateMode)) && (!changed([TeamTag.ext]) || on(t, TeamTag.updateExtMode))), 802)
    t.updateTime = s.clock.stamp()
    t.info = row(t.info, changes)
    say(call, t, 'update', { fields: row(changes, { [TeamTag.updateTime]: t.updateTime }) })
    return { team: t, time: t.updateTime }
  }

  function muteTeam(call: Call): void {
    const t = team(call)
    needManager(t, call.me)
    t.muteType = call.args.number(1) ? 1 : 0
    t.updateTime = s.clock.stamp()
    say(call, t, 'update', { fields: row({ [TeamTag.mute]: t.muteType !== 0, [TeamTag.muteType]: t.muteType, [TeamTag.updateTime]: t.updateTime }) })
  }

  /** Mutes members that stand below me. */
  function mute(call: Call, ids: string[], muted: boolean): void {
    const t = team(call)
    const { type } = needManager(t, call.me)
    const members = ids.map((id) => findMember(t, id.toLowerCase()))
    for (const member of members) need(member.type === NORMAL || (type === OWNER && member.type === MANAGER), 802)
    for (const member of members) Object.assign(member, { muted, updateTime: (t.memberTime = s.clock.stamp()) })
    const names = members.map((m) => m.account)
    const whom = kind.events.mute === 409 ? { ids: names } : { id: names[0] }
    say(call, t, 'mute', { about: names, more: { ...whom, mute: muted ? 1 : 0 } })
  }

  function managers(call: Call, promote: boolean): void {
    const t = team(call)
    needOwner(t, call.me)
    need(!t.discussion, 805)
    const members = call.args.list(1).map((id) => findMember(t, id.toLowerCase()))
    need(members.length > 0 && members.every((m) => m.type !== OWNER))
    const others = [...t.members.values()].filter((m) => m.type === MANAGER && !members.includes(m))
    need(!promote || others.length + members.length <= maxManagers, 815)
    for (const member of members) Object.assign(member, { type: promote ? MANAGER : NORMAL, updateTime: (t.memberTime = s.clock.stamp()) })
    const ids = members.map((m) => m.account)
    say(call, t, promote ? 'addManagers' : 'removeManagers', { about: ids, more: { ids } })
  }

  function apply(call: Call): Answer {
    const t = team(call)
    const { me } = call
    const ps = call.args.textOr(1, '')
    need(!t.discussion, 805)
    need(!t.members.has(me.account), 809)
    need(t.info[TeamTag.joinMode] !== '2', 802)
    need(t.members.size < t.level, 801)
    need(ps.length <= maxPs)
    if (t.info[TeamTag.joinMode] === '1') {
      t.applied.add(me.account)
      call.after(() => noticeToManagers(s, kind, t, me.account, 'apply', ps))
      return reply(808, [teamRow(t, me.account)])
    }
    join(s, t, me, NORMAL)
    say(call, t, 'pass', { about: [me.account], more: { id: me.account } })
    return [teamRow(t, me.account)]
  }

  /** Takes an application that still stands: 509 when there is none. */
  function application(call: Call): { t: Team; applicant: Account } {
    const t = team(call)
    needManager(t, call.me)
    const applicant = s.store.account(call.args.text(1))
    need(applicant, 404)
    need(!t.members.has(applicant.account), 809)
    need(t.applied.has(applicant.account), 509)
    return { t, applicant }
  }

  function pass(call: Call): void {
    const { t, applicant } = application(call)
    need(t.members.size < t.level, 801)
    join(s, t, applicant, NORMAL)
    say(call, t, 'pass', { about: [applicant.account], more: { id: applicant.account } })
  }

  function reject(call: Call): void {
    const { t, applicant } = application(call)
    t.applied.delete(applicant.account)
    call.after(() => noticeTo(s, kind, t, call.me.account, applicant, 'rejectApply', call.args.textOr(2, '')))
  }

  /** Takes an invitation that still stands: 509 when there is none. */
  function invitation(call: Call): { t: Team; invitor: string } {
    const t = team(call)
    need(!t.members.has(call.me.account), 809)
    const invitor = t.invited.get(call.me.account)
    need(invitor !== undefined && invitor === call.args.text(1).toLowerCase(), 509)
    return { t, invitor }
  }

  function accept(call: Call): void {
    const { t, invitor } = invitation(call)
    need(t.members.size < t.level, 801)
    join(s, t, call.me, NORMAL, invitor)
    say(call, t, 'accept', { about: [invitor], more: { id: invitor } })
  }

  function decline(call: Call): void {
    const { t, invitor } = invitation(call)
    t.invited.delete(call.me.account)
    const to = s.store.account(invitor)
    if (to) call.after(() => noticeTo(s, kind, t, call.me.account, to, 'rejectInvite', call.args.textOr(2, '')))
  }

  /** @param own whether it is my own record, else somebody's nick */
  function updateMember(call: Call, own: boolean): void {
    const wire = call.args.row(0)
    const t = findTeam(s, kind.scene, wire[MemberTag.teamId] ?? '')
    if (!own) needManager(t, call.me)
    const member = findMember(t, own ? call.me.account : (wire[MemberTag.account] ?? '').toLowerCase())
    const changes = pick(wire, own ? [MemberTag.nick, MemberTag.bits, MemberTag.ext] : [MemberTag.nick])
    need((changes[MemberTag.nick] ?? '').length <= maxNick && (changes[MemberTag.ext] ?? '').length <= maxMemberExt)
    member.row = row(member.row, changes)
    member.updateTime = t.memberTime = s.clock.stamp()
    call.after(() => tellMember(s, kind, t, member, changes, call.device))
  }

  const rowsOf = (t: Team, members: Member[]) => members.map((member) => memberRow(t, member))

  return { team, bring, addMembers, removeMembers, leave, transfer, update, muteTeam, mute, managers, apply, pass, reject, accept, decline, updateMember, rowsOf }
}
