import type { Account } from './account'
import { need } from './refusal'
import type { Row } from './row'
import type { Service } from './service'

/** What one account wants to hear of another. */
export interface Subscribed {
  type: string
  publisher: string
  /** Seconds. */
  life: number
  sync: boolean
  /** ms */
  time: number
}

/** The newest event of a type and a publisher. */
export interface Published {
  event: Row
  /** ms */
  expires: number
}

const minLife = 60
const maxLife = 2_592_000
/** Accounts that one call may name. */
const maxPerCall = 100
const maxSubscriptions = 3000

export const subscriptionKey = (type: string, publisher: string): string => `${type} ${publisher}`

/** When a subscription ends, ms. */
export const endOf = (sub: Subscribed): number => sub.time + sub.life * 1000

/** What an account is subscribed to; what has run out is forgotten. */
export function subscriptionsOf(s: Service, me: Account): Map<string, Subscribed> {
  for (const [key, sub] of me.subscriptions) if (endOf(sub) < s.clock.now()) me.subscriptions.delete(key)
  return me.subscriptions
}

export interface Subscribing {
  type: string
  wanted: string[]
  /** Seconds, 60 to 30 days. */
  life?: number
  sync?: boolean
}

/** Subscribes; returns what was made, and the accounts that are none. 414, 419. */
export function subscribe(s: Service, me: Account, { type, wanted, life = maxLife, sync = false }: Subscribing): { made: Subscribed[]; failed: string[] } {
  need(/^\d{1,9}$/.test(type) && life >= minLife && life <= maxLife && wanted.length <= maxPerCall)
  const mine = subscriptionsOf(s, me)
  const made: Subscribed[] = []
  const failed: string[] = []
  for (const id of wanted) {
    const publisher = s.store.account(id)?.account
    if (publisher === undefined) {
      failed.push(id)
      continue
    }
    const key = subscriptionKey(type, publisher)
    need(mine.has(key) || mine.size < maxSubscriptions, 419)
    const sub: Subscribed = { type, publisher, life, sync, time: s.clock.now() }
    mine.set(key, sub)
    made.push(sub)
  }
  return { made, failed }
}

/** Ends subscriptions, of some publishers or of all. Returns who was not subscribed to. */
export function unsubscribe(s: Service, me: Account, type: string, publishers?: string[]): string[] {
  const mine = subscriptionsOf(s, me)
  const wanted = publishers ?? [...mine.values()].filter((sub) => sub.type === type).map((sub) => sub.publisher)
  return wanted.filter((id) => !mine.delete(subscriptionKey(type, id.toLowerCase())))
}

/** Subscriptions of a type, to some publishers or to all. */
export function findSubscriptions(s: Service, me: Account, type: string, publishers?: string[]): Subscribed[] {
  const wanted = publishers && new Set(publishers.map((id) => id.toLowerCase()))
  return [...subscriptionsOf(s, me).values()].filter((sub) => sub.type === type && (wanted?.has(sub.publisher) ?? true))
}
