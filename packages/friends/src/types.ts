/** A friend. */
export interface FriendProfile {
  account: string
  /** The name this account gave the friend, ≤ 128 characters. */
  alias?: string
  /** Free for the app, ≤ 256 characters. */
  ext?: string
  /** The same, but only the app's server can write it. */
  serverex?: string
  /** False: no friend any more. */
  valid: boolean
  /** ms */
  createTime: number
  /** ms */
  updateTime: number
  /** 1: a friend, 0: none. */
  relationShip?: 0 | 1
  /** How it came about: 1 added directly, 2 asked for, 3 agreed to. */
  passRelationShip?: 1 | 2 | 3
  /** Where the friend comes from; 0 unless the app's server says otherwise. */
  source?: number
  bitsExtension?: number
}

/** What a change says about a friend: always which one, and what it brought. */
export type FriendChange = Partial<FriendProfile> & Pick<FriendProfile, 'account'>

/** What another device of this account did. */
export type FriendAction =
  | {
      type: 'addFriend' | 'passFriendApply'
      account: string
      /** The words that went with it; parsed when they are JSON. */
      ps?: any
      /** The new friend, as far as this device knows it. */
      friend: FriendProfile
    }
  | {
      /** A kind this client does not know is passed on as the number it came as. */
      type: 'applyFriend' | 'rejectFriendApply'
      account: string
      /** The words that went with it; parsed when they are JSON. */
      ps?: any
    }
  | { type: 'deleteFriend'; account: string }
  | { type: 'updateFriend'; friend: FriendChange }

export interface AddFriendOptions {
  account: string
  /** Words to go with it, 1 to 256 characters. */
  ps?: string
}

export interface ApplyFriendOptions {
  account: string
  /** Words to go with it, ≤ 256 characters. */
  ps?: string
}

export interface AnswerFriendOptions {
  /** Who has applied. */
  account: string
  /** Words to go with the answer, ≤ 256 characters. */
  ps?: string
  /** Id of the notification that is answered; `updateSystemMessages` has it then. */
  idServer?: string
}
export type PassFriendApplyOptions = AnswerFriendOptions
export type RejectFriendApplyOptions = AnswerFriendOptions

export interface DeleteFriendOptions {
  account: string
  /** Forget the alias too; otherwise it is there again when the account becomes a friend again. */
  delAlias: boolean
}

export interface UpdateFriendOptions {
  account: string
  /** ≤ 128 characters; empty takes it away. */
  alias: string
  /** ≤ 256 characters. */
  ext?: string
}

/**
 * `nim.friend`. All methods reject with a `validateError` (414) that names the parameter, with the service's code
 * (404 no such account, 419 too many friends, …), 408, 415.
 * Those concerned hear of it by `sysMsg`, other devices of this account by `syncFriend`; this client by the promise.
 */
export interface FriendApi {
  /** All friends. */
  getFriends(): Promise<FriendProfile[]>
  /** Makes somebody a friend without asking. The times are estimated: the service tells them at the next sync. */
  addFriend(options: AddFriendOptions): Promise<FriendProfile>
  /** Asks somebody to become a friend. The answer comes as `sysMsg`. */
  applyFriend(options: ApplyFriendOptions): Promise<void>
  /** Says yes to an application. Raises `updateSystemMessages` when `@nim/sysmsg` is there. */
  passFriendApply(options: PassFriendApplyOptions): Promise<void>
  /** Says no to an application. Raises `updateSystemMessages` when `@nim/sysmsg` is there. */
  rejectFriendApply(options: RejectFriendApplyOptions): Promise<void>
  /** Ends a friendship, on both sides. */
  deleteFriend(options: DeleteFriendOptions): Promise<void>
  /** Changes what this account noted about a friend. */
  updateFriend(options: UpdateFriendOptions): Promise<void>
  /**
   * The friends of this account, kept current by sync, notices and own calls. The same array until something changes.
   * Empty unless `friend({ keep: true })`, or `friendConfig: { keep: true }` among the other options.
   */
  list(): readonly Readonly<FriendProfile>[]
  /** One of them. */
  get(account: string): Readonly<FriendProfile> | undefined
}

export interface FriendOptions {
  /** Keep the friends for `list()` and `get()`. Default false. */
  keep?: boolean
}

export interface FriendEvents {
  /** Friends that changed since the last sync; `valid: false` for those that are none any more. Not raised when there are none. */
  friends: [friends: FriendProfile[]]
  /** Another device of this account did something about a friend. */
  syncFriend: [action: FriendAction]
}

export interface FriendShape {
  name: 'friend'
  api: { friend: FriendApi }
  events: FriendEvents
}

export type Gender = 'unknown' | 'male' | 'female'

/** A name card. */
export interface UserNameCard {
  account: string
  /** ≤ 64 characters. */
  nick?: string
  /** Address of a picture, ≤ 1024 characters. */
  avatar?: string
  /** ≤ 256 characters. */
  signature?: string
  /** A gender this client does not know is passed on as it came. */
  gender?: Gender
  /** ≤ 64 characters. */
  email?: string
  /** ≤ 16 characters. */
  birth?: string
  /** ≤ 32 characters. */
  tel?: string
  /** Free for the app, ≤ 1024 characters. */
  ext?: string
  /** ms */
  createTime: number
  /** ms */
  updateTime: number
}

/** A friend's card. */
export interface FriendUser extends UserNameCard {
  /** @deprecated the same as `signature`: the official client calls it so in this one event */
  sign?: string
}

/** What can be written on the own card; what is absent stays, an empty text clears. */
export type UpdateMyInfoOptions = Partial<Omit<UserNameCard, 'account' | 'createTime' | 'updateTime'>>

export interface GetUsersNameCardFromServerOptions {
  /** ≤ 150. */
  accounts: string[]
}

/** An account on the blacklist, the mute list, or both. */
export interface MarkedUserInfo {
  account: string
  isMuted?: true
  isBlack?: true
  /** ms */
  createTime: number
  /** ms */
  updateTime: number
}

export interface Relations {
  /** Whose messages this account does not get. */
  blackList: MarkedUserInfo[]
  /** Whose messages come without an alert. */
  muteList: MarkedUserInfo[]
}

export interface UpdateRelationsOptions {
  account: string
  /** True: on the list; false: off it. */
  isAdd: boolean
}

/** Another device of this account put an account on a list, or took it off. */
export interface RelationChange {
  account: string
  isAdd: boolean
}

/**
 * `nim.user`. A failed check throws a `validateError` (414) that names the parameter, at once;
 * the promises reject with the service's code (404 no such account, 419 too many on the list, …), 408, 415.
 */
export interface UserApi {
  /** Puts an account on the blacklist, or takes it off: nothing comes from there any more. */
  setBlack(options: UpdateRelationsOptions): Promise<void>
  /** Puts an account on the mute list, or takes it off: its messages come, but without an alert. */
  setMute(options: UpdateRelationsOptions): Promise<void>
  /** Both lists, from the service. Raises `relations` too. */
  getRelations(): Promise<Relations>
  /** The same question; gives the blacklist. */
  getBlackList(): Promise<MarkedUserInfo[]>
  /** The same question; gives the mute list. */
  getMuteList(): Promise<MarkedUserInfo[]>
  /** Cards from the service; accounts it does not know are left out. */
  getUsersNameCardFromServer(options: GetUsersNameCardFromServerOptions): Promise<UserNameCard[]>
  /** Changes the own card. Gives the whole card as it is now; nothing given: as it is, without asking. */
  updateMyNameCard(options: UpdateMyInfoOptions): Promise<UserNameCard>
  /** @deprecated does nothing, in the official client too */
  updatePushToken(options?: unknown): Promise<void>
  /** @deprecated does nothing, in the official client too */
  updateAppBackground(options?: unknown): Promise<void>
  /**
   * A card that was seen: one's own, a friend's, a sender's, one that was asked for. Kept current by sync, events and own calls.
   * Nothing unless `user({ keep: true })`, or `userConfig: { keep: true }` among the other options.
   */
  get(account: string): Readonly<UserNameCard> | undefined
  /** Both lists, kept in the same way. The same object until something changes. */
  relations(): Readonly<Relations>
}

export interface UserOptions {
  /** Keep cards and lists for `get()` and `relations()`. Default false. */
  keep?: boolean
}

export interface UserEvents {
  /** The own card, when it changed since the last sync. */
  syncMyNameCard: [card: UserNameCard]
  /** Another device of this account changed the own card; has the whole card. */
  updateMyNameCard: [card: UserNameCard]
  /** Cards of friends that changed since the last sync. Not raised when there are none. */
  users: [cards: FriendUser[]]
  /** The card of somebody who wrote: of a new sender, or of one that changed it. */
  updateUserInfo: [card: UserNameCard]
  /** Black and mute list as the service sent them: all at the first sync and after `getRelations`, later what changed. */
  relations: [relations: Relations]
  /** Another device changed the blacklist. */
  updateBlackList: [change: RelationChange]
  /** Another device changed the mute list. */
  updateMuteList: [change: RelationChange]
}

export interface UserShape {
  name: 'user'
  api: { user: UserApi }
  events: UserEvents
}
