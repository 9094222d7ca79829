// What is alike stands close together: gzip sees 32 KB back, and the bundle has this order. It is worth 200 bytes.
import { NIM as base, type Nim, type NimClass } from '@nim/core'
import { msg, type MsgShape } from '@nim/msg'
import { session, type SessionShape } from '@nim/session'
import { team, type TeamShape } from '@nim/team'
import { superTeam, type SuperTeamShape } from '@nim/superteam'
import { systemMessage, type SystemMessageShape } from '@nim/sysmsg'
import { friend, user, type FriendShape, type UserShape } from '@nim/friends'
import { event, type EventShape } from '@nim/events'
import { cloudStorage, type CloudStorageShape } from '@nim/storage'
import { misc, passThrough, plugin, type MiscShape, type PassThroughShape, type PluginShape } from '@nim/passthrough'
import { signaling, type SignalingShape } from '@nim/signaling'

/** Everything a client of the whole SDK has. */
export type AllShapes =
  | MsgShape
  | SessionShape
  | SystemMessageShape
  | FriendShape
  | UserShape
  | TeamShape
  | SuperTeamShape
  | EventShape
  | CloudStorageShape
  | PassThroughShape
  | MiscShape
  | PluginShape
  | SignalingShape

/** The client class of the whole SDK: `new NIM(options, otherOptions)` or `NIM.getInstance(options, otherOptions)`. */
export const NIM: NimClass<AllShapes> = base.use(msg, session, systemMessage, friend, user, team, superTeam, event, cloudStorage, passThrough, misc, plugin, signaling)
/** A client of the whole SDK. */
export type NIM = Nim<AllShapes>

export default NIM
