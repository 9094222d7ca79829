import type { Account } from '../account'
import { after, P2P, peerOf, sessionId, SUPER_TEAM, TEAM, visible, type Stored, type View } from '../conversation'
import { need, refuse } from '../refusal'
import { row, unlessOff, type Row } from '../row'
import type { Call, MakeRoom, Service } from '../service'
import { Msg, Search, Thread, ThreadMeta } from '../tags'
import { findMember, findTeam } from '../teams'

const maxPage = 100
/** Search results when the client names no number: sessions, and messages. */
const defaultSessions = 10
const defaultHits = 100

/** What was said before: pages, threads, single messages, search. */
export const history: MakeRoom = (s) => ({
  commands: {
    '7_6': (call) => [page(s, call, P2P)],
    '8_23': (call) => [page(s, call, TEAM)],
    '21_14': (call) => [page(s, call, SUPER_TEAM)],
    '23_1': ({ me, args }) => thread(s, me, args.row(0), args.row(1)),
    '23_2': ({ me, args }) => {
      const wanted = args.rows(0)
      need(wanted.length > 0 && wanted.length <= maxPage)
      return [wanted.map((w) => mine(s, me, w[Msg.idServer])?.row).filter((r) => r !== undefined)]
    },
    '7_26': ({ me, args }) => [search(me, args.row(0), true)],
    '7_27': ({ me, args }) => [search(me, args.row(0), false)],
  },
})

interface Span {
  /** Both inclusive, ms; an end of 0 means now. */
  begin: number
  end: number
  /** The last message of the page before; it and what lies behind it are left out. */
  lastId: string
  limit: number
  /** From the begin on, ascending; else from the end back, descending. */
  reverse: boolean
}

/** My side of a conversation that I may read: of a team only as a member. */
function sideOf(s: Service, me: Account, scene: number, peer: string): View {
  if (scene !== P2P) findMember(findTeam(s, scene, peer), me.account)
  return s.store.view(me, scene, peer)
}

function cut(messages: Stored[], span: Span, wanted: (m: Stored) => boolean): Stored[] {
  const last = span.lastId ? messages.find((m) => m.id === span.lastId) : undefined
  const begin = Math.max(span.begin, span.reverse && last ? last.time + 1 : 0)
  const end = Math.min(span.end || Infinity, !span.reverse && last ? last.time - 1 : Infinity)
  const low = after(messages, begin - 1)
  const high = after(messages, end)
  const out: Stored[] = []
  if (span.reverse) for (let i = low; i < high && out.length < span.limit; i++) wanted(messages[i]!) && out.push(messages[i]!)
  else for (let i = high - 1; i >= low && out.length < span.limit; i--) wanted(messages[i]!) && out.push(messages[i]!)
  return out
}

const kept = (view: View, me: Account) => (m: Stored) => visible(view, me, m) && unlessOff(m.row, Msg.needHistory)

function page(s: Service, { me, args }: Call, scene: number): Row[] {
  const peer = scene === P2P ? args.text(0).toLowerCase() : args.text(0)
  const limit = args.numberOr(4, maxPage)
  need(limit >= 1 && limit <= maxPage)
  const types = args.listOr<string[]>(6, [])
  const view = sideOf(s, me, scene, peer)
  const wanted = kept(view, me)
  const lastId = args.textOr(3, '')
  const span: Span = { begin: args.numberOr(1, 0), end: args.numberOr(2, 0), lastId: lastId === '0' ? '' : lastId, limit, reverse: args.flag(5) }
  return cut(view.conversation.messages, span, (m) => wanted(m) && (types.length === 0 || types.includes(m.row[Msg.type]!))).map((m) => m.row)
}

/** A message that I may see, by its server id. */
function mine(s: Service, me: Account, id: string | undefined): Stored | undefined {
  const m = s.store.message(id)
  const view = m && me.views.get(sessionId(m.scene, peerOf(me, m)))
  return m && view?.conversation === m.conversation && kept(view, me)(m) ? m : undefined
}

function thread(s: Service, me: Account, root: Row, query: Row): unknown[] {
  const head = mine(s, me, root[Msg.idServer])
  if (!head) refuse(404)
  const wanted = kept(sideOf(s, me, head.scene, peerOf(me, head)), me)
  const inThread = (m: Stored) => m.row[Msg.threadIdServer] === head.id && wanted(m)
  const span: Span = {
    begin: Number(query[Thread.begin] ?? 0),
    end: Number(query[Thread.end] ?? 0),
    lastId: query[Thread.lastId] ?? '',
    limit: Number(query[Thread.limit] ?? maxPage),
    reverse: query[Thread.reverse] === '1',
  }
  need(span.limit >= 1 && span.limit <= maxPage)
  const all = head.conversation.messages.filter(inThread)
  const meta = row({ [ThreadMeta.total]: all.length, [ThreadMeta.lastTime]: all.at(-1)?.time ?? 0 })
  return [head.row, meta, cut(head.conversation.messages, span, inThread).map((m) => m.row)]
}

const words = (text: string | undefined) => (text ? text.split(',') : undefined)

/** Full-text search over my conversations; by session: the liveliest sessions, some messages of each. */
function search(me: Account, query: Row, bySession: boolean): Row[] {
  const keyword = query[Search.keyword]?.toLowerCase()
  need(keyword)
  const [p2p, teams, senders, types, subTypes] = [Search.p2p, Search.teams, Search.senders, Search.types, Search.subTypes].map((tag) => words(query[tag]))
  const begin = Number(query[Search.from] ?? 0)
  const end = Number(query[Search.to] ?? 0) || Infinity
  const hit = (m: Stored) =>
    m.time >= begin &&
    m.time <= end &&
    (m.row[Msg.body] ?? '').toLowerCase().includes(keyword) &&
    (senders?.includes(m.from) ?? true) &&
    (types?.includes(m.row[Msg.type]!) ?? true) &&
    (subTypes?.includes(m.row[Msg.subType] ?? '') ?? true)
  const within = (view: View) => (p2p || teams ? !!(view.scene === P2P ? p2p : teams)?.includes(view.peer) : true)

  const descending = query[Search.order] !== '1'
  const byTime = (a: Stored, b: Stored) => (descending ? b.time - a.time : a.time - b.time)
  const limit = Number(query[Search.limit] ?? defaultHits)
  const found = [...me.views.values()].filter(within).map((view) => view.conversation.messages.filter((m) => kept(view, me)(m) && hit(m)).sort(byTime))
  if (!bySession) return found.flat().sort(byTime).slice(0, limit).map((m) => m.row)
  const sessions = found.filter((list) => list.length > 0).sort((a, b) => byTime(a[0]!, b[0]!))
  return sessions.slice(0, Number(query[Search.sessions] ?? defaultSessions)).flatMap((list) => list.slice(0, limit).map((m) => m.row))
}
