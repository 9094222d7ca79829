import { need } from '../refusal'
import type { Row } from '../row'
import { reply, type Call, type MakeRoom } from '../service'
import { superTeamKind } from '../teamkind'
import { myMemberRows, myTeamRows } from '../teamnews'
import { findMember, findTeam, memberRow, teamRow, type Member } from '../teams'
import { teamwork } from '../teamwork'

const maxPage = 1000
const maxByName = 20

/** Super teams. Clients cannot make or dismiss them: that is for app servers, here `createSuperTeam` and `dismissSuperTeam`. */
export const superTeam: MakeRoom = (s) => {
  const work = teamwork(s, superTeamKind)
  const teams = s.store.superTeams

  /** Members in the order they joined, after or before a time. */
  function page(call: Call, wanted: (m: Member) => boolean): Row[] {
    const t = work.team(call)
    findMember(t, call.me.account)
    const time = call.args.numberOr(1, 0)
    const limit = call.args.numberOr(2, 100)
    need(time >= 0 && limit >= 1 && limit <= maxPage)
    const back = call.args.flag(3)
    const list = [...t.members.values()].filter((m) => wanted(m) && (back ? !time || m.joinTime < time : m.joinTime > time))
    list.sort((a, b) => (back ? b.joinTime - a.joinTime : a.joinTime - b.joinTime))
    return work.rowsOf(t, list.slice(0, limit))
  }

  return {
    commands: {
      '21_5': (call) => {
        const { code, aborted } = work.addMembers(call)
        return reply(code, [aborted, s.clock.mark()])
      },
      '21_6': work.removeMembers,
      '21_7': (call) => work.leave(call),
      '21_8': (call) => [work.update(call).time],
      '21_9': ({ me, args }) => [teamRow(findTeam(s, superTeamKind.scene, args.text(0)), me.account)],
      '21_10': (call) => work.updateMember(call, true),
      '21_12': ({ me, args }) => [myTeamRows(teams.values(), me.account, args.numberOr(0, 0)), s.clock.mark()],
      '21_15': (call) => [page(call, () => true)],
      '21_20': work.apply,
      '21_21': work.pass,
      '21_22': work.reject,
      '21_23': work.accept,
      '21_24': work.decline,
      '21_26': (call) => work.managers(call, true),
      '21_27': (call) => work.managers(call, false),
      '21_28': work.muteTeam,
      '21_29': (call) => work.mute(call, call.args.list(1), call.args.number(2) === 1),
      '21_30': (call) => work.updateMember(call, false),
      '21_31': work.transfer,
      '21_33': ({ me, args }) => {
        const names = args.list(0)
        need(names.length > 0 && names.length <= maxByName)
        return [
          names
            .map((name) => {
              const [id = '', account = ''] = name.split('|')
              const t = findTeam(s, superTeamKind.scene, id)
              findMember(t, me.account)
              const member = t.members.get(account.toLowerCase())
              return member && memberRow(t, member)
            })
            .filter((r) => r !== undefined),
        ]
      },
      '21_34': (call) => [page(call, (m) => m.muted)],
    },
    sync: {
      22: (device, me, since) => {
        const rows = myTeamRows(teams.values(), me.account, since)
        if (rows.length > 0) s.online.push(device, '21_109', [rows, since === 0, s.clock.mark()])
      },
      23: (device, me, since) => {
        const rows = myMemberRows(teams.values(), me.account, since)
        if (rows.length > 0) s.online.push(device, '21_111', [rows, s.clock.mark()])
      },
    },
  }
}
