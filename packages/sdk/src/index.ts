import { NIM as base, type Nim, type NimClass } from '@nim/core'
import { event, type EventShape } from '@nim/events'
import { friend, user, type FriendShape, type UserShape } from '@nim/friends'
import { msg, type MsgShape } from '@nim/msg'
import { misc, passThrough, plugin, type MiscShape, type PassThroughShape, type PluginShape } from '@nim/passthrough'
import { session, type SessionShape } from '@nim/session'
import { signaling, type SignalingShape } from '@nim/signaling'
import { cloudStorage, type CloudStorageShape } from '@nim/storage'
import { superTeam, type SuperTeamShape } from '@nim/superteam'
import { systemMessage, type SystemMessageShape } from '@nim/sysmsg'
import { team, type TeamShape } from '@nim/team'

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
