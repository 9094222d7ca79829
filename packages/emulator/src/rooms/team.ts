import { need } from '../refusal'
import { reply, type Answer, type Call, type MakeRoom, type Service } from '../service'
import { TeamTag } from '../tags'
import { teamKind } from '../teamkind'
import { defaultLevel, dismissTeam, makeTeam } from '../teammaker'
import { myMemberRows, myTeamRows } from '../teamnews'
import { findMember, findTeam, memberRow, OWNER, teamRow } from '../teams'
import { findAccounts, readInfo } from '../teamacts'
import { teamwork } from '../teamwork'

const maxPs = 5000

/** Teams: advanced ones and discussions. */
export const team: MakeRoom = (s) => {
  const work = teamwork(s, teamKind)
  const teams = s.store.teams
  return {
    commands: {
      '8_1': (call) => create(s, work, call),
      '8_5': (call) => {
        const { code, aborted } = work.addMembers(call)
        return reply(code, [s.clock.mark(), aborted])
      },
      '8_6': work.removeMembers,
      '8_7': (call) => {
        const { team: changed, time } = work.update(call)
        return [changed.id, time]
      },
      '8_8': (call) => work.leave(call),
      '8_9': ({ me, args }) => [teamRow(findTeam(s, teamKind.scene, args.text(0)), me.account)],
      '8_10': ({ me, args }) => [myTeamRows(teams.values(), me.account, args.numberOr(0, 0)), s.clock.mark()],
      '8_11': (call) => members(s, work, call),
      '8_12': (call) => {
        const t = work.team(call)
        need(findMember(t, call.me.account).type === OWNER, 802)
        call.after(() => dismissTeam(s, teamKind, t, call.me))
      },
      '8_13': work.apply,
      '8_14': work.pass,
      '8_15': work.reject,
      '8_16': (call) => work.managers(call, true),
      '8_17': (call) => work.managers(call, false),
      '8_18': work.transfer,
      '8_19': (call) => work.updateMember(call, true),
      '8_20': (call) => work.updateMember(call, false),
      '8_21': work.accept,
      '8_22': work.decline,
      '8_25': (call) => work.mute(call, [call.args.text(1)], call.args.number(2) === 1),
      '8_27': (call) => {
        const t = work.team(call)
        findMember(t, call.me.account)
        return [t.id, work.rowsOf(t, [...t.members.values()].filter((m) => m.muted))]
      },
      '8_32': work.muteTeam,
      '8_33': (call) => [invitors(work, call)],
      '8_34': ({ me, args }) => {
        const found = args.list(0).map((id) => [id, teams.get(id)] as const)
        const missing = found.filter(([, t]) => !t?.valid).map(([id]) => id)
        const rows = found.map(([, t]) => t).filter((t) => t?.valid)
        return reply(missing.length > 0 ? 816 : 200, [rows.map((t) => teamRow(t!, me.account)), missing])
      },
    },
    sync: {
      3: (device, me, since) => {
        const rows = myTeamRows(teams.values(), me.account, since)
        if (rows.length > 0) s.online.push(device, '8_109', [s.clock.mark(), rows])
      },
      15: (device, me, since) => {
        const rows = myMemberRows(teams.values(), me.account, since)
        if (rows.length > 0) s.online.push(device, '8_126', [rows, s.clock.mark()])
      },
    },
  }
}

type Work = ReturnType<typeof teamwork>

function create(s: Service, work: Work, call: Call): Answer {
  const { me, device, args, after } = call
  const wire = args.row(0)
  const accounts = findAccounts(s, args.listOr(1, [])).filter((account) => account !== me)
  const ps = args.textOr(2, '')
  const level = Number(wire[TeamTag.level] ?? defaultLevel)
  need(wire[TeamTag.name] && /^[01]$/.test(wire[TeamTag.type] ?? '') && level >= 2 && ps.length <= maxPs)
  const made = makeTeam(s, teamKind, { owner: me, info: readInfo(wire), level, discussion: wire[TeamTag.type] === '0' })
  after(() => s.online.tell(me.account, teamKind.created, [teamRow(made)], device))
  const { code, aborted } = accounts.length > 0 ? work.bring(call, made, accounts, ps, '') : { code: 200, aborted: [] }
  return reply(code === 810 ? 810 : 200, [teamRow(made), aborted])
}

function members(s: Service, work: Work, call: Call): Answer {
  const t = work.team(call)
  findMember(t, call.me.account)
  const since = call.args.numberOr(1, 0)
  return [t.id, [...t.members.values()].filter((m) => m.updateTime > since).map((m) => memberRow(t, m)), s.clock.mark()]
}

function invitors(work: Work, call: Call): Record<string, string> {
  const t = work.team(call)
  findMember(t, call.me.account)
  const wanted = call.args.listOr(1, [...t.members.keys()]).map((id) => id.toLowerCase())
  const out: Record<string, string> = Object.create(null)
  for (const id of wanted) {
    const invitor = t.members.get(id)?.invitor
    if (invitor) out[id] = invitor
  }
  return out
}
