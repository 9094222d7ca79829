import type { Entry } from '@nim/testkit'

/** The clock of every run starts here; what lies within a month of it is local time. */
export const start = 1_800_000_000_000
const month = 30 * 24 * 3600_000

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}

/**
 * Takes chance and time out of a log: random ids become `<id 1>`, `<id 2>` … in the order they are first seen,
 * sockets are counted from 1, local times become `<now>`, or `<now-12>` when they lie before the entry they stand in.
 */
export function normalise(entries: readonly Entry[]): Entry[] {
  const ids = new Map<string, string>()
  const sockets = new Map<number, number>()
  const id = (found: string) => {
    if (!ids.has(found)) ids.set(found, `<id ${ids.size + 1}>`)
    return ids.get(found)!
  }
  const local = (t: number, at: number) => (t === at ? '<now>' : `<now${t > at ? '+' : ''}${t - at}>`)
  const walk = (value: unknown, at: number): unknown => {
    if (typeof value === 'number') return value >= start && value < start + month ? local(value, at) : value
    if (typeof value === 'string') return value.replace(/\b[0-9a-f]{32}\b/g, id).replace(/\b18\d{11}\b/g, (t) => local(Number(t), at))
    if (Array.isArray(value)) return value.map((v) => walk(v, at))
    if (!value || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, at)]))
  }
  const socket = (n: number) => sockets.get(n) ?? sockets.set(n, sockets.size + 1).size
  return settled(
    entries
      .filter(({ kind }) => kind !== 'console')
      .map((entry) => ({ ...(walk(entry, entry.at) as Entry), at: entry.at }))
      .map((e) => ('connection' in e ? { ...e, connection: socket(e.connection) } : e))
  )
}

const ending = ({ kind }: Entry) => kind === 'resolve' || kind === 'reject'
const name = (e: Entry) => ('call' in e ? e.call : '')

/** Promises that settle at the same moment, with nothing in between, have no order an app could rely on. */
function settled(entries: Entry[]): Entry[] {
  const out: Entry[] = []
  for (let i = 0; i < entries.length; ) {
    let end = i + 1
    while (ending(entries[i]!) && entries[end] && ending(entries[end]!) && entries[end]!.at === entries[i]!.at) end++
    out.push(...entries.slice(i, end).sort((a, b) => (name(a) < name(b) ? -1 : 1)))
    i = end
  }
  return out
}

const json = (value: unknown) => JSON.stringify(sorted(value)) ?? ''

/** One line per entry: what is compared. Numbers of commands are not, see `serials`. */
export function render(entry: Entry): string {
  switch (entry.kind) {
    case 'frame':
      return `frame ${entry.id} ${entry.types.map((t, i) => t + json(entry.q[i])).join(' ')} on ${entry.connection}`
    case 'text':
      return `text ${entry.text} on ${entry.connection}`
    case 'event':
      return `event ${entry.name}${entry.args.map((a) => ' ' + json(a)).join('')} while ${entry.status}`
    case 'call':
    case 'pending':
      return `${entry.kind} ${entry.call}`
    case 'return':
    case 'resolve':
      return `${entry.kind} ${entry.call} ${json(entry.value)}`.trim()
    case 'throw':
    case 'reject':
      return `${entry.kind} ${entry.call} ${json(entry.error)}`
    case 'uncaught':
      return `uncaught ${entry.where} ${json(entry.error)}`
    case 'request':
    case 'socket':
      return `${entry.kind} ${entry.url}`
    case 'note':
      return `note ${entry.name} ${json(entry.value)}`.trim()
    case 'console':
      return `console ${entry.level}`
  }
}

/** Commands are numbered upwards from 1 and heartbeats 0, whatever was sent in between: that is checked for each client by itself. */
export function serials(entries: readonly Entry[]): string | undefined {
  const last = { ser: 0 }
  for (const e of entries) {
    if (e.kind !== 'frame') continue
    if (e.id === '2_3' && e.ser === 1) last.ser = 0 // another client
    if (e.id === '1_2' ? e.ser !== 0 : e.ser <= last.ser) return `${e.id} has number ${e.ser} after ${last.ser}`
    if (e.id !== '1_2') last.ser = e.ser
  }
  return undefined
}
