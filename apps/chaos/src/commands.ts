import type { Command } from '@nim/testkit'
import type { Model } from './service'
import { me, type Stored, type World } from './world'

const scenes = ['p2p-', 'team-']

/** Carries out a command of the client; gives the answer. */
export function commands(model: Model, world: World, { id, q }: Command): { code?: number; r?: unknown[] } {
  const record = Object(q[0]) as Record<string, string>
  const found = (idClient: string) => world.find(idClient)
  switch (id) {
    case '7_1':
    case '8_2':
    case '21_2': {
      // a client id is stored once, however often it is sent
      const { msg } = world.store(me, record[1]!, record[9]!, 'phone', record[11])
      return { r: [{ 7: String(msg.time), 11: msg.idClient, 12: msg.id }] }
    }
    case '7_13':
    case '21_17': {
      const msg = found(record[10]!)
      if (msg) world.recall(msg)
      return {}
    }
    case '7_24': {
      const list = (q[0] as { v: Record<string, string> }[]).map(({ v }) => found(v[5]!)).filter((m): m is Stored => !!m)
      for (const m of list) {
        world.remove(m)
        model.owed.messages.delete(m.id)
      }
      return { r: [String(world.now())] }
    }
    case '7_16':
      world.ack(scenes[Number(q[0])]! + q[1], Number(q[2]))
      return {}
    case '21_25':
      world.ack('superTeam-' + q[0], Number(q[1]))
      return {}
    case '7_25':
    case '21_32':
      for (const { v } of q[0] as { v: Record<string, string> }[]) world.ack((id === '21_32' ? 'superTeam-' : scenes[Number(v[1])]!) + v[2], Number(v[3]))
      return {}
    case '3_7':
      return { r: [(q[0] as string[]).map((account) => ({ 1: account, 3: account, 13: '1' }))] }
    // the client lives without an upload policy
    case '6_26':
    case '6_27':
    case '6_28':
      return { code: 404 }
    default:
      return { r: [] }
  }
}
