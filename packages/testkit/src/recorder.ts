import { isNativeError } from 'node:util/types'
import type { Command } from './frame'

/** One thing that happened, in the order of its happening; `at` on the test's clock. */
export type Entry = { at: number } & (
  | { kind: 'frame'; id: string; ser: number; types: string[]; q: unknown[]; connection: number }
  /** What a client sends that is no command: `0::`, `2::`. */
  | { kind: 'text'; text: string; connection: number }
  | { kind: 'event'; name: string; args: unknown[]; status: unknown }
  | { kind: 'call'; call: string }
  | { kind: 'return' | 'resolve'; call: string; value: unknown }
  | { kind: 'throw' | 'reject'; call: string; error: unknown }
  /** Never settled until the end of the recording. */
  | { kind: 'pending'; call: string }
  /** An error nobody caught: thrown into the host, from a timer, or as a rejection. */
  | { kind: 'uncaught'; where: string; error: unknown }
  | { kind: 'request' | 'socket'; url: string }
  | { kind: 'console'; level: string; args: unknown[] }
  /** What a test notes down: a step, a state. */
  | { kind: 'note'; name: string; value?: unknown }
)
type Without<T> = T extends unknown ? Omit<T, 'at'> : never
export type NewEntry = Without<Entry>

/** How a call ended. */
export type Outcome = { value: unknown } | { error: unknown }

interface Emitting {
  on(event: string, listener: (...args: unknown[]) => void): unknown
  status?: unknown
}

export interface Recorder {
  readonly entries: Entry[]
  add(entry: NewEntry): void
  command(command: Command, connection: number): void
  /** Listens to these events of a client. */
  listen(client: Emitting, events: readonly string[]): void
  /** Makes a call and records how it ends; never rejects. The raw value or error comes back. */
  call(name: string, fn: () => unknown): Promise<Outcome>
  /** Records errors that nobody caught, until the returned function is called. */
  watch(): () => void
  /** Adds a `pending` entry for every call that has not settled. */
  finish(): Entry[]
}

/**
 * A deep copy of plain data that a later change of the original does not reach.
 * Errors become `{ Error: true, name, code, message, …own fields }`, functions their kind; members that are undefined are left out.
 */
export function copy(value: unknown, depth = 12): unknown {
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'number' && !Number.isFinite(value)) return `[${value}]`
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (!depth) return '[deep]'
  if (Array.isArray(value)) return Array.from(value, (item) => (item === undefined ? '[undefined]' : copy(item, depth - 1)))
  const out: Record<string, unknown> = {}
  if (isNativeError(value)) {
    const { name, message } = value
    Object.assign(out, { Error: true, name, message })
  }
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined && key !== 'stack') out[key] = copy(member, depth - 1)
  }
  return out
}

/** Records what a client does, as an app and a service see it. */
export function createRecorder(now: () => number): Recorder {
  const entries: Entry[] = []
  const waiting = new Map<symbol, string>()
  const add = (entry: NewEntry) => void entries.push({ ...entry, at: now() } as Entry)

  return {
    entries,
    add,
    command: ({ id, ser, types, q }, connection) => add({ kind: 'frame', id, ser, types, q: q.map((v) => copy(v)), connection }),
    listen(client, events) {
      for (const name of events) client.on(name, (...args) => add({ kind: 'event', name, args: args.map((a) => copy(a)), status: client.status }))
    },
    async call(call, fn) {
      const me = Symbol(call)
      add({ kind: 'call', call })
      let sync = true
      try {
        const value = fn()
        if (!value || typeof (value as PromiseLike<unknown>).then !== 'function') {
          add({ kind: 'return', call, value: copy(value) })
          return { value }
        }
        waiting.set(me, call)
        sync = false
        const end = await (value as PromiseLike<unknown>)
        add({ kind: 'resolve', call, value: copy(end) })
        return { value: end }
      } catch (error) {
        add({ kind: sync ? 'throw' : 'reject', call, error: copy(error) })
        return { error }
      } finally {
        waiting.delete(me)
      }
    },
    watch() {
      const hear = (error: unknown) => add({ kind: 'uncaught', where: 'promise', error: copy(error) })
      process.on('unhandledRejection', hear)
      return () => void process.off('unhandledRejection', hear)
    },
    finish() {
      waiting.forEach((call) => add({ kind: 'pending', call }))
      waiting.clear()
      return entries
    },
  }
}
