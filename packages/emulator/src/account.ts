import type { Push } from './pushes'
import type { View } from './conversation'
import type { Row } from './row'

/** Something that waits for its receiver until an acknowledgement (4_5) names its id. */
export interface Waiting {
  /** The push that brings it to devices that are online. */
  push: Push
  row: Row
  /** ms */
  time: number
  /** Not worth delivering after this, ms. */
  expires: number
  /** Session it belongs to, of messages. */
  session?: string
}

export interface Friend {
  /** 1 friends, 0 not any more. */
  relation: number
  row: Row
  updateTime: number
}

export interface Relation {
  muted: boolean
  black: boolean
  createTime: number
  updateTime: number
}

export interface LastLogin {
  deviceId: string
  clientType: number
  customClientType: number
}

/** Everything the service knows about one account. */
export interface Account {
  account: string
  token: string
  /** May not log in: 422. */
  blocked: boolean
  /** May not send messages: 423. */
  muted: boolean
  /** The name card. */
  card: Row
  cardTime: number
  lastLogin?: LastLogin
  waiting: Map<string, Waiting>
  /** Recall notices that roam, by scene kind: p2p and team; super teams have their own list. */
  recalls: Row[]
  superRecalls: Row[]
  deletes: Row[]
  clears: Row[]
  /** My side of each conversation, by session id. */
  views: Map<string, View>
  stickTop: Map<string, Row>
  stickTopTime: number
  friends: Map<string, Friend>
  relations: Map<string, Relation>
  /** Sends of the running minute. */
  sends: { since: number; count: number }
}

/** `undefined` when it is no account id. */
export const accountId = (v: unknown): string | undefined => (typeof v === 'string' && /^[\w@.-]{1,32}$/.test(v) ? v.toLowerCase() : undefined)

export const createAccount = (account: string, token: string, card: Row, time: number): Account => ({
  account,
  token,
  blocked: false,
  muted: false,
  card,
  cardTime: time,
  waiting: new Map(),
  recalls: [],
  superRecalls: [],
  deletes: [],
  clears: [],
  views: new Map(),
  stickTop: new Map(),
  stickTopTime: 0,
  friends: new Map(),
  relations: new Map(),
  sends: { since: 0, count: 0 },
})
