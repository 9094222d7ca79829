import type { Account } from '../account'
import { P2P, peerOf, readSessionId, TEAM } from '../conversation'
import type { Device } from '../online'
import { need } from '../refusal'
import { row, type Row } from '../row'
import type { MakeRoom, Service } from '../service'
import { Cleared, Deleted } from '../tags'

/** Scenes as deletes and clears number them. */
const scenes = new Map([['1', P2P], ['2', TEAM]])

/** Deletes and clears on one's own side. */
export const erase: MakeRoom = (s) => ({
  commands: {
    '7_24': ({ me, device, args }) => [deleteMessages(s, me, args.rows(0), device)],
    '7_18': ({ me, device, args }) => [clear(s, me, args.row(0), device)],
    '7_9': ({ me, args }) => {
      const sessions = args.list(0).map(readSessionId)
      need(sessions.every((session) => session !== undefined))
      const time = s.clock.mark()
      for (const { scene, peer } of sessions) s.store.view(me, scene, peer).roamAfter = time
    },
  },
  sync: {
    27: (device, me, since) => {
      const list = [...me.deletes.values()].filter((d) => Number(d[Deleted.time]) > since)
      if (list.length > 0) s.online.push(device, '4_21', [list])
    },
    29: (device, me, since) => {
      const list = [...me.clears.values()].filter((c) => Number(c[Cleared.time]) > since)
      if (list.length > 0) s.online.push(device, '4_24', [list])
    },
  },
})

/** Returns the time of the deletion, ms. */
function deleteMessages(s: Service, me: Account, wanted: Row[], device: Device): number {
  need(wanted.every((d) => scenes.has(d[Deleted.scene] ?? '') && d[Deleted.idServer]))
  const time = s.clock.stamp()
  const deleted = wanted.map((d) => row(d, { [Deleted.time]: time }))
  for (const d of deleted) hide(s, me, d)
  deleted.forEach((d, i) => me.deletes.set(`${time} ${i}`, d))
  if (deleted.length === 1) s.online.tell(me.account, '7_123', [deleted[0]], device)
  else if (deleted.length > 1) s.online.tell(me.account, '7_124', [deleted], device)
  return time
}

function hide(s: Service, me: Account, d: Row): void {
  const m = s.store.message(d[Deleted.idServer])
  if (!m || (m.scene === P2P && m.from !== me.account && m.to !== me.account)) return
  s.store.view(me, m.scene, peerOf(me, m)).hidden.add(m.id)
  me.waiting.delete(m.id)
}

/** Clears the history of a conversation for me. Returns its time, ms. */
function clear(s: Service, me: Account, wire: Row, device: Device): number {
  const scene = scenes.get(wire[Cleared.type] ?? '')
  const peer = scene === P2P ? wire[Cleared.account]?.toLowerCase() : wire[Cleared.teamId]
  need(scene !== undefined && peer)
  const view = s.store.view(me, scene, peer)
  const time = s.clock.stamp()
  view.clearedAt = time
  if (wire[Cleared.roaming] !== '0') view.roamAfter = time
  for (const [id, w] of me.waiting) if (w.session === view.id) me.waiting.delete(id)
  if (wire[Cleared.syncSelf] !== '1') return time
  const cleared = row(wire, { [Cleared.from]: me.account, [Cleared.time]: time })
  me.clears.set(String(time), cleared)
  s.online.tell(me.account, '7_118', [cleared], device)
  return time
}
