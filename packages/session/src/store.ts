import type { PluginContext } from '@nim/core'
import type { IMMessage, MsgPeer, MsgStatus } from '@nim/msg'
import type { Session, SessionOptions } from './types'

/** What is known of a conversation; the public session exists once there is something to show. */
export interface Row {
  ack: number
  receipt: number
  /** Everything up to here was cleared. */
  cleared: number
  session?: Session
  /** Newest message the service knows, null when it is gone, and its time. A session shows an own unsent one above it. */
  last?: IMMessage | null
  newest: number
  /** idClient → time of every unread message, so that the count is exact while only the newest ones are kept whole. */
  unread?: Map<string, number>
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
      rows.set(id, (r = { ack, receipt, cleared, newest: 0, trimmed: 0 }))
    }
    return r
  }

  const open = (id: string, r: Row): Session => {
    if (!r.session) {
      const at = id.indexOf('-')
      r.session = { id, scene: id.slice(0, at) as Session['scene'], to: id.slice(at + 1), lastMsg: undefined, updateTime: 0, unread: 0, unreadMsgs: [], ack: r.ack }
      r.unread = new Map()
      if (r.receipt) r.session.msgReceiptTime = r.receipt
    }
    return r.session
  }

  /** Raises `updateSession`, for sessions that are there to be seen. */
  const changed = ({ session: s }: Row) => {
    if (s && s.lastMsg !== undefined) ctx.emit('updateSession', s)
  }
  /** The same, but what a sync brings shows at its end. */
  const settled = (r: Row) => {
    if (ctx.synced()) changed(r)
  }

  /** Gives a message its place as the last one, if that is its place. */
  const place = (id: string, r: Row, m: IMMessage): boolean => {
    const { idClient, time, status } = m
    const is = (other: IMMessage | null | undefined) => !!other && other.idClient === idClient
    const shown = r.session && r.session.lastMsg
    const sending = status === 'sending'
    const unsent = sending || status === 'sendFailed'
    const newer = !unsent && (time > r.newest || is(r.last))
    if (!(newer || sending || is(shown)) || !accepts('lastMessageFilterFn', m)) return false
    const s = open(id, r)
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

  const count = (id: string, r: Row, m: IMMessage): boolean => {
    const { time, idClient, pushInfo } = m
    if (m.status !== 'unread' || !(time > r.ack) || (r.unread && r.unread.has(idClient)) || (pushInfo && pushInfo.needPushBadge === false) || !accepts('unreadCountFilterFn', m)) return false
    const s = open(id, r)
    const list = s.unreadMsgs
    if (time > r.trimmed) {
      let at = 0
      while (at < list.length && list[at]!.time > time) at++
      list.splice(at, 0, m)
      if (list.length > maxUnreadMsgs) r.trimmed = list.pop()!.time
    }
    s.unread = r.unread!.set(idClient, time).size
    return true
  }

  /** Takes messages that are gone off the top. */
  const uncover = (r: Row, hit: (m: IMMessage) => boolean): boolean => {
    const s = r.session
    if (r.last && hit(r.last)) r.last = null
    if (!s || !s.lastMsg || !hit(s.lastMsg)) return false
    s.lastMsg = r.last || null
    if (r.newest) s.updateTime = r.newest
    return true
  }

  const add = (id: string, r: Row, m: IMMessage): boolean => {
    // an answer may come after the clearing of what it answers
    if (m.time <= r.cleared) return uncover(r, ({ idClient }) => idClient === m.idClient)
    const placed = place(id, r, m)
    return count(id, r, m) || placed
  }

  /** Forgets unread messages up to a time. */
  const forget = ({ session: s, unread }: Row, upTo: number) => {
    if (!s || !s.unread) return
    unread!.forEach((time, key) => time <= upTo && unread!.delete(key))
    s.unreadMsgs = s.unreadMsgs.filter((m) => m.time > upTo)
    s.unread = unread!.size
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
    if (r.session) r.session.ack = time
    forget(r, time)
    turn(r, 'unread', 'read', time)
    return true
  }

  Object.assign(peer, {
    marks: (id) => rows.get(id),
    take(m) {
      const r = row(m.sessionId)
      if (add(m.sessionId, r, m)) changed(r)
    },
    batch(id, msgs) {
      const r = row(id)
      let touched = false
      for (const m of msgs) touched = add(id, r, m) || touched
      if (touched) settled(r)
    },
    removed(list) {
      const touched = new Set<Row>()
      for (const { sessionId, idClient } of list) {
        const r = rows.get(sessionId)
        const s = r && r.session
        if (!r || !s) continue
        if (r.unread!.delete(idClient)) {
          s.unreadMsgs = s.unreadMsgs.filter((m) => m.idClient !== idClient)
          s.unread = r.unread!.size
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
      if (!r.session) return
      r.session.msgReceiptTime = time
      settled(r)
    },
  } satisfies Partial<MsgPeer>)

  return {
    rows,
    row,
    open,
    ack,
    changed,
    /** Sessions there is something to show of, in the order of their update times. */
    sorted(): Session[] {
      const all: Session[] = []
      rows.forEach(({ session }) => {
        if (session && session.lastMsg !== undefined) all.push(session)
      })
      return all.sort((a, b) => a.updateTime - b.updateTime)
    },
  }
}
