import type { Scenario } from '../scenario'
import { calls } from './calls'
import { connecting, flavours } from './connect'
import { history, search, threads } from './history'
import { handshake, lbs } from './lbs'
import { kicked, leave, ports } from './life'
import { answers, frames, heartbeat, networking } from './liveness'
import { again, recall, receipts, remove } from './manage'
import { options } from './options'
import { notifications, receive, records } from './receive'
import { reconnect } from './reconnect'
import { send, types } from './send'
import { receiptsIn, removal, unread } from './sessions'
import { superTeamRooms } from './superteam'
import { sync } from './sync'
import { teamRooms } from './team'
import { cloudSessions, stickTop } from './top'
import { missing, validation } from './validate'

export const rooms: readonly Scenario[] = [
  ...[connecting, options, lbs, handshake, kicked, ports, leave, reconnect, flavours, heartbeat, networking, answers, frames],
  ...[calls, validation, missing, send, types, again, recall, remove, receipts, history, search, threads, receive, records, notifications, sync, unread, receiptsIn, removal, stickTop, cloudSessions, teamRooms, superTeamRooms],
].flat()
