import type { Fate } from './faults'
import type { Timers } from './timers'

/** How long a frame waits for others that are to pass it, ms. */
const longestHold = 1000

interface Held {
  text: string
  note?: string
  /** How many still have to pass it. */
  left: number
  timer: unknown
}

/** One direction of a link. */
export interface Lane {
  /** Takes a frame on its way; without a fate it arrives at once, unless others are still before it. */
  send(text: string, fate?: Fate): void
  /** Does something once everything that is on its way has arrived. */
  after(what: () => void): void
  /** Forgets what is on its way. */
  clear(): void
}

/** @param arrive called for every frame that arrives, in order, with what befell it */
export function createLane(timers: Timers, arrive: (text: string, note?: string) => void): Lane {
  /** What was sent and waits for its time, or for what was sent before it. */
  const queue: { ready: boolean; go(): void }[] = []
  const held = new Set<Held>()
  const pending = new Set<unknown>()

  const set = (what: () => void, ms: number): unknown => {
    const timer = timers.setTimeout(() => {
      pending.delete(timer)
      what()
    }, ms)
    pending.add(timer)
    return timer
  }

  function flush(): void {
    while (queue[0]?.ready) queue.shift()!.go()
  }

  function wait(go: () => void, ms = 0): void {
    if (queue.length === 0 && ms === 0) return go()
    const item = { ready: ms === 0, go }
    queue.push(item)
    if (ms > 0) set(() => void ((item.ready = true), flush()), ms)
  }

  function letGo(one: Held): void {
    if (!held.delete(one)) return
    timers.clearTimeout(one.timer)
    arrive(one.text, one.note)
  }

  function reach(text: string, note?: string): void {
    arrive(text, note)
    for (const one of [...held]) if (--one.left <= 0) letGo(one)
  }

  function hold(text: string, left: number, note?: string): void {
    const one: Held = { text, note, left, timer: undefined }
    one.timer = set(() => letGo(one), longestHold)
    held.add(one)
  }

  return {
    send(text, fate) {
      if (!fate) return wait(() => reach(text))
      const note = fate.notes.join(', ')
      const once = () => (fate.behind > 0 ? hold(fate.text, fate.behind, note) : reach(fate.text, note))
      wait(() => {
        for (let i = 0; i < fate.copies; i++) once()
      }, fate.delay)
    },
    after: (what) =>
      wait(() => {
        for (const one of [...held]) letGo(one)
        what()
      }),
    clear() {
      for (const timer of pending) timers.clearTimeout(timer)
      pending.clear()
      held.clear()
      queue.length = 0
    },
  }
}
