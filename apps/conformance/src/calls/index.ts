import type { Calls } from './calls'
import { eventCalls } from './event'
import { friendCalls } from './friends'
import { messageCalls } from './messages'
import { passThroughCalls } from './passthrough'
import { signalingCalls } from './signaling'
import { storageCalls } from './storage'
import { superTeamCalls } from './superteam'
import { sysmsgCalls } from './sysmsg'
import { teamCalls } from './team'

export const allCalls: readonly Calls[] = [messageCalls, friendCalls, sysmsgCalls, eventCalls, signalingCalls, storageCalls, passThroughCalls, teamCalls, superTeamCalls]
