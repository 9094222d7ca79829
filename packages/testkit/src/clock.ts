/** The timers of one program. A frozen program's timers and callbacks wait until it thaws, as in an app in the background. */
export interface Timers {
  setTimeout(fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): number
  clearTimeout(id: number | undefined): void
  setInterval(fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): number
  clearInterval(id: number | undefined): void
  /** Runs a callback of the host now, or after the thaw. */
  call(fn: () => void): void
  freeze(): void
  thaw(): void
  readonly frozen: boolean
}

export interface Clock {
  now(): number
  /** The timers of one more program. */
  timers(): Timers
  /** Lets time pass: fires what falls due, in order, and drains promises after each. */
  run(ms: number): Promise<void>
  /** Drains promises; time stands still. */
  drain(): Promise<void>
  /** Lets time pass until `test` holds; false when it still does not after `limit` ms. */
  until(test: () => boolean, limit?: number): Promise<boolean>
  /** Number of timers that are set. */
  readonly pending: number
  /** Gets what a timer or callback throws; without it the error goes to the caller of `run`. */
  onError?: (error: unknown) => void
}

interface Timer {
  id: number
  due: number
  every?: number
  fire(): void
  group: Group
}

interface Group {
  frozen: boolean
  held: (() => void)[]
}

/** More than this at one moment is a loop of zero timers. */
const limitPerMoment = 100_000
/** Hosts treat longer timeouts as none. */
const longest = 2 ** 31 - 1

const macrotask = () => new Promise<void>((done) => setImmediate(done))

/** A virtual clock: nothing happens but in `run`, and then always in the same order. */
export function createClock(start = 1_800_000_000_000): Clock {
  let now = start
  let ids = 0
  /** Sorted by due time, then by id: ids grow, so equal times keep their order. */
  const timers: Timer[] = []

  const insert = (t: Timer) => {
    let at = timers.length
    while (at && (timers[at - 1]!.due > t.due || (timers[at - 1]!.due === t.due && timers[at - 1]!.id > t.id))) at--
    timers.splice(at, 0, t)
  }
  const guard = (fn: () => void) => {
    try {
      fn()
    } catch (e) {
      if (!clock.onError) throw e
      clock.onError(e)
    }
  }

  const clock: Clock = {
    now: () => now,
    timers() {
      const group: Group = { frozen: false, held: [] }
      const set = (fn: (...args: unknown[]) => void, ms: number | undefined, args: unknown[], repeat: boolean) => {
        const wait = Number(ms) > 0 && Number(ms) <= longest ? Number(ms) : Number(ms) > longest ? 1 : 0
        const id = ++ids
        insert({ id, due: now + wait, every: repeat ? Math.max(wait, 1) : undefined, group, fire: () => fn(...args) })
        return id
      }
      const clear = (id: number | undefined) => {
        const at = timers.findIndex((t) => t.id === id)
        if (at >= 0) timers.splice(at, 1)
      }
      return {
        setTimeout: (fn, ms, ...args) => set(fn, ms, args, false),
        setInterval: (fn, ms, ...args) => set(fn, ms, args, true),
        clearTimeout: clear,
        clearInterval: clear,
        call(fn) {
          if (group.frozen) group.held.push(fn)
          else guard(fn)
        },
        freeze() {
          group.frozen = true
        },
        thaw() {
          group.frozen = false
          group.held.splice(0).forEach(guard)
        },
        get frozen() {
          return group.frozen
        },
      }
    },
    async run(ms) {
      const end = now + ms
      await macrotask()
      let moment = 0
      for (;;) {
        const at = timers.findIndex((t) => t.due > end || !t.group.frozen)
        const next = timers[at]
        if (!next || next.due > end) break
        timers.splice(at, 1)
        moment = next.due > now ? 0 : moment + 1
        if (moment > limitPerMoment) throw new Error(`the clock does not get past ${now}: timers without delay set each other`)
        now = Math.max(now, next.due)
        if (next.every) insert({ ...next, due: now + next.every })
        guard(next.fire)
        await macrotask()
      }
      now = end
    },
    drain: macrotask,
    async until(test, limit = 120_000) {
      const end = now + limit
      await macrotask()
      while (!test()) {
        const next = timers.find((t) => !t.group.frozen)
        if (!next || next.due > end) {
          await clock.run(end - now)
          return test()
        }
        await clock.run(Math.max(next.due - now, 0))
      }
      return true
    },
    get pending() {
      return timers.length
    },
  }
  return clock
}

/** The same face over real time, for tests through real sockets. */
export function realClock(): Clock {
  let pending = 0
  const clock: Clock = {
    now: () => Date.now(),
    timers() {
      const live = new Map<number, ReturnType<typeof setTimeout>>()
      let ids = 0
      const set = (start: typeof setTimeout | typeof setInterval, fn: (...args: unknown[]) => void, ms: number | undefined, args: unknown[]) => {
        const id = ++ids
        pending++
        const once = start === setTimeout
        const fire = () => {
          if (once && live.delete(id)) pending--
          fn(...args)
        }
        live.set(id, (start as typeof setTimeout)(fire, ms))
        return id
      }
      const clear = (id: number | undefined) => {
        clearTimeout(live.get(id!))
        if (live.delete(id!)) pending--
      }
      return {
        setTimeout: (fn, ms, ...args) => set(setTimeout, fn, ms, args),
        setInterval: (fn, ms, ...args) => set(setInterval, fn, ms, args),
        clearTimeout: clear,
        clearInterval: clear,
        call: (fn) => fn(),
        freeze() {
          throw new Error('real time does not freeze')
        },
        thaw() {},
        frozen: false,
      }
    },
    run: (ms) => new Promise((done) => setTimeout(done, ms)),
    drain: macrotask,
    async until(test, limit = 20_000) {
      const end = Date.now() + limit
      while (!test()) {
        if (Date.now() > end) return false
        await new Promise((done) => setTimeout(done, 2))
      }
      return true
    },
    get pending() {
      return pending
    },
  }
  return clock
}
