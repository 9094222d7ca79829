import type { Plugin } from '@nim/core'
import { msg, type MsgPeer } from '@nim/msg'
import { cloud } from './cloud'
import { reading } from './read'
import { sticking, toWireId } from './stick'
import { store } from './store'
import type { SessionApi, SessionOptions, SessionShape } from './types'
import { wire, type Wired } from './wire'

/** Conversations: `nim.session`, `nim.cloudSession`. Needs `msg`. */
export function session(options: SessionOptions = {}): Plugin<SessionShape> {
  return {
    name: 'session',
    wire,
    needs: [msg],
    setup(ctx, { commands }: Wired) {
      const messages = ctx.peer<MsgPeer>('msg')!
      const s = store(ctx, messages, { ...options, ...ctx.config('session') })
      const stick = sticking(ctx, commands, s)
      const clouds = cloud(ctx, commands, messages)
      const { rows, row, ack, changed } = s
      const reads = reading(ctx, commands, s)

      const api: SessionApi = {
        getSession(o) {
          ctx.check(o, 'id')
          const { session } = rows.get(o.id) || {}
          return session && session.lastMsg !== undefined ? session : undefined
        },
        getAllSessions: s.sorted,
        getSessions(o = {}) {
          ctx.check(o, 'limit?:n0 lastSessionId? desc?:b')
          const { limit = 100, lastSessionId, desc = true } = o
          const all = s.sorted()
          if (desc) all.reverse()
          const from = lastSessionId ? all.findIndex(({ id }) => id === lastSessionId) + 1 : 0
          // after one that is not there: the first page downwards, nothing upwards
          return all.slice(from, from || !lastSessionId || desc ? from + limit : 0)
        },
        ...reads.api,
        async deleteSession(o) {
          ctx.check(o, 'id isSyncToServer?:b')
          row(o.id, true)
          if (o.isSyncToServer) await ctx.call(commands.deleteRoamingMsgs, [[toWireId(o.id)]])
        },
        deleteAllSessionsFromLocal() {
          rows.forEach((_, id) => row(id, true))
        },
        ...stick.api,
      }

      const acks = (scene: string, times: unknown) => {
        const map: any = times && typeof times === 'object' ? (times as any).m_map || times : {}
        for (const to in map) ack(scene + '-' + to, map[to])
      }
      const acked = (id: string, time: number) => {
        if (ack(id, time)) changed(rows.get(id)!)
      }

      return {
        api: { session: api, cloudSession: clouds.api },
        sync: { sessionAck: 18, superTeamSessionAck: 26, stickTopSessions: -28 },
        rows: {
          syncSessionAck([p2p, team]) {
            acks('p2p', p2p)
            acks('team', team)
          },
          syncSuperTeamSessionAck: ([superTeam]) => acks('superTeam', superTeam),
          nimSyncStickTopSessions: stick.list,
        },
        push: {
          ...stick.push,
          syncMarkSessionAck: ([scene, to, time]) => acked((scene ? 'team-' : 'p2p-') + to, time),
          syncMarkSuperTeamSessionAck: ([to, time]) => acked('superTeam-' + to, time),
          nimMultiSyncUpdateCloudSession([found]) {
            if (found && found.sessionId) ctx.emit('multiSyncUpdateCloudSession', clouds.read(found))
          },
        },
        synced() {
          const all = s.sorted().reverse()
          if (all[0]) ctx.emit('sessions', all)
          reads.synced()
        },
        clear: () => rows.clear(),
      }
    },
  }
}
