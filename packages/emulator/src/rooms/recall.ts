import type { Account } from '../account'
import { P2P, SUPER_TEAM, TEAM, type Stored } from '../conversation'
import { day, notify, wait } from '../deliver'
import type { Device } from '../online'
import type { Push } from '../pushes'
import { need } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Call, MakeRoom, Service, SyncStep } from '../service'
import { Msg, Notice } from '../tags'
import { audience, findTeam, NORMAL } from '../teams'
import { waitingFor } from './message'

/** Types of recall notices. */
const types: Record<number, number> = { [P2P]: 7, [TEAM]: 8, [SUPER_TEAM]: 12 }
const pushes: Record<number, { other: Push; own: Push }> = {
  [P2P]: { other: '7_14', own: '7_14' },
  [TEAM]: { other: '7_14', own: '7_14' },
  [SUPER_TEAM]: { other: '21_18', own: '21_117' },
}

/** Kinds of lists in a sync. */
const OFFLINE = 1
const ROAMING = 2

/** How long recall notices roam, as messages do. */
const roamFor = 7 * day

/** Taking messages back. */
export const recall: MakeRoom = (s) => ({
  commands: { '7_13': (call) => ask(s, call), '21_17': (call) => ask(s, call) },
  sync: {
    17: hand(s, '7_15', '7_14', (me) => me.recalls),
    25: hand(s, '4_19', '21_18', (me) => me.superRecalls),
  },
})

function ask(s: Service, { me, device, args, after }: Call): void {
  const wire = args.row(0)
  const m = s.store.message(wire[Notice.msgIdServer])
  need(Object.values(types).includes(Number(wire[Notice.type])))
  if (!m || m.recalled) return // gone already: that is what was wanted
  need(types[m.scene] === Number(wire[Notice.type]))
  need(mayRecall(s, me, m), 403)
  need(s.clock.now() - m.time <= s.settings.recallWindow, 508)
  after(() => takeBack(s, m, wire, me, device))
}

/** Types of one-way deletes. */
const deleteTypes: Record<number, number> = { [P2P]: 13, [TEAM]: 14 }

/** Takes a message away from everyone but its sender. */
export function takeFromReceivers(s: Service, m: Stored, content: string | undefined): void {
  const accounts = [...concerned(s, m)].filter(({ account }) => account !== m.from)
  m.hiddenFrom = [...(m.hiddenFrom ?? []), ...accounts.map(({ account }) => account)]
  for (const account of accounts) {
    account.waiting.delete(m.id)
    const notice = row({ [Notice.type]: deleteTypes[m.scene], [Notice.to]: m.to, [Notice.from]: m.from, [Notice.content]: content, [Notice.msgIdClient]: m.idClient, [Notice.msgIdServer]: m.id, [Notice.msgTime]: m.time, [Notice.msgFromNick]: m.row[Msg.nick] })
    notify(s, account, notice, { push: '7_3', keep: true })
  }
}

/** Between two only the sender; in a team also its owner and managers, as long as they are in it. */
export function mayRecall(s: Service, me: Account, m: Stored): boolean {
  if (m.scene === P2P) return m.from === me.account
  const member = findTeam(s, m.scene, m.to).members.get(me.account)
  return !!member && (m.from === me.account || member.type !== NORMAL)
}

/**
 * Removes a message everywhere and tells both sides.
 * @param by the device that asked, which knows; none: an app server
 */
export function takeBack(s: Service, m: Stored, wire: Row, operator: Account, by?: Device): void {
  const notice = row(pick(wire, [Notice.content, Notice.attach, Notice.env, Notice.pushContent, Notice.pushPayload, 107, 109, 110]), {
    [Notice.time]: s.clock.stamp(),
    [Notice.type]: types[m.scene],
    [Notice.to]: m.to,
    [Notice.from]: m.from,
    [Notice.idServer]: s.clock.id(),
    [Notice.msgIdClient]: m.idClient,
    [Notice.msgIdServer]: m.id,
    [Notice.msgTime]: m.time,
    [Notice.msgFromNick]: m.row[Msg.nick],
    [Notice.operator]: operator.account,
  })
  m.recalled = notice
  for (const account of concerned(s, m)) tell(s, account, m, notice, operator, by)
}

function concerned(s: Service, m: Stored): Set<Account> {
  const accounts = m.only ? [m.only] : m.scene === P2P ? [m.from, m.to] : []
  return new Set([...accounts.flatMap((id) => s.store.account(id) ?? []), ...(m.scene === P2P ? [] : audience(s, m))])
}

function tell(s: Service, to: Account, m: Stored, notice: Row, operator: Account, by?: Device): void {
  const id = notice[Notice.idServer]!
  const { other, own } = pushes[m.scene]!
  to.waiting.delete(m.id)
  ;(m.scene === SUPER_TEAM ? to.superRecalls : to.recalls).set(id, notice)
  if (to !== operator) wait(s, to, id, { push: other, row: notice })
  s.online.bring(to.account, id, { push: to === operator ? own : other, row: notice }, by)
}

/** Recalls that still wait for their receiver, then those the client has not seen; each list only if there is something in it. */
function hand(s: Service, command: Push, push: Push, listOf: (me: Account) => Map<string, Row>): SyncStep {
  return (device, me, since) => {
    const waiting = waitingFor(s, me, new Set([push])).map((w) => w.row)
    const from = Math.max(since, s.clock.now() - roamFor)
    const known = new Set(waiting.map((notice) => notice[Notice.idServer]))
    const roaming = [...listOf(me).values()].filter((notice) => Number(notice[Notice.time]) > from && !known.has(notice[Notice.idServer]))
    if (waiting.length > 0) s.online.push(device, command, [waiting, s.clock.mark(), OFFLINE])
    if (roaming.length > 0) s.online.push(device, command, [roaming, s.clock.mark(), ROAMING])
  }
}
