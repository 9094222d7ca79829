import { assemble } from './assembly'
import type { Settings } from './options'
import type { Service } from './service'
import type { Entry } from './storage'

/** Everything that a service knows, as JSON: accounts, friends, teams, conversations, files, and what waits for whom. Tokens too. */
export interface State {
  format: 'nim-emulator'
  version: 1
  entries: Entry[]
}

export const exportState = (s: Service): State => JSON.parse(JSON.stringify({ format: 'nim-emulator', version: 1, entries: s.keeper.entries() })) as State

/** What is in a state. Throws when it is none. */
export function readState(settings: Settings, state: State): Entry[] {
  const { format, version, entries } = (state ?? {}) as Partial<State>
  if (format !== 'nim-emulator' || version !== 1 || !Array.isArray(entries)) throw new Error('this is no state of the emulator: take what exportState() gave')
  try {
    assemble({ ...settings, log: undefined }).service.store.restore(entries) // a trial
  } catch (e) {
    throw new Error(`this state makes no sense: ${e instanceof Error ? e.message : String(e)}`)
  }
  return entries
}

/** Replaces all that a service knows. Nobody may be online. */
export function replaceState(s: Service, entries: Entry[]): void {
  s.store.clear()
  s.store.restore(entries, true)
}
