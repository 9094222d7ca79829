import type { Command, PluginContext } from '@nim/core'
import type { Message } from './message'
import { part, scenes } from './send'
import type { Wired } from './wire'
import type { IMMessage, MsgExtendApi, MsgLogApi, MsgPeer, SearchOptions } from './types'

/** `msgLog` and `msgExtend`: what the cloud has kept. */
export function history({ check, call, method, error, now }: PluginContext, { commands: c, records }: Wired, peer: MsgPeer, { finish, unique }: Message) {
  const { '.type': type, '.scene': scene } = records.message.names

  const all = ([list]: any[]): IMMessage[] => list.map((m: any) => finish(m))
  const unknown = (key: string, message: string) => error(414, message, 'validateError', { data: { key } })
  /** Numbers of message types; 414 for a word that is none. */
  const typeNumbers = (key: string, list: string[]) =>
    list.map((word) => {
      check({ [key]: word }, key + ':=' + Object.values(type!.words).join('|'))
      return type!.numbers[word]!
    })

  const find = (cmd: Command) =>
    method<SearchOptions>(
      cmd,
      'keyword fromTime?:n toTime?:n sessionLimit?:n msglogsLimit?:n orderRule?:=ASC|DESC p2pSessionList?:as teamSessionList?:as senderList?:as msgTypeList?:as msgSubTypeList?:an',
      (o) => {
        const { fromTime, toTime, msgTypeList } = o
        if (fromTime && toTime && toTime < fromTime) throw unknown('toTime', 'toTime should be greater than fromTime')
        const query: any = { ...o, msgTypeList: msgTypeList && typeNumbers('msgTypeList', msgTypeList) }
        for (const key in query) if (Array.isArray(query[key])) query[key] = query[key].join()
        return [query]
      },
      all
    )

  const msgLog: MsgLogApi = {
    async getHistoryMsgs(o) {
      check(o, `scene:${scenes} to beginTime?:n endTime?:n limit?:n1..100 reverse?:b lastMsgId? asc?:b msgTypes?:as`)
      const { r } = await call(c[`getHistory${part[o.scene]}Msgs`], [o.to, o.beginTime || 0, o.endTime || 0, o.lastMsgId || 0, o.limit || 100, !!o.reverse, typeNumbers('msgTypes', o.msgTypes || [])])
      const msgs = unique(all(r))
      return o.asc ? msgs.sort((a, b) => a.time - b.time) : msgs
    },
    deleteRoamingMsgs: method(c.deleteRoamingMsgs, 'ids:as', (o) => [
      o.ids.map((id) => {
        if (id.indexOf('-') < 0) throw unknown('ids', `"${id}" is no session id: expects scene-target`)
        return id.replace(/^superTeam/, 'super_team').replace('-', '|')
      }),
    ]),
    clearHistoryMsgsFromServer: method(
      c.clearHistoryMsgsFromServer,
      'scene:=p2p|team to ext?:s isSyncSelf?:b',
      (o) => [{ isDeleteRoam: true, isSyncSelf: false, ...o, [o.scene === 'p2p' ? 'otherAccid' : 'toTid']: o.to }],
      ([timetag = now()], { scene, to }) => {
        peer.cleared(scene + '-' + to, timetag)
        return { timetag }
      }
    ),
    ftsCloudMsgLogs: find(c.nimFtsCloudMsgLogs),
    ftsCloudMsgLogsAggWithSession: find(c.nimFtsCloudMsgLogsAggWithSession),
  }

  const msgExtend: MsgExtendApi = {
    getThreadMsgs: method(
      c.getThreadMsgs,
      `scene:${scenes} threadMsgFromAccount threadMsgToAccount threadMsgIdServer threadMsgTime:n beginTime?:n endTime?:n lastMsgId? limit?:n1..100 reverse?:b`,
      (o) => [o, { ...o, beginTime: o.beginTime || 0, limit: o.limit || 100, reverse: !!o.reverse }],
      ([root, { total = 0, lastMsgTime: timetag = 0 } = {}, ...list]) => {
        if (!root) throw error(404, 'there is no such message', 'cmdError', { cmd: 'getThreadMsgs' })
        return { msgs: unique(all(list)), threadMsg: finish(root), total, timetag }
      }
    ),
    getMsgsByIdServer: method(
      c.getMsgsByIdServer,
      `reqMsgs:ao1..100{scene:${scenes} from to idServer time:n}`,
      // this command alone wants the number of the scene as text
      (o) => [o.reqMsgs.map((m) => ({ ...m, scene: '' + scene!.numbers[m.scene] }))],
      all
    ),
  }
  return { msgLog, msgExtend }
}
