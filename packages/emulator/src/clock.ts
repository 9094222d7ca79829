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
  /** What another clock needs to go on where this one stands. */
  save(): unknown
  restore(saved: unknown): void
}

/** Ids that may have been given out since the clock was saved, and were not kept. */
const leap = 100_000

export function createClock(now: () => number): Clock {
  let last = 0
  let ids = 1_000_000_000_000
  return {
    now: () => Math.max(now(), last),
    stamp: () => (last = Math.max(now(), last + 1)),
    mark: () => (last = Math.max(now(), last)),
    id: () => String(++ids),
    save: () => ({ last, ids }),
    restore(saved) {
      const { last: time, ids: count } = (saved ?? {}) as Record<string, unknown>
      if (Number.isSafeInteger(time)) last = Math.max(last, time as number)
      if (Number.isSafeInteger(count)) ids = Math.max(ids, (count as number) + leap)
    },
  }
}
