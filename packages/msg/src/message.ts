import type { PluginContext } from '@nim/core'
import { createSeen } from './seen'
import type { IMMessage, MsgFeature, MsgPeer, MsgScene, MsgStatus } from './types'
import type { Wired } from './wire'

const teamNotices = 'addTeamMembers removeTeamMembers leaveTeam updateTeam dismissTeam passTeamApply transferTeam addTeamManagers removeTeamManagers acceptTeamInvite updateTeamMemberMute'.split(' ')
/** Names of notification attaches: ids 0–10 of teams, 101–103 of calls, 401–411 of super teams, which have an order of their own. */
const notices: Record<number, string> = Object.assign(Object.create(null), teamNotices, { 101: 'netcallMiss', 102: 'netcallBill', 103: 'netcallReject' })
;[0, 1, 2, 3, 4, 6, 7, 8, 10, 5, 9].forEach((n, i) => (notices[401 + i] = teamNotices[n]!.replace('Team', 'SuperTeam').replace('rM', 'rsM')))

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
    const out: any = { type: notices[id] || id }
    for (const key in noticeKeys) if (Object(data)[key] !== undefined) out[noticeKeys[key]!] = data[key]
    if (!data) return out
    const { mute, tinfo, uinfos } = data
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
      const at = new Map<string, number>()
      const out: IMMessage[] = []
      for (const m of list) {
        const i = m.idClient ? at.get(m.idClient) : undefined
        if (i === undefined) {
          at.set(m.idClient, out.length)
          out.push(m)
        } else if (!(out[i]!.time > m.time)) out[i] = m
      }
      return out
    },
  }
}
