import type { Entry } from '@nim/testkit'
import { each, isError, type Difference } from '../difference'

type EventEntry = Extract<Entry, { kind: 'event' }>
const isEvent = (e: Entry | undefined, name: string): boolean => !!e && e.kind === 'event' && e.name === name
const first = (e: Entry) => (e as EventEntry).args[0] as Record<string, unknown> | undefined

/** The app itself asked for the end: disconnect() or destroy() without a connect() since. */
const asked = (log: Entry[], at: number) => {
  for (let i = at; i >= 0; i--) {
    const e = log[i]!
    if (e.kind === 'call' && /^(disconnect|destroy)/.test(e.call)) return true
    if (e.kind === 'call' && /^connect/.test(e.call)) return false
  }
  return false
}
/** The event that follows in the same moment. */
const next = (log: Entry[], at: number) => log.slice(at + 1).find((e) => e.kind === 'event' && e.at === log[at]!.at)
/** An error of our make: with a numeric code. */
const isOurs = (e: unknown) => isError(e) && typeof e.code === 'number'
const withFirst = (e: Entry, more: object): Entry => ({ ...e, args: [{ ...first(e), ...more }] }) as Entry

/** Those that show whenever a connection is lost and comes back. */
export const loss = ['D05-disconnect-error', 'D06-reconnect-error', 'D07-status-first', 'D08-retry-delay']

export const connectionDifferences: Difference[] = [
  {
    // when heartbeats are sent
    id: 'D04-heartbeat',
    ignore: each((e) => (e.kind === 'frame' && e.id === '1_2' && !e.q.length ? undefined : e)),
  },
  {
    // `disconnect` says why, unless the app asked for it
    id: 'D05-disconnect-error',
    expect: each((e, i, log) => (isEvent(e, 'disconnect') && !first(e) && !asked(log, i) ? { ...e, args: ['<error>'] } : e)),
    ignore: each((e) => (isEvent(e, 'disconnect') && isOurs(first(e)) ? { ...e, args: ['<error>'] } : e)),
  },
  {
    // so does `willReconnect`
    id: 'D06-reconnect-error',
    expect: each((e) => (isEvent(e, 'willReconnect') ? withFirst(e, { error: '<error>' }) : e)),
    ignore: each((e) => (isEvent(e, 'willReconnect') && isOurs(first(e)!.error) ? withFirst(e, { error: '<error>' }) : e)),
  },
  {
    // the status is set before the events are told
    id: 'D07-status-first',
    expect: each((e, i, log) => {
      if (isEvent(e, 'multiPortLogin') && (e as EventEntry).status === 'connected') return { ...e, status: 'logined' } as Entry
      const retrying = isEvent(e, 'willReconnect') || (isEvent(e, 'disconnect') && isEvent(next(log, i), 'willReconnect'))
      return retrying ? ({ ...e, status: 'waitReconnect' } as Entry) : e
    }),
  },
  {
    // how long a reconnect waits: 50–150 ms at first, then anything up to 8 s (16 s when the attempts are counted)
    id: 'D08-retry-delay',
    ignore: each((e) => (isEvent(e, 'willReconnect') && typeof first(e)!.duration === 'number' ? withFirst(e, { duration: '<delay>' }) : e)),
    demand(ours) {
      for (const e of ours) {
        if (!isEvent(e, 'willReconnect')) continue
        const { retryCount, duration } = first(e) as { retryCount: number; duration: number }
        const [least, most] = retryCount === 1 ? [50, 150] : [0, 16000]
        if (!(duration >= least && duration < most)) return `retry ${retryCount} waits ${duration} ms`
      }
      return undefined
    },
  },
  {
    // addresses are asked for again after an attempt in which no link could be reached
    id: 'D15-lbs-again',
    ignore: (log) => {
      const isLbs = (e: Entry) => e.kind === 'request' && /\/lbs\?/.test(e.url)
      const first = log.findIndex(isLbs)
      return log.filter((e, i) => i === first || !isLbs(e))
    },
  },
]
