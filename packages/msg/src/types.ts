import type { ClientType, NimError } from '@nim/core'

/** Where a message belongs: one person, a team, a super team. */
export type MsgScene = 'p2p' | 'team' | 'superTeam'

/** Kind of a message. A kind this client does not know is passed on as the number it came as. */
export type MsgType = 'text' | 'image' | 'audio' | 'video' | 'geo' | 'notification' | 'file' | 'tip' | 'robot' | 'g2' | 'custom'

/**
 * Received: `unread`, `read` (up to the session's read mark), `refused` (the receiver blocks the sender),
 * `deleted` (its recall or deletion came before it).
 * Own: `sending`, then `sent`, `sendFailed` or `refused`; `receipt` when the peer has read it.
 */
export type MsgStatus = 'unread' | 'read' | 'deleted' | 'sending' | 'sendFailed' | 'sent' | 'receipt' | 'refused'

/** How a message came: live or from history (`default`), while away (`leave`), by roaming (`roam`). */
export type MsgFeature = 'default' | 'leave' | 'roam'

/** Switches of one message; absent means yes, except `resendFlag`. */
export interface MsgSetting {
  /** Send again under the same `idClient`. */
  resendFlag?: boolean
  envConfig?: string
  /** Keep in the cloud history. */
  needSaveHistory?: boolean
  /** Deliver by roaming to devices that log in later. */
  needRoaming?: boolean
  /** Keep for receivers that are offline. */
  needOffline?: boolean
  /** Deliver to the sender's other devices. */
  needSelfSync?: boolean
  /** Copy to the app's own server. */
  needRouted?: boolean
  needUpdateSession?: boolean
  /** Set by the service: the receiver has muted the sender. */
  isMuted?: boolean
}

export interface MsgPushInfo {
  needPush?: boolean
  /** False: does not count as unread. */
  needPushBadge?: boolean
  needPushNick?: boolean
  /** ≤ 500 characters. */
  pushContent?: string
  /** JSON text, ≤ 2048 characters. */
  pushPayload?: string
  /** Team only: push even to members who muted the team. */
  needForcePush?: boolean
  /** JSON array of accounts; default: everyone. */
  forcePushIDsList?: string
  /** Default: `pushContent`. */
  forcePushContent?: string
}

export interface MsgAntiSpamInfo {
  needAntiSpam?: boolean
  antiSpamContent?: string
  antiSpamBIZID?: string
  clientAntispamHitting?: boolean
  antiSpamUsingYidun?: boolean
  yidunCallbackURL?: string
  yidunAntiCheating?: string
  yidunAntiSpamExtension?: string
  yidunAntiSpamResult?: string
}

export interface MsgTeamSpecializationInfo {
  /** Team read receipts are wanted. */
  needACK?: boolean
  ackSnapshot?: number
}

export interface MsgThreadInfo {
  replyMsgFromAccount?: string
  replyMsgToAccount?: string
  replyMsgTime?: number
  replyMsgIdServer?: string
  replyMsgIdClient?: string
  threadMsgFromAccount?: string
  threadMsgToAccount?: string
  threadMsgTime?: number
  threadMsgIdServer?: string
  threadMsgIdClient?: string
}

export interface MsgRobotInfo {
  function?: string
  topic?: string
  customContent?: string
  /** Required in a team. */
  account?: string
}

/** A message, received or own. */
export interface IMMessage {
  flow: 'in' | 'out'
  /** The other side: the peer's account, or the team id. */
  target: string
  /** `scene-target`. */
  sessionId: string
  status: MsgStatus
  scene: MsgScene
  to: string
  from: string
  fromClientType?: ClientType
  fromDeviceId?: string
  fromNick?: string
  /** ms; the service's time, or for a message being sent this client's estimate of it. */
  time: number
  /** Time of the sender's name card, ms. */
  userUpdateTime?: number
  type: MsgType
  body?: string
  /** Parsed when it is JSON, else the text as it came. */
  attach?: any
  /** Id the sender gave it, 32 hex digits. */
  idClient: string
  /** Id the service gave it; absent until it was accepted. */
  idServer?: string
  /** ≤ 1024 characters, free for the app. */
  ext?: string
  /** What the app's own server added. */
  callbackExt?: string
  subType?: number | string
  feature: MsgFeature
  isDeleted?: string
  isReplyMsg?: string
  setting?: MsgSetting
  antiSpamInfo?: MsgAntiSpamInfo
  pushInfo?: MsgPushInfo
  teamSpecializationInfo?: MsgTeamSpecializationInfo
  threadMessageInfo?: MsgThreadInfo
  robotInfo?: MsgRobotInfo
}

export interface SendOptions {
  scene: MsgScene
  /** Account or team id. */
  to: string
  body?: string
  ext?: string
  callbackExt?: string
  /** > 0, free for the app. */
  subType?: number
  setting?: MsgSetting
  antiSpamInfo?: MsgAntiSpamInfo
  pushInfo?: MsgPushInfo
  teamSpecializationInfo?: Pick<MsgTeamSpecializationInfo, 'needACK'>
  robotInfo?: MsgRobotInfo
  /** The message this one answers. */
  replyMsg?: IMMessage
  /** Required with `setting.resendFlag`. */
  idClient?: string
  /** Called with the local message (`sending`) before anything is sent. */
  onSendBefore?: (msg: IMMessage) => void
}

export interface SendTextOptions extends SendOptions {
  /** ≤ 5000 characters. */
  body: string
}

export interface SendGeoOptions extends SendOptions {
  attach: { title: string; lat: number; lng: number }
}

export interface SendCustomOptions extends SendOptions {
  /** Text, JSON by custom; ≤ 5000 characters. */
  attach: string
}

export interface SendAnyOptions extends SendOptions {
  type: MsgType
  attach?: string
}

/** What a file message carries. */
export interface FileAttach {
  url: string
  name?: string
  /** Bytes. */
  size?: number | string
  ext?: string
  md5?: string
  w?: number | string
  h?: number | string
  /** ms */
  dur?: number | string
  [more: string]: unknown
}

export interface SendFileOptions extends SendOptions {
  /** The file, uploaded already. Without it `@nim/storage` uploads `filePath` (mini-program), `file` or `fileInput` (browser). */
  attach?: FileAttach
  filePath?: string
  file?: unknown
  fileInput?: unknown
  /** Bytes. */
  maxSize?: number
  nosScenes?: string
  /** s, ≥ 86400 */
  nosSurvivalTime?: number
  onUploadStart?: (task: { abort(): void }) => void
  onUploadProgress?: (progress: { total: number; loaded: number; percentage: number; percentageText: string }) => void
  onUploadDone?: (file: FileAttach) => void
}

export interface RecallOptions {
  msg: IMMessage
  /** Shown to the others as the notice's `content`; ≤ 128 characters. */
  ps?: string
  attach?: string
  env?: string
  pushInfo?: Pick<MsgPushInfo, 'needPush' | 'needPushBadge' | 'needPushNick' | 'pushContent' | 'pushPayload'>
}

/** A message deleted for this account only. */
export interface DeletedMsg {
  /** ms */
  deletedTime: number
  from: string
  idClient: string
  idServer: string
  scene: 'p2p' | 'team'
  time: number
  to: string
  ext: string | null
}

/** The peer has read everything up to `msgReceiptTime`. */
export interface P2pMsgReceipt {
  sessionId: string
  to: string
  idClient: string
  /** ms */
  msgReceiptTime: number
}

export interface TeamMsgReceipt {
  teamId: string
  idServer: string
  idClient: string
  read: number
  unread: number
  /** Who read it last. */
  account?: string
}

export interface TeamMsgId {
  teamId: string
  idClient: string
  idServer: string
}

export interface TeamMsgReadAccounts {
  teamMsgReceipt: TeamMsgReceipt
  readAccounts: string[]
  unreadAccounts: string[]
}

export interface BroadcastMessage {
  id: string
  fromAccid: string
  /** ms */
  time: number
  body: string
}

/** Messages of one session that the sync brought. */
export interface SyncedMsgs {
  /** Time of the newest one, ms. */
  timetag: number
  sessionId: string
  msgs: IMMessage[]
}

/** A failed send: `msg` is the message with its final status. */
export interface SendError extends NimError {
  msg: IMMessage
}

/**
 * `nim.msg`. Every send resolves with the message as the service stored it (`sent`), or rejects with a {@link SendError}:
 * 415 not connected or connection lost, 408 no answer in 8 s, 403 refused, 404 no such receiver, 416 too many, 7101 the receiver blocks you (`refused`),
 * 802/803/804/812 team rules. Wrong parameters throw a `validateError` (414) at once.
 */
export interface MsgApi {
  sendTextMsg(options: SendTextOptions): Promise<IMMessage>
  sendTipMsg(options: SendTextOptions): Promise<IMMessage>
  sendGeoLocationMsg(options: SendGeoOptions): Promise<IMMessage>
  sendCustomMsg(options: SendCustomOptions): Promise<IMMessage>
  /** Any type, as it is. */
  sendMsg(options: SendAnyOptions): Promise<IMMessage>
  sendImageMsg(options: SendFileOptions): Promise<IMMessage>
  sendAudioMsg(options: SendFileOptions): Promise<IMMessage>
  sendVideoMsg(options: SendFileOptions): Promise<IMMessage>
  sendFileMsg(options: SendFileOptions): Promise<IMMessage>
  /** Sends a message again under its own `idClient`; the service stores it once. Only own messages. */
  resendMsg(options: { msg: IMMessage }): Promise<IMMessage>
  forwardMsg(options: { msg: IMMessage; scene: MsgScene; to: string }): Promise<IMMessage>
  /** Takes a message back for everybody. 508 after the recall window (2 minutes unless the console says otherwise). Resolves with the message. */
  recallMsg(options: RecallOptions): Promise<IMMessage>
  /** Deletes messages for this account only, on all its devices. */
  deleteSelfMsgs(options: { msgs: IMMessage[]; ext?: string }): Promise<DeletedMsg[]>
  /** Tells the peer that everything up to this message was read. Resolves with nothing when it is no received p2p message. */
  sendMsgReceipt(options: { msg: IMMessage }): Promise<{ to: string; idClient: string; time: number } | void>
  /** Tells the team that messages were read, at most 50 a call. */
  sendTeamMsgReceipt(options: { teamMsgReceipts: TeamMsgId[] }): Promise<void>
  /** How many have read each message. */
  getTeamMsgReads(options: { teamMsgReceipts: TeamMsgId[] }): Promise<TeamMsgReceipt[]>
  /** Who has read a message and who has not. 414 when it was sent without `needACK`. */
  getTeamMsgReadAccounts(options: { teamMsgReceipt: TeamMsgId }): Promise<TeamMsgReadAccounts>
}

export interface HistoryOptions {
  scene: MsgScene
  to: string
  /** ms; 0: no limit. */
  beginTime?: number
  /** ms; 0: now. */
  endTime?: number
  /** idServer of the last message already there. */
  lastMsgId?: string
  /** 1 to 100, default 100. */
  limit?: number
  /** From the oldest on. */
  reverse?: boolean
  /** Sort the result by time, oldest first. */
  asc?: boolean
  msgTypes?: MsgType[]
}

export interface SearchOptions {
  keyword: string
  /** ms */
  fromTime?: number
  /** ms */
  toTime?: number
  /** Sessions at most; only in the search grouped by session. */
  sessionLimit?: number
  msglogsLimit?: number
  orderRule?: 'ASC' | 'DESC'
  p2pSessionList?: string[]
  teamSessionList?: string[]
  senderList?: string[]
  msgTypeList?: MsgType[]
  msgSubTypeList?: number[]
}

/** `nim.msgLog`: what the cloud has kept. */
export interface MsgLogApi {
  /** Messages of one conversation, newest first (oldest first with `reverse` or `asc`). */
  getHistoryMsgs(options: HistoryOptions): Promise<IMMessage[]>
  /** Takes sessions (`scene-target`) out of roaming. */
  deleteRoamingMsgs(options: { ids: string[] }): Promise<void>
  /** Clears a conversation's history in the cloud; with `isSyncSelf` also on the account's other devices. */
  clearHistoryMsgsFromServer(options: { scene: 'p2p' | 'team'; to: string; ext?: string; isSyncSelf?: boolean }): Promise<{ timetag: number }>
  /** Full-text search, messages in one list. */
  ftsCloudMsgLogs(options: SearchOptions): Promise<IMMessage[]>
  /** Full-text search, the best message of each session. */
  ftsCloudMsgLogsAggWithSession(options: SearchOptions): Promise<IMMessage[]>
}

export interface ThreadOptions {
  scene: MsgScene
  threadMsgFromAccount: string
  threadMsgToAccount: string
  threadMsgIdServer: string
  threadMsgTime: number
  beginTime?: number
  endTime?: number
  lastMsgId?: string
  /** 1 to 100, default 100. */
  limit?: number
  reverse?: boolean
}

export interface MsgId {
  scene: MsgScene
  from: string
  to: string
  idServer: string
  time: number
}

/** `nim.msgExtend` */
export interface MsgExtendApi {
  /** The answers to a message. */
  getThreadMsgs(options: ThreadOptions): Promise<{ msgs: IMMessage[]; threadMsg: IMMessage; total: number; timetag: number }>
  /** Messages by their ids, 1 to 100. */
  getMsgsByIdServer(options: { reqMsgs: MsgId[] }): Promise<IMMessage[]>
}

export interface MsgEvents {
  /** A message arrived, or was sent by another device of this account. Each one once. */
  msg: [msg: IMMessage]
  /** Messages of one session that roaming brought, oldest first. */
  syncRoamingMsgs: [msgs: SyncedMsgs]
  /** Messages of one session that came while this account was away, newest first. */
  syncOfflineMsgs: [msgs: SyncedMsgs]
  broadcastMsgs: [msgs: BroadcastMessage[]]
  /** History of these sessions was cleared, here at sync or by another device. */
  clearServerHistoryMsgs: [sessions: { sessionId: string; time: number }[]]
  /** Messages were deleted for this account by another device, or while it was away. */
  deleteSelfMsgs: [msgs: DeletedMsg[]]
  /** A peer has read messages, or team messages were read. */
  msgReceipts: [receipts: P2pMsgReceipt[] | TeamMsgReceipt[]]
}

export interface MsgShape {
  name: 'msg'
  api: { msg: MsgApi; msgLog: MsgLogApi; msgExtend: MsgExtendApi }
  events: MsgEvents
}

/**
 * What `@nim/msg` offers to plugins that build on it. A conversation list (see `@nim/session`) puts its own functions
 * in the place of all but `read`; without one they do nothing.
 */
export interface MsgPeer {
  /** Read mark and receipt time of a session, for the status of its messages. */
  marks(sessionId: string): { ack: number; receipt: number } | undefined
  /** A live message, or a new state of an own one. One that is gone already has the status `deleted`. */
  take(msg: IMMessage): void
  /** Messages of one session from sync, newest first. */
  batch(sessionId: string, msgs: IMMessage[]): void
  /** Messages are gone: recalled or deleted. */
  removed(msgs: { sessionId: string; idClient: string }[]): void
  /** Everything up to `time` is gone. */
  cleared(sessionId: string, time: number): void
  /** The peer has read up to `time`. */
  receipt(sessionId: string, time: number): void
  /** A message from its tags. */
  read(raw: unknown): IMMessage
}
