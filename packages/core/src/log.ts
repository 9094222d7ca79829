/** What `debugLevel` may be; anything else acts as `off`. */
export type DebugLevel = 'off' | 'error' | 'warn' | 'log' | 'debug'

/** Writes one line when the level is on. Callers never hand over tokens or message bodies. */
export type Log = (level: Exclude<DebugLevel, 'off'>, ...what: unknown[]) => void

const order = ['error', 'warn', 'log', 'debug']

export function createLog(level: unknown): Log {
  const upTo = order.indexOf(level as string)
  return (at, ...what) => {
    if (order.indexOf(at) <= upTo) console[at]('NIM', ...what)
  }
}
