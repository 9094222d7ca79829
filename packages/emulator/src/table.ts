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

const entries = Object.values(modules).flatMap((wire) => Object.values<Command>(compileWire(wire).commands))

/** Every command that the tables know, by `sid_cid`. Of plugins that read the same packet the first one names it. */
export const commands: ReadonlyMap<string, Command> = new Map(entries.flatMap((command) => command.ids.map((id): [string, Command] => [id, command])).reverse())

const names = new Map<string, Set<string>>()
for (const { name, ids } of entries) names.set(name, new Set([...(names.get(name) ?? []), ...ids]))

/** Names of all commands, from A to Z. */
export const commandNames: readonly string[] = [...names.keys()].sort()

/** Every `sid_cid` of a command given as `sid_cid` or by its name in the tables; `undefined` when no command is called so. */
export const idsOf = (command: string): ReadonlySet<string> | undefined => (/^\d+_\d+$/.test(command) ? new Set([command]) : names.get(command))
