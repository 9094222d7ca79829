/** Switches travel as "true" and "false", lists and objects as JSON text; the client of this package sees to that. */
type Json = Record<string, unknown>
type Id = string | number

interface Card {
  name?: string
  icon?: string
  sign?: string
  email?: string
  birth?: string
  mobile?: string
  /** 0 unknown, 1 male, 2 female. */
  gender?: 0 | 1 | 2
  ex?: string
}

export interface ApiUser extends Required<Omit<Card, 'gender'>> {
  accid: string
  gender: number
  valid: boolean
  mute: boolean
  muteP2P?: boolean
  muteTeam?: boolean
  muteRoom?: boolean
  muteQChat?: boolean
}

interface Modules {
  muteP2P: boolean
  muteTeam: boolean
  muteRoom: boolean
  muteQChat: boolean
}

export interface ApiFriend {
  faccid: string
  bidirection: boolean
  createtime: number
  updatetime: number
  alias: string
  ex: string
  serverex: string
}

type Status = Record<string, { clientType: number; loginTime: number }[]>

interface Content {
  /** 0 text, 1 picture, 2 audio, 3 video, 4 location, 6 file, 10 tip, 100 custom. */
  type: number
  body: Json
  option?: Json
  ext?: string
  env?: string
}

interface Push {
  pushcontent?: string
  payload?: string
  forcepushlist?: string[]
  forcepushcontent?: string
  forcepushall?: boolean
}

interface SuperPush {
  pushContent?: string
  pushPayload?: string
  isForcePush?: boolean
  forcePushList?: string[]
  forcePushContent?: string
  forcePushAll?: boolean
}

interface Sent {
  data: { msgid: number; timetag: number; antispam: boolean }
}

interface Named {
  deleteMsgid: Id
  timetag: number
  from: string
  to: Id
  msg?: string
}

interface Notice {
  attach: string
  /** 1 only who is online, 2 kept. */
  save?: 1 | 2
  pushcontent?: string
  payload?: string
  option?: Json
}

export interface ApiBroadcast {
  broadcastId: number
  from?: string
  body: string
  isOffline: boolean
  createTime: number
  expireTime: number
  targetOs: string[]
}

interface TeamInfo {
  intro?: string
  announcement?: string
  icon?: string
  /** 0 anyone, 1 on request, 2 nobody. */
  joinmode?: 0 | 1 | 2
  beinvitemode?: 0 | 1
  invitemode?: 0 | 1
  uptinfomode?: 0 | 1
  upcustommode?: 0 | 1
}

interface ByOwner {
  tid: Id
  owner: string
}

interface Overflow {
  faccid?: { accid: string[]; msg: string }
}

export interface ApiTeam extends Required<Omit<TeamInfo, 'joinmode'>> {
  tid: number
  tname: string
  joinmode: number
  owner: string
  size: number
  maxusers: number
  custom: string
  clientCustom: string
  muteType: number
  mute: boolean
  admins: string[]
  members?: string[]
  createtime: number
  updatetime: number
}

export interface ApiMember {
  accid: string
  nick: string
  custom: string
  mute: boolean
  createtime: number
  updatetime: number
}

export interface ApiSuperTeam extends Omit<ApiTeam, 'maxusers' | 'custom' | 'mute' | 'admins' | 'members'> {
  creator: string
  tlevel: number
  serverCustom: string
}

export interface ApiSuperMember extends Omit<ApiMember, 'mute'> {
  tid: number
  type: number
  jointime: number
  mute: 0 | 1
  invitor: string
  bits: number
}

export interface ApiMessage {
  from: string
  msgid: number
  msgidclient: string
  sendtime: number
  type: number
  fromclienttype: number
  body: Json
  ext: string
}

interface Span {
  /** ms, both inclusive. */
  begintime: number
  endtime: number
  /** 1 to 100. */
  limit: number
  /** 1 oldest first, 2 newest first. */
  reverse?: 1 | 2
}

interface Messages {
  size: number
  msgs: ApiMessage[]
}

type Nothing = unknown
type Call<Ask, Answer = Nothing> = { ask: Ask; answer: Answer }

/** The calls of the server API that the emulator answers: what they take, and what comes with code 200. */
export interface ServerCalls {
  'user/create': Call<{ accid: string; token?: string } & Card, { info: { token: string; accid: string; name: string } }>
  'user/update': Call<{ accid: string; token?: string }>
  'user/refreshToken': Call<{ accid: string }, { info: { token: string; accid: string } }>
  'user/block': Call<{ accid: string; needkick?: boolean; kickNotifyExt?: string }>
  'user/unblock': Call<{ accid: string }>
  'user/mute': Call<{ accid: string; mute: boolean }>
  'user/muteModule': Call<{ accid: string } & Partial<Modules>, { data: Modules }>
  'user/setDonnop': Call<{ accid: string; donnopOpen: boolean }>
  'user/updateUinfo': Call<{ accid: string } & Card>
  'user/getUinfos': Call<{ accids: string[]; muteStatus?: boolean }, { uinfos: ApiUser[] }>
  'user/userOnlineStatus': Call<{ accids: string[] }, { data: { invalidAccids: string[]; status: Status } }>
  'user/setSpecialRelation': Call<{ accid: string; targetAcc: string; relationType: 1 | 2; value: 0 | 1 }>
  'user/listBlackAndMuteList': Call<{ accid: string }, { mutelist: string[]; blacklist: string[] }>

  'friend/add': Call<{ accid: string; faccid: string; type: 1 | 2 | 3 | 4; msg?: string; serverex?: string }>
  'friend/update': Call<{ accid: string; faccid: string; alias?: string; ex?: string; serverex?: string }>
  'friend/delete': Call<{ accid: string; faccid: string; isDeleteAlias?: boolean }>
  'friend/get': Call<{ accid: string; updatetime: number }, { size: number; friends: ApiFriend[] }>
  'friend/getByAccid': Call<{ accid: string; faccid: string }, { friend: ApiFriend }>

  'msg/sendMsg': Call<{ from: string; ope: 0 | 1; to: Id; markRead?: 0 | 1; checkFriend?: boolean; subType?: number; msgSenderNoSense?: 0 | 1; msgReceiverNoSense?: 0 | 1 } & Content & Push, Sent>
  'msg/sendBatchMsg': Call<{ fromAccid: string; toAccids: string[]; returnMsgid?: boolean } & Content & Push, { unregister: string; timetag: number; msgids?: Record<string, number> }>
  'msg/sendAttachMsg': Call<{ from: string; msgtype: 0 | 1; to: Id } & Notice>
  'msg/sendBatchAttachMsg': Call<{ fromAccid: string; toAccids: string[] } & Notice, { unregister: string }>
  'msg/recall': Call<{ type: 7 | 8; ignoreTime?: '1'; attach?: string } & Named>
  'msg/delMsgOneWay': Call<{ type: 13 | 14 } & Named>
  'msg/delMsg': Call<{ type: 7 | 8 } & Named>
  'msg/markReadMsg': Call<{ from: string; to: string; msgid?: Id }, { data: { timestamp: number } }>
  'msg/markReadTeamMsg': Call<{ tid: Id; fromAccid: string; msgIds: Id[] }, { data: { errMsgIds: number[] } }>
  'msg/delRoamSession': Call<{ type: 1 | 2; from: string; to: Id }>
  'msg/upload': Call<{ content: string; type?: string; expireSec?: number; tag?: string }, { url: string }>
  'msg/fileUpload': Call<{ content: Blob; type?: string; expireSec?: number; tag?: string }, { url: string }>
  'job/nos/del': Call<{ startTime: number; endTime: number; contentType?: string }, { data: { taskid: string } }>
  'msg/broadcastMsg': Call<{ body: string; from?: string; isOffline?: boolean; ttl?: number; targetOs?: string[] }, { msg: ApiBroadcast }>

  'team/create': Call<{ tname: string; owner: string; members: string[]; msg: string; magree?: 0 | 1; custom?: string; teamMemberLimit?: number } & TeamInfo, { tid: string } & Overflow>
  'team/add': Call<ByOwner & { members: string[]; magree?: 0 | 1; msg?: string; attach?: string }, Overflow>
  'team/kick': Call<ByOwner & { member?: string; members?: string[]; attach?: string }>
  'team/remove': Call<ByOwner>
  'team/update': Call<ByOwner & { tname?: string; custom?: string; teamMemberLimit?: number } & TeamInfo>
  'team/query': Call<{ tids: Id[]; ope: 0 | 1; ignoreInvalid?: boolean }, { tinfos: ApiTeam[] }>
  'team/queryDetail': Call<{ tid: Id }, { tinfo: Omit<ApiTeam, 'owner' | 'admins' | 'members'> & { owner: ApiMember; admins: ApiMember[]; members: ApiMember[] } }>
  'team/getMarkReadInfo': Call<{ tid: Id; msgid: Id; fromAccid: string; snapshot?: boolean }, { data: { readSize: number; unreadSize: number; readAccids: string[]; unreadAccids: string[] } }>
  'team/changeOwner': Call<ByOwner & { newowner: string; leave: 1 | 2 }>
  'team/addManager': Call<ByOwner & { members: string[] }>
  'team/removeManager': Call<ByOwner & { members: string[] }>
  'team/joinTeams': Call<{ accid: string }, { count: number; infos: Pick<ApiTeam, 'owner' | 'tname' | 'maxusers' | 'tid' | 'size' | 'custom'>[] }>
  'team/updateTeamNick': Call<ByOwner & { accid: string; nick?: string; custom?: string }>
  'team/muteTeam': Call<{ tid: Id; accid: string; ope: 1 | 2 }>
  'team/muteTlist': Call<ByOwner & { accid: string; mute: 0 | 1 }>
  'team/muteTlistAll': Call<ByOwner & { mute?: boolean; muteType?: 0 | 1 | 3 }>
  'team/listTeamMute': Call<ByOwner, { mutes: { nick: string; accid: string; tid: number; type: number }[] }>
  'team/leave': Call<{ tid: Id; accid: string }>
  'team/listMemberInfo': Call<{ accid: string }, { data: { tid: number; accid: string; nick: string; mute: boolean; pushEnable: boolean; managerPushEnable: boolean; createtime: number; updatetime: number }[] }>
  'team/listOnlineUsers': Call<{ tid: Id }, { data: { count: number; status: Status } }>
  'team/listOnlineUserCount': Call<{ tids: Id[] }, { data: { tid: number; onlineUserCount: number; offlineUserCount: number }[] }>

  'superteam/create': Call<{ tname: string; owner: string; inviteAccids: string[]; msg?: string; serverCustom?: string; tlevel?: number } & TeamInfo, { tid: string } & Overflow>
  'superteam/invite': Call<ByOwner & { inviteAccids: string[]; msg?: string }, Overflow>
  'superteam/kick': Call<ByOwner & { kickAccids: string[] }>
  'superteam/dismiss': Call<ByOwner>
  'superteam/leave': Call<{ tid: Id; accid: string }>
  'superteam/changeLevel': Call<ByOwner & { tlevel: number }>
  'superteam/updateTinfo': Call<ByOwner & { tname?: string; serverCustom?: string } & TeamInfo>
  'superteam/updateTlist': Call<{ tid: Id; accid: string; silentType?: 0 | 1; nick?: string; custom?: string }>
  'superteam/updateTeamNick': Call<ByOwner & { accid: string; nick?: string; custom?: string }>
  'superteam/addManager': Call<ByOwner & { managerAccids: string[] }>
  'superteam/removeManager': Call<ByOwner & { managerAccids: string[] }>
  'superteam/changeOwner': Call<ByOwner & { accid: string; leave: 1 | 2 }>
  'superteam/mute': Call<ByOwner & { muteType: 0 | 1 | 3 }>
  'superteam/muteTlist': Call<ByOwner & { muteAccids: string[]; mute: 0 | 1 }>
  'superteam/getTinfos': Call<{ tids: Id[] }, { tinfos: ApiSuperTeam[] }>
  'superteam/getTlists': Call<{ tid: Id; timetag: number; limit: number; reverse?: 1 | 2 }, { tlists: ApiSuperMember[] }>
  'superteam/getMuteTlists': Call<{ tid: Id }, { tlists: ApiSuperMember[] }>
  'superteam/joinTeams': Call<{ accid: string }, { tinfos: ApiSuperTeam[] }>
  'superteam/sendMsg': Call<{ tid: Id; fromAccid: string } & Content & SuperPush, Sent>
  'superteam/sendAttachMsg': Call<{ from: string; to: Id; attach: string; option?: Json } & SuperPush>
  'superteam/recallMsg': Call<{ ignoreTime?: '1' } & Named>
  'superteam/queryHistoryMsg': Call<{ tid: Id; accid: string; type?: string } & Span, { tid: number } & Messages>
  'superteam/queryHistoryMsgByIds': Call<{ tid: Id; msgids: Id[] }, { msgs: ApiMessage[] }>

  'history/querySessionMsg': Call<{ from: string; to: string; type?: string } & Span, Messages>
  'history/queryTeamMsg': Call<{ tid: Id; accid: string; type?: string; checkTeamValid?: boolean } & Span, Messages>
  'history/querySessionList': Call<{ accid: string; minTimestamp?: number; maxTimestamp?: number; limit?: number; needLastMsg?: 0 | 1 }, { data: { hasMore: boolean; sessions: { sessionType: number; accid?: string; tid?: number; updateTime: number; ext: string; lastMsg?: ApiMessage }[] } }>
  'history/queryUserEvents': Call<{ accid: string } & Span, { size: number; events: { accid: string; timestamp: number; eventType: number; clientIp: string; clientType: number; deviceId: string; customTag: string }[] }>
  'history/queryBroadcastMsg': Call<{ broadcastId?: number; limit?: number; type?: 1 | 2 | 3 }, { msgs: ApiBroadcast[] }>
  'history/queryBroadcastMsgById': Call<{ broadcastId: number }, { msg: ApiBroadcast }>
  'history/delBroadcastMsgById': Call<{ broadcastId: number }>

  'event/subscribe/add': Call<{ accid: string; eventType: 1; publisherAccids: string[]; ttl: number }, { failedAccid: string[] }>
  'event/subscribe/delete': Call<{ accid: string; eventType: 1; publisherAccids: string[] }, { failedAccid: string[] }>
  'event/subscribe/batchdel': Call<{ accid: string; eventType: 1 }>
  'event/subscribe/query': Call<{ accid: string; eventType: 1; publisherAccids: string[] }, { subscribes: { accid: string; eventType: number; expireTime: number; subscribeTime: number }[] }>
}

export type ServerPath = keyof ServerCalls
