import { assemble } from './assembly'
import { readOptions } from './options'
import { pushes } from './pushes'
import { commands } from './table'

/** What the emulator can do, as `sid_cid`. */
export interface Support {
  /** Commands that it works on. */
  answered: string[]
  /** Packets that it sends unasked. */
  pushed: string[]
  /** Commands and packets that the plugins' tables know. */
  known: string[]
}

/** Lists the commands and packets of the protocol that the emulator knows. */
export function supported(): Support {
  const { rooms } = assemble(readOptions({}))
  return { answered: rooms.flatMap(({ commands = {}, open = {} }) => [...Object.keys(commands), ...Object.keys(open)]), pushed: [...pushes], known: [...commands.keys()] }
}
