import type { Account } from './account'
import type { Codec } from './kept'
import { row, unlessOff, type Row } from './row'
import { Msg } from './tags'

/** Scenes as messages carry them. */
export const P2P = 0
export const TEAM = 1
export const SUPER_TEAM = 5

/** A message as the service keeps it. */
export interface Stored {
  id: string
  idClient: string
  scene: number
  from: string
  to: string
  time: number
  row: Row
  conversation: Conversation
  /** The notice that took it back. */
  recalled?: Row
  /** Only this account sees it: the receiver had blocked the sender. */
  only?: string
  /** These accounts never see it: an app server wanted it so. */
  hiddenFrom?: string[]
  /** Team messages that ask for receipts: reader → when, and the members who should read it. */
  readers?: Map<string, number>
  audience?: Set<string>
}

/** What two accounts, or a team, have said: one list for everyone. */
export interface Conversation {
  scene: number
  /** Ascending in time. */
  messages: Stored[]
  byId: Map<string, Stored>
  /** `account idClient` → message: a repeated send finds what it stored. */
  byClient: Map<string, Stored>
}

export const createConversation = (scene: number): Conversation => ({ scene, messages: [], byId: new Map(), byClient: new Map() })

/** Puts a message in its place. */
export function link(m: Stored): Stored {
  const { messages, byId, byClient } = m.conversation
  messages.push(m)
  byId.set(m.id, m)
  if (m.idClient) byClient.set(`${m.from} ${m.idClient}`, m)
  return m
}

/** Of a message only its row and what became of it is kept; all the rest stands in the row. */
export const messageCodec = (conversation: (scene: number, from: string, to: string) => Conversation): Codec<Stored> => ({
  write: ({ row: what, recalled, only, hiddenFrom, readers, audience }) => ({ row: what, recalled, only, hiddenFrom, readers: readers && [...readers], audience: audience && [...audience] }),
  read({ row: json, recalled, only, hiddenFrom, readers, audience }, id) {
    const what = row(json)
    const [scene, from, to] = [Number(what[Msg.scene]), what[Msg.from]!, what[Msg.to]!]
    const m: Stored = { id, idClient: what[Msg.idClient] ?? '', scene, from, to, time: Number(what[Msg.time]), row: what, conversation: conversation(scene, from, to) }
    if (recalled) m.recalled = row(recalled)
    if (only) m.only = only
    if (hiddenFrom) m.hiddenFrom = hiddenFrom
    if (readers) m.readers = new Map(readers)
    if (audience) m.audience = new Set(audience)
    return m
  },
})

/** One account's side of a conversation. */
export interface View {
  /** As clients name sessions: `p2p|bob`, `team|1`, `super_team|9`. */
  id: string
  scene: number
  peer: string
  /** Whose side it is. */
  owner: string
  conversation: Conversation
  /** Messages up to here are read by the owner, ms. */
  ack: number
  /** The peer's read receipt: the newest message it covers. */
  receipt?: { time: number; idClient: string }
  /** History up to here was cleared by the owner, ms. */
  clearedAt: number
  /** Roaming starts after this, ms: the owner deleted it, or joined then. */
  roamAfter: number
  /** Nothing after this belongs to the owner, ms: they left the team, or never joined. */
  until: number
  /** Ids of messages that the owner deleted on their side. */
  hidden: Set<string>
  /** The conversation in the cloud list; replaced when it changes. */
  cloud: { ext?: string; updateTime: number; deletedAt: number }
}

const prefixes: Record<number, string> = { [P2P]: 'p2p', [TEAM]: 'team', [SUPER_TEAM]: 'super_team' }

/** `scene|peer` of a session, as it stands on the wire. */
export const sessionId = (scene: number, peer: string): string => `${prefixes[scene]}|${peer}`

/** Whether it may be the other end of a conversation: an account or a team. */
export const isPeer = (peer: string): boolean => /^[\w@.-]{1,64}$/.test(peer)

/** Reads `scene|peer`; also the spelling `superTeam`, which the official client sends in one command. */
export function readSessionId(id: string | undefined): { scene: number; peer: string } | undefined {
  const [, word, peer] = /^(p2p|team|super_?team)\|([\w@.-]{1,64})$/i.exec(id ?? '') ?? []
  if (!word || !peer) return undefined
  const scene = /^p2p$/i.test(word) ? P2P : /^team$/i.test(word) ? TEAM : SUPER_TEAM
  return { scene, peer: scene === P2P ? peer.toLowerCase() : peer }
}

export const createView = (owner: string, scene: number, peer: string, conversation: Conversation): View => ({
  id: sessionId(scene, peer),
  scene,
  peer,
  owner,
  conversation,
  ack: 0,
  clearedAt: 0,
  roamAfter: 0,
  until: scene === P2P ? Infinity : 0, // of a team nothing belongs to who never joined it
  hidden: new Set(),
  cloud: { updateTime: 0, deletedAt: 0 },
})

/** Whom a message makes me talk with: the other account, or the team. */
export const peerOf = (me: Account, m: Stored): string => (m.scene === P2P && m.from !== me.account ? m.from : m.to)

/** Whether a message, recalled or not, is on the side of the owner of `view`. */
export const seen = (view: View, me: Account, m: Stored): boolean => (!m.only || m.only === me.account) && !m.hiddenFrom?.includes(me.account) && !view.hidden.has(m.id) && m.time > view.clearedAt && m.time <= view.until

/** Whether the owner of `view` may still read a message. */
export const visible = (view: View, me: Account, m: Stored): boolean => !m.recalled && seen(view, me, m)

/** Index of the first message later than `time`. */
export function after(messages: Stored[], time: number): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (messages[mid]!.time > time) high = mid
    else low = mid + 1
  }
  return low
}

/** The newest messages of a side that roam, newest first, and whether more would. */
export function roaming(view: View, me: Account, since: number, limit: number): { list: Stored[]; more: boolean } {
  const from = Math.max(since, view.roamAfter)
  const list: Stored[] = []
  const { messages } = view.conversation
  for (let i = messages.length - 1; i >= 0 && messages[i]!.time > from; i--) {
    const m = messages[i]!
    if (!visible(view, me, m) || !unlessOff(m.row, Msg.needRoaming)) continue
    if (list.length === limit) return { list, more: true }
    list.push(m)
  }
  return { list, more: false }
}
