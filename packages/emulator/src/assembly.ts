import { createClock } from './clock'
import { createFiles } from './files'
import { createKeeper } from './keeper'
import { createLog } from './log'
import { createOnline } from './online'
import type { Settings } from './options'
import { makeRooms } from './rooms'
import type { Room, Service } from './service'
import type { Storage } from './storage'
import { createStore } from './store'

/**
 * Puts the service together; it hears nobody yet.
 * @param storage where it keeps what it knows; none: nowhere
 */
export function assemble(settings: Settings, storage?: Storage): { service: Service & { address: string; origin: string }; rooms: Room[] } {
  const clock = createClock(settings.now)
  const log = createLog(settings.log, clock.now)
  const keeper = createKeeper(clock, storage, (e) => log('error', 'failed', { detail: e instanceof Error ? e.stack : String(e) }))
  const service = {
    settings,
    clock,
    keeper,
    store: createStore(clock, keeper),
    online: createOnline((push) => settings.envelope === 'all' || push === '15_11'),
    files: createFiles(clock, keeper),
    log,
    address: '',
    origin: '',
    arrivals: [],
    departures: [],
  }
  return { service, rooms: makeRooms(service) }
}
