import type { Command, PluginContext } from '@nim/core'
import type { Message } from './message'
import { scenes } from './send'
import type { Wired } from './wire'
import type { IMMessage, MsgExtendApi, MsgLogApi, MsgPeer, SearchOptions } from './types'

/** 23_2 alone wants the number of the scene as text. */
const sceneText = { p2p: '0', team: '1', superTeam: '5' }

/** `msgLog` and `msgExtend`: what the cloud has kept. */
export function history({ check, call, error, now }: PluginContext, { commands, records }: Wired, peer: MsgPeer, { finish, unique }: Message) {
  const { numbers, words } = records.message.names['.type']!

  const all = (list: any[]): IMMessage[] => list.map((m) => finish(m))
  const unknown = (key: string, message: string) => error(414, message, 'validateError', { data: { key } })
  /** Numbers of message types; 414 for a word that is none. */
  const typeNumbers = (key: string, list: string[]) =>
    list.map((word) => {
      check({ [key]: word }, key + ':=' + Object.values(words).join('|'))
      return numbers[word]!
    })

  const find = (cmd: Command) => async (o: SearchOptions) => {
    check(o, 'keyword fromTime?:n toTime?:n sessionLimit?:n msglogsLimit?:n orderRule?:=ASC|DESC p2pSessionList?:as teamSessionList?:as senderList?:as msgTypeList?:as msgSubTypeList?:an')
    const { fromTime, toTime, msgTypeList } = o
    if (fromTime && toTime && toTime < fromTime) throw unknown('toTime', 'toTime should be greater than fromTime')
    const query: any = { ...o, msgTypeList: msgTypeList && typeNumbers('msgTypeList', msgTypeList) }
    for (const key in query) if (Array.isArray(query[key])) query[key] = query[key].join()
    return all((await call(cmd, [query])).r[0])
  }

  const msgLog: MsgLogApi = {
    async getHistoryMsgs(o) {
      check(o, `scene:${scenes} to beginTime?:n endTime?:n limit?:n1..100 reverse?:b lastMsgId? asc?:b msgTypes?:as`)
      const { scene, to, beginTime = 0, endTime = 0, lastMsgId = 0, limit = 100, reverse = false, msgTypes = [], asc } = o
      const cmd = scene === 'p2p' ? commands.getHistoryMsgs : scene === 'team' ? commands.getHistoryTeamMsgs : commands.getHistorySuperTeamMsgs
      const { r } = await call(cmd, [to, beginTime, endTime, lastMsgId, limit, reverse, typeNumbers('msgTypes', msgTypes)])
      const msgs = unique(all(r[0]))
      return asc ? msgs.sort((a, b) => a.time - b.time) : msgs
    },
    async deleteRoamingMsgs(o) {
      check(o, 'ids:as')
      await call(commands.deleteRoamingMsgs, [
        o.ids.map((id) => {
          if (id.indexOf('-') < 0) throw unknown('ids', `"${id}" is no session id: expects scene-target`)
          return id.replace(/^superTeam/, 'super_team').replace('-', '|')
        }),
      ])
    },
    async clearHistoryMsgsFromServer(o) {
      check(o, 'scene:=p2p|team to ext?:s isSyncSelf?:b')
      const { scene, to } = o
      const p2p = scene === 'p2p'
      const { r } = await call(commands.clearHistoryMsgsFromServer, [{ isDeleteRoam: true, isSyncSelf: false, ...o, type: p2p ? 1 : 2, [p2p ? 'otherAccid' : 'toTid']: to }])
      const timetag = r[0] || now()
      peer.cleared(scene + '-' + to, timetag)
      return { timetag }
    },
    ftsCloudMsgLogs: find(commands.nimFtsCloudMsgLogs),
    ftsCloudMsgLogsAggWithSession: find(commands.nimFtsCloudMsgLogsAggWithSession),
  }

  const msgExtend: MsgExtendApi = {
    async getThreadMsgs(o) {
      check(o, `scene:${scenes} threadMsgFromAccount threadMsgToAccount threadMsgIdServer threadMsgTime:n beginTime?:n endTime?:n lastMsgId? limit?:n1..100 reverse?:b`)
      const { scene, threadMsgFromAccount: from, threadMsgToAccount: to, threadMsgTime: time, threadMsgIdServer: idServer, beginTime = 0, endTime, lastMsgId, limit = 100, reverse = false } = o
      const { r } = await call(commands.getThreadMsgs, [
        { scene, from, to, time, idServer },
        { beginTime, endTime, lastMsgId, limit, reverse },
      ])
      const [root, { total = 0, lastMsgTime: timetag = 0 } = {}, list] = r
      if (!root) throw error(404, 'there is no such message', 'cmdError', { cmd: 'getThreadMsgs' })
      return { msgs: unique(all(list)), threadMsg: finish(root), total, timetag }
    },
    async getMsgsByIdServer(o) {
      check(o, `reqMsgs:ao1..100{scene:${scenes} from to idServer time:n}`)
      const { r } = await call(commands.getMsgsByIdServer, [o.reqMsgs.map(({ scene, from, to, idServer, time }) => ({ scene: sceneText[scene], from, to, idServer, time }))])
      return all(r[0])
    },
  }
  return { msgLog, msgExtend }
}
