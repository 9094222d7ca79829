import type { Plugin, PluginContext } from '@nim/core'
import { reader } from './notice'
import type { SystemMessage, SystemMessageApi, SystemMessageOptions, SystemMessagePeer, SystemMessageShape, SystemMessageUnread } from './types'
import { wire, type Wired } from './wire'

/** Ids of one generation; two are kept. */
const remembered = 1000

/** Category of a notification in the unread counts. */
const category = (type: string): keyof SystemMessageUnread | undefined =>
  /^custom/.test(type) ? undefined : /friend/i.test(type) ? 'friend' : /^(recall|delete)Msg/.test(type) ? 'msg' : /superTeam/i.test(type) ? 'superTeam' : /team/i.test(type) ? 'team' : undefined

/** System notifications: `nim.systemMessage`. */
export function systemMessage({ keep = 0 }: SystemMessageOptions = {}): Plugin<SystemMessageShape> {
  return {
    name: 'systemMessage',
    wire,
    setup(ctx, wired: Wired) {
      const { emit, ack } = ctx
      const read = reader(ctx, wired)
      const kept: SystemMessage[] = []
      const unread: SystemMessageUnread = { total: 0, friend: 0, msg: 0, team: 0, superTeam: 0 }
      let young = new Set<string>()
      let old = young

      const isNew = ({ idServer }: SystemMessage) => {
        if (!idServer) return true
        if (young.has(idServer) || old.has(idServer)) return false
        if (young.size >= remembered) {
          old = young
          young = new Set()
        }
        young.add(idServer)
        return true
      }
      const received = ({ type, idServer }: SystemMessage) => {
        // custom notices of super teams and super-team invitations have an acknowledgement of their own
        if (/SuperTeam|superTeam/.test(type) && !/^recall/.test(type)) ack('21', '19', idServer)
        else ack('7', '3', idServer)
      }
      const count = (msgs: SystemMessage[]) => {
        const before = unread.total
        for (const m of msgs) {
          const kind = category(String(m.type))
          if (kind) {
            unread[kind]++
            unread.total++
          }
          if (keep) kept.unshift(m)
        }
        kept.length = Math.min(kept.length, keep)
        if (unread.total !== before) emit('sysMsgUnread', { ...unread })
      }

      const one = (m: SystemMessage) => {
        received(m)
        if (!isNew(m)) return
        emit('sysMsg', m)
        count([m])
      }
      const many = (list: any[], feature: SystemMessage['feature'], acknowledge = true) => {
        const msgs = list.map((raw) => read(raw, feature))
        if (acknowledge) msgs.forEach(received)
        const fresh = msgs.filter(isNew)
        if (!fresh.length) return
        emit('syncSysMsgs', fresh)
        count(fresh)
      }
      const peer: SystemMessagePeer = {
        read: (raw) => read(ctx.decode(wired.records.systemMessage, raw), 'default'),
        answered(update) {
          for (const m of kept) if (m.type === 'friendRequest' && m.from === update.from && (!update.idServer || m.idServer === update.idServer)) m.state = update.state
          emit('updateSystemMessages', [update])
        },
      }

      return {
        api: { systemMessage: { ...sender(ctx, wired), sysMsgUnread: unread, list: () => kept, markRead } },
        sync: { offlineMsgs: 2, recallMsg: 17, deleteSuperTeamMsg: 25 },
        rows: { syncOfflineSysMsgs: ([list]) => many(list, 'leave') },
        push: {
          onSysMsg([m], { id }) {
            if (m) one(read({ ...m, idServer: m.idServer || id }, 'default'))
          },
        },
        watch: {
          onRecallMsg([m], { id }) {
            if (m) one(read({ ...m, idServer: m.idServer || id }, 'default'))
          },
          syncRecallMsgOfflineAndRoaming([list, timetag, kind], { cid }) {
            many(list, kind === 1 ? 'leave' : 'roam', kind === 1)
            ctx.mark(cid === 19 ? 'deleteSuperTeamMsg' : 'recallMsg', timetag)
          },
        },
        peer,
        clear() {
          young = old = new Set()
          kept.length = 0
        },
      }

      function markRead(o?: { idServers: string[] }) {
        if (o) ctx.check(o, 'idServers:as')
        const before = unread.total
        if (!o) unread.total = unread.friend = unread.msg = unread.team = unread.superTeam = 0
        for (const m of kept) {
          const kind = category(String(m.type))
          if (m.state === 'read' || (o && o.idServers.indexOf(m.idServer!) < 0)) continue
          if (m.state === 'none') m.state = 'read'
          if (o && kind && unread[kind]) {
            unread[kind]--
            unread.total--
          }
        }
        if (unread.total !== before) emit('sysMsgUnread', { ...unread })
      }
    },
  }
}

const flags = 'needPush needPushBadge needPushNick'.split(' ').map((name) => ` pushInfo.${name}?:b`).join('')

function sender(ctx: PluginContext, { commands }: Wired): Pick<SystemMessageApi, 'sendCustomSysMsg'> {
  return {
    sendCustomSysMsg(o) {
      ctx.check(o, `to:s1 type:=customP2p|customTeam|customSuperTeam attach:s1 setting?:o setting.needSaveOffline?:b setting.env?:s1 pushInfo?:o${flags} pushInfo.pushContent?:s1 pushInfo.pushPayload?:s1`)
      const { to, type, attach, pushInfo } = o
      const setting = o.setting && { ...o.setting, envConfig: o.setting.envConfig || o.setting.env }
      return ctx.call(type === 'customSuperTeam' ? commands.sendSuperTeamCustomSysMsg : commands.sendCustomSysMsg, [{ to, type, attach, setting, pushInfo }]).then(() => undefined)
    },
  }
}
