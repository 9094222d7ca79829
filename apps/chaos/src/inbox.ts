import type { Client } from './app'
import type { Stage } from './stage'
import { me } from './world'

/** What the app last heard of a session. */
export interface Shown {
  unread: number
  /** idClient of its last message, null when there is none any more. */
  last: string | null
  status?: string
  ack: number
  receipt: number
}

export type Inbox = ReturnType<typeof createInbox>

/** All that the app hears and shows. It takes every event for what it says, and does not de-duplicate. */
export function createInbox(stage: Stage) {
  /** How often each message came, by its id at the service. */
  const came = new Map<string, number>()
  /** Messages that are shown, by client id. */
  const shown = new Map<string, { sessionId: string; time: number; body: string; from: string }>()
  const gone = new Set<string>()
  const cleared = new Map<string, number>()
  const sessions = new Map<string, Shown>()
  const teams = new Map<string, { name: string; updateTime: number }>()
  const friends = new Set<string>()
  /** Own messages of this device that the app knows to be stored. */
  const settled = new Set<string>()
  /** The messages of each session in the order they came. */
  const order = new Map<string, { id: string; time: number; at: number }[]>()
  const inbox = { came, shown, gone, cleared, sessions, teams, friends, settled, doubled: 0, disorder: 0, newest, show, listen }

  function deliver(list: any[], how: 'msg' | 'roaming' | 'offline') {
    for (const m of [...list].sort((a, b) => a.time - b.time)) {
      const { idServer: id, idClient, sessionId, time, status } = m
      const before = came.get(id) ?? 0
      const known = before > 0 || settled.has(idClient)
      stage.note(`event ${how}: ${m.body ?? m.type} in ${sessionId}${known ? ' AGAIN' : ''}`)
      came.set(id, before + 1)
      if (known) {
        inbox.doubled++
        continue
      }
      const list = order.get(sessionId) ?? []
      order.set(sessionId, list)
      // only what the client itself turned around: it came to the phone in the right order
      const at = stage.arrival(id, how === 'msg' ? 'push' : 'row')
      const overtaken = status !== 'deleted' && list.find((p) => p.time > time && at < p.at)
      if (overtaken) {
        inbox.disorder++
        stage.note(`WRONG disorder: ${m.body} in ${sessionId} came first and was told after ${overtaken.id}`)
      }
      list.push({ id, time, at })
      if (status !== 'deleted') show(m)
      if (m.from === me) settled.add(idClient)
    }
  }
  function show({ idClient, sessionId, time, body, from }: any) {
    if (!gone.has(idClient) && !(time <= cleared.get(sessionId)!)) shown.set(idClient, { sessionId, time, body, from })
  }
  const removed = (idClient: string) => {
    gone.add(idClient)
    shown.delete(idClient)
  }
  const notices = (list: any[]) => {
    for (const n of list) if (/^recallMsg/.test(n.type)) removed(n.recallMessageInfo?.idClient)
  }
  const session = (s: any) => {
    const { id, unread, lastMsg, ack, msgReceiptTime } = s
    sessions.set(id, { unread, last: lastMsg ? lastMsg.idClient : null, status: lastMsg?.status, ack: Number(ack ?? 0), receipt: Number(msgReceiptTime ?? 0) })
    stage.note(`event session ${id}: unread ${unread}, last ${lastMsg ? (lastMsg.body ?? lastMsg.type) + ' ' + lastMsg.status : lastMsg}`)
  }

  /** News of a team may be overtaken: they say how old they are. */
  const team = ({ teamId, name, updateTime }: any) => {
    if (name && !((teams.get(teamId)?.updateTime ?? 0) > updateTime)) teams.set(teamId, { name, updateTime })
  }

  /** Time of the newest message shown in a session. */
  function newest(sessionId: string): number {
    let time = 0
    for (const m of shown.values()) if (m.sessionId === sessionId && m.time > time) time = m.time
    return time
  }

  function listen(nim: Client) {
    nim.on('msg', (m) => deliver([m], 'msg'))
    nim.on('syncRoamingMsgs', ({ msgs }) => deliver(msgs, 'roaming'))
    nim.on('syncOfflineMsgs', ({ msgs }) => deliver(msgs, 'offline'))
    nim.on('sysMsg', (n) => notices([n]))
    nim.on('syncSysMsgs', notices)
    nim.on('deleteSelfMsgs', (list: any[]) => list.forEach(({ idClient }) => removed(idClient)))
    nim.on('clearServerHistoryMsgs', (list: any[]) => {
      for (const { sessionId, time } of list) {
        cleared.set(sessionId, time)
        for (const [id, m] of shown) if (m.sessionId === sessionId && m.time <= time) shown.delete(id)
      }
    })
    nim.on('sessions', (list: any[]) => list.forEach(session))
    nim.on('updateSession', session)
    nim.on('teams', (list: any[]) => list.forEach(team))
    nim.on('updateTeam', team)
    nim.on('friends', (list: any[]) => list.forEach((f) => (f.valid === false ? friends.delete(f.account) : friends.add(f.account))))
    nim.on('syncFriend', ({ type, account }) => (type === 'deleteFriend' ? friends.delete(account) : friends.add(account)))
  }
  return Object.assign(inbox, { removed })
}
