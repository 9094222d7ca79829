import { SUPER_TEAM, TEAM } from './conversation'
import type { Push } from './pushes'

/** What differs between teams and super teams on the wire. */
export interface TeamKind {
  scene: number
  /** Numbers of notification messages. */
  events: Record<'add' | 'remove' | 'leave' | 'update' | 'dismiss' | 'pass' | 'transfer' | 'addManagers' | 'removeManagers' | 'accept' | 'mute', number>
  /** Types of system notices. */
  notices: Record<'apply' | 'rejectApply' | 'invite' | 'rejectInvite', number>
  /** Pushes. */
  notice: Push
  created: Push
  member: Push
}

export const teamKind: TeamKind = {
  scene: TEAM,
  events: { add: 0, remove: 1, leave: 2, update: 3, dismiss: 4, pass: 5, transfer: 6, addManagers: 7, removeManagers: 8, accept: 9, mute: 10 },
  notices: { apply: 0, rejectApply: 1, invite: 2, rejectInvite: 3 },
  notice: '7_3',
  created: '8_101',
  member: '8_119',
}

export const superTeamKind: TeamKind = {
  scene: SUPER_TEAM,
  events: { add: 401, remove: 402, leave: 403, update: 404, dismiss: 405, pass: 410, transfer: 406, addManagers: 407, removeManagers: 408, accept: 411, mute: 409 },
  notices: { apply: 15, rejectApply: 16, invite: 17, rejectInvite: 18 },
  notice: '21_19',
  created: '21_101',
  member: '21_110',
}
