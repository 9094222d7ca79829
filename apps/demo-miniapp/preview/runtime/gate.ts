// A mini-program that was sent to the background stands still after a while: neither timers nor callbacks run until it is shown again.
interface Waiting {
  timer?: number
  run(): void
}

const queue: Waiting[] = []
let frozen = false

/** Runs a callback of the platform now, or when the app is awake again. */
export function deliver(run: () => void, timer?: number): void {
  if (frozen) queue.push({ timer, run })
  else run()
}

export function freeze(on: boolean): void {
  frozen = on
  while (!frozen && queue.length) queue.shift()!.run()
}

export const isFrozen = () => frozen

const { setTimeout: start, clearTimeout: stop } = window

window.setTimeout = ((run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
  const timer: number = start(() => deliver(() => run(...args), timer), ms)
  return timer
}) as typeof window.setTimeout

window.clearTimeout = (timer) => {
  stop(timer)
  const at = queue.findIndex((waiting) => timer !== undefined && waiting.timer === timer)
  if (at >= 0) queue.splice(at, 1)
}

/** A timer of the platform itself, which runs while the app stands still. */
export const outside = (run: () => void, ms: number): number => start(run, ms)
export const cancel = (timer: number | undefined): void => stop(timer)
