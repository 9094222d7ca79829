/** Kind of a system notification. A kind this client does not know is passed on as the number it came as. */
export type SystemMessageType =
  | 'applyTeam'
  | 'rejectTeamApply'
  | 'teamInvite'
  | 'rejectTeamInvite'
  | 'friendRequest'
  | 'deleteFriend'
  | 'recallMsgP2p'
  | 'recallMsgTeam'
  | 'recallMsgSuperTeam'
  | 'deleteMsgP2pOneWay'
  | 'deleteMsgTeamOneWay'
  | 'applySuperTeam'
  | 'rejectSuperTeamApply'
  | 'superTeamInvite'
  | 'rejectSuperTeamInvite'
  | 'customP2p'
  | 'customTeam'
  | 'customSuperTeam'

/** `pass` and `decline` answer a friend request; `read` after markRead(). */
export type SystemMessageState = 'none' | 'pass' | 'decline' | 'read' | 'deleted' | 'invalid'

export interface SystemMessagePushInfo {
  needPush?: boolean
  needPushBadge?: boolean
  needPushNick?: boolean
  /** ≤ 500 characters. */
  pushContent?: string
  /** JSON text, ≤ 2048 characters. */
  pushPayload?: string
}

export interface SystemMessageSetting {
  /** Keep for a receiver that is offline; p2p only. */
  needSaveOffline?: boolean
  /** Copy to the app's own server. */
  isRoutable?: boolean
  /** Environment name for the copies, as configured in the console. */
  envConfig?: string
  /** The same as `envConfig`. */
  env?: string
}

/** For the content check of the service. */
export interface SystemMessageAntiSpamInfo {
  /** Have `antiSpamContent` checked. */
  needAntiSpam?: boolean
  /** The text to check, since `attach` has a form only the app knows. */
  antiSpamContent?: string
}

export interface SystemMessage {
  type: SystemMessageType
  from: string
  to: string
  /** ms */
  time: number
  idServer?: string
  state: SystemMessageState
  /** How it came: live (`default`), while away (`leave`), by roaming (`roam`). */
  feature: 'default' | 'leave' | 'roam'
  /** The words that came with an application, an invitation, a recall. */
  content?: string
  /**
   * Parsed when it is JSON, else the text as it came. Team and super-team notices carry `{ team, ext }`
   * (those of super teams also `tinfo` and `attach`, the same as it came),
   * friend requests `{ type: 'addFriend' | 'applyFriend' | 'passFriendApply' | 'rejectFriendApply' }`.
   */
  attach?: any
  callbackExt?: string
  setting?: SystemMessageSetting
  pushInfo?: SystemMessagePushInfo
  antiSpamInfo?: SystemMessageAntiSpamInfo
  /** On recalls: which message is gone. */
  recallMessageInfo?: {
    idClient: string
    idServer: string
    /** Time of the message, ms. */
    createTime?: number
    fromNick?: string
    /** Who took it back. */
    opeAccount?: string
  }
}

/** Notifications that were not marked read, by kind. Custom ones are the app's own and not counted. */
export interface SystemMessageUnread {
  total: number
  friend: number
  /** Recalls and one-way deletes. */
  msg: number
  team: number
  superTeam: number
}

export interface SendCustomSysMsgOptions {
  /** Account, team id or super-team id. */
  to: string
  type: 'customP2p' | 'customTeam' | 'customSuperTeam'
  /** ≤ 4096 characters. */
  attach: string
  setting?: SystemMessageSetting
  pushInfo?: SystemMessagePushInfo
  antiSpamInfo?: SystemMessageAntiSpamInfo
}

/** `nim.systemMessage` */
export interface SystemMessageApi {
  /**
   * Sends a notification of the app's own. It is not stored in any conversation.
   * Throws a `validateError` (414) at once; rejects with the service's code, 408, 415.
   */
  sendCustomSysMsg(options: SendCustomSysMsgOptions): Promise<void>
  /** What is not marked read yet; counted since this client was made. */
  readonly sysMsgUnread: SystemMessageUnread
  /** The newest notifications, newest first; empty unless `systemMessage({ keep })` says how many to keep. */
  list(): readonly SystemMessage[]
  /** Marks these of the kept notifications read, or simply all. Local: the service knows no read state of notifications. */
  markRead(options?: { idServers: string[] }): void
}

export interface SystemMessageOptions {
  /** How many notifications `list()` keeps. Default 0. */
  keep?: number
}

/** A friend request was answered here. */
export interface SystemMessageUpdate {
  idServer?: string
  from: string
  state: SystemMessageState
  type: SystemMessageType
}

export interface SystemMessageEvents {
  /** A notification arrived. Each one once. */
  sysMsg: [msg: SystemMessage]
  /** Notifications of one sync packet: what came while away, and recalls by roaming. */
  syncSysMsgs: [msgs: SystemMessage[]]
  /** Friend requests were accepted or declined by this client. Once per answer. */
  updateSystemMessages: [updates: SystemMessageUpdate[]]
  /** The unread counts changed. */
  sysMsgUnread: [unread: SystemMessageUnread]
}

export interface SystemMessageShape {
  name: 'systemMessage'
  api: { systemMessage: SystemMessageApi }
  events: SystemMessageEvents
}

/** What `@nim/sysmsg` offers to other plugins. */
export interface SystemMessagePeer {
  /** A notification from its tags. */
  read(raw: unknown): SystemMessage
  /** A friend request was answered. */
  answered(update: SystemMessageUpdate): void
}

