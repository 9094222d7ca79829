import type { Account } from '../account'
import { readSessionId, seen, type Stored, type View } from '../conversation'
import { need, refuse } from '../refusal'
import { row, unlessOff, type Row } from '../row'
import type { MakeRoom, Service } from '../service'
import { CloudQuery, CloudSession, Msg } from '../tags'

const defaultLimit = 100

/** What a cloud session shows of its last message: the message, or the notice that took it back. */
const MESSAGE = 0
const RECALL = 1

/** The list of conversations that the service keeps. */
export const cloud: MakeRoom = (s) => ({
  commands: {
    '7_19': ({ me, args }) => list(me, args.row(0)),
    '7_20': ({ me, args }) => {
      const id = args.row(0)[CloudSession.id]
      const view = me.views.get(id ?? '')
      const found = view && present(view, me, true)
      if (!found) refuse(404)
      return [found]
    },
    '7_21': ({ me, device, args }) => {
      const wire = args.row(0)
      const view = sessionOf(s, me, wire)
      view.cloud = { ...view.cloud, ext: wire[CloudSession.ext], updateTime: s.clock.stamp() }
      s.online.tell(me.account, '7_121', [present(view, me, true)], device)
    },
    '7_22': ({ me, args }) => {
      for (const view of args.rows(0).map((wire) => sessionOf(s, me, wire))) {
        view.cloud = { updateTime: 0, deletedAt: s.clock.stamp() }
      }
    },
  },
})

function sessionOf(s: Service, me: Account, wire: Row): View {
  const named = readSessionId(wire[CloudSession.id])
  need(named)
  return s.store.view(me, named.scene, named.peer)
}

/** The last message that counts for the list; a recalled one counts as its recall. */
function lastOf(view: View, me: Account): Stored | undefined {
  const { messages } = view.conversation
  const counts = (m: Stored) => seen(view, me, m) && m.time > view.cloud.deletedAt && unlessOff(m.row, Msg.needUpdateSession)
  for (let i = messages.length - 1; i >= 0; i--) if (counts(messages[i]!)) return messages[i]
  return undefined
}

function present(view: View, me: Account, withLast: boolean): Row | undefined {
  const last = lastOf(view, me)
  const { ext, updateTime } = view.cloud
  if (!last && !updateTime) return undefined
  const shown = last && (last.recalled ?? last.row)
  return row(
    { [CloudSession.id]: view.id, [CloudSession.updateTime]: Math.max(last?.time ?? 0, updateTime), [CloudSession.ext]: ext },
    withLast && shown ? { [CloudSession.lastMsg]: JSON.stringify(shown), [CloudSession.lastMsgType]: last.recalled ? RECALL : MESSAGE } : {}
  )
}

function list(me: Account, query: Row): unknown[] {
  const min = Number(query[CloudQuery.min] ?? 0)
  const max = Number(query[CloudQuery.max] ?? 0) || Infinity
  const limit = Number(query[CloudQuery.limit] ?? defaultLimit)
  need(limit >= 1)
  const withLast = unlessOff(query, CloudQuery.withLast)
  const timeOf = (r: Row) => Number(r[CloudSession.updateTime])
  const all = [...me.views.values()]
    .map((view) => present(view, me, withLast))
    .filter((r) => r !== undefined)
    .filter((r) => timeOf(r) >= min && timeOf(r) <= max)
    .sort((a, b) => timeOf(b) - timeOf(a))
  return [row({ [CloudQuery.hasMore]: all.length > limit }), all.slice(0, limit)]
}
