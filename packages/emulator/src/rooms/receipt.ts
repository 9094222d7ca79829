import type { Account } from '../account'
import { P2P, type Stored } from '../conversation'
import { need, refuse } from '../refusal'
import { row, type Row } from '../row'
import type { MakeRoom, Service } from '../service'
import { Receipt, TeamReceipt } from '../tags'
import { findMember, findTeam } from '../teams'

/** Team receipts that one call may carry. */
const maxReceipts = 50

/** Read receipts of messages between two, and of team messages that ask for them. */
export const receipt: MakeRoom = (s) => ({
  commands: {
    '7_11': ({ me, args }) => [read(s, me, args.row(0))],
    '8_28': ({ me, args }) => {
      const wanted = args.rows(0)
      need(wanted.length <= maxReceipts)
      return [wanted.map((r) => markRead(s, me, r)).filter((r) => r !== undefined)]
    },
    // messages that asked for no receipts are left out
    '8_29': ({ me, args }) => [args.rows(0).map((r) => counts(findTracked(s, me, r))).filter((r) => r !== undefined)],
    '8_30': ({ me, args }) => {
      const m = findTracked(s, me, args.row(0))
      need(m)
      const unread = [...m.audience!].filter((account) => !m.readers!.has(account))
      return [counts(m), [...m.readers!.keys()], unread]
    },
  },
  sync: {
    14: (device, me) => {
      const list = [...me.views.values()]
        .filter(({ receipt }) => receipt)
        .map(({ peer, receipt }) => row({ [Receipt.to]: me.account, [Receipt.from]: peer, [Receipt.time]: receipt!.time, [Receipt.idClient]: receipt!.idClient }))
      if (list.length > 0) s.online.push(device, '4_12', [list, s.clock.mark()])
    },
  },
})

/** Only the newest receipt of a session counts; who blocked the reader is not told. */
export function read(s: Service, me: Account, wire: Row): Row {
  const time = Number(wire[Receipt.time])
  const peer = s.store.account(wire[Receipt.to])
  need(time > 0 && Number.isFinite(time) && wire[Receipt.idClient])
  if (!peer) refuse(404)
  const view = s.store.view(peer, P2P, me.account)
  const news = row(wire, { [Receipt.to]: peer.account, [Receipt.from]: me.account, [Receipt.time]: time })
  if (time <= (view.receipt?.time ?? 0)) return row(news, { [Receipt.time]: view.receipt!.time })
  view.receipt = { time, idClient: wire[Receipt.idClient]! }
  if (!peer.relations.get(me.account)?.black) s.online.tell(peer.account, '7_12', [news])
  return news
}

/** A team message that asked for receipts, of a team that I am in. */
export function findTracked(s: Service, me: Account, wire: Row): Stored | undefined {
  const m = s.store.message(wire[TeamReceipt.idServer])
  if (!m?.readers || m.to !== wire[TeamReceipt.teamId]) return undefined
  findMember(findTeam(s, m.scene, m.to), me.account)
  return m
}

const counts = (m: Stored | undefined): Row | undefined =>
  m &&
  row({
    [TeamReceipt.teamId]: m.to,
    [TeamReceipt.idServer]: m.id,
    [TeamReceipt.idClient]: m.idClient,
    [TeamReceipt.read]: m.readers!.size,
    [TeamReceipt.unread]: m.audience!.size - m.readers!.size,
  })

export function markRead(s: Service, me: Account, wire: Row): Row | undefined {
  const m = findTracked(s, me, wire)
  if (!m || !m.audience!.has(me.account) || m.readers!.has(me.account)) return counts(m)
  m.readers!.set(me.account, s.clock.now())
  const news = row(counts(m), { [TeamReceipt.account]: me.account })
  s.online.tell(m.from, '8_31', [[news]])
  return news
}
