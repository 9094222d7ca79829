import type { Handler, PluginContext } from '@nim/core'
import type { Message } from './message'
import { createSeen } from './seen'
import type { IMMessage, MsgFeature, MsgPeer, MsgScene } from './types'

/**
 * A live message raises the roaming timetag only up to this much before its own time: messages of other sessions may have been
 * overtaken on the way. What roaming then brings twice is delivered once. ms
 */
const overtaking = 10000

const recallScenes: Record<number, MsgScene> = { 7: 'p2p', 8: 'team', 12: 'superTeam' }

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

  const broadcast = (list: any[]) => {
    for (const { id } of list) ack(7, 17, id)
    const fresh = list.filter(({ id }) => seen.add(id && 'b' + id))
    if (fresh[0]) emit('broadcastMsgs', fresh)
  }

  const removed: Removed = (list) =>
    peer.removed(
      list.map(({ scene, from, to, idClient }) => {
        gone.add(idClient)
        return { sessionId: sessionOf(scene, from, to), idClient }
      })
    )
  const deleted = (list: any[]) => {
    for (const d of list) {
      d.scene = d.scene > 1 ? 'team' : 'p2p' // 1 and 2 on the wire
      if (d.ext === undefined) d.ext = null
    }
    removed(list)
    if (list[0]) emit('deleteSelfMsgs', list)
  }
  /** Recall notices: the sessions are put right here; telling the app is the business of system notifications. */
  const recalled = (list: any[], acknowledge = true) => {
    if (acknowledge) for (const { idServer } of list) ack('7', '3', idServer)
    removed(list.map((n) => ({ ...n, scene: recallScenes[n.type] })))
  }

  const cleared = (list: any[]) => {
    const sessions = list.map(({ type, toTid, otherAccid, time }) => ({ sessionId: type > 1 ? 'team-' + toTid : 'p2p-' + otherAccid, time }))
    for (const { sessionId, time } of sessions) peer.cleared(sessionId, time)
    if (sessions[0]) emit('clearServerHistoryMsgs', sessions)
  }

  const receipts = (list: any[]) => {
    for (const { from, time } of list) peer.receipt('p2p-' + from, time)
  }

  /** A handler of one record as one of a list. */
  const single =
    (many: (list: any[]) => void): Handler =>
    ([one]) =>
      many(one ? [one] : [])

  const rows: Record<string, Handler> = {
    syncRoamingMsgs: ([list]) => batch(list, 'roam'),
    syncOfflineMsgs: ([list]) => batch(list, 'leave'),
    syncMsgReceipts: ([list]) => receipts(list),
    syncBroadcastMsg: ([list]) => broadcast(list),
    syncClearServerHistoryMsgs: ([list]) => cleared(list),
    syncDeleteSelfMsgs([list]) {
      deleted(list)
      for (const { deletedTime } of list) mark('deleteSelfMsgs', deletedTime)
    },
    syncRecalls([list, timetag, kind], { cid }) {
      recalled(list, kind === 1) // 1: missed while away, 2: roaming
      mark(cid === 19 ? 'deleteSuperTeamMsg' : 'recallMsg', timetag)
    },
  }
  const push: Record<string, Handler> = {
    onMsg: live,
    nimOnTeamMsgs(_, { r }) {
      if (r && Array.isArray(r[0])) for (const msg of r[0]) dispatch({ sid: 8, cid: 3, r: [msg] })
      return false
    },
    onBroadcastMsg: single(broadcast),
    onDeleteSelfMsg: single(deleted),
    onDeleteSelfMsgs: ([list]) => deleted(list),
    onRecall: ([notice], { id }) => recalled(notice ? [{ ...notice, idServer: notice.idServer || id }] : []),
    multiSyncClearServerHistoryMsgs: single(cleared),
    onMsgReceipt([receipt]) {
      if (!receipt) return
      const { to, from, time, idClient } = receipt
      receipts([receipt])
      emit('msgReceipts', [{ to, idClient, msgReceiptTime: time, sessionId: 'p2p-' + from }])
    },
  }
  const watch: Record<string, Handler> = {
    onTeamMsgReceipts([list]) {
      if (list[0]) emit('msgReceipts', list)
    },
  }
  return { rows, push, watch, isNew, removed }
}
