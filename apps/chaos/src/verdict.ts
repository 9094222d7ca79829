import type { App } from './app'
import type { Model } from './service'
import { me, sessions, type World } from './world'

/** Faults of the client in one run: what must be 0. */
export interface Counts {
  lost: number
  doubled: number
  disorder: number
  goneShown: number
  unread: number
  last: number
  lists: number
  read: number
  /** Sends whose first promise rejected though the message is stored: allowed when the answer itself was lost. */
  rejected: number
  /** … and that stayed so: sending again did not help, or a late answer did not mend it. */
  unmended: number
  notStored: number
  twice: number
  unacked: number
  pending: number
  unhandled: number
  uncaught: number
  sockets: number
  orphans: number
}

export const columns: { key: keyof Counts; title: string; allowed?: true }[] = [
  { key: 'lost', title: 'lost' },
  { key: 'doubled', title: 'doubled' },
  { key: 'disorder', title: 'out of order' },
  { key: 'goneShown', title: 'recalled, still shown' },
  { key: 'unread', title: 'unread ≠' },
  { key: 'last', title: 'lastMsg ≠' },
  { key: 'lists', title: 'teams, friends ≠' },
  { key: 'read', title: 'read marks ≠' },
  { key: 'rejected', title: 'sends rejected though stored', allowed: true },
  { key: 'unmended', title: '… for good' },
  { key: 'notStored', title: 'sends resolved, not stored' },
  { key: 'twice', title: 'stored twice' },
  { key: 'unacked', title: 'not acknowledged' },
  { key: 'pending', title: 'promises never settled' },
  { key: 'unhandled', title: 'unhandled rejections' },
  { key: 'uncaught', title: 'uncaught exceptions' },
  { key: 'sockets', title: 'too many sockets' },
  { key: 'orphans', title: 'orphan sockets' },
]

export interface Ground {
  world: World
  model: Model
  app: App
  openSockets: number
  /** The most that counted at once for one host. */
  peak: number
  unhandled: number
  uncaught: number
  say(what: string): void
}

/** Compares what the app saw with what is true. */
export function judge({ world, model, app, openSockets, peak, unhandled, uncaught, say }: Ground): Counts {
  const { inbox, outbox } = app
  const c: Counts = {
    lost: 0,
    doubled: inbox.doubled,
    disorder: inbox.disorder,
    goneShown: 0,
    unread: 0,
    last: 0,
    lists: 0,
    read: 0,
    rejected: outbox.rejected,
    unmended: outbox.unrepaired,
    notStored: 0,
    twice: 0,
    unacked: model.owed.messages.size + model.owed.notices.size,
    pending: app.pending.size,
    unhandled,
    uncaught,
    sockets: Math.max(0, peak - 2),
    orphans: Math.max(0, openSockets - (app.nim?.status === 'logined' ? 1 : 0)),
  }
  const wrong = (key: keyof Counts, what: string) => {
    c[key]++
    say(`WRONG ${key}: ${what}`)
  }
  if (c.pending) say('WRONG pending: ' + [...app.pending].join(', '))
  if (c.unacked) say('WRONG unacked: ' + [...model.owed.messages.values()].map((m) => m.body).join(', ') + [...model.owed.notices.values()].map((r) => ' recall of ' + r.msg.body).join())
  if (outbox.unrepaired) say('WRONG unmended: a late answer did not put a message right')

  const there = (m: World['messages'][number]) => !m.gone && m.time > (world.clears.get(m.sessionId) ?? 0)
  for (const m of world.messages) {
    if (m.device !== 'phone' && there(m) && !inbox.came.has(m.id)) wrong('lost', `${m.body} in ${m.sessionId}`)
    if (!there(m) && inbox.shown.has(m.idClient)) wrong('goneShown', `${m.body} in ${m.sessionId} (${m.gone ?? 'cleared'})`)
  }
  const kept = new Map(((app.nim?.session.getAllSessions() ?? []) as any[]).map((s) => [s.id, s]))
  for (const id of sessions) {
    const seen = inbox.sessions.get(id)
    const unread = world.unread(id)
    const now = kept.get(id)
    if ((seen?.unread ?? 0) !== unread || (now && now.unread !== unread)) wrong('unread', `${id}: shown ${seen?.unread}, kept ${now?.unread}, true ${unread}`)
    const newest = world.newest(id)?.idClient ?? null
    const latest = world.latest(id)
    const last = seen?.last ?? null
    // a client need not know what came before the message that is gone
    const fine = (x: string | null) => x === newest || (x === null && latest && !there(latest))
    if (!fine(last) || (now && !fine(now.lastMsg ? now.lastMsg.idClient : null))) wrong('last', `${id}: shown ${last}, kept ${now?.lastMsg?.idClient}, true ${newest}`)
    // lists are sorted by it
    if (newest && latest && there(latest) && now && now.updateTime !== latest.time) wrong('last', `${id}: updateTime ${now.updateTime}, the last message is of ${latest.time}`)
    const top = seen?.last ? world.find(seen.last) : undefined
    const ack = world.acks.get(id) ?? 0
    const receipt = (id.startsWith('p2p-') && world.receipts.get(id.slice(4))) || 0
    const status = top && (top.from !== me ? (top.time > ack ? 'unread' : 'read') : top.time > receipt ? 'sent' : 'receipt')
    if (status && seen?.status !== status) wrong('last', `${id}: the last message is shown ${seen?.status}, it is ${status}`)
    if (seen && seen.ack !== ack) wrong('read', `${id}: own mark shown ${seen.ack}, true ${ack}`)
    if (seen && seen.receipt !== receipt) wrong('read', `${id}: the peer's mark shown ${seen.receipt}, true ${receipt}`)
    const marked = outbox.read.get(id) ?? 0
    if (ack < marked && !((world.clears.get(id) ?? 0) >= marked)) wrong('read', `${id}: the user read up to ${marked}, the service says ${ack}`)
  }
  for (const [id, { name }] of world.teamFacts) if (inbox.teams.get(id)?.name !== name) wrong('lists', `team ${id}: shown ${inbox.teams.get(id)?.name}, true ${name}`)
  // a client without the module has no list
  const friends = Object.keys(Object(app.nim?.friend)).length > 0
  if (friends) for (const [account, { valid }] of world.friendFacts) if (inbox.friends.has(account) !== valid) wrong('lists', `friend ${account}: ${valid}`)

  for (const s of outbox.sends) {
    const stored = world.messages.filter((m) => m.from === me && m.device === 'phone' && m.body === s.body).length
    if (s.state !== 'done') wrong('unmended', `${s.body}: ${s.state} after ${s.tries} tries, ${stored ? 'stored' : 'not stored'}`)
    if (s.state === 'done' && !stored) wrong('notStored', s.body)
    if (stored > 1) wrong('twice', s.body)
  }
  return c
}

/** Whether anything in it breaks the law. */
export const broken = (c: Counts): boolean => columns.some(({ key, allowed }) => !allowed && c[key] > 0)
