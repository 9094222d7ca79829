import { wait } from './deliver'
import type { Push } from './pushes'
import { row } from './row'
import type { Service } from './service'
import { Broadcast } from './tags'

export interface BroadcastInput {
  /** Up to 4096 characters. */
  body: string
  /** The account it comes from. */
  from?: string
  /** Kept for accounts that are offline; false. */
  offline?: boolean
  /** How long it is kept, ms; 7 days. */
  ttl?: number
  /** Only devices of these client types get it; all. */
  clientTypes?: readonly number[]
}

/** A broadcast as app servers may look it up. */
export interface Announced {
  id: string
  from?: string
  body: string
  /** ms */
  time: number
  /** ms */
  expires: number
  offline: boolean
  clientTypes?: readonly number[]
}

const week = 7 * 86_400_000

/** The push of a broadcast; what waits for an account is handed out by 4_16. */
export const broadcastPush: Push = '7_17'

/** Sends a broadcast to everyone. */
export function broadcast(s: Service, { body, from, offline = false, ttl = week, clientTypes }: BroadcastInput): Announced {
  const id = s.clock.id()
  const time = s.clock.stamp()
  const made: Announced = { id, body, time, expires: time + ttl, offline, ...(from ? { from } : {}), ...(clientTypes ? { clientTypes } : {}) }
  s.store.broadcasts.set(id, made)
  const news = row({ [Broadcast.id]: id, [Broadcast.from]: from, [Broadcast.time]: time, [Broadcast.body]: body })
  if (offline) for (const account of s.store.accounts.values()) wait(s, account, id, { push: broadcastPush, row: news }, ttl)
  for (const device of s.online.all()) if (clientTypes?.includes(device.clientType) ?? true) s.online.push(device, broadcastPush, [news])
  return made
}
