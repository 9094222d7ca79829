import { createClock } from './clock'
import { createFiles } from './files'
import { createLog } from './log'
import { createOnline } from './online'
import type { Settings } from './options'
import { makeRooms } from './rooms'
import type { Room, Service } from './service'
import { createStore } from './store'

/** Puts the service together; it hears nobody yet. */
export function assemble(settings: Settings): { service: Service & { address: string; origin: string }; rooms: Room[] } {
  const clock = createClock(settings.now)
  const service = {
    settings,
    clock,
    store: createStore(clock),
    online: createOnline((push) => settings.envelope === 'all' || push === '15_11'),
    files: createFiles(clock),
    log: createLog(settings.log, clock.now),
    address: '',
    origin: '',
    arrivals: [],
    departures: [],
  }
  return { service, rooms: makeRooms(service) }
}
