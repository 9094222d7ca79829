import type { IMMessage, MsgScene, MsgShape } from '@nim/msg'

/** A conversation. The object is live: the client keeps it up to date. */
export interface Session {
  /** `scene-to` */
  id: string
  scene: MsgScene
  /** Account or team id. */
  to: string
  /** The newest message; null when it was recalled, deleted or cleared. */
  lastMsg?: IMMessage | null
  /** When it last got a message, ms; never goes backwards. */
  updateTime: number
  /** Exact number of unread messages. */
  unread: number
  /** The newest unread messages, newest first; at most `maxUnreadMsgs` of them (default 100). */
  unreadMsgs: IMMessage[]
  /** Own read mark, ms. */
  ack: number
  /** Up to when the peer has read, ms; p2p only. */
  msgReceiptTime?: number
  stickTopInfo?: StickTopInfo
}

export interface StickTopInfo {
  /** Session id. */
  id: string
  isStickOnTop: boolean
  ext?: string
  /** ms */
  createTime?: number
  /** ms */
  updateTime?: number
}

/** `sessionConfig` of the class form, or the argument of `session()`. A filter that throws counts as true. */
export interface SessionOptions {
  /** False: the message does not count as unread. */
  unreadCountFilterFn?: (msg: IMMessage) => boolean
  /** False: the message does not become a session's last message. */
  lastMessageFilterFn?: (msg: IMMessage) => boolean
  /** How many unread messages a session keeps whole, default 100. The count is exact whatever it is. */
  maxUnreadMsgs?: number
}

/**
 * `nim.session`. Unknown sessions reject with 404, wrong parameters with a `validateError` (414).
 */
export interface SessionApi {
  /** A session by its id, or undefined. */
  getSession(options: { id: string }): Session | undefined
  /** All sessions, the least recently updated first. */
  getAllSessions(): Session[]
  /** One page of sessions, newest first (oldest first with `desc: false`), after `lastSessionId`; `limit` defaults to 100. */
  getSessions(options?: { limit?: number; lastSessionId?: string; desc?: boolean }): Session[]
  /** Marks a session read up to its newest message, on all devices. Messages that arrive meanwhile stay unread. */
  resetSessionUnreadCount(options: { id: string }): Promise<void>
  /** The same for many sessions; unknown ones are skipped. */
  resetMultiSessionUnreadCount(options: { ids: string[] }): Promise<void>
  resetAllSessionsUnreadCount(): Promise<void>
  /** Forgets a session here; with `isSyncToServer` it does not come back by roaming. Its read mark is kept. */
  deleteSession(options: { id: string; isSyncToServer?: boolean }): Promise<void>
  deleteAllSessionsFromLocal(): void
  /** Puts a session on top for this account; `stickTopSessions` of `syncOptions` brings the marks back after login. */
  addStickTopSession(options: { id: string; ext?: string }): Promise<Session>
  updateStickTopSession(options: { id: string; ext?: string }): Promise<Session>
  deleteStickTopSession(options: { id: string }): Promise<Session>
}

/** A conversation as the cloud keeps it, independent of the local list. */
export interface CloudSession {
  sessionId: string
  /** ms */
  updateTime: number
  ext?: string
  lastMsgInfo?: {
    isLastMsgRecalled: boolean
    lastMsg?: IMMessage
    /** The recall notice, when the last message was recalled: a system message, as `@nim/sysmsg` describes it. */
    revokedMsg?: any
  }
}

/** `nim.cloudSession` */
export interface CloudSessionApi {
  /** Newest first; times in ms, `limit` 1 to 100, default 100. */
  queryCloudSessionList(options: { minTimestamp?: number; maxTimestamp?: number; limit?: number; includedLastMsg?: boolean }): Promise<{ hasMore: boolean; sessionList: CloudSession[] }>
  queryCloudSession(options: { sessionId: string }): Promise<CloudSession>
  updateCloudSession(options: { sessionId: string; ext?: string }): Promise<void>
  deleteCloudSessionList(options: { sessionIdList: string[] }): Promise<void>
}

export interface SessionEvents {
  /** All sessions after a sync, most recently updated first. */
  sessions: [sessions: Session[]]
  /** One session has changed. */
  updateSession: [session: Session]
  /** A cloud session was changed by another device. */
  multiSyncUpdateCloudSession: [session: CloudSession]
}

export interface SessionShape {
  name: 'session'
  api: { session: SessionApi; cloudSession: CloudSessionApi }
  events: SessionEvents
  needs: MsgShape
}
