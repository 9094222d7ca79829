import type { Account } from '../account'
import { P2P, readSessionId, SUPER_TEAM, TEAM } from '../conversation'
import type { Device } from '../online'
import type { Push } from '../pushes'
import { need } from '../refusal'
import { row, type Row } from '../row'
import type { MakeRoom, Service } from '../service'
import { SessionAck, StickTop } from '../tags'

/** Scenes as read marks number them. */
const scenes = new Map([['0', P2P], ['1', TEAM]])

/** Read marks of sessions over several devices, and sessions that stick to the top. */
export const session: MakeRoom = (s) => ({
  commands: {
    '7_16': ({ me, device, args }) => {
      const scene = scenes.get(args.text(0))
      need(scene !== undefined)
      mark(s, me, device, scene, args.text(1), args.number(2))
    },
    '7_25': ({ me, device, args }) => markAll(s, me, device, args.rows(0), (r) => scenes.get(r[SessionAck.scene] ?? '')),
    '21_25': ({ me, device, args }) => mark(s, me, device, SUPER_TEAM, args.text(0), args.number(1)),
    '21_32': ({ me, device, args }) => markAll(s, me, device, args.rows(0), () => SUPER_TEAM),
    '23_12': ({ me, device, args }) => [stick(s, me, device, args.row(0), '23_112')],
    '23_14': ({ me, device, args }) => [stick(s, me, device, args.row(0), '23_114')],
    '23_13': ({ me, device, args }) => {
      const { [StickTop.id]: id = '' } = args.row(0)
      const time = (me.stickTopTime = s.clock.stamp())
      const gone = me.stickTop.get(id) ?? row({ [StickTop.id]: id })
      me.stickTop.delete(id)
      s.online.tell(me.account, '23_113', [time, gone], device)
      return [time]
    },
  },
  sync: {
    18: (device, me) => {
      const p2p = acks(me, P2P)
      const teams = acks(me, TEAM)
      if (Object.keys(p2p).length + Object.keys(teams).length > 0) s.online.push(device, '4_14', [p2p, { m_map: teams }, s.clock.mark()])
    },
    26: (device, me) => {
      const teams = acks(me, SUPER_TEAM)
      if (Object.keys(teams).length > 0) s.online.push(device, '4_20', [{ m_map: teams }, s.clock.mark()])
    },
    // always the whole list
    28: (device, me, since) => s.online.push(device, '4_23', [s.clock.mark(), me.stickTopTime > since, [...me.stickTop.values()]]),
  },
})

/** Read marks never go back. */
function mark(s: Service, me: Account, device: Device, scene: number, to: string, time: number): void {
  const peer = scene === P2P ? to.toLowerCase() : to
  need(peer && time >= 0)
  const view = s.store.view(me, scene, peer)
  view.ack = Math.max(view.ack, time)
  if (scene === SUPER_TEAM) s.online.tell(me.account, '21_125', [peer, view.ack], device)
  else s.online.tell(me.account, '7_116', [scene, peer, view.ack], device)
}

/** Marks what can be marked; 700 when something could not. */
function markAll(s: Service, me: Account, device: Device, wanted: Row[], sceneOf: (r: Row) => number | undefined): { code: number; r: [] } {
  const usable = wanted.filter((r) => sceneOf(r) !== undefined && r[SessionAck.to] && Number.isFinite(Number(r[SessionAck.time])))
  for (const r of usable) mark(s, me, device, sceneOf(r)!, r[SessionAck.to]!, Number(r[SessionAck.time]))
  return { code: usable.length === wanted.length ? 200 : 700, r: [] }
}

function acks(me: Account, scene: number): Record<string, number> {
  const out: Record<string, number> = Object.create(null)
  for (const view of me.views.values()) if (view.scene === scene && view.ack > 0) out[view.peer] = view.ack
  return out
}

function stick(s: Service, me: Account, device: Device, wire: Row, push: Push): Row {
  const id = wire[StickTop.id]
  need(id && readSessionId(id))
  const time = (me.stickTopTime = s.clock.stamp())
  const stuck = row({ [StickTop.createTime]: time }, me.stickTop.get(id), { [StickTop.id]: id, [StickTop.ext]: wire[StickTop.ext], [StickTop.updateTime]: time })
  me.stickTop.set(id, stuck)
  s.online.tell(me.account, push, [stuck], device)
  return stuck
}
