import type { View } from './conversation'
import type { Codec } from './kept'
import type { Keeper } from './keeper'
import type { Push } from './pushes'
import { row, type Row } from './row'
import type { Subscribed } from './subscription'

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

/** Where an app server forbade an account to write. */
export interface Silence {
  p2p: boolean
  team: boolean
  room: boolean
  qchat: boolean
}

/** A device came or went. */
export interface Visit {
  /** 1 login, 2 logout, 3 broken link. */
  kind: number
  time: number
  ip: string
  clientType: number
  deviceId: string
  customTag: string
}

/** Everything the service knows about one account. */
export interface Account {
  account: string
  token: string
  /** May not log in: 422. */
  blocked: boolean
  /** May not send messages: 423. */
  muted: boolean
  silence: Silence
  /** No pushes to its phones while a desktop is online. */
  donnop: boolean
  /** The name card. */
  card: Row
  cardTime: number
  lastLogin?: LastLogin
  waiting: Map<string, Waiting>
  /** Recall notices that roam, by their id; those of super teams are a list of their own. */
  recalls: Map<string, Row>
  superRecalls: Map<string, Row>
  deletes: Map<string, Row>
  clears: Map<string, Row>
  /** My side of each conversation, by session id. */
  views: Map<string, View>
  stickTop: Map<string, Row>
  stickTopTime: number
  friends: Map<string, Friend>
  relations: Map<string, Relation>
  /** What the account wants to hear of others, by `type publisher`. */
  subscriptions: Map<string, Subscribed>
  /** The newest comings and goings of its devices. */
  visits: Map<string, Visit>
  /** Sends of the running minute. */
  sends: { since: number; count: number }
}

/** `undefined` when it is no account id. */
export const accountId = (v: unknown): string | undefined => (typeof v === 'string' && /^[\w@.-]{1,32}$/.test(v) ? v.toLowerCase() : undefined)

/** The parts of an account that are kept by themselves. */
export interface Parts {
  waiting: Codec<Waiting>
  view: Codec<View>
}

/** For values that are JSON already and never change. */
export const plain = <T>(): Codec<T> => ({ fixed: true, write: (value) => value, read: (json) => json as T })
export const rows: Codec<Row> = { fixed: true, write: (value) => value, read: (json) => row(json) }
const friends: Codec<Friend> = { write: (f) => f, read: ({ relation, row: friend, updateTime }) => ({ relation, row: row(friend), updateTime }) }

export const createAccount = (keeper: Keeper, parts: Parts, account: string, token: string, card: Row, time: number): Account => ({
  account,
  token,
  blocked: false,
  muted: false,
  silence: { p2p: false, team: false, room: false, qchat: false },
  donnop: false,
  card,
  cardTime: time,
  waiting: keeper.map('waiting', account, parts.waiting),
  recalls: keeper.map('recall', account, rows),
  superRecalls: keeper.map('superRecall', account, rows),
  deletes: keeper.map('delete', account, rows),
  clears: keeper.map('clear', account, rows),
  views: keeper.map('view', account, parts.view),
  stickTop: keeper.map('stickTop', account, rows),
  stickTopTime: 0,
  friends: keeper.map('friend', account, friends),
  relations: keeper.map('relation', account, plain<Relation>()),
  subscriptions: keeper.map('subscription', account, plain<Subscribed>()),
  visits: keeper.map('visit', account, plain<Visit>()),
  sends: { since: 0, count: 0 },
})

/** An account itself; what belongs to it is kept beside it. */
export const accountCodec = (keeper: Keeper, parts: Parts): Codec<Account> => ({
  write: ({ token, blocked, muted, silence, donnop, card, cardTime, lastLogin, stickTopTime }) => ({ token, blocked, muted, silence, donnop, card, cardTime, lastLogin, stickTopTime }),
  read({ token, blocked, muted, silence, donnop, card, cardTime, lastLogin, stickTopTime }, key) {
    const account = createAccount(keeper, parts, key, String(token), row(card), cardTime)
    return Object.assign(account, { blocked, muted, silence, donnop, stickTopTime }, lastLogin && { lastLogin })
  },
})
