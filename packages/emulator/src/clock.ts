export interface Clock {
  /** Server time, ms. */
  now(): number
  /** How far server time is ahead of the clock it was given, ms. Time that was told already never comes again: set back, it stands still until it is caught up with. */
  shift: number
  /**
   * A time for something that is stored, ms. Never the same twice and never going back,
   * so that "everything after T" misses nothing and repeats nothing.
   */
  stamp(): number
  /** A sync timetag, ms: everything stamped from now on is later. */
  mark(): number
  /** A new server id: decimal, ascending, below 2^53 because envelopes carry it as a JSON number. */
  id(): string
  /** What another clock needs to go on where this one stands. */
  save(): unknown
  restore(saved: unknown): void
}

/** Ids that may have been given out since the clock was saved, and were not kept. */
const leap = 100_000

export function createClock(now: () => number): Clock {
  let last = 0
  let ids = 1_000_000_000_000
  const time = () => now() + clock.shift
  const clock: Clock = {
    shift: 0,
    now: () => Math.max(time(), last),
    stamp: () => (last = Math.max(time(), last + 1)),
    mark: () => (last = Math.max(time(), last)),
    id: () => String(++ids),
    save: () => ({ last, ids }),
    restore(saved) {
      const { last: time, ids: count } = (saved ?? {}) as Record<string, unknown>
      if (Number.isSafeInteger(time)) last = Math.max(last, time as number)
      if (Number.isSafeInteger(count)) ids = Math.max(ids, (count as number) + leap)
    },
  }
  return clock
}
