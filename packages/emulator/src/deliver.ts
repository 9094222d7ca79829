import type { Account, Waiting } from './account'
import { P2P, peerOf, SUPER_TEAM, TEAM, type Stored } from './conversation'
import type { Device } from './online'
import type { Push } from './pushes'
import { row, unlessOff, type Row } from './row'
import type { Service } from './service'
import { Msg, Notice } from './tags'

export const day = 86_400_000

/** What waits for an offline account is kept for 30 days. */
export const keepFor = 30 * day

/** Pushes of messages: to receivers, and to the sender's other ends. */
export const pushes: Record<number, { other: Push; own: Push }> = {
  [P2P]: { other: '7_2', own: '7_101' },
  [TEAM]: { other: '8_3', own: '8_102' },
  [SUPER_TEAM]: { other: '21_3', own: '21_102' },
}

/** Lets something wait for its receiver until it is acknowledged. */
export function wait(s: Service, account: Account, id: string, what: Omit<Waiting, 'time' | 'expires'>, life = keepFor): void {
  const time = s.clock.now()
  account.waiting.set(id, { ...what, time, expires: time + life })
}

/** Brings a kept message to one account. Without `by` also to the device that sent it. */
export function deliver(s: Service, m: Stored, to: Account, by?: Device): void {
  const mine = to.account === m.from
  const view = s.store.view(to, m.scene, peerOf(to, m))
  const self = mine && m.scene === P2P && m.from === m.to
  const message = forReceiver(m, to)
  // super-team messages are never acknowledged, so they cannot wait: they roam
  if ((!mine || self) && m.scene !== SUPER_TEAM && unlessOff(m.row, Msg.needOffline)) wait(s, to, m.id, { push: pushes[m.scene]!.other, row: message, session: view.id })
  if (mine && !unlessOff(m.row, Msg.needSelfSync)) return
  s.online.bring(to.account, m.id, { push: pushes[m.scene]![mine ? 'own' : 'other'], row: message }, by)
}

/** Whoever muted the sender is told to show the message silently. */
function forReceiver(m: Stored, to: Account): Row {
  return m.scene === P2P && to.relations.get(m.from)?.muted ? row(m.row, { [Msg.isMuted]: 1 }) : m.row
}

export interface NoticeTo {
  /** `7_3`, `21_19` or `101_3`. */
  push: Push
  /** Kept until it is acknowledged. */
  keep: boolean
  /** A device that is not told. */
  except?: Device
}

/** Brings a system notice to an account. */
export function notify(s: Service, to: Account, notice: Row, { push, keep, except }: NoticeTo): void {
  const id = notice[Notice.idServer] ?? s.clock.id()
  const stamped = row({ [Notice.time]: s.clock.stamp() }, notice, { [Notice.idServer]: id })
  if (keep) wait(s, to, id, { push, row: stamped })
  s.online.bring(to.account, id, { push, row: stamped }, except)
}
