import type { PluginContext } from '@nim/core'
import type { IMMessage, MsgPeer, MsgStatus } from '@nim/msg'
import type { Session, SessionOptions } from './types'

/** What is known of a conversation; there is something to show once its `lastMsg` is not undefined. */
export interface Row {
  ack: number
  receipt: number
  /** Everything up to here was cleared. */
  cleared: number
  session: Session
  /** Newest message the service knows, null when it is gone, and its time. A session shows an own unsent one above it. */
  last?: IMMessage | null
  newest: number
  /** idClient → time of every unread message, so that the count is exact while only the newest ones are kept whole. */
  unread: Map<string, number>
  /** Unread messages up to here may be counted only: a gap in those kept whole would show an older one in place of a newer. */
  trimmed: number
}

export type Store = ReturnType<typeof store>

/** The conversations: rows by session id, and how messages change them. No step grows with the number of rows or of unread messages. */
export function store(ctx: PluginContext, peer: MsgPeer, options: SessionOptions) {
  const rows = new Map<string, Row>()
  const { maxUnreadMsgs = 100 } = options

  const accepts = (filter: 'unreadCountFilterFn' | 'lastMessageFilterFn', m: IMMessage) => {
    const fn = options[filter]
    try {
      return typeof fn !== 'function' || fn(m)
    } catch (e) {
      ctx.log('error', filter, e)
      return true
    }
  }

  /** The row of a session; `deleted`: with its marks only. */
  const row = (id: string, deleted?: boolean): Row => {
    let r = rows.get(id)
    if (!r || deleted) {
      const { ack = 0, receipt = 0, cleared = 0 } = r || {}
      const at = id.indexOf('-')
      const session: Session = { id, scene: id.slice(0, at) as Session['scene'], to: id.slice(at + 1), lastMsg: undefined, updateTime: 0, unread: 0, unreadMsgs: [], ack }
      if (receipt) session.msgReceiptTime = receipt
      rows.set(id, (r = { ack, receipt, cleared, newest: 0, trimmed: 0, session, unread: new Map() }))
    }
    return r
  }

  /** Raises `updateSession`, for sessions that are there to be seen. */
  const changed = ({ session: s }: Row) => {
    if (s.lastMsg !== undefined) ctx.emit('updateSession', s)
  }
  /** The same, but what a sync brings shows at its end. */
  const settled = (r: Row) => {
    if (ctx.synced()) changed(r)
  }

  /** Gives a message its place as the last one, if that is its place. */
  const place = (r: Row, m: IMMessage): boolean => {
    const { idClient, time, status } = m
    const is = (other: IMMessage | null | undefined) => !!other && other.idClient === idClient
    const s = r.session
    const shown = s.lastMsg
    const sending = status === 'sending'
    const unsent = sending || status === 'sendFailed'
    const newer = !unsent && (time > r.newest || is(r.last))
    if (!(newer || sending || is(shown)) || !accepts('lastMessageFilterFn', m)) return false
    if (newer) {
      r.newest = time
      r.last = status === 'deleted' ? null : m
    }
    // an unsent message stays on top until it is settled or, once failed, something newer comes
    if (unsent) s.lastMsg = m
    else if (!shown || shown.status !== 'sending' || is(shown)) s.lastMsg = r.last
    // the time of an unsent message is the phone's own, and may be far off: it counts only while the message is on top
    s.updateTime = s.lastMsg === m && time > r.newest ? time : r.newest
    return true
  }

  const count = (r: Row, m: IMMessage): boolean => {
    const { time, idClient, pushInfo } = m
    if (m.status !== 'unread' || !(time > r.ack) || r.unread.has(idClient) || (pushInfo && pushInfo.needPushBadge === false) || !accepts('unreadCountFilterFn', m)) return false
    const s = r.session
    const list = s.unreadMsgs
    if (time > r.trimmed) {
      let at = 0
      while (at < list.length && list[at]!.time > time) at++
      list.splice(at, 0, m)
      if (list.length > maxUnreadMsgs) r.trimmed = list.pop()!.time
    }
    s.unread = r.unread.set(idClient, time).size
    return true
  }

  /** Takes messages that are gone off the top. */
  const uncover = (r: Row, hit: (m: IMMessage) => boolean): boolean => {
    const s = r.session
    if (r.last && hit(r.last)) r.last = null
    if (!s.lastMsg || !hit(s.lastMsg)) return false
    s.lastMsg = r.last || null
    if (r.newest) s.updateTime = r.newest
    return true
  }

  const add = (r: Row, m: IMMessage): boolean => {
    // an answer may come after the clearing of what it answers
    if (m.time <= r.cleared) return uncover(r, ({ idClient }) => idClient === m.idClient)
    const placed = place(r, m)
    return count(r, m) || placed
  }

  /** Forgets unread messages up to a time. */
  const forget = ({ session: s, unread }: Row, upTo: number) => {
    if (!s.unread) return
    unread.forEach((time, key) => time <= upTo && unread.delete(key))
    s.unreadMsgs = s.unreadMsgs.filter((m) => m.time > upTo)
    s.unread = unread.size
  }
  const turn = ({ last }: Row, from: MsgStatus, to: MsgStatus, upTo: number) => {
    if (last && last.status === from && last.time <= upTo) last.status = to
  }

  /** Raises the own read mark; marks never go backwards. */
  const ack = (id: string, to: unknown): boolean => {
    const time = Number(to)
    const r = row(id)
    if (!(time > r.ack)) return false
    r.ack = time
    r.session.ack = time
    forget(r, time)
    turn(r, 'unread', 'read', time)
    return true
  }

  Object.assign(peer, {
    marks: (id) => rows.get(id),
    take(m) {
      const r = row(m.sessionId)
      if (add(r, m)) changed(r)
    },
    batch(id, msgs) {
      const r = row(id)
      let touched = false
      for (const m of msgs) touched = add(r, m) || touched
      if (touched) settled(r)
    },
    removed(list) {
      const touched = new Set<Row>()
      for (const { sessionId, idClient } of list) {
        const r = rows.get(sessionId)
        if (!r) continue
        const s = r.session
        if (r.unread.delete(idClient)) {
          s.unreadMsgs = s.unreadMsgs.filter((m) => m.idClient !== idClient)
          s.unread = r.unread.size
          touched.add(r)
        }
        if (uncover(r, (m) => m.idClient === idClient)) touched.add(r)
      }
      touched.forEach(settled)
    },
    cleared(id, time) {
      const r = row(id)
      const upTo = time || Infinity
      if (time > r.cleared) r.cleared = time
      forget(r, upTo)
      uncover(r, (m) => m.time <= upTo)
      settled(r)
    },
    receipt(id, time) {
      const r = row(id)
      if (!(time > r.receipt)) return
      r.receipt = time
      turn(r, 'sent', 'receipt', time)
      r.session.msgReceiptTime = time
      settled(r)
    },
  } satisfies Partial<MsgPeer>)

  return {
    rows,
    row,
    ack,
    changed,
    /** Sessions there is something to show of, in the order of their update times. */
    sorted(): Session[] {
      const all: Session[] = []
      rows.forEach(({ session }) => {
        if (session.lastMsg !== undefined) all.push(session)
      })
      return all.sort((a, b) => a.updateTime - b.updateTime)
    },
  }
}
