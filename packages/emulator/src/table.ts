import { compileWire, type Command, type Wire } from '@nim/core/codec'
import { wire as core } from '@nim/core/wire'
import { wire as events } from '@nim/events/wire'
import { wire as friends } from '@nim/friends/wire'
import { wire as msg } from '@nim/msg/wire'
import { wire as passthrough } from '@nim/passthrough/wire'
import { wire as session } from '@nim/session/wire'
import { wire as signaling } from '@nim/signaling/wire'
import { wire as storage } from '@nim/storage/wire'
import { wire as superteam } from '@nim/superteam/wire'
import { wire as sysmsg } from '@nim/sysmsg/wire'
import { wire as team } from '@nim/team/wire'

/** The plugins' own tables: what clients of this project send is read by the very table they send it with. */
export const modules: Readonly<Record<string, Wire>> = { core, msg, session, sysmsg, friends, team, superteam, events, storage, passthrough, signaling }

/** Every command that the tables know, by `sid_cid`. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.values(modules).flatMap((wire) => Object.values<Command>(compileWire(wire).commands).flatMap((command) => command.ids.map((id): [string, Command] => [id, command])))
)

const names = new Map([...commands].map(([id, { name }]) => [name, id]))

/** `sid_cid` of a command given as `sid_cid` or by its name in the tables. */
export const idOf = (command: string): string | undefined => (/^\d+_\d+$/.test(command) ? command : names.get(command))
