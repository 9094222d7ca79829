export interface Clock {
  /** Server time, ms. */
  now(): number
  /**
   * A time for something that is stored, ms. Never the same twice and never going back,
   * so that "everything after T" misses nothing and repeats nothing.
   */
  stamp(): number
  /** A sync timetag, ms: everything stamped from now on is later. */
  mark(): number
  /** A new server id: decimal, ascending, below 2^53 because envelopes carry it as a JSON number. */
  id(): string
}

export function createClock(now: () => number): Clock {
  let last = 0
  let ids = 1_000_000_000_000
  return {
    now: () => Math.max(now(), last),
    stamp: () => (last = Math.max(now(), last + 1)),
    mark: () => (last = Math.max(now(), last)),
    id: () => String(++ids),
  }
}
