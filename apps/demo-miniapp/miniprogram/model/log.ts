import type { Client } from '../im'
import { createSignal } from '../lib/signal'

export interface LogLine {
  time: number
  /** Name of the event. */
  what: string
  detail: string
}

const most = 200

/** What happened to the connection: for those who look for the reason of something. */
export function createLog(nim: Client) {
  const lines: LogLine[] = []
  const changed = createSignal()
  const add = (what: string, detail = '') => {
    lines.unshift({ time: Date.now(), what, detail })
    lines.length = Math.min(lines.length, most)
    changed.tell()
  }
  const why = (error?: { code: number; message: string }) => (error ? `${error.code} ${error.message}` : '')
  nim.on('logined', ({ connectionId }) => add('logined', connectionId))
  nim.on('syncdone', () => add('syncdone', `${nim.session.getAllSessions().length} sessions`))
  nim.on('willReconnect', ({ retryCount, duration, error }) => add('willReconnect', `#${retryCount} in ${duration} ms: ${why(error)}`))
  nim.on('disconnect', (error) => add('disconnect', why(error)))
  nim.on('kicked', ({ reason }) => add('kicked', reason))
  nim.on('multiPortLogin', (devices) => add('multiPortLogin', devices.map(({ type, online }) => `${type} ${online ? 'online' : 'offline'}`).join(', ')))
  nim.on('error', (error) => add('error', why(error)))
  return { watch: changed.watch, lines: (): readonly LogLine[] => lines }
}

export type Log = ReturnType<typeof createLog>
