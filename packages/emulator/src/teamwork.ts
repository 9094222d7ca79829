import type { Account } from './account'
import { need } from './refusal'
import { pick } from './row'
import { reply, type Answer, type Call, type Service } from './service'
import { MemberTag, TeamTag } from './tags'
import { findAccounts, needManager, on, teamActs } from './teamacts'
import type { TeamKind } from './teamkind'
import { noticeTo, noticeToManagers } from './teamnews'
import { findMember, findTeam, join, memberRow, NORMAL, teamRow, type Member, type Team } from './teams'

const maxPs = 5000

/** The commands that teams and super teams have in common: what they ask for, read from the wire. Who did it and what happened is told after the answer. */
export function teamwork(s: Service, kind: TeamKind) {
  const acts = teamActs(s, kind)
  const { say } = acts
  const team = (call: Call) => findTeam(s, kind.scene, call.args.text(0))

  /** Adds or invites, as the team's mode says. Code and aborted accounts. */
  function bring(call: Call, t: Team, accounts: Account[], ps: string, ext: string): { code: number; aborted: string[] } {
    if (t.discussion || on(t, TeamTag.beInviteMode)) {
      const aborted = acts.add(call, t, accounts, ext)
      return { code: aborted.length > 0 ? 813 : 200, aborted }
    }
    acts.invite(call, t, accounts, ps, ext)
    return { code: 810, aborted: [] }
  }

  function addMembers(call: Call): { code: number; aborted: string[] } {
    const t = team(call)
    acts.needInviter(t, call.me)
    const accounts = findAccounts(s, call.args.list(1))
    const ps = call.args.textOr(2, '')
    need(accounts.length > 0 && ps.length <= maxPs)
    return bring(call, t, accounts, ps, call.args.textOr(3, ''))
  }

  /** Returns the time of the change, ms. */
  function update(call: Call): { team: Team; time: number } {
    const wire = call.args.row(0)
    const t = findTeam(s, kind.scene, wire[TeamTag.id] ?? '')
    acts.update(call, t, wire)
    return { team: t, time: t.updateTime }
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
    acts.updateMember(call, t, member, pick(wire, own ? [MemberTag.nick, MemberTag.bits, MemberTag.ext] : [MemberTag.nick]))
  }

  return {
    team,
    bring,
    addMembers,
    removeMembers: (call: Call) => acts.remove(call, team(call), call.args.list(1)),
    leave: (call: Call) => acts.leave(call, team(call)),
    transfer: (call: Call) => acts.transfer(call, team(call), call.args.text(1), call.args.flag(2)),
    update,
    muteTeam: (call: Call) => acts.muteTeam(call, team(call), call.args.number(1) ? 1 : 0),
    mute: (call: Call, ids: string[], muted: boolean) => acts.mute(call, team(call), ids, muted),
    managers: (call: Call, promote: boolean) => acts.managers(call, team(call), call.args.list(1), promote),
    apply,
    pass,
    reject,
    accept,
    decline,
    updateMember,
    rowsOf: (t: Team, members: Member[]) => members.map((member) => memberRow(t, member)),
  }
}
