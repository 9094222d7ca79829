import type { Scenario } from '../scenario'
import { calls } from './calls'
import { cards, own as ownCard, refresh } from './cards'
import { connecting, flavours } from './connect'
import { history, search, threads } from './history'
import { answers as friendAnswers, friendSync, relations } from './friends'
import { events } from './event'
import { handshake, lbs } from './lbs'
import { kicked, leave, ports } from './life'
import { answers, frames, heartbeat, networking } from './liveness'
import { again, recall, receipts, remove } from './manage'
import { options } from './options'
import { addresses, passThrough, probes } from './passthrough'
import { notifications, receive, records } from './receive'
import { reconnect } from './reconnect'
import { send, types } from './send'
import { receiptsIn, removal, unread } from './sessions'
import { signaling } from './signaling'
import { fileFailures, fileMessages, settings, uploads } from './storage'
import { policies, privateUrls, stores, tokens } from './stores'
import { sync } from './sync'
import { sysmsg } from './sysmsg'
import { superTeamRooms } from './superteam'
import { teamRooms } from './team'
import { cloudSessions, stickTop } from './top'
import { missing, validation } from './validate'

export const rooms: readonly Scenario[] = [
  ...[connecting, options, lbs, handshake, kicked, ports, leave, reconnect, flavours, heartbeat, networking, answers, frames],
  ...[calls, validation, missing, send, types, again, recall, remove, receipts, history, search, threads, receive, records, notifications, sync, unread, receiptsIn, removal, stickTop, cloudSessions],
  ...[friendSync, cards, ownCard, relations, friendAnswers, refresh, sysmsg, events, signaling, settings, uploads, fileMessages, fileFailures, policies, stores, tokens, privateUrls, passThrough, probes, addresses, teamRooms, superTeamRooms],
].flat()
