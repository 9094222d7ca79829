import type { Account } from '../account'
import { SUPER_TEAM, TEAM } from '../conversation'
import { notify } from '../deliver'
import type { Device } from '../online'
import type { Push } from '../pushes'
import { need, refuse } from '../refusal'
import { row, unlessOff, type Row } from '../row'
import type { Call, MakeRoom, Service } from '../service'
import { Notice } from '../tags'
import { findMember, findTeam } from '../teams'
import { waitingFor } from './message'

/** Types of custom notices. */
const CUSTOM_P2P = '100'
const CUSTOM_TEAM = '101'
const CUSTOM_SUPER_TEAM = '103'

const maxAttach = 4096
const maxPushContent = 500
const maxPushPayload = 2048

/** Notices in one offline packet. */
const chunk = 100

/** Pushes of notices, and the sync packets that bring those that wait. */
const offline: [push: Push, packet: Push][] = [
  ['7_3', '4_6'],
  ['21_19', '4_18'],
  ['101_3', '4_101'],
]

/** System notices: the apps' own, and handing out those that wait. */
export const sysmsg: MakeRoom = (s) => ({
  commands: {
    '7_7': (call) => send(s, call, '7_3', [CUSTOM_P2P, CUSTOM_TEAM]),
    '21_16': (call) => send(s, call, '21_19', [CUSTOM_SUPER_TEAM]),
    '101_7': (call) => send(s, call, '101_3', [CUSTOM_P2P, CUSTOM_TEAM]),
  },
  sync: {
    2: (device, me) => {
      for (const [push, packet] of offline) {
        const list = waitingFor(s, me, new Set([push]))
        for (let i = 0; i < list.length; i += chunk) s.online.push(device, packet, [list.slice(i, i + chunk).map((w) => w.row)])
      }
    },
  },
})

function send(s: Service, { me, device, args }: Call, push: Push, types: string[]): void {
  const wire = args.row(0)
  const type = wire[Notice.type] ?? ''
  need(types.includes(type) && wire[Notice.to] && wire[Notice.attach])
  need(wire[Notice.attach]!.length <= maxAttach)
  need((wire[Notice.pushContent] ?? '').length <= maxPushContent && (wire[Notice.pushPayload] ?? '').length <= maxPushPayload)
  customNotice(s, me, wire, push, device)
}

/** Sends an app's own notice, from a device or from an app server. */
export function customNotice(s: Service, me: Account, wire: Row, push: Push, device?: Device): void {
  const type = wire[Notice.type]
  const to = wire[Notice.to]!
  const notice = row(wire, { [Notice.from]: me.account, [Notice.idServer]: s.clock.id(), [Notice.time]: s.clock.stamp() })
  if (type === CUSTOM_P2P) return toAccount(s, me, notice, to, push)
  const team = findTeam(s, type === CUSTOM_TEAM ? TEAM : SUPER_TEAM, to)
  findMember(team, me.account)
  // only who is online gets a team's notice; it is never kept
  for (const id of team.members.keys()) {
    const member = s.store.account(id)
    if (member) notify(s, member, notice, { push, keep: false, except: device })
  }
}

function toAccount(s: Service, me: Account, notice: Row, to: string, push: Push): void {
  const receiver = s.store.account(to)
  if (!receiver) refuse(404)
  if (receiver.relations.get(me.account)?.black) refuse(7101)
  notify(s, receiver, row(notice, { [Notice.to]: receiver.account }), { push, keep: unlessOff(notice, Notice.saveOffline) })
}
