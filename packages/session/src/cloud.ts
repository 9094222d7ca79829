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
  const { check, call } = ctx

  const lastMsgInfo = (text: string, type: unknown): CloudSession['lastMsgInfo'] => {
    let raw: any
    try {
      raw = JSON.parse(text)
    } catch {}
    if (!raw || typeof raw !== 'object') return undefined
    const recalled = Number(type) === 1
    const notices = ctx.peer<Notices>('systemMessage')
    return recalled ? { isLastMsgRecalled: true, revokedMsg: notices && notices.read(raw) } : { isLastMsgRecalled: false, lastMsg: messages.read(raw) }
  }
  const read = ({ sessionId, updateTime, ext, lastMsg, lastMsgType }: any): CloudSession => ({
    sessionId: fromWireId(sessionId),
    updateTime,
    ext,
    lastMsgInfo: lastMsg === undefined ? undefined : lastMsgInfo(lastMsg, lastMsgType),
  })

  const api: CloudSessionApi = {
    async queryCloudSessionList(o) {
      check(o, 'minTimestamp?:n0 maxTimestamp?:n0 limit?:n1 includedLastMsg?:b')
      const { minTimestamp, maxTimestamp, limit = 100, includedLastMsg } = o || ({} as typeof o)
      const [info, list] = (await call(commands.nimQueryCloudSessionList, [{ minTimestamp, maxTimestamp, limit, includedLastMsg }])).r
      return { hasMore: !!info && Number(info.hasMore) > 0, sessionList: list.map(read) }
    },
    async queryCloudSession(o) {
      check(o, 'sessionId')
      const { r } = await call(commands.nimQueryCloudSession, [{ sessionId: toWireId(o.sessionId) }])
      if (!r[0] || !r[0].sessionId) throw ctx.error(404, 'No sessionId: the cloud has no such session', 'customError')
      return read(r[0])
    },
    async updateCloudSession(o) {
      check(o, 'sessionId ext?')
      await call(commands.nimUpdateCloudSession, [{ sessionId: toWireId(o.sessionId), ext: o.ext }])
    },
    async deleteCloudSessionList(o) {
      check(o, 'sessionIdList:as')
      await call(commands.nimDeleteCloudSessionList, [o.sessionIdList.map((id) => ({ sessionId: toWireId(id) }))])
    },
  }
  return { api, read }
}
