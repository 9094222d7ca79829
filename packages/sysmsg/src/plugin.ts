import type { Handler, Plugin } from '@nim/core'
import { kindOf, reader } from './notice'
import type { SystemMessage, SystemMessageOptions, SystemMessagePeer, SystemMessageShape, SystemMessageUnread } from './types'
import { wire, type Wired } from './wire'

/** Ids of so many notices are known, so that none is told twice. */
const remembered = 2000

/** System notifications: `nim.systemMessage`. */
export function systemMessage({ keep = 0 }: SystemMessageOptions = {}): Plugin<SystemMessageShape> {
  return {
    name: 'systemMessage',
    wire,
    setup(ctx, wired: Wired) {
      const { emit, check } = ctx
      const { commands, records } = wired
      const read = reader(ctx, wired)
      const kept: SystemMessage[] = []
      const done = new WeakSet<SystemMessage>()
      const unread: SystemMessageUnread = { total: 0, friend: 0, msg: 0, team: 0, superTeam: 0 }
      const seen = new Set<string>()

      const isNew = ({ idServer: id }: SystemMessage) => {
        if (id && seen.has(id)) return false
        // a set is in the order of its making: the oldest goes
        if (id && seen.add(id).size > remembered) seen.delete(seen.values().next().value!)
        return true
      }
      const count = (m: SystemMessage, by: number) => {
        const kind = kindOf(m)
        if (!kind || unread[kind] + by < 0) return
        unread[kind] += by
        unread.total += by
      }
      /** Runs this and says so when the counts have changed. */
      const counting = (change: () => void) => {
        const { total } = unread
        change()
        if (unread.total !== total) emit('sysMsgUnread', Object.assign({}, unread))
      }

      /** Acknowledges all of them, but for those that roam, and tells those that are new. */
      const tell = (list: any[], feature: SystemMessage['feature']) => {
        const news = list
          .map((m) => read(m, feature))
          .filter((m) => {
            const { type, idServer } = m
            // invitations and custom notices of super teams have a receipt of their own
            if (feature !== 'roam') /^(?!recall).*uperTeam/.test(type) ? ctx.ack('21', '19', idServer) : ctx.ack('7', '3', idServer)
            return isNew(m)
          })
        if (!news[0]) return
        if (feature === 'default') emit('sysMsg', news[0])
        else emit('syncSysMsgs', news)
        counting(() => {
          for (const m of news) {
            count(m, 1)
            kept.unshift(m)
          }
          kept.splice(keep)
        })
      }
      const one: Handler = ([m], { id }) => {
        if (!m) return
        if (!m.idServer) m.idServer = id
        tell([m], 'default')
      }

      const peer: SystemMessagePeer = {
        read: (raw) => read(ctx.decode(records.systemMessage, raw), 'default'),
        answered(update) {
          for (const m of kept) if (m.type === 'friendRequest' && m.from === update.from && (!update.idServer || m.idServer === update.idServer)) m.state = update.state
          emit('updateSystemMessages', [update])
        },
      }

      return {
        api: {
          systemMessage: {
            sysMsgUnread: unread,
            list: () => kept,
            markRead(o) {
              if (o) check(o, 'idServers:as')
              counting(() => {
                for (const m of kept) {
                  if (done.has(m) || (o && o.idServers.indexOf(m.idServer!) < 0)) continue
                  done.add(m)
                  count(m, -1)
                  if (m.state === 'none') m.state = 'read'
                }
                if (!o) unread.total = unread.friend = unread.msg = unread.team = unread.superTeam = 0
              })
            },
            sendCustomSysMsg(o) {
              check(o, rules)
              const { to, type, attach, setting, pushInfo, antiSpamInfo } = o
              const value = { to, type, attach, pushInfo, antiSpamInfo, setting: setting && Object.assign({ envConfig: setting.env }, setting) }
              return ctx.call(type === 'customSuperTeam' ? commands.sendSuperTeamCustomSysMsg : commands.sendCustomSysMsg, [value]).then(() => {})
            },
          },
        },
        sync: { offlineMsgs: 2, recallMsg: 17, deleteSuperTeamMsg: 25 },
        rows: { syncOfflineSysMsgs: ([list]) => tell(list, 'leave') },
        push: { onSysMsg: one },
        watch: {
          onRecallMsg: one,
          syncRecallMsgOfflineAndRoaming([list, timetag, kind], { cid }) {
            // 1: missed while away, 2: roaming
            tell(list, kind === 1 ? 'leave' : 'roam')
            ctx.mark(cid === 19 ? 'deleteSuperTeamMsg' : 'recallMsg', timetag)
          },
        },
        peer,
        clear() {
          kept.length = 0
          seen.clear()
        },
      }
    },
  }
}

const rules =
  'to type:=customP2p|customTeam|customSuperTeam attach setting?:..{needSaveOffline?:b env?} pushInfo?:..{needPush?:b needPushBadge?:b needPushNick?:b pushContent? pushPayload?}'
