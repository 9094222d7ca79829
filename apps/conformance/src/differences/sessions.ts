import type { Entry } from '@nim/testkit'
import { change, each, type Difference } from '../difference'

type Dict = Record<string, unknown>
type EventEntry = Extract<Entry, { kind: 'event' }>
const isEvent = (e: Entry, name: string): e is EventEntry => e.kind === 'event' && e.name === name
const payload = (e: EventEntry) => e.args[0] as Dict

const isSession = (v: unknown): v is Dict => !!v && typeof v === 'object' && 'unreadMsgs' in v && 'updateTime' in v
const isSessions = (v: unknown): v is Dict[] => Array.isArray(v) && v.length > 1 && v.every(isSession)
const order = (a: Dict, b: Dict) => Number(a.updateTime) - Number(b.updateTime) || (String(a.id) < String(b.id) ? -1 : 1)

/** Numbers that the official client hands on as the text they came as. */
const numbers = new Set(['ack', 'msgReceiptTime', 'read', 'unread'])

/** Runs of `updateSession` in one moment, those of a session together. */
function grouped(log: Entry[]): Entry[] {
  const out = [...log]
  for (let i = 1; i < out.length; i++)
    for (let j = i; j > 0; j--) {
      const [a, b] = [out[j - 1]!, out[j]!]
      if (!isEvent(a, 'updateSession') || !isEvent(b, 'updateSession') || a.at !== b.at || !(String(payload(b).id) < String(payload(a).id))) break
      out[j - 1] = b
      out[j] = a
    }
  return out
}

export const sessionDifferences: Difference[] = [
  {
    // a session that never had a message is told to nobody
    id: 'D50-incomplete-sessions',
    expect: each((e) => (isEvent(e, 'updateSession') && isSession(payload(e)) && !('lastMsg' in payload(e)) ? undefined : e)),
  },
  {
    // an `updateSession` that says what was said last: the official client sends one for every act without effect;
    // and which of the sessions of one packet comes first
    id: 'D51-changes-only',
    ignore(log) {
      const told = new Map<unknown, string>()
      return grouped(log).filter((e) => {
        if (isEvent(e, 'sessions')) (e.args[0] as Dict[]).forEach((s) => told.set(s.id, JSON.stringify(s)))
        if (!isEvent(e, 'updateSession')) return true
        const text = JSON.stringify(payload(e))
        const news = told.get(payload(e).id) !== text
        told.set(payload(e).id, text)
        return news
      })
    },
  },
  {
    // what a later stick-top notice does not say stays as it was, and an empty ext is one
    id: 'D83-stick-top-kept',
    ignore: each((e) => change(e, (v, key) => (key === 'stickTopInfo' ? { ...(v as Dict), createTime: undefined, updateTime: undefined, ext: undefined } : v))),
  },
  {
    // times and counts are numbers
    id: 'D52-numbers',
    expect: each((e) => change(e, (v, key) => (numbers.has(key) && typeof v === 'string' && /^\d+$/.test(v) ? Number(v) : v))),
  },
  {
    // lists of sessions are in order at any time; where times are equal the order is nobody's
    id: 'D53-session-order',
    ignore: each((e) => change(e, (v) => (isSessions(v) ? [...v].sort(order) : v))),
    demand(ours) {
      for (const e of ours) {
        const list = e.kind === 'return' && /getAllSessions/.test(e.call) ? e.value : isEvent(e, 'sessions') ? [...(e.args[0] as Dict[])].reverse() : []
        if (isSessions(list) && list.some((s, i) => i && Number(s.updateTime) < Number(list[i - 1]!.updateTime))) return 'sessions are not in the order of their updateTime'
      }
      return undefined
    },
  },
]
