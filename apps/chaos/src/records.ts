import { packet, type Packet } from '@nim/testkit'
import { me, type Fact, type Recall, type Scene, type Stored } from './world'

/** Truth → wire. Values go as strings, as the service has them. */

export const sceneNumber: Record<Scene, number> = { p2p: 0, team: 1, superTeam: 5 }
const recallType: Record<Scene, number> = { p2p: 7, team: 8, superTeam: 12 }

export const message = (m: Stored): Record<number, unknown> => ({
  0: String(sceneNumber[m.scene]),
  1: m.to,
  2: m.from,
  4: '16',
  5: m.device,
  7: String(m.time),
  8: m.renamed ? '5' : '0',
  ...(m.renamed ? { 10: JSON.stringify({ id: 3, data: { tinfo: { 1: m.to, 3: m.renamed, 12: String(m.time) } } }) } : { 9: m.body }),
  11: m.idClient,
  12: m.id,
})

export const recallNotice = ({ id, time, msg }: Recall): Record<number, unknown> => ({
  0: String(time),
  1: String(recallType[msg.scene]),
  2: msg.to,
  3: msg.from,
  6: id,
  10: msg.idClient,
  11: msg.id,
  14: String(msg.time),
  16: msg.from,
})

export const deletion = ({ time, msg }: { time: number; msg: Stored }): Record<number, unknown> => ({
  1: msg.scene === 'p2p' ? '1' : '2',
  2: msg.from,
  3: msg.to,
  4: msg.id,
  5: msg.idClient,
  6: String(msg.time),
  7: String(time),
})

const split = (sessionId: string): [Scene, string] => {
  const at = sessionId.indexOf('-')
  return [sessionId.slice(0, at) as Scene, sessionId.slice(at + 1)]
}

export const clearing = (sessionId: string, time: number): Record<number, unknown> => {
  const [scene, to] = split(sessionId)
  return { 0: scene === 'p2p' ? '1' : '2', ...(scene === 'p2p' ? { 1: to } : { 3: to }), 5: me, 6: String(time) }
}

export const receipt = (peer: string, time: number): Record<number, unknown> => ({ 1: me, 2: peer, 7: String(time), 11: 'receipt-' + time })
export const team = ([id, { name, updateTime, valid }]: [string, Fact]): Record<number, unknown> => ({ 1: id, 3: name, 4: '1', 5: 'bob', 8: valid ? '1' : '0', 12: String(updateTime), 13: '1' })
export const friend = ([account, { updateTime, valid }]: [string, Fact]): Record<number, unknown> => ({ 4: account, 5: valid ? '1' : '0', 8: '', 11: '1', 12: String(updateTime) })

// pushes

export const pushed = (m: Stored): Packet => {
  const own = m.from === me
  return packet(m.scene === 'p2p' ? (own ? '7_101' : '7_2') : m.scene === 'team' ? (own ? '8_102' : '8_3') : own ? '21_102' : '21_3', message(m))
}
export const pushedRecall = (r: Recall): Packet => packet(r.msg.scene === 'superTeam' ? '21_18' : '7_14', recallNotice(r))
export const pushedAck = (sessionId: string, time: number): Packet => {
  const [scene, to] = split(sessionId)
  return scene === 'superTeam' ? packet('21_125', to, String(time)) : packet('7_116', sceneNumber[scene], to, String(time))
}

/** The own read positions of two kinds of sessions, as a sync brings them. */
export const ackRows = (acks: ReadonlyMap<string, number>, time: number): [Packet, Packet] => {
  const of = (scene: Scene) => Object.fromEntries([...acks].filter(([id]) => split(id)[0] === scene).map(([id, t]) => [split(id)[1], t]))
  return [packet('4_14', of('p2p'), { m_map: of('team') }, time), packet('4_20', { m_map: of('superTeam') }, time)]
}
