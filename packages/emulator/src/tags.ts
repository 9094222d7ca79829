/*
 * The tags of the wire that the service itself reads or writes, by name.
 * Everything else in a Property passes through untouched.
 */

export const Login = {
  clientType: 3,
  os: 4,
  appLogin: 8,
  deviceId: 13,
  appkey: 18,
  account: 19,
  deviceInfo: 32,
  customTag: 38,
  customClientType: 39,
  authType: 115,
  loginExt: 116,
  token: 1000,
} as const

export const LoginResult = { lastLoginDeviceId: 17, customTag: 38, connectionId: 102, ip: 103, port: 104, country: 106 } as const

export const Port = { type: 3, os: 4, deviceId: 13, account: 19, deviceInfo: 32, customTag: 38, connectionId: 102, ip: 103, time: 109 } as const

export const Msg = {
  scene: 0,
  to: 1,
  from: 2,
  clientType: 4,
  deviceId: 5,
  nick: 6,
  time: 7,
  type: 8,
  body: 9,
  attach: 10,
  idClient: 11,
  idServer: 12,
  resend: 13,
  userTime: 14,
  ext: 15,
  pushPayload: 16,
  pushContent: 17,
  forcePushList: 18,
  needAck: 26,
  needUpdateSession: 28,
  replyTime: 31,
  replyIdServer: 32,
  threadTime: 36,
  threadIdServer: 37,
  isDeleted: 39,
  callbackExt: 40,
  subType: 41,
  needHistory: 100,
  needRoaming: 101,
  needSelfSync: 102,
  isMuted: 104,
  isInBlackList: 106,
  needOffline: 108,
  isReply: 111,
  ackSnapshot: 112,
} as const

/** System notices, and recalls as they are asked for (7_13, 21_17). */
export const Notice = {
  time: 0,
  type: 1,
  to: 2,
  from: 3,
  content: 4,
  attach: 5,
  idServer: 6,
  saveOffline: 7,
  pushContent: 8,
  pushPayload: 9,
  msgIdClient: 10,
  msgIdServer: 11,
  msgTime: 14,
  msgFromNick: 15,
  operator: 16,
  env: 21,
} as const

export const Receipt = { to: 1, from: 2, time: 7, idClient: 11 } as const
export const TeamReceipt = { teamId: 0, idServer: 1, read: 100, unread: 101, idClient: 102, account: 103 } as const
export const Deleted = { scene: 1, from: 2, to: 3, idServer: 4, idClient: 5, msgTime: 6, time: 7, ext: 8 } as const
export const Cleared = { type: 0, account: 1, roaming: 2, teamId: 3, syncSelf: 4, from: 5, time: 6, ext: 7 } as const
export const Broadcast = { id: 1, from: 2, time: 4, body: 5 } as const
export const Search = { keyword: 1, from: 2, to: 3, sessions: 4, limit: 5, order: 6, p2p: 7, teams: 8, senders: 9, types: 10, subTypes: 11 } as const
export const Thread = { begin: 1, end: 2, lastId: 3, limit: 4, reverse: 5 } as const
export const ThreadMeta = { total: 1, lastTime: 2 } as const
export const StickTop = { id: 1, ext: 2, createTime: 3, updateTime: 4 } as const
export const SessionAck = { scene: 1, to: 2, time: 3 } as const
export const CloudQuery = { min: 1, max: 2, withLast: 3, limit: 4, hasMore: 5 } as const
export const CloudSession = { id: 1, updateTime: 2, ext: 3, lastMsg: 4, lastMsgType: 5 } as const

export const User = { account: 1, nick: 3, avatar: 4, sign: 5, gender: 6, email: 7, birth: 8, tel: 9, ext: 10, createTime: 12, updateTime: 13 } as const
export const RelationTag = { account: 0, muted: 1, black: 2, createTime: 3, updateTime: 4 } as const
export const FriendTag = { account: 4, relation: 5, passed: 6, source: 7, alias: 8, bits: 9, ext: 10, createTime: 11, updateTime: 12, serverExt: 13 } as const

export const TeamTag = {
  id: 1,
  name: 3,
  type: 4,
  owner: 5,
  level: 6,
  valid: 8,
  memberNum: 9,
  memberTime: 10,
  createTime: 11,
  updateTime: 12,
  validToMe: 13,
  intro: 14,
  announcement: 15,
  joinMode: 16,
  ext: 18,
  serverExt: 19,
  avatar: 20,
  beInviteMode: 21,
  inviteMode: 22,
  updateMode: 23,
  updateExtMode: 24,
  mute: 100,
  muteType: 101,
} as const

/** Members of teams; those of super teams keep the time they joined in another tag. */
export const MemberTag = { teamId: 1, account: 3, type: 4, nick: 5, bits: 7, active: 8, valid: 9, joinTime: 10, updateTime: 11, ext: 12, mute: 13, invitor: 14, superJoinTime: 15 } as const

export const Event = { type: 1, value: 2, idClient: 3, ext: 4, validTime: 5, broadcastType: 6, sync: 7, time: 10, idServer: 11, clientType: 12, serverConfig: 13, serverExt: 14, account: 103 } as const
export const Subscription = { type: 1, life: 2, sync: 3, to: 102, from: 104, time: 105 } as const

export const Signal = {
  type: 1,
  name: 2,
  channelId: 3,
  createTime: 4,
  expireTime: 5,
  creator: 6,
  ext: 7,
  invalid: 8,
  from: 10,
  to: 11,
  requestId: 12,
  needPush: 13,
  pushTitle: 14,
  pushContent: 15,
  pushPayload: 16,
  needPushBadge: 17,
  members: 18,
  attach: 19,
  attachExt: 20,
  needOffline: 21,
  msgId: 22,
  uid: 23,
  time: 24,
  rtcName: 25,
  rtcTtl: 26,
  rtcToken: 27,
  rtcQuery: 28,
  rtcResponse: 29,
  callStatus: 30,
} as const

export const SignalMember = { account: 1, uid: 2, createTime: 3, expireTime: 4 } as const

export const NosToken = { object: 1, token: 2, bucket: 3, expireTime: 4, expireSec: 7, tag: 8, shortUrl: 9 } as const
export const NosCdn = { bucket: 1, domain: 2, expire: 3, prefix: 4 } as const
export const Gray = { config: 0, ttl: 1 } as const
export const SafeUrl = { short: 0, origin: 1 } as const
export const MixPolicy = { providers: 0, ttl: 1, enabled: 2, nos: 3, s3: 4 } as const
export const MixRequest = { provider: 0, count: 1, expireSec: 2, tag: 3, template: 4 } as const
export const MixToken = { provider: 0, token: 4, expireTime: 5, bucket: 6, object: 7, expireSec: 8, tag: 9, shortUrl: 10 } as const
export const FileToken = { type: 1, tokens: 2, token: 3, ttl: 4, urls: 2 } as const

export const Proxy = { zone: 1, path: 2, method: 3, header: 4, body: 5 } as const
export const ProxyMessage = { from: 1, body: 2, time: 3 } as const
export const NetProbe = { type: 1, params: 2, result: 3, sent: 100 } as const

/** What of a session a sync handed out (4_25): its context, and a row for each session. */
export const Span = { time: 1, kind: 2, scene: 1, session: 2, complete: 3, endId: 4, endIdClient: 5, endTime: 6, startId: 7, startIdClient: 8, startTime: 9, roaming: 13 } as const
