import type { Entry } from '@nim/testkit'
import { change, each, isSend, isUnsent, without, type Difference } from '../difference'

/** What a module of the official client asks for, sends and tells by itself. */
const modules: Record<string, { tags?: number[]; frames?: string[]; events?: string[] }> = {
  user: { tags: [1, 9, 13], frames: ['3_7'], events: ['syncMyNameCard', 'updateMyNameCard', 'users', 'updateUserInfo', 'relations', 'updateBlackList', 'updateMuteList'] },
  friend: { tags: [11], events: ['friends', 'syncFriend'] },
  team: { tags: [3, 15, 16], events: ['teams', 'createTeam', 'updateTeam', 'dismissTeam', 'transferTeam', 'addTeamMembers', 'removeTeamMembers', 'updateTeamMember', 'updateTeamManagers', 'updateTeamMembersMute', 'myTeamMembers', 'teamMsgReceipts'] },
  superTeam: { tags: [22, 23], events: ['superTeams', 'createSuperTeam', 'updateSuperTeam', 'dismissSuperTeam', 'transferSuperTeam', 'addSuperTeamMembers', 'removeSuperTeamMembers', 'updateSuperTeamMember', 'updateSuperTeamManagers', 'updateSuperTeamMembersMute', 'mySuperTeamMembers'] },
  signaling: { tags: [21] },
  event: { events: ['pushEvents'] },
  passThrough: { events: ['proxyMsg'] },
}

/** The own name card goes into what one sends. */
const withoutCard = (e: Entry): Entry => {
  if (e.kind === 'frame' && isSend(e.id)) return { ...e, q: [without(e.q[0] as Record<string, unknown>, '6', '14')] }
  return change(e, (v) => (isUnsent(v) ? without(v, 'fromNick', 'userUpdateTime') : v))
}

/** A client asks for, sends and tells nothing of modules it was made without. */
export const missingModules = (present: (name: string) => boolean): Difference => {
  const missing = Object.entries(modules).flatMap(([name, parts]) => (present(name) ? [] : [parts]))
  const all = (key: 'tags' | 'frames' | 'events') => new Set<unknown>(missing.flatMap((parts): unknown[] => parts[key] ?? []))
  const [tags, frames, events] = [all('tags'), all('frames'), all('events')]
  return {
    id: 'D43-missing-modules',
    expect: each((e) => {
      if (e.kind === 'frame' && frames.has(e.id)) return undefined
      if (e.kind === 'event' && events.has(e.name)) return undefined
      if (e.kind !== 'frame' || e.id !== '5_1') return present('user') ? e : withoutCard(e)
      return { ...e, q: [Object.fromEntries(Object.entries(e.q[0] as object).filter(([tag]) => !tags.has(Number(tag))))] }
    }),
  }
}
