import type { ClientType } from '@nim/core'

/** An event: something an account published, or a change of its presence, which the service publishes itself. */
export interface PushEvent {
  /** 1: presence, the only built-in type. */
  type: number
  /** Presence: 1 logged in, 2 logged out, 3 connection lost. From 10000 on: the app's own. */
  value: number
  /** Who published it. */
  account: string
  /** The publisher's client; a type this client does not know is passed on as it came. */
  clientType: ClientType
  /**
   * What the publisher put into it, text as it was given. An event without such a text carries `serverExt` here,
   * its first element when that is a list that begins with a text.
   */
  ext?: any
  /** What the service says about all clients of the publisher: `{ [client type]: text that client published }`; text that is no JSON as it came. */
  serverExt?: any
  /** JSON text; presence: `{"online":[4,16]}`, the numbers of the client types that are online now. */
  serverConfig?: string
  /** When it happened, ms. */
  time: number
  idClient: string
  idServer: string
  /** How long it is kept for those who subscribe later, s. */
  validTime?: number
  /** 1: to subscribers that are online, 2: also to those that come later. */
  broadcastType?: number
  /** Also sent to the publisher's other devices. */
  sync?: boolean
  validTimeType?: number
  durable?: number
  appid?: string
  enableMultiClient?: number
  consid?: string
}

export interface PublishEventOptions {
  /** 1: presence. Other types are the app's own. */
  type: number
  /** From 10000 on; those below are reserved for the service. */
  value: number
  /** Free for the app, ≤ 256 bytes by the service's documents. The service refuses what is too long (414). */
  ext?: string
  /** How long it is kept for those who subscribe later, s: 60 to 2592000 (30 days), default 604800 (7 days). The service may allow 7 days only. */
  validTime?: number
  /** 1: to subscribers that are online, 2 (default): also to those that come later. */
  broadcastType?: number
  /** Send it to the account's other devices too. Default false. */
  sync?: boolean
}

/** The event as the service stored it. */
export type PublishEventResult = PushEvent

export interface SubscribeEventOptions {
  type: number
  /** Whose events; at most 100 a call, 3000 in all. */
  accounts: string[]
  /** When it ends by itself, s: 60 to 2592000 (30 days). Without it the subscription is renewed for as long as this client lives. */
  subscribeTime?: number
  /** Have the present state of these accounts pushed at once; not again within 30 s for the same account. Default false. */
  sync?: boolean
}

export interface SubscribeEventResult {
  /** Accounts that could not be subscribed to. */
  failedAccounts: string[]
}

export interface UnSubscribeEventsOptions {
  type: number
  /** At most 100; without any the type as a whole. */
  accounts?: string[]
}

export interface UnSubscribeEventsResult {
  failedAccounts: string[]
}

export interface QuerySubscribeEventsOptions {
  type: number
  /** At most 100; without any the type as a whole. */
  accounts?: string[]
}

/** A subscription as the service has it. */
export interface MsgEventSubscribe {
  type: number
  /** The account subscribed to. */
  to: string
  /** This account. */
  from: string
  /** How long it was made for, s. */
  subscribeTime: number
  /** The same as `subscribeTime`. */
  validTime: number
  sync: boolean
  /** When it was made, ms. */
  time: number
}

/**
 * `nim.event`: presence, and events of the app's own. Presence has to be enabled in the console (403).
 * All methods reject with a `validateError` (414) for wrong parameters, with the service's code, 408 after 8 s, 415 without connection.
 */
export interface EventApi {
  /** Publishes an event to all who subscribed to this account and type. */
  publishEvent(options: PublishEventOptions): Promise<PublishEventResult>
  /**
   * Subscribes to events of accounts: they come as `pushEvents`. A new subscription replaces the one to the same account and type.
   * After a reconnect the client subscribes again by itself. 419: the limit of 3000 is reached.
   */
  subscribeEvent(options: SubscribeEventOptions): Promise<SubscribeEventResult>
  unSubscribeEvents(options: UnSubscribeEventsOptions): Promise<UnSubscribeEventsResult>
  /** What this account is subscribed to, on all its devices. */
  querySubscribeEvents(options: QuerySubscribeEventsOptions): Promise<MsgEventSubscribe[]>
}

export interface EventEvents {
  /** Events of accounts this one subscribed to, or of its own other devices. */
  pushEvents: [events: PushEvent[]]
}

export interface EventShape {
  name: 'event'
  api: { event: EventApi }
  events: EventEvents
}
