import type { Command, NimError, PluginContext } from '@nim/core'
import type { Row, Store } from './store'
import type { SessionApi } from './types'
import type { Commands } from './wire'

/** Read marks that go into one request. */
const chunk = 50
const sceneNumbers: Record<string, number> = { p2p: 0, team: 1 }

interface Mark {
  id: string
  to: string
  timetag: number
  scene: number | undefined
}

/** Marking sessions read, here and on the other devices. */
export function reading(ctx: PluginContext, commands: Commands, { rows, ack, changed }: Store) {
  const { call, check } = ctx
  /** Marks on their way: what gets no answer is sent again, at once or after the next sync. */
  const owed = new Map<string, Mark>()

  /** Up to when a session is to be marked read, by the service's clock; nothing when there is nothing to mark. */
  const target = (id: string, r: Row | undefined): Mark | undefined => {
    const s = r && r.session
    if (!r || !s || s.lastMsg === undefined || (s.lastMsg === null && !s.unread)) return
    const [newest] = s.unreadMsgs
    const timetag = Math.max(r.newest, newest ? newest.time : 0)
    if (timetag > r.ack) return { id, to: s.to, timetag, scene: sceneNumbers[s.scene] }
  }

  const ask = async (cmd: Command, values: unknown[], marks: Mark[]) => {
    const settled = (m: Mark) => void (owed.get(m.id) === m && owed.delete(m.id))
    const done = () =>
      marks.forEach((m) => {
        settled(m)
        if (ack(m.id, m.timetag)) changed(rows.get(m.id)!)
      })
    marks.forEach((m) => owed.set(m.id, m))
    try {
      await call(cmd, values, { late: ({ error }) => error || done() })
    } catch (e) {
      const { code } = e as NimError
      if (code === 408) again(marks)
      else if (code !== 415) marks.forEach(settled)
      throw e
    }
    done()
  }
  /** Sends again what got no answer, unless another device has read further meanwhile. */
  const again = (marks: Mark[]) => void askAll(marks.filter((m) => owed.get(m.id) === m && m.timetag > rows.get(m.id)!.ack)).catch(() => {}) // kept for the next time
  const askAll = async (marks: Mark[]) => {
    const requests: Promise<void>[] = []
    for (const supers of [true, false]) {
      const some = marks.filter(({ scene }) => (scene === undefined) === supers)
      for (let i = 0; i < some.length; i += chunk) {
        const part = some.slice(i, i + chunk)
        requests.push(ask(supers ? commands.markMultSuperTeamSessionsAck : commands.markMultSessionsAck, [part], part))
      }
    }
    await Promise.all(requests)
  }

  const api = {
    async resetSessionUnreadCount(o) {
      check(o, 'id')
      const { id } = o
      const r = rows.get(id)
      if (!r) throw ctx.error(404, 'Session::canSessionResetUnreadCount: can not find session ' + id, 'customError')
      const mark = target(id, r)
      if (!mark) return
      const { scene, to, timetag } = mark
      await (scene === undefined ? ask(commands.markSuperTeamSessionAck, [to, timetag], [mark]) : ask(commands.markSessionAck, [scene, to, timetag], [mark]))
    },
    async resetMultiSessionUnreadCount(o) {
      check(o, 'ids:as1')
      await askAll(o.ids.map((id) => target(id, rows.get(id))).filter((m) => m) as Mark[])
    },
    async resetAllSessionsUnreadCount() {
      if (rows.size) await api.resetMultiSessionUnreadCount({ ids: [...rows.keys()] })
    },
  } satisfies Partial<SessionApi>
  return { api, synced: () => again([...owed.values()]) }
}
