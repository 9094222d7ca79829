/** The account under test, and who it talks with. */
export const me = 'alice'
export const peers = ['bob', 'carol', 'dan']
export const teams = ['100', '101']
export const superTeams = ['900']

export type Scene = 'p2p' | 'team' | 'superTeam'

/** A message as the service has it. */
export interface Stored {
  id: string
  idClient: string
  scene: Scene
  from: string
  to: string
  time: number
  body: string
  /** Device that sent it. */
  device: string
  sessionId: string
  /** A team was renamed to this. */
  renamed?: string
  gone?: 'recalled' | 'deleted'
}

/** That a message was recalled. */
export interface Recall {
  id: string
  time: number
  msg: Stored
}

export interface Fact {
  updateTime: number
  name: string
  valid: boolean
}

const sceneOf = (to: string): Scene => (superTeams.includes(to) ? 'superTeam' : teams.includes(to) ? 'team' : 'p2p')
export const sessions = [...peers.map((p) => 'p2p-' + p), ...teams.map((t) => 'team-' + t), ...superTeams.map((t) => 'superTeam-' + t)]

export type World = ReturnType<typeof createWorld>

/** What is true: everything the service has stored for one account. Knows nothing of devices, links and packets. */
export function createWorld(now: () => number) {
  const messages: Stored[] = []
  const byClient = new Map<string, Stored>()
  const recalls: Recall[] = []
  const deletes: { time: number; msg: Stored }[] = []
  const clears = new Map<string, number>()
  const acks = new Map<string, number>()
  const receipts = new Map<string, number>()
  const teamFacts = new Map<string, Fact>()
  const friendFacts = new Map<string, Fact>()
  let ids = 7_000_000
  let last = 0

  /** Times are given in the order of storing, and none twice. */
  const stamp = () => (last = Math.max(last + 1, now()))

  const world = {
    messages,
    recalls,
    deletes,
    clears,
    acks,
    receipts,
    teamFacts,
    friendFacts,
    /** Stores a message, or finds the one with this client id. */
    store(from: string, to: string, body: string, device: string, idClient = `${device}-${body}`, renamed?: string): { msg: Stored; fresh: boolean } {
      const old = byClient.get(idClient)
      if (old) return { msg: old, fresh: false }
      const scene = sceneOf(to)
      const msg: Stored = { id: String(++ids), idClient, scene, from, to, time: stamp(), body, device, sessionId: scene + '-' + (scene === 'p2p' && to === me ? from : to), renamed }
      byClient.set(idClient, msg)
      messages.push(msg)
      return { msg, fresh: true }
    },
    find: (idClient: string) => byClient.get(idClient),
    recall(msg: Stored): Recall | undefined {
      if (msg.gone) return
      msg.gone = 'recalled'
      const recall = { id: String(++ids), time: stamp(), msg }
      recalls.push(recall)
      return recall
    },
    /** Deletes a message for this account only. */
    remove(msg: Stored) {
      if (msg.gone) return undefined
      msg.gone = 'deleted'
      const deleted = { time: stamp(), msg }
      deletes.push(deleted)
      return deleted
    },
    clear(sessionId: string): number {
      const time = stamp()
      clears.set(sessionId, time)
      return time
    },
    /** Raises the own read position. */
    ack(sessionId: string, time: number): boolean {
      if (!(time > (acks.get(sessionId) ?? 0))) return false
      acks.set(sessionId, time)
      return true
    },
    receipt(peer: string, time: number): boolean {
      if (!(time > (receipts.get(peer) ?? 0))) return false
      receipts.set(peer, time)
      return true
    },
    rename: (team: string, name: string, updateTime = stamp()) => void teamFacts.set(team, { name, updateTime, valid: true }),
    befriend: (account: string, valid: boolean) => void friendFacts.set(account, { name: account, updateTime: stamp(), valid }),
    /** Messages of a session that are still there. */
    there: (sessionId: string) => messages.filter((m) => m.sessionId === sessionId && !m.gone && m.time > (clears.get(sessionId) ?? 0)),
    unread: (sessionId: string) => world.there(sessionId).filter((m) => m.from !== me && m.time > (acks.get(sessionId) ?? 0)).length,
    newest: (sessionId: string) => world.there(sessionId).pop(),
    /** The newest message that ever was in it. */
    latest: (sessionId: string) => messages.filter((m) => m.sessionId === sessionId).pop(),
    now: stamp,
  }
  for (const id of teams) world.rename(id, 'team ' + id)
  for (const peer of peers) world.befriend(peer, true)
  return world
}
