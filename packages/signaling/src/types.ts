import type { Events } from '@nim/core'

/** What a channel is for: 1 audio, 2 video, 3 the app's own. */
export type SignalingType = 1 | 2 | 3

/** What is passed to the NERTC service when a channel is made with a call. */
export interface SignalingCallNertcInfo {
  nertcChannelName?: string
  /** How long the token is valid, s; default 600. */
  nertcTokenTtl?: number
  /** JSON text. */
  nertcJoinRoomQueryParamMap?: string
}

/** What the NERTC service answered. */
export interface SignalingNertcInfo extends SignalingCallNertcInfo {
  /** With it one joins the NERTC room. */
  nertcToken?: string
  /** JSON text. Also found as `channelInfo.nertcJoinRoomResponse`. */
  nertcJoinRoomResponse?: string
  /** What became of the invitation in callEx(): 200, 10201 offline, 10202 not reached by push. */
  callStatus?: number
}

export interface SignalingChannelInfo {
  channelId: string
  type: SignalingType
  name?: string
  ext?: string
  /** ms */
  createTime: number
  /** When it ends unless somebody keeps it alive, ms. Clients that are in it do so by themselves. */
  expireTime: number
  creatorAccid: string
  /** True when the channel is closed. */
  invalid?: boolean
  /** The own number in the channel, in the answers to callEx(), join() and joinAndAccept(). */
  uid?: number
  pluginSetting?: { nertcInfo?: SignalingNertcInfo }
  /** The same as `pluginSetting.nertcInfo.nertcJoinRoomResponse`. */
  nertcJoinRoomResponse?: string
}

export interface SignalingMember {
  accid: string
  /** The member's number in the channel. */
  uid: number
  /** When it joined, ms. */
  createTime: number
  /** When it counts as gone unless its client is heard of, ms. */
  expireTime: number
}

export interface SignalingChannel {
  channelInfo: SignalingChannelInfo
  /** Who is in it; absent when nobody is, or the answer does not say. */
  memberList?: SignalingMember[]
}

/** Push notification for somebody who is invited. */
export interface SignalingPushInfo {
  needPush?: boolean
  pushTitle?: string
  pushContent?: string
  /** JSON text. */
  pushPayload?: string
  needPushBadge?: boolean
}

interface WithChannel {
  channelId: string
  /** Free text for those who are told: `metaData.ext` of their event. */
  attachExt?: string
  /** Keep the notification for those who are offline. Default false. */
  needOffline?: boolean
}

interface ToInvitee {
  /** Who is invited. */
  toAccid: string
  /** The app's own id of this invitation; taking back, rejecting and accepting name it. */
  requestId: string
}

interface ToInviter {
  /** Who invited. */
  fromAccid: string
  /** Of the invitation. */
  requestId: string
}

export interface SignalingCreateOptions {
  type: SignalingType
  /** Found by queryInfo(); the service makes one when it is absent. 10405: taken. */
  name?: string
  ext?: string
}

export interface SignalingCallExOptions extends SignalingCreateOptions, ToInvitee {
  attachExt?: string
  needOffline?: boolean
  /** The own number in the channel, > 0; the service makes one when it is absent. */
  uid?: number | string
  pushInfo?: SignalingPushInfo
  pluginSetting?: { nertcInfo?: SignalingCallNertcInfo }
}

export interface SignalingJoinOptions extends WithChannel {
  /** The own number in the channel, > 0; the service makes one when it is absent. 10417: taken. */
  uid?: number
}

export interface SignalingJoinAndAcceptOptions extends SignalingJoinOptions {
  /** Who invited. */
  fromAccid: string
  /** Of the invitation. */
  requestId?: string
  pluginSetting?: { nertcInfo?: SignalingCallNertcInfo }
}

export type SignalingLeaveOptions = WithChannel
export type SignalingCloseOptions = WithChannel

export interface SignalingInviteOptions extends WithChannel, ToInvitee {
  pushInfo?: SignalingPushInfo
}

export interface SignalingCancelInviteOptions extends WithChannel, ToInvitee {}
export interface SignalingRejectOptions extends WithChannel, ToInviter {}

export interface SignalingAcceptOptions extends WithChannel, ToInviter {
  /** Join the channel too. Default false. */
  autoJoin?: boolean
  /** For joining. */
  uid?: number
  /** For joining: what the others are told. */
  joinAttachExt?: string
}

export interface SignalingCustomCommandOptions {
  channelId: string
  /** To this member only; absent or empty: to all others. */
  toAccid?: string
  attachExt?: string
}

/** What every notification says. */
export interface SignalingMeta {
  /** 1 close, 2 join, 3 invite, 4 cancelInvite, 5 reject, 6 accept, 7 leave, 8 custom command. */
  eventType: number
  channelInfo: SignalingChannelInfo
  /** 0: live; 1: happened while this account was offline; 3: another device of this account acted. */
  feature: 0 | 1 | 3
  /** `attachExt` of who acted, or `''`. */
  ext: string
  /** ms */
  time: number
  msgId?: string
}

/** Somebody acted. */
export interface SignalingNotice {
  /** Who. */
  fromAccid: string
  metaData: SignalingMeta
}

export interface SignalingJoinNotice extends SignalingNotice {
  /** The new member as the channel has it. */
  member?: SignalingMember
}

/** About an invitation. */
export interface SignalingInvitationNotice extends SignalingNotice {
  /** Who is told. */
  toAccid: string
  requestId: string
}

export interface SignalingInviteNotice extends SignalingInvitationNotice {
  pushInfo?: SignalingPushInfo
}

/** Events of `nim.signaling` (not of `nim`). Each notification comes once. */
export interface SignalingEvents {
  /** A channel was closed. */
  signalingClose: [notice: SignalingNotice]
  /** Somebody joined a channel this account is in. */
  signalingJoin: [notice: SignalingJoinNotice]
  /** Somebody invites this account: answer with joinAndAccept() or reject(). */
  signalingInvite: [notice: SignalingInviteNotice]
  /** The invitation was taken back. */
  signalingCancelInvite: [notice: SignalingInvitationNotice]
  /** The invitation of this account was rejected, by `fromAccid`. */
  signalingReject: [notice: SignalingInvitationNotice]
  /** The invitation of this account was accepted, by `fromAccid`. */
  signalingAccept: [notice: SignalingInvitationNotice]
  /** Somebody left. */
  signalingLeave: [notice: SignalingNotice]
  /** What somebody sent with sendCustomCommand(); see `metaData.ext`. */
  signalingCustomCommand: [notice: SignalingNotice]
  /** At login: the channels this account is in. (Spelt as in the official client.) They are kept alive from now on. */
  singalingSyncChannels: [channels: SignalingChannel[]]
}

/** The methods of `nim.signaling`. All reject with a `validateError` (414) for wrong parameters, with the service's code, 408 after 8 s, 415 without connection. */
export interface SignalingMethods {
  /** Makes a channel; join() it then. Most apps want callEx(). */
  create(options: SignalingCreateOptions): Promise<SignalingChannel>
  /**
   * Makes a channel, joins it and invites somebody, who hears `signalingInvite`.
   * 10201 (offline) and 10202 (not reached by push) may come although the channel was made and joined: then `error.data.channel` is it;
   * wait for the other one, or leave() or close() it.
   */
  callEx(options: SignalingCallExOptions): Promise<SignalingChannel>
  /** Accepts an invitation and joins its channel. 10408: taken back, 10409 and 10410: answered already, e.g. on another device. */
  joinAndAccept(options: SignalingJoinAndAcceptOptions): Promise<SignalingChannel>
  /** Joins a channel. From then on the client keeps it alive, until it leaves. 10407: joined already, 10420: on another device. */
  join(options: SignalingJoinOptions): Promise<SignalingChannel>
  leave(options: SignalingLeaveOptions): Promise<void>
  /** Closes the channel for all. */
  close(options: SignalingCloseOptions): Promise<void>
  /** Invites somebody into a channel this client is in. 10201, 10202: not there, but with `needOffline` the invitation waits. */
  invite(options: SignalingInviteOptions): Promise<void>
  cancelInvite(options: SignalingCancelInviteOptions): Promise<void>
  /** Rejects an invitation. */
  reject(options: SignalingRejectOptions): Promise<void>
  /**
   * Accepts an invitation, and joins its channel if told to.
   * @deprecated joinAndAccept() does both at once.
   */
  accept(options: SignalingAcceptOptions): Promise<void>
  /** Sends something of the app's own to those in the channel. 10406: `toAccid` is not in it. */
  sendCustomCommand(options: SignalingCustomCommandOptions): Promise<void>
  /** A channel and who is in it, by its name. 10404: there is none. */
  queryInfo(options: { name: string }): Promise<SignalingChannel>
}

/** `nim.signaling`: methods, and an emitter of its own. */
export interface SignalingApi extends SignalingMethods, Events<SignalingEvents> {}

export interface SignalingShape {
  name: 'signaling'
  api: { signaling: SignalingApi }
  events: object
}
