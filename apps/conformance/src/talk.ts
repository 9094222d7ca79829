import type { Entry } from '@nim/testkit'
import { compare } from './compare'
import type { Difference } from './difference'
import { ambient } from './differences/index'
import type { Expected, ExpectedLine } from './expected'
import { hold, type Talk } from './party'
import type { Clients, Result } from './run'
import { talks } from './talks'

/** Where the service itself puts what differs from run to run. */
const ids = new Set(['idServer', 'connectionId', 'ip', 'port', 'lastLoginDeviceId', 'threadMsgIdServer', 'replyMsgIdServer', 'channelId', 'uid', 'msgId', 'nertcToken', 'nertcChannelName'])

/** Takes the real time and the service's own ids out of a log. */
function settle(entries: Entry[], from: number, to: number): Entry[] {
  const names = new Map<string, string>()
  const name = (v: unknown) => names.get(String(v)) ?? names.set(String(v), `<service ${names.size + 1}>`).get(String(v))!
  // channels of calls say when they will end
  const isTime = (n: number) => n > from - 60_000 && n < to + 3 * 3600_000
  const walk = (value: unknown, key: string): unknown => {
    if (value !== null && value !== '' && typeof value !== 'object' && ids.has(key)) return name(value)
    if (typeof value === 'number') return isTime(value) ? '<time>' : value
    if (typeof value === 'string') return value.replace(/\b\d{13}\b/g, (t) => (isTime(Number(t)) ? '<time>' : t)).replace(/127\.0\.0\.1:\d+/g, '<emulator>').replace(/nim_[0-9a-f]{16}\/[0-9a-f]{16}|(?<=\/s\/)[0-9a-f]{12}/g, name)
    if (Array.isArray(value)) return value.map((v) => walk(v, key))
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)])) : value
  }
  return entries.map((e) => ({ ...(walk(e, '') as object), at: 0 }) as Entry)
}

/** The same talk with both makes of client: each seat hears the same. */
export async function converse(clients: Clients, differences: readonly Difference[], expected: Expected, only: string): Promise<Result[]> {
  const out: Result[] = []
  for (const talk of talks.filter((t) => `emulator: ${t.name}`.includes(only))) out.push(await one(talk, clients, differences, expected.get(`emulator: ${talk.name}`)))
  return out
}

async function one(talk: Talk, clients: Clients, differences: readonly Difference[], expected: readonly ExpectedLine[] = []): Promise<Result> {
  const name = `emulator: ${talk.name}`
  const began = Date.now()
  const { logs: official } = await hold(clients.official, talk)
  const troubles = (logs: Map<string, Entry[]>, who: string) =>
    [...logs].flatMap(([seat, log]) => log.flatMap((e) => (e.kind === 'pending' || (e.kind === 'note' && /in vain|failed/.test(e.name)) ? [`${who}, ${seat}: ${e.kind === 'note' ? `${e.name} ${e.value ?? ''}` : 'never settled: ' + e.call}`] : [])))
  const complaints = troubles(official, 'official')
  if (!clients.ours) return { name, kind: complaints.length ? 'FAIL' : 'recorded', complaints }
  const { logs: ours, packets } = await hold(clients.ours, talk)
  const ended = Date.now()
  complaints.push(...troubles(ours, 'ours'))
  const shown = new Set<string>()
  const left: string[] = []
  const diff: string[] = []
  const named = (list: readonly string[]) => differences.filter((d) => list.includes(d.id))
  for (const [seat, log] of official) {
    const verdict = compare(settle(log, began, ended), settle(ours.get(seat) ?? [], began, ended), {
      listed: [],
      ambient: named([...ambient, ...(talk.differs ?? [])]),
      expected: expected.flatMap(({ id, line }) => (line.startsWith(seat + ': ') ? [{ id, line: line.slice(seat.length + 2) }] : [])),
    })
    verdict.shown.forEach((id) => shown.add(id))
    complaints.push(...verdict.complaints.map((c) => `${seat}: ${c}`))
    left.push(...verdict.left.map((l) => `${seat}: ${l}`))
    diff.push(...verdict.diff)
  }
  const kind = complaints.length ? 'FAIL' : shown.size ? 'listed' : 'identical'
  return { name, kind, complaints, verdict: { shown: [...shown].sort(), complaints, diff, left }, seen: { log: [...ours.values()].flat(), packets } }
}
