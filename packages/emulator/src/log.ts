/** One line of the log. It never holds tokens or what people write. */
export interface LogLine {
  /** ms */
  time: number
  level: 'info' | 'warn' | 'error'
  /** What happened: `listening`, `login`, `refused login`, `offline`, `refused`, `bad frame`, `failed`. */
  event: string
  account?: string
  deviceId?: string
  /** `sid_cid` */
  cmd?: string
  code?: number
  detail?: string
}

export type Log = (level: LogLine['level'], event: string, more?: Omit<LogLine, 'time' | 'level' | 'event'>) => void

/** A listener that throws harms nobody. */
export const createLog =
  (listener: ((line: LogLine) => void) | undefined, now: () => number): Log =>
  (level, event, more) => {
    try {
      listener?.({ time: now(), level, event, ...more })
    } catch {}
  }
