import type { PluginContext } from '@nim/core'
import type { Row, Store } from './store'
import type { SessionApi } from './types'
import type { Commands } from './wire'

/** Read marks that go into one request. */
const chunk = 50
const sceneNumbers: Record<string, number> = { p2p: 0, team: 1 }

/** Marking sessions read, here and on the other devices. */
export function reading(ctx: PluginContext, commands: Commands, { rows, ack, changed }: Store) {
  const { call, check } = ctx

  /** Up to when a session is to be marked read, by the service's clock; 0 when there is nothing to mark. */
  const target = (r: Row | undefined): number => {
    const s = r && r.session
    if (!s || s.lastMsg === undefined || (s.lastMsg === null && !s.unread)) return 0
    const [newest] = s.unreadMsgs
    const time = Math.max(r.newest, newest ? newest.time : 0)
    return time > r.ack ? time : 0
  }
  const apply = (id: string, time: number) => {
    if (ack(id, time)) changed(rows.get(id)!)
  }

  const api = {
    async resetSessionUnreadCount(o) {
      check(o, 'id')
      const { id } = o
      const r = rows.get(id)
      if (!r) throw ctx.error(404, 'Session::canSessionResetUnreadCount: can not find session ' + id, 'customError')
      const time = target(r)
      if (!time) return
      const { scene, to } = r.session!
      const late = () => apply(id, time)
      if (scene === 'superTeam') await call(commands.markSuperTeamSessionAck, [to, time], { late })
      else await call(commands.markSessionAck, [sceneNumbers[scene], to, time], { late })
      apply(id, time)
    },
    async resetMultiSessionUnreadCount(o) {
      check(o, 'ids:as1')
      const marks: { id: string; to: string; timetag: number; scene: number | undefined }[] = []
      for (const id of o.ids) {
        const r = rows.get(id)
        const timetag = target(r)
        if (timetag) marks.push({ id, to: r!.session!.to, timetag, scene: sceneNumbers[r!.session!.scene] })
      }
      const requests: Promise<void>[] = []
      for (const supers of [true, false]) {
        const some = marks.filter(({ scene }) => (scene === undefined) === supers)
        for (let i = 0; i < some.length; i += chunk) {
          const part = some.slice(i, i + chunk)
          const done = () => part.forEach(({ id, timetag }) => apply(id, timetag))
          requests.push(call(supers ? commands.markMultSuperTeamSessionsAck : commands.markMultSessionsAck, [part], { late: done }).then(done))
        }
      }
      await Promise.all(requests)
    },
    async resetAllSessionsUnreadCount() {
      if (rows.size) await api.resetMultiSessionUnreadCount({ ids: [...rows.keys()] })
    },
  } satisfies Partial<SessionApi>
  return api
}
