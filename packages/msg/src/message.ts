import type { PluginContext } from '@nim/core'
import { createSeen } from './seen'
import type { IMMessage, MsgFeature, MsgPeer, MsgScene, MsgStatus } from './types'
import type { Wired } from './wire'

/** What a notification's data is called on the public attach. */
const noticeKeys: Record<string, string> = { ids: 'accounts', id: 'account', attach: 'custom', channel: 'channelId', calltype: 'netcallType', duration: 'duration', time: 'time', from: 'from', ext: 'ext' }

export type Message = ReturnType<typeof messages>

/** Messages of the wire ↔ public messages. */
export function messages(ctx: PluginContext, { records }: Wired, peer: MsgPeer) {
  const me = ctx.account
  /** Recalled or deleted: their messages may still come, by sync or after a reconnect. */
  const gone = createSeen()
  let lastScene: unknown
  let lastTarget: unknown
  let lastId = ''

  /** Messages of one session share one string. */
  const sessionId = (scene: unknown, target: unknown) => {
    if (scene !== lastScene || target !== lastTarget) {
      lastScene = scene
      lastTarget = target
      lastId = scene + '-' + target
    }
    return lastId
  }

  const notice = ({ id, data }: any) => {
    const out = ctx.decode(records.notice, [id])
    const given = Object(data)
    const { mute, tinfo, uinfos } = given
    for (const key in noticeKeys) if (given[key] !== undefined) out[noticeKeys[key]!] = given[key]
    if (mute !== undefined) out.mute = +mute === 1
    if (tinfo) out.team = ctx.decode(records.team, tinfo)
    if (Array.isArray(uinfos)) out.users = uinfos.map((user) => ctx.decode(records.user, user))
    return out
  }

  const status = (m: IMMessage): MsgStatus => {
    if (gone.has(m.idClient)) return 'deleted'
    const mine = m.from === me
    const { ack, receipt } = (mine && m.flow === 'in') || peer.marks(m.sessionId) || ({} as any)
    return mine ? (receipt >= m.time ? 'receipt' : 'sent') : ack >= m.time ? 'read' : 'unread'
  }

  /** Completes a decoded message with all that follows from its fields. */
  const finish = (m: any, feature: MsgFeature = 'default'): IMMessage => {
    const { from, to } = m
    if (m.type === 'notification') m.attach = notice(Object(m.attach))
    m.flow = from === me && to !== me ? 'out' : 'in'
    m.target = to === me ? from : to
    m.sessionId = sessionId(m.scene, m.target)
    m.feature = feature
    m.status = status(m)
    if (m.isInBlackList > 0) {
      m.status = 'refused'
      delete m.isInBlackList
    }
    return m
  }

  return {
    finish,
    gone,
    /** A message from its tags. */
    read: (raw: unknown): IMMessage => finish(ctx.decode(records.message, raw)),
    /** Session of what a recall or delete notice is about. */
    sessionOf: (scene: MsgScene, from: string, to: string) => sessionId(scene, scene === 'p2p' && to === me ? from : to),
    /** Each idClient once: the later record wins unless the earlier one is newer. Keeps the order of first appearance. */
    unique(list: IMMessage[]): IMMessage[] {
      const kept = new Map<unknown, IMMessage>()
      for (const m of list) {
        const key = m.idClient || m
        const earlier = kept.get(key)
        if (!earlier || !(earlier.time > m.time)) kept.set(key, m)
      }
      return [...kept.values()]
    },
  }
}
