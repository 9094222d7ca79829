import type { Entry } from '@nim/testkit'
import { change, each, type Difference } from '../difference'

type Dict = Record<string, unknown>
type EventEntry = Extract<Entry, { kind: 'event' }>
const isEvent = (e: Entry, name: RegExp): e is EventEntry => e.kind === 'event' && name.test(e.name)
const first = (e: EventEntry) => (e.args[0] ?? {}) as Dict
const isDict = (v: unknown): v is Dict => !!v && typeof v === 'object' && !Array.isArray(v)

/** Members of events and subscriptions that are numbers, and those that are flags. */
const eventNumbers = new Set(['type', 'value', 'validTime', 'broadcastType', 'validTimeType', 'durable', 'time', 'enableMultiClient', 'subscribeTime'])
const isEventEntry = (e: Entry) => isEvent(e, /^pushEvents$/) || (e.kind === 'resolve' && /^event\.publishEvent/.test(e.call))
const typed = (e: Entry) =>
  change(e, (v, key) => {
    if (key === 'sync' && typeof v !== 'boolean') return v === '1' || v === 1 ? true : v === '0' || v === 0 ? false : undefined
    return eventNumbers.has(key) && typeof v === 'string' && /^-?[\d.]+$/.test(v) ? Number(v) : v
  })

export const signalDifferences: Difference[] = [
  {
    // who accepted or rejected is named
    id: 'D136-who-answered',
    ignore: each((e) => (isEvent(e, /^signaling(Accept|Reject)$/) ? { ...e, args: [{ ...first(e), fromAccid: undefined }] } : e)),
  },
  {
    // what the call service answered stands where the types promise it, too
    id: 'D137-nertc-response',
    expect: each((e) =>
      change(e, (v) => {
        if (!isDict(v) || typeof v.nertcJoinRoomResponse !== 'string' || !v.channelId) return v
        const plugin = (v.pluginSetting ?? {}) as Dict
        return { ...v, pluginSetting: { ...plugin, nertcInfo: { ...(plugin.nertcInfo as Dict), nertcJoinRoomResponse: v.nertcJoinRoomResponse } } }
      })
    ),
  },
  {
    // what was missed has feature 1
    id: 'D138-offline-feature',
    expect(log) {
      const synced = log.findIndex((e) => isEvent(e, /^syncdone$/))
      return log.map((e, i) => (isEvent(e, /^signaling/) && i < synced ? (change(e, (v, key) => (key === 'feature' && v === 0 ? 1 : v)) as Entry) : e))
    },
  },
  {
    // numbers and flags of events
    id: 'D141-event-values',
    expect: each((e) => (isEventEntry(e) ? typed(e) : e)),
  },
  {
    // the same of subscriptions, which also carry the time under the name that the types promise
    id: 'D142-subscription-values',
    expect: each((e) => {
      if (e.kind !== 'resolve' || !/^event\.querySubscribeEvents/.test(e.call)) return e
      return change(typed(e), (v) => (isDict(v) && 'subscribeTime' in v ? { ...v, validTime: v.subscribeTime } : v))
    }),
  },
  {
    // what the service says of the publisher's clients is there under its own name, and does not replace what the publisher says
    id: 'D143-server-ext',
    ignore: each((e) => (isEventEntry(e) ? change(e, (v) => (isDict(v) && 'account' in v ? { ...v, ext: undefined, serverExt: undefined } : v)) : e)),
  },
  {
    // the notices of super teams are decoded; what the official client gives stays
    id: 'D146-super-team-notices',
    ignore: each((e) =>
      isEvent(e, /^s(ysMsg|yncSysMsgs)$/)
        ? change(e, (v, key) => (key === 'attach' && isDict(v) && v.tinfo ? { ...v, ext: undefined, team: undefined } : v))
        : e
    ),
  },
]
