import type { Clock } from './clock'
import { KeptMap, type Codec } from './kept'
import type { Entry, Storage } from './storage'

/** Knows all that is worth keeping, and holds back answers until what they say is kept. */
export interface Keeper {
  /** A map whose entries are kept. */
  map<V>(table: string, owner: string, codec: Codec<V>): Map<string, V>
  /** Everything, in the order of tables, owners and keys. */
  entries(): Entry[]
  /** Puts entries in place; `fresh`: they are to be kept from now on. Throws when one makes no sense. */
  restore(entries: Iterable<Entry>, fresh?: boolean): void
  /** Forgets everything. */
  clear(): void
  /** Does something as soon as all that has changed by now is kept; at once if it is, or if nobody keeps it. Keeps the order. */
  after(what: () => void): void
  /** Resolves when all that has changed by now is kept. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Tables in the order they are read: what others refer to comes first. */
const first = ['account', 'team', 'superTeam', 'message']

/** After a failed write, ms. */
const pause = 1000

const clockEntry = { table: 'meta', owner: '', key: 'clock' }

/** @param failed hears of writes that failed; they are tried again, and answers wait */
export function createKeeper(clock: Clock, storage: Storage | undefined, failed: (e: unknown) => void): Keeper {
  const maps = new Map<string, KeptMap<any>>()
  const dirty = new Map<KeptMap<any>, Set<string>>()
  let waiting: (() => void)[] = []
  let writing: Promise<void> | undefined

  const note = (map: KeptMap<any>, key: string) => {
    const keys = dirty.get(map) ?? new Set()
    dirty.set(map, keys.add(key))
    writing ??= work()
  }

  function collect(): Entry[] {
    const changes: Entry[] = [{ ...clockEntry, value: clock.save() }]
    for (const [map, keys] of dirty) for (const key of keys) changes.push({ table: map.table, owner: map.owner, key, value: map.written(key) })
    dirty.clear()
    return changes
  }

  async function write(changes: Entry[]): Promise<void> {
    for (;;) {
      try {
        return await storage!.write(changes)
      } catch (e) {
        failed(e)
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  /** Writes turn by turn what the turn has changed, then lets go what waited for it. */
  async function work(): Promise<void> {
    while (dirty.size > 0) {
      await new Promise((resolve) => setImmediate(resolve)) // the changes of one turn belong together
      const changes = collect()
      const due = waiting
      waiting = []
      await write(changes)
      due.forEach(attempt)
    }
    writing = undefined
    waiting.splice(0).forEach(attempt)
  }

  const attempt = (what: () => void) => {
    try {
      what()
    } catch (e) {
      failed(e)
    }
  }

  const keeper: Keeper = {
    map<V>(table: string, owner: string, codec: Codec<V>) {
      const made = new KeptMap<V>(table, owner, codec, storage && note)
      maps.set(`${table} ${owner}`, made)
      return made
    },
    entries() {
      const out: Entry[] = [{ ...clockEntry, value: clock.save() }]
      for (const map of maps.values()) for (const key of map.keys()) out.push({ table: map.table, owner: map.owner, key, value: map.written(key) })
      const name = ({ table, owner, key }: Entry) => `${table} ${owner} ${key}`
      return out.map((entry) => [name(entry), entry] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
    },
    restore(entries, fresh = false) {
      const list = [...entries]
      const rank = (table: string) => (first.indexOf(table) + 1 || first.length + 1) - 1
      for (const turn of [0, 1, 2, 3, 4]) {
        for (const { table, owner, key, value } of list) {
          if (rank(table) !== turn) continue
          if (table === 'meta') clock.restore(value)
          const map = maps.get(`${table} ${owner}`)
          try {
            map?.restore(key, value)
          } catch (e) {
            throw new Error(`${table} ${owner} ${key} cannot be read: ${e instanceof Error ? e.message : String(e)}`)
          }
          if (fresh && storage && map) note(map, key)
        }
      }
    },
    clear() {
      for (const [name, map] of [...maps]) {
        map.clear()
        if (map.owner) maps.delete(name)
      }
    },
    after(what) {
      if (writing) waiting.push(what)
      else what()
    },
    settled: () => new Promise((resolve) => keeper.after(resolve)),
    async close() {
      await keeper.settled()
      await writing
      await storage?.close()
    },
  }
  return keeper
}
