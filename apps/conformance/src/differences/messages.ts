import type { Entry } from '@nim/testkit'
import { change, each, isSend, isUnsent, without, type Difference } from '../difference'

type FrameEntry = Extract<Entry, { kind: 'frame' }>
const isAck = (e: Entry): e is FrameEntry => e.kind === 'frame' && e.id === '4_5'

/** Receipt notices of one moment as one frame of each kind, with every id once, where the moment ends. */
function batched(log: Entry[]): Entry[] {
  const out: Entry[] = []
  let kinds = new Map<string, FrameEntry>()
  const flush = () => {
    out.push(...[...kinds.values()].sort((a, b) => (JSON.stringify(a.q) < JSON.stringify(b.q) ? -1 : 1)))
    kinds = new Map()
  }
  log.forEach((e, i) => {
    if (isAck(e)) {
      const [sid, cid, ids] = e.q as [unknown, unknown, unknown[]]
      const key = [e.connection, sid, cid].join()
      const old = kinds.get(key)
      const all = [...new Set([...((old?.q[2] as unknown[]) ?? []), ...ids])]
      kinds.set(key, { ...e, q: [sid, cid, all] })
    } else out.push(e)
    if (log[i + 1]?.at !== e.at) flush()
  })
  return out
}

/** Words for numbers: a value that is still a number is one the official client does not know. */
const words = new Set(['fromClientType', 'type', 'joinMode', 'beInviteMode', 'inviteMode', 'updateTeamMode', 'updateExtMode', 'muteType', 'gender'])
const isNumber = (v: unknown) => typeof v === 'number' || (typeof v === 'string' && /^\d+$/.test(v))

const isUpdate = (v: unknown): v is { type: string; team: object } => !!v && /^update(Super)?Team$/.test(String((v as { type?: unknown }).type)) && !!(v as { team?: unknown }).team

export const messageDifferences: Difference[] = [
  {
    // one 4_5 frame of each kind per tick, after the events, instead of one per message, before them
    id: 'D44-ack-batching',
    ignore: batched,
  },
  {
    // numbers without a word are handed on as they came; the official client leaves the member out
    id: 'D45-unknown-words',
    ignore: each((e) => change(e, (v, key, parent) => (words.has(key) && parent !== 'attach' && isNumber(v) ? undefined : v))),
  },
  {
    // the official client changes a message it has handed out: the team of an update gets the message's time
    id: 'D47-mutated-messages',
    ignore: each((e) => change(e, (v, key) => (key === 'attach' && isUpdate(v) ? { ...v, team: { ...v.team, updateTime: undefined } } : v))),
  },
  {
    // what is sent once more carries no time and no server id of the first time
    id: 'D55-stale-fields',
    expect: each((e) => {
      if (e.kind === 'frame' && isSend(e.id)) return { ...e, q: [without(e.q[0] as Record<string, unknown>, '7', '12')] }
      return change(e, (v) => (isUnsent(v) ? without(v, 'idServer') : v))
    }),
  },
  {
    // unread system messages are counted
    id: 'D46-sysmsg-unread',
    ignore: each((e) => (e.kind === 'event' && e.name === 'sysMsgUnread' ? undefined : e)),
    demand(ours) {
      for (const e of ours) {
        if (e.kind !== 'event' || e.name !== 'sysMsgUnread') continue
        const { total, ...parts } = e.args[0] as Record<string, number>
        if (Object.values(parts).reduce((a, b) => a + b, 0) !== total) return 'the parts do not make the total'
      }
      return undefined
    },
  },
]
