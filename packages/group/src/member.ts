import type { PluginContext } from '@nim/core'
import type { Named } from './plugin'
import type { TeamMember, TeamMemberType } from './types'

/** Completes a decoded member. */
export function member(m: any): TeamMember {
  m.id = m.teamId + '-' + m.account
  if (m.bitConfigMask >= 0) m.muteTeam = m.bitConfigMask === 1
  return m
}

/** What is known of somebody who just came in. */
export const newcomer = (teamId: string, account: string, type: TeamMemberType, time: number): TeamMember =>
  member({ teamId, account, type, nickInTeam: '', muteTeam: false, mute: false, joinTime: time, updateTime: time, active: true, valid: true })

/** The own records, by team. */
export function membership({ account, emit, now }: PluginContext, named: Named) {
  const mine = new Map<string, TeamMember>()
  const tell = (list: any[]) => emit(named('myTeamMembers'), list)
  const merge = (m: any) => {
    const all = Object.assign({}, mine.get(m.teamId), m)
    mine.set(m.teamId, all)
    return Object.assign({}, all)
  }
  return {
    synced(list: any[]) {
      list.forEach((m) => merge(member(m)))
      if (list[0]) tell(list)
    },
    /** Somebody's record changed; it need not be mine. */
    changed(m: any) {
      m.updateTime = m.updateTime || now()
      emit(named('updateTeamMember'), member(m))
      if (m.account === account) tell([merge(m)])
      return m
    },
  }
}
export type Membership = ReturnType<typeof membership>
