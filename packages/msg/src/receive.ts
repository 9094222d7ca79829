import type { Handler, PluginContext } from '@nim/core'
import type { Message } from './message'
import { createSeen } from './seen'
import type { IMMessage, MsgFeature, MsgPeer, MsgScene } from './types'

/**
 * A live message raises the roaming timetag only up to this much before its own time: messages of other sessions may have been
 * overtaken on the way. What roaming then brings twice is delivered once. ms
 */
const overtaking = 10000

/** What a notice about a message says of it. */
interface Noticed {
  scene: MsgScene
  from: string
  to: string
  idClient: string
}

/** Drops messages that were recalled or deleted, now or when they come. */
export type Removed = (list: Noticed[]) => void

/** Everything that arrives. */
export function receiving({ emit, ack, mark, dispatch }: PluginContext, peer: MsgPeer, { finish, unique, sessionOf, gone }: Message) {
  const seen = createSeen()

  const isNew = (m: IMMessage) => seen.add(m.idServer || m.idClient)
  /** Tells the service that a received message arrived; it expects none for super teams and own messages. */
  const acknowledge = ({ flow, scene, idServer }: IMMessage) => {
    if (flow === 'in' && scene === 'p2p') ack(7, 2, idServer)
    if (flow === 'in' && scene === 'team') ack(8, 3, idServer)
  }
  const markRoaming = ({ scene, time }: IMMessage, before = 0) => mark(scene === 'superTeam' ? 'superTeamRoamingMsgs' : 'roamingMsgs', time - before)

  const live: Handler = ([m], { id }) => {
    if (!m || !m.from) return false // nothing in it
    if (!m.idServer && id) m.idServer = id
    finish(m)
    acknowledge(m)
    if (!isNew(m)) return false
    peer.take(m)
    markRoaming(m, overtaking)
    emit('msg', m)
    return undefined
  }

  /** Messages of one sync packet, session by session: roaming ones are handed out oldest first, offline ones newest first. */
  const batch = (list: any[], feature: MsgFeature) => {
    const leave = feature === 'leave'
    const sessions = new Map<string, IMMessage[]>()
    for (const raw of list) {
      const m = finish(raw, feature)
      if (leave) acknowledge(m)
      const { sessionId } = m
      const msgs = sessions.get(sessionId)
      if (msgs) msgs.push(m)
      else sessions.set(sessionId, [m])
    }
    sessions.forEach((all, sessionId) => {
      const sorted = unique(all).sort((a, b) => b.time - a.time)
      const newest = sorted[0]!
      const msgs = sorted.filter(isNew)
      if (msgs[0]) {
        peer.batch(sessionId, msgs)
        emit(leave ? 'syncOfflineMsgs' : 'syncRoamingMsgs', { timetag: newest.time, sessionId, msgs: leave ? msgs : msgs.reverse() })
      }
      if (leave) mark('offlineMsgs', newest.time)
      else markRoaming(newest)
    })
  }

  const broadcast: Handler = ([list]) => {
    for (const { id } of list) ack(7, 17, id)
    const fresh = list.filter(({ id }: any) => seen.add(id && 'b' + id))
    if (fresh[0]) emit('broadcastMsgs', fresh)
  }

  const removed: Removed = (list) =>
    peer.removed(
      list.map(({ scene, from, to, idClient }) => {
        gone.add(idClient)
        return { sessionId: sessionOf(scene, from, to), idClient }
      })
    )
  const deleted: Handler = ([list]) => {
    for (const d of list) if (d.ext === undefined) d.ext = null
    removed(list)
    if (list[0]) emit('deleteSelfMsgs', list)
  }
  /** Recall notices: the sessions are put right here; telling the app is the business of system notifications. */
  const recalled: Handler = ([list, timetag, kind], { cid, id }) => {
    // 1: missed while away, 2: roaming, none: now
    if (kind !== 2) for (const notice of list) ack('7', '3', notice.id || id)
    removed(list)
    mark(cid === 19 ? 'deleteSuperTeamMsg' : 'recallMsg', timetag)
  }

  const cleared: Handler = ([list]) => {
    const sessions = list.map(({ scene, toTid, otherAccid, time }: any) => ({ sessionId: scene + '-' + (scene === 'team' ? toTid : otherAccid), time }))
    for (const { sessionId, time } of sessions) peer.cleared(sessionId, time)
    if (sessions[0]) emit('clearServerHistoryMsgs', sessions)
  }

  const receipts: Handler = ([list]) => {
    for (const { from, time } of list) peer.receipt('p2p-' + from, time)
  }

  const rows: Record<string, Handler> = {
    syncRoamingMsgs: ([list]) => batch(list, 'roam'),
    syncOfflineMsgs: ([list]) => batch(list, 'leave'),
    syncMsgReceipts: receipts,
    syncBroadcastMsg: broadcast,
    syncClearServerHistoryMsgs: cleared,
    syncDeleteSelfMsgs(r, packet) {
      deleted(r, packet)
      for (const { deletedTime } of r[0]) mark('deleteSelfMsgs', deletedTime)
    },
    syncRecalls: recalled,
  }
  const push: Record<string, Handler> = {
    onMsg: live,
    nimOnTeamMsgs(_, { r }) {
      if (r && Array.isArray(r[0])) for (const msg of r[0]) dispatch({ sid: 8, cid: 3, r: [msg] })
      return false
    },
    onBroadcastMsg: broadcast,
    onDeleteSelfMsgs: deleted,
    onRecall: recalled,
    onClearServerHistoryMsgs: cleared,
    onMsgReceipt(r, packet) {
      receipts(r, packet)
      const news = r[0].map(({ to, from, time, idClient }: any) => ({ to, idClient, msgReceiptTime: time, sessionId: 'p2p-' + from }))
      if (news[0]) emit('msgReceipts', news)
    },
  }
  const watch: Record<string, Handler> = {
    onTeamMsgReceipts([list]) {
      if (list[0]) emit('msgReceipts', list)
    },
  }
  return { rows, push, watch, isNew, removed }
}
