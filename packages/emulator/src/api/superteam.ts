import { SUPER_TEAM } from '../conversation'
import type { Service } from '../service'
import { MemberTag } from '../tags'
import { needOwner, teamActs } from '../teamacts'
import { superTeamKind } from '../teamkind'
import { findMember, findTeam, type Member, type Team } from '../teams'
import type { Actions } from './form'
import { actorOf, joined, memberChanges, memberJson, queried, superTeamJson } from './teaminfo'
import { bring, create, dismiss, hand, nick, setBits, superNames, update } from './team'

const maxManagers = 10
const maxMuted = 10
const maxMemberExt = 32
const maxLevel = 10_000

const acts = (s: Service) => teamActs(s, superTeamKind)

const writeMember = (team: Team, m: Member) => ({
  ...memberJson(m),
  tid: Number(team.id),
  type: m.type,
  jointime: m.joinTime,
  mute: m.muted ? 1 : 0,
  invitor: m.invitor,
  validflag: 1,
  state: 1,
  bits: Number(m.row[MemberTag.bits] ?? 0),
})

/** Super teams. */
export const superTeamActions = {
  'superteam/create': (s, form, as) => create(s, form, as, superNames),
  'superteam/invite': (s, form, as) => bring(s, form, as, superNames),
  'superteam/kick'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM)
    acts(s).remove(as(me), team, form.list('kickAccids', 200))
  },
  'superteam/dismiss': (s, form) => dismiss(s, form, superTeamKind),
  'superteam/leave'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM, 'accid')
    acts(s).leave(as(me), team)
  },
  'superteam/changeLevel'(s, form) {
    const { team, me } = actorOf(s, form, SUPER_TEAM)
    needOwner(team, me)
    team.level = form.within('tlevel', Math.max(2, team.members.size), maxLevel)
    team.updateTime = s.clock.stamp()
  },
  'superteam/updateTinfo': (s, form, as) => update(s, form, as, superNames),
  'superteam/updateTlist'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM, 'accid')
    const changes = memberChanges(form, maxMemberExt)
    const silent = form.numberOr('silentType', undefined, 0, 1)
    if (silent !== undefined) setBits(s, as, superTeamKind, team, me, silent === 1, changes)
    else acts(s).updateMember(as(me), team, findMember(team, me.account), changes)
  },
  'superteam/updateTeamNick': (s, form, as) => nick(s, form, as, superTeamKind, maxMemberExt),
  'superteam/addManager'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM)
    acts(s).managers(as(me), team, form.list('managerAccids', maxManagers), true)
  },
  'superteam/removeManager'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM)
    acts(s).managers(as(me), team, form.list('managerAccids', maxManagers), false)
  },
  'superteam/changeOwner': (s, form, as) => hand(s, form, as, superTeamKind, 'accid'),
  'superteam/mute'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM)
    acts(s).muteTeam(as(me), team, form.number('muteType', 0, 1, 3))
  },
  'superteam/muteTlist'(s, form, as) {
    const { team, me } = actorOf(s, form, SUPER_TEAM)
    acts(s).mute(as(me), team, form.list('muteAccids', maxMuted), form.number('mute', 0, 1) === 1)
  },
  'superteam/getTinfos': (s, form) => ({ tinfos: queried(s, form, SUPER_TEAM).map(superTeamJson) }),
  'superteam/getTlists'(s, form) {
    const team = findTeam(s, SUPER_TEAM, form.text('tid'))
    const since = form.number('timetag')
    const limit = form.within('limit', 1, 100)
    const back = form.numberOr('reverse', 1, 1, 2) === 2
    const members = [...team.members.values()].filter((m) => (back ? !since || m.joinTime < since : m.joinTime > since))
    members.sort((a, b) => (back ? b.joinTime - a.joinTime : a.joinTime - b.joinTime))
    return { tlists: members.slice(0, limit).map((m) => writeMember(team, m)) }
  },
  'superteam/getMuteTlists'(s, form) {
    const team = findTeam(s, SUPER_TEAM, form.text('tid'))
    return { tlists: [...team.members.values()].filter((m) => m.muted).map((m) => writeMember(team, m)) }
  },
  'superteam/joinTeams': (s, form) => ({ tinfos: joined(s, form.account('accid'), SUPER_TEAM).map(superTeamJson) }),
} satisfies Actions
