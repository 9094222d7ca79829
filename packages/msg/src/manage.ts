import type { PluginContext } from '@nim/core'
import type { Removed } from './receive'
import { scenes } from './send'
import type { DeletedMsg, MsgApi } from './types'
import type { Wired } from './wire'

/** Rules of what names one team message. */
const receipt = '{teamId idClient idServer}'
const recall = `msg{idClient idServer scene:${scenes} time:n} ps? pushInfo?{needPush?:b needPushBadge?:b needPushNick?:b pushContent? pushPayload?}`

/** What is done to messages that exist: recall, delete, receipts. */
export function managing({ account, check, call, now }: PluginContext, { commands }: Wired, removed: Removed) {
  const api = {
    async recallMsg(o) {
      check(o, recall)
      const { msg } = o
      const { scene } = msg
      const type = scene === 'p2p' ? 7 : scene === 'team' ? 8 : 12
      await call(type > 8 ? commands.recallSuperTeamMsg : commands.recallMsg, [{ ...msg, attach: undefined, pushInfo: undefined, ...o, type, opeAccount: account }])
      removed([msg])
      return msg
    },
    async deleteSelfMsgs(o) {
      check(o, 'msgs:a{scene:=p2p|team from to idServer idClient time:n} ext?')
      const { msgs, ext } = o
      const { r } = await call(commands.deleteSelfMsgs, [msgs.map((m) => ({ ...m, scene: m.scene === 'p2p' ? 1 : 2, ext }))])
      removed(msgs)
      const deletedTime = r[0] || now()
      return msgs.map(({ from, idClient, idServer, scene, time, to }) => ({ deletedTime, from, idClient, idServer, scene, time, to, ext: ext === undefined ? null : ext }) as DeletedMsg)
    },
    async sendMsgReceipt(o) {
      check(o, 'msg{idClient target time:n}')
      const { scene, flow, target, time, idClient } = o.msg
      if (scene !== 'p2p' || flow !== 'in') return undefined
      const { r } = await call(commands.sendMsgReceipt, [{ to: target, time, idClient }])
      return { to: target, idClient, time: Math.min((r[0] && r[0].time) || time, time) }
    },
    async sendTeamMsgReceipt(o) {
      check(o, 'teamMsgReceipts:a..50' + receipt)
      await call(commands.sendTeamMsgReceipt, [o.teamMsgReceipts])
    },
    async getTeamMsgReads(o) {
      check(o, 'teamMsgReceipts:a' + receipt)
      return (await call(commands.getTeamMsgReads, [o.teamMsgReceipts])).r[0]
    },
    async getTeamMsgReadAccounts(o) {
      check(o, 'teamMsgReceipt' + receipt)
      const [teamMsgReceipt = o.teamMsgReceipt, readAccounts = [], unreadAccounts = []] = (await call(commands.getTeamMsgReadAccounts, [o.teamMsgReceipt])).r
      return { teamMsgReceipt, readAccounts, unreadAccounts }
    },
  } satisfies Partial<MsgApi>
  return api
}
