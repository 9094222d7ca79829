import { packet, type Packet } from '@nim/testkit'
import { ackRows, clearing, deletion, friend, message, receipt, recallNotice, team } from './records'
import type { Owed } from './service'
import { me, sessions, type World } from './world'

/** What a sync brings, for these timetags; the order is the service's own affair. */
export function rows(world: World, owed: Owed, tags: Record<string, number>, random: () => number, overlap: boolean): Packet[] {
  const now = world.now()
  const out: Packet[] = []
  /** Adds what is newer than the tag, when it was asked for. */
  const row = (tag: number, make: (since: number) => (Packet | undefined)[]) => {
    const since = tags[tag]
    if (since !== undefined) for (const p of make(Number(since))) if (p) out.push(p)
  }
  const filled = <T>(list: T[], make: (list: T[]) => Packet) => (list.length ? make(list) : undefined)
  const since = <T extends { time: number }>(list: T[], time: number) => list.filter((x) => x.time > time)
  const roaming = (ids: string[], id: string) => (time: number) => ids.map((s) => filled(since(world.there(s), time).filter((m) => overlap || !owed.messages.has(m.id)).reverse(), (list) => packet(id, list.map(message))))
  const recalls = (supers: boolean, time: number) => since(world.recalls, time).filter(({ msg }) => (msg.scene === 'superTeam') === supers)
  const facts = (map: World['teamFacts'], time: number) => [...map].filter(([, { updateTime }]) => updateTime > time)

  row(1, () => [packet('3_109', { 1: me, 3: 'Alice', 13: '1' }, 1)])
  row(2, () => [filled([...owed.messages.values()], (list) => packet('4_4', list.map(message)))])
  row(3, (time) => [packet('8_109', now, facts(world.teamFacts, time).map(team))])
  row(7, roaming(sessions.filter((s) => !/^super/.test(s)), '4_9'))
  row(9, () => [packet('3_8', [], now)])
  row(11, (time) => [packet('12_5', facts(world.friendFacts, time).map(friend), now)])
  row(14, () => [filled([...world.receipts], (list) => packet('4_12', list.map(([peer, time]) => receipt(peer, time)), now))])
  row(17, (time) => {
    const missed = [...owed.notices.values()]
    return [
      filled(missed, (list) => packet('7_15', list.map(recallNotice), now, 1)),
      filled(recalls(false, time).filter((r) => !owed.notices.has(r.id)), (list) => packet('7_15', list.map(recallNotice), now, 2)),
    ]
  })
  const [acks, superAcks] = ackRows(world.acks, now)
  row(18, () => [acks])
  row(26, () => [superAcks])
  row(24, roaming(sessions.filter((s) => /^super/.test(s)), '4_17'))
  row(25, (time) => [filled(recalls(true, time), (list) => packet('4_19', list.map(recallNotice), now, 2))])
  row(27, (time) => [filled(since(world.deletes, time), (list) => packet('4_21', list.map(deletion)))])
  row(29, (time) => [filled([...world.clears].filter(([, t]) => t > time), (list) => packet('4_24', list.map(([id, t]) => clearing(id, t))))])

  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}
