import { accountCodec, accountId, createAccount, plain, type Account, type Parts, type Waiting } from './account'
import type { Announced } from './broadcast'
import type { Clock } from './clock'
import { createConversation, createView, isPeer, link, messageCodec, P2P, readSessionId, sessionId, type Conversation, type Stored, type View } from './conversation'
import type { Codec } from './kept'
import type { Keeper } from './keeper'
import { need } from './refusal'
import { row, type Row } from './row'
import type { Entry } from './storage'
import type { Published } from './subscription'
import { Msg, User } from './tags'
import { teamCodec, type Team } from './teams'

/** The service's memory. Maps only, so nothing that comes from the wire can reach a prototype. */
export interface Store {
  accounts: Map<string, Account>
  teams: Map<string, Team>
  superTeams: Map<string, Team>
  broadcasts: Map<string, Announced>
  /** The events of apps that later subscribers still get, by `type publisher`. */
  events: Map<string, Published>
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
  /** Takes over what was kept, or exported (`fresh`). Throws when it makes no sense. */
  restore(entries: Iterable<Entry>, fresh?: boolean): void
  /** Forgets everything. */
  clear(): void
}

export function createStore(clock: Clock, keeper: Keeper): Store {
  const conversations = new Map<string, Conversation>()
  const parts: Parts = { waiting: waitingCodec(), view: viewCodec() }
  const accounts = keeper.map('account', '', accountCodec(keeper, parts))
  const teams = keeper.map('team', '', teamCodec(keeper))
  const superTeams = keeper.map('superTeam', '', teamCodec(keeper))
  const messages = keeper.map('message', '', messageCodec(conversation))
  const broadcasts = keeper.map('broadcast', '', plain<Announced>())
  const events = keeper.map<Published>('event', '', { fixed: true, write: (e) => e, read: ({ event, expires }) => ({ event: row(event), expires }) })

  /** What waits is mostly a message that is kept anyway. */
  function waitingCodec(): Codec<Waiting> {
    return {
      fixed: true,
      write: ({ row: what, ...waiting }, id) => (messages.get(id)?.row === what ? waiting : { ...waiting, row: what }),
      read: ({ row: what, ...waiting }, id) => ({ ...waiting, row: what ? row(what) : messages.get(id)!.row }),
    }
  }

  function viewCodec(): Codec<View> {
    return {
      write: ({ conversation: _, id: __, scene: ___, peer: ____, hidden, until, owner, ...view }) => ({ ...view, owner, hidden: [...hidden], until: until === Infinity ? null : until }),
      read({ hidden, until, owner, ...view }, id) {
        const { scene, peer } = readSessionId(id)!
        const made = createView(owner, scene, peer, conversation(scene, owner, peer))
        return Object.assign(made, view, { hidden: new Set<string>(hidden), until: until ?? Infinity })
      },
    }
  }

  const account = (id: unknown) => accounts.get(accountId(id) ?? '')

  function register(id: string, token: string, card: Row = row()): Account | undefined {
    const name = accountId(id)
    if (!name || accounts.has(name)) return undefined
    const time = clock.stamp()
    accounts.set(name, createAccount(keeper, parts, name, token, row(card, { [User.account]: name, [User.createTime]: time, [User.updateTime]: time }), time))
    return accounts.get(name)
  }

  function conversation(scene: number, from: string, to: string): Conversation {
    const key = scene === P2P ? sessionId(P2P, [from, to].sort().join('|')) : sessionId(scene, to)
    let found = conversations.get(key)
    if (!found) conversations.set(key, (found = createConversation(scene)))
    return found
  }

  function view(me: Account, scene: number, peer: string): View {
    const id = sessionId(scene, peer)
    const found = me.views.get(id)
    if (found) return found
    need(isPeer(peer))
    me.views.set(id, createView(me.account, scene, peer, conversation(scene, me.account, peer)))
    return me.views.get(id)!
  }

  function keep(wire: Row): Stored {
    const scene = Number(wire[Msg.scene])
    const from = wire[Msg.from]!
    const to = wire[Msg.to]!
    const id = clock.id()
    const time = clock.stamp()
    const stamped = row(wire, { [Msg.idServer]: id, [Msg.time]: time })
    messages.set(id, { id, idClient: wire[Msg.idClient] ?? '', scene, from, to, time, row: stamped, conversation: conversation(scene, from, to) })
    return link(messages.get(id)!)
  }

  return {
    accounts,
    teams,
    superTeams,
    broadcasts,
    events,
    account,
    register,
    view,
    keep,
    conversation,
    message: (id) => messages.get(id ?? ''),
    restore(entries, fresh) {
      keeper.restore(entries, fresh)
      for (const m of [...messages.values()].sort((a, b) => a.time - b.time)) link(m)
    },
    clear() {
      keeper.clear()
      conversations.clear()
    },
  }
}
