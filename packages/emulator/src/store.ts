import { accountId, createAccount, type Account } from './account'
import type { Clock } from './clock'
import { createConversation, createView, P2P, sessionId, type Conversation, type Stored, type View } from './conversation'
import { row, type Row } from './row'
import { Msg, User } from './tags'
import type { Team } from './teams'

/** The service's memory. Maps only, so nothing that comes from the wire can reach a prototype. */
export interface Store {
  accounts: Map<string, Account>
  teams: Map<string, Team>
  superTeams: Map<string, Team>
  /** The account of that id, in any letter case. */
  account(id: unknown): Account | undefined
  /** Registers an account; `undefined` when the id is taken or no account id. */
  register(id: string, token: string, card?: Row): Account | undefined
  /** My side of a conversation, begun when it was not there. */
  view(me: Account, scene: number, peer: string): View
  /** Keeps a message and stamps it with id and time. */
  keep(row: Row): Stored
  /** A kept message by its server id. */
  message(id: string | undefined): Stored | undefined
  /** The conversation a message of this row belongs to. */
  conversation(scene: number, from: string, to: string): Conversation
}

export function createStore(clock: Clock): Store {
  const accounts = new Map<string, Account>()
  const conversations = new Map<string, Conversation>()
  const messages = new Map<string, Stored>()

  const account = (id: unknown) => accounts.get(accountId(id) ?? '')

  function register(id: string, token: string, card: Row = row()): Account | undefined {
    const name = accountId(id)
    if (!name || accounts.has(name)) return undefined
    const time = clock.stamp()
    const made = createAccount(name, token, row(card, { [User.account]: name, [User.createTime]: time, [User.updateTime]: time }), time)
    accounts.set(name, made)
    return made
  }

  function conversation(scene: number, from: string, to: string): Conversation {
    const key = scene === P2P ? sessionId(P2P, [from, to].sort().join('|')) : sessionId(scene, to)
    let found = conversations.get(key)
    if (!found) conversations.set(key, (found = createConversation(scene)))
    return found
  }

  function view(me: Account, scene: number, peer: string): View {
    const id = sessionId(scene, peer)
    let found = me.views.get(id)
    if (!found) me.views.set(id, (found = createView(scene, peer, conversation(scene, me.account, peer))))
    return found
  }

  function keep(wire: Row): Stored {
    const scene = Number(wire[Msg.scene])
    const from = wire[Msg.from]!
    const to = wire[Msg.to]!
    const id = clock.id()
    const time = clock.stamp()
    const talk = conversation(scene, from, to)
    const stamped = row(wire, { [Msg.idServer]: id, [Msg.time]: time })
    const stored: Stored = { id, idClient: wire[Msg.idClient] ?? '', scene, from, to, time, row: stamped, conversation: talk }
    talk.messages.push(stored)
    talk.byId.set(id, stored)
    if (stored.idClient) talk.byClient.set(`${from} ${stored.idClient}`, stored)
    messages.set(id, stored)
    return stored
  }

  return { accounts, teams: new Map(), superTeams: new Map(), account, register, view, keep, conversation, message: (id) => messages.get(id ?? '') }
}
