/** The timers of the emulator: delays of faults, heartbeats. Those of a fake clock fit in. */
export interface Timers {
  setTimeout(fn: () => void, ms: number): unknown
  clearTimeout(id: unknown): void
  setInterval(fn: () => void, ms: number): unknown
  clearInterval(id: unknown): void
}

const quiet = <T>(timer: T): T => {
  ;(timer as { unref?(): void }).unref?.() // no timer of ours keeps a program alive
  return timer
}

/** Looked up when they are called, so that `vi.useFakeTimers()` reaches them. */
export const hostTimers: Timers = {
  setTimeout: (fn, ms) => quiet(setTimeout(fn, ms)),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
  setInterval: (fn, ms) => quiet(setInterval(fn, ms)),
  clearInterval: (id) => clearInterval(id as NodeJS.Timeout),
}
