import type { PluginContext } from '@nim/core'
import type { Removed } from './receive'
import { scenes } from './send'
import type { DeletedMsg, MsgApi } from './types'
import type { Wired } from './wire'

/** What names one team message. */
const receipt = '{teamId idClient idServer}'

/** What is done to messages that exist: recall, delete, receipts. */
export function managing({ account, check, call, method, now, decode, encode }: PluginContext, { commands: c, records }: Wired, removed: Removed) {
  const api = {
    async recallMsg(o) {
      check(o, `msg{idClient idServer scene:${scenes} time:n} ps? pushInfo?{needPush?:b needPushBadge?:b needPushNick?:b pushContent? pushPayload?}`)
      const { msg } = o
      await call(msg.scene === 'superTeam' ? c.recallSuperTeamMsg : c.recallMsg, [{ ...msg, attach: undefined, pushInfo: undefined, ...o, opeAccount: account }])
      removed([msg])
      return msg
    },
    deleteSelfMsgs: method(
      c.deleteSelfMsgs,
      'msgs:a{scene:=p2p|team from to idServer idClient time:n} ext?',
      ({ msgs, ext }) => [msgs.map((m) => ({ ...m, ext }))],
      ([deletedTime = now()], { msgs, ext = null }) => {
        removed(msgs)
        // by way of the wire, so that only what names the message is there
        return msgs.map((m) => decode<DeletedMsg>(records.deletedMessage, encode(records.deletedMessage, { ...m, deletedTime, ext })))
      }
    ),
    async sendMsgReceipt(o) {
      check(o, 'msg{idClient target time:n}')
      const { scene, flow, target: to, time, idClient } = o.msg
      if (scene !== 'p2p' || flow !== 'in') return undefined
      const [receipt] = (await call(c.sendMsgReceipt, [{ to, time, idClient }])).r
      return { to, idClient, time: Math.min((receipt && receipt.time) || time, time) }
    },
    sendTeamMsgReceipt: method(
      c.sendTeamMsgReceipt,
      'teamMsgReceipts:a..50' + receipt,
      (o) => [o.teamMsgReceipts],
      () => {}
    ),
    getTeamMsgReads: method(c.getTeamMsgReads, 'teamMsgReceipts:a' + receipt, (o) => [o.teamMsgReceipts]),
    getTeamMsgReadAccounts: method(
      c.getTeamMsgReadAccounts,
      'teamMsgReceipt' + receipt,
      (o) => [o.teamMsgReceipt],
      ([teamMsgReceipt, readAccounts = [], unreadAccounts = []], o) => ({ teamMsgReceipt: teamMsgReceipt || o.teamMsgReceipt, readAccounts, unreadAccounts })
    ),
  } satisfies Partial<MsgApi>
  return api
}
