import type { Account } from '../account'
import { TEAM } from '../conversation'
import { need } from '../refusal'
import { row, type Row } from '../row'
import { findTracked } from '../rooms/receipt'
import type { Service } from '../service'
import { MemberTag, TeamReceipt } from '../tags'
import { needManager, needOwner, readInfo, teamActs } from '../teamacts'
import { superTeamKind, teamKind, type TeamKind } from '../teamkind'
import { defaultLevel, dismissTeam, makeTeam } from '../teammaker'
import { findMember, findTeam, teamRow, type Team } from '../teams'
import type { Actions, As, Form } from './form'
import { actorOf, detailJson, infoOf, joined, memberChanges, membersOf, overflow, queried, serverExtOf, teamJson } from './teaminfo'
import { onlineOf } from './user'

const maxManagers = 10
const maxLevel = 200

/** What differs between the calls for teams and for super teams. */
export interface Names {
  kind: TeamKind
  members: string
  serverExt: string
  level: string
}

export const superNames: Names = { kind: superTeamKind, members: 'inviteAccids', serverExt: 'serverCustom', level: 'tlevel' }
const names: Names = { kind: teamKind, members: 'members', serverExt: 'custom', level: 'teamMemberLimit' }

/** Makes a team; whom it names becomes a member at once unless they are to be asked (`magree`). */
export function create(s: Service, form: Form, as: As, { kind, members, serverExt, level }: Names): Record<string, unknown> {
  const owner = form.account('owner')
  const act = as(owner)
  form.text('tname', 64)
  const ps = form.textOr('msg', 150) ?? ''
  const room = form.textOr(level) ? form.within(level, 2, kind === superTeamKind ? 10_000 : maxLevel) : defaultLevel
  const others = membersOf(s, form, members).filter((account) => account !== owner)
  const info = row(readInfo(infoOf(form)), serverExtOf(form, serverExt))
  const asked = form.numberOr('magree', 0, 0, 1) === 1
  const team = makeTeam(s, kind, { owner, info, level: room })
  s.online.tell(owner.account, kind.created, [teamRow(team)])
  const { add, invite } = teamActs(s, kind)
  if (!asked) return { tid: team.id, ...overflow(others.length > 0 ? add(act, team, others) : []) }
  invite(act, team, others, ps)
  return { tid: team.id }
}

/** Adds accounts, or asks them. */
export function bring(s: Service, form: Form, as: As, { kind, members }: Names): Record<string, unknown> {
  const { team, me } = actorOf(s, form, kind.scene)
  const { add, invite, needInviter } = teamActs(s, kind)
  needInviter(team, me)
  const news = membersOf(s, form, members)
  const ps = form.textOr('msg', 150) ?? ''
  const ext = form.textOr('attach', 512)
  if (form.numberOr('magree', 0, 0, 1) === 0) return overflow(add(as(me), team, news, ext))
  invite(as(me), team, news, ps, ext)
  return {}
}

export function dismiss(s: Service, form: Form, kind: TeamKind): void {
  const { team, me } = actorOf(s, form, kind.scene)
  needOwner(team, me)
  dismissTeam(s, kind, team, me)
}

export function update(s: Service, form: Form, as: As, { kind, serverExt, level }: Names): void {
  const { team, me } = actorOf(s, form, kind.scene)
  const room = form.textOr(level) ? form.within(level, 2, maxLevel) : undefined
  teamActs(s, kind).update(as(me), team, infoOf(form), serverExtOf(form, serverExt))
  if (room !== undefined) team.level = room
}

/** Hands a team over; the old owner stays (2) or leaves (1). */
export function hand(s: Service, form: Form, as: As, kind: TeamKind, to: string): void {
  const { team, me } = actorOf(s, form, kind.scene)
  teamActs(s, kind).transfer(as(me), team, form.account(to).account, form.number('leave', 1, 2) === 1)
}

/** Writes on a member's record in the name of an owner or manager. */
export function nick(s: Service, form: Form, as: As, kind: TeamKind, maxCustom: number): void {
  const { team, me } = actorOf(s, form, kind.scene)
  const accid = form.account('accid').account
  if (accid !== me.account) needManager(team, me)
  teamActs(s, kind).updateMember(as(me), team, findMember(team, accid), memberChanges(form, maxCustom))
}

/** Changes the notification bits of a member. */
export function setBits(s: Service, as: As, kind: TeamKind, team: Team, me: Account, off: boolean, more?: Row): void {
  teamActs(s, kind).updateMember(as(me), team, findMember(team, me.account), row(more, { [MemberTag.bits]: off ? 1 : 0 }))
}

const acts = (s: Service) => teamActs(s, teamKind)

/** Teams. */
export const teamActions = {
  'team/create': (s, form, as) => create(s, form, as, names),
  'team/add': (s, form, as) => bring(s, form, as, names),
  'team/kick'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM)
    const one = form.textOr('member')
    acts(s).remove(as(me), team, one ? [form.account('member').account] : form.list('members', 200), form.textOr('attach', 512))
  },
  'team/remove': (s, form) => dismiss(s, form, teamKind),
  'team/update': (s, form, as) => update(s, form, as, names),
  'team/query'(s, form) {
    const members = form.number('ope', 0, 1) === 1
    return { tinfos: queried(s, form, TEAM).map((team) => teamJson(team, members)) }
  },
  'team/queryDetail': (s, form) => ({ tinfo: detailJson(findTeam(s, TEAM, form.text('tid'))) }),
  'team/getMarkReadInfo'(s, form) {
    const { team, me } = actorOf(s, form, TEAM, 'fromAccid')
    const m = findTracked(s, me, row({ [TeamReceipt.teamId]: team.id, [TeamReceipt.idServer]: form.text('msgid') }))
    need(m)
    // without a snapshot only who is still a member counts
    const readers = [...m.readers!.keys()].filter((id) => form.flag('snapshot') || team.members.has(id))
    const others = [...m.audience!].filter((id) => !m.readers!.has(id) && (form.flag('snapshot') || team.members.has(id)))
    return { data: { readSize: readers.length, unreadSize: others.length, readAccids: readers, unreadAccids: others } }
  },
  'team/changeOwner': (s, form, as) => hand(s, form, as, teamKind, 'newowner'),
  'team/addManager'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM)
    acts(s).managers(as(me), team, form.list('members', maxManagers), true)
  },
  'team/removeManager'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM)
    acts(s).managers(as(me), team, form.list('members', maxManagers), false)
  },
  'team/joinTeams'(s, form) {
    const infos = joined(s, form.account('accid'), TEAM).map((team) => {
      const { owner, tname, maxusers, tid, size, custom } = teamJson(team, false) as ReturnType<typeof teamJson> & { tname: string }
      return { owner, tname, maxusers, tid, size, custom }
    })
    return { count: infos.length, infos }
  },
  'team/updateTeamNick': (s, form, as) => nick(s, form, as, teamKind, 1024),
  'team/muteTeam'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM, 'accid')
    setBits(s, as, teamKind, team, me, form.number('ope', 1, 2) === 1)
  },
  'team/muteTlist'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM)
    acts(s).mute(as(me), team, [form.account('accid').account], form.number('mute', 0, 1) === 1)
  },
  'team/muteTlistAll'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM)
    acts(s).muteTeam(as(me), team, form.textOr('mute') ? (form.flag('mute') ? 1 : 0) : form.number('muteType', 0, 1, 3))
  },
  'team/listTeamMute'(s, form) {
    const { team, me } = actorOf(s, form, TEAM)
    needManager(team, me)
    const mutes = [...team.members.values()].filter((m) => m.muted)
    return { mutes: mutes.map((m) => ({ nick: m.row[MemberTag.nick] ?? '', accid: m.account, tid: Number(team.id), type: m.type })) }
  },
  'team/leave'(s, form, as) {
    const { team, me } = actorOf(s, form, TEAM, 'accid')
    acts(s).leave(as(me), team)
  },
  'team/listMemberInfo'(s, form) {
    const me = form.account('accid')
    const mine = joined(s, me, TEAM).map((team) => [team, findMember(team, me.account)] as const)
    return {
      data: mine.map(([team, m]) => ({
        tid: Number(team.id),
        accid: m.account,
        nick: m.row[MemberTag.nick] ?? '',
        mute: m.muted,
        pushEnable: (m.row[MemberTag.bits] ?? '0') !== '1',
        managerPushEnable: m.row[MemberTag.bits] === '2',
        createtime: m.joinTime,
        updatetime: m.updateTime,
      })),
    }
  },
  'team/listOnlineUsers'(s, form) {
    const team = findTeam(s, TEAM, form.text('tid'))
    const online = [...team.members.keys()].filter((id) => s.online.of(id).length > 0)
    return { data: { count: online.length, status: onlineOf(s, online) } }
  },
  'team/listOnlineUserCount': (s, form) => ({
    data: queried(s, form, TEAM).map((team) => {
      const count = [...team.members.keys()].filter((id) => s.online.of(id).length > 0).length
      return { tid: Number(team.id), onlineUserCount: count, offlineUserCount: team.members.size - count }
    }),
  }),
} satisfies Actions
