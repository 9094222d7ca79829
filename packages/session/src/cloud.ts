import type { PluginContext } from '@nim/core'
import type { MsgPeer } from '@nim/msg'
import { fromWireId, toWireId } from './stick'
import type { CloudSession, CloudSessionApi } from './types'
import type { Commands } from './wire'

/** What `@nim/sysmsg` offers. */
interface Notices {
  read(raw: unknown): unknown
}

/** `nim.cloudSession`: the list the service keeps. */
export function cloud(ctx: PluginContext, commands: Commands, messages: MsgPeer) {
  const lastMsgInfo = (raw: unknown, type: unknown): CloudSession['lastMsgInfo'] => {
    if (!raw || typeof raw !== 'object') return undefined
    if (Number(type) !== 1) return { isLastMsgRecalled: false, lastMsg: messages.read(raw) }
    const notices = ctx.peer<Notices>('systemMessage')
    return { isLastMsgRecalled: true, revokedMsg: notices && notices.read(raw) }
  }
  const read = ({ sessionId, updateTime, ext, lastMsg, lastMsgType }: any): CloudSession => ({ sessionId: fromWireId(sessionId), updateTime, ext, lastMsgInfo: lastMsgInfo(lastMsg, lastMsgType) })
  const named = ({ sessionId, ext }: { sessionId: string; ext?: string }) => [{ sessionId: toWireId(sessionId), ext }]

  const api: CloudSessionApi = {
    queryCloudSessionList: ctx.method(
      commands.nimQueryCloudSessionList,
      'minTimestamp?:n0 maxTimestamp?:n0 limit?:n1 includedLastMsg?:b',
      (o) => [{ ...o, limit: Object(o).limit || 100 }],
      ([info, list]) => ({ hasMore: Object(info).hasMore > 0, sessionList: list.map(read) })
    ),
    queryCloudSession: ctx.method(commands.nimQueryCloudSession, 'sessionId', named, ([found]) => {
      if (!found || !found.sessionId) throw ctx.error(404, 'No sessionId: no such cloud session', 'customError')
      return read(found)
    }),
    updateCloudSession: ctx.method(commands.nimUpdateCloudSession, 'sessionId ext?', named),
    deleteCloudSessionList: ctx.method(commands.nimDeleteCloudSessionList, 'sessionIdList:as', ({ sessionIdList }) => [sessionIdList.map((id) => ({ sessionId: toWireId(id) }))]),
  }
  return { api, read }
}
