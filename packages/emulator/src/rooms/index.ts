import type { MakeRoom, Room, Service } from '../service'
import { announcement } from './announcement'
import { auth } from './auth'
import { cloud } from './cloud'
import { erase } from './erase'
import { event } from './event'
import { friend } from './friend'
import { history } from './history'
import { message } from './message'
import { misc } from './misc'
import { passThrough } from './passthrough'
import { recall } from './recall'
import { receipt } from './receipt'
import { session } from './session'
import { signaling } from './signaling'
import { storage } from './storage'
import { superTeam } from './superteam'
import { sync } from './sync'
import { sysmsg } from './sysmsg'
import { team } from './team'
import { user } from './user'

const makers: MakeRoom[] = [auth, message, receipt, recall, erase, history, session, cloud, sysmsg, announcement, user, friend, team, superTeam, event, storage, passThrough, signaling, misc]

/** All rooms. The sync room gathers what the others add to a sync. */
export function makeRooms(s: Service): Room[] {
  const rooms = makers.map((make) => make(s))
  return [...rooms, sync(rooms)(s)]
}
