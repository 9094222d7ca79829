/*
 * The notation of the wire tables. Each plugin's `wire.ts` is pure data in it; the client compiles the tables at start-up,
 * and the emulator reads the same ones.
 *
 * Record: the tags of one Property, `tag` `name` `kind`, blank-separated; without a tag it is the one after the tag before, from 0 on:
 *   'scene=p2p,team,5superTeam to from 7time+ 10attach{ |setting 100needSaveHistory?'
 *   kinds: none as it is; `+` number; `#` integer; `?` flag (1/0 on the wire); `!` strict flag (true only for 1); `$` text;
 *   `{` JSON text; `=a,b,c` words for numbers, counted like tags.
 *   `|group` puts the following fields into that group of the public object.
 *
 * Command: 'sid_cid[,sid_cid…] request > answer ! codes'
 *   'getHistoryMsgs': '7_6 String Long Long Long int bool LongArray > *message'
 *   request: the type words in order, `@record` for one Property, `*record` for a list of them;
 *   answer: per position `@record`, `*record` (one alone is a list of one), `+` number, `.` as it is; `! codes`: error codes whose body is worth reading.
 *   Of several ids the first one is sent; any of them may arrive.
 */

/** The wire tables of one plugin. */
export interface Wire {
  records: Record<string, string>
  commands: Record<string, string>
}

export interface Field {
  tag: string
  name: string
  kind: string
  /** wire → word, word → wire */
  words: Record<string, string>
  numbers: Record<string, number>
  /** The part of the public object it goes into; empty: the object itself. */
  group: string
}

/** A compiled record: fields by tag, and by `group.name`. Both have no prototype: wire data is looked up in them. */
export interface RecordTable {
  tags: Record<string, Field>
  names: Record<string, Field>
}

/** A compiled command. */
export interface Command {
  name: string
  /** Every `sid_cid` it goes by; the first is the one that is sent. */
  ids: string[]
  request: string[]
  answer: string[]
  /** Error codes that still carry an answer worth decoding. */
  readable: number[]
  records: Record<string, RecordTable>
}

/** A table for keys from the wire: without a prototype. */
export const bare = <T>(): Record<string, T> => Object.create(null)

export function compileRecord(spec: string): RecordTable {
  const tags = bare<Field>()
  const names = bare<Field>()
  let group = ''
  let next = 0
  // only for the sake of its parts: the result goes nowhere
  spec.replace(/\|(\w*)|(\d*)([a-z]\w*)([+#?!${=]?)(\w[\w,]*)?/gi, (_, into, number, name, kind, list): any => {
    if (!name) group = into
    else {
      const tag = number || '' + next
      next = +tag + 1
      const { words, numbers } = (tags[tag] = names[group + '.' + name] = { tag, name, kind, group, words: bare<string>(), numbers: bare<number>() })
      const listed = list && compileRecord(list).tags
      for (const n in listed) numbers[(words[n] = listed[n].name)] = +n
    }
  })
  return { tags, names }
}

/** The compiled tables of one plugin. */
export interface Compiled<W extends Wire = Wire> {
  commands: { [K in keyof W['commands']]: Command }
  records: { [K in keyof W['records']]: RecordTable }
}

export function compileWire<W extends Wire>(wire: W): Compiled<W> {
  const records = bare<RecordTable>()
  const commands = bare<Command>()
  const words = (text?: string) => (text ? text.split(' ') : [])
  for (const name in wire.records) records[name] = compileRecord(wire.records[name]!)
  for (const name in wire.commands) {
    const [left, readable] = wire.commands[name]!.split(' ! ')
    const [asked, answer] = left!.split(' > ')
    const [ids, ...request] = words(asked)
    commands[name] = { name, ids: ids!.split(','), request, answer: words(answer), readable: words(readable).map(Number), records }
  }
  return { commands, records } as Compiled<W>
}
