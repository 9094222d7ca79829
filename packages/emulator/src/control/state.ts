import { compileRecord } from '@nim/core/codec'
import { clientType } from '@nim/core/wire'
import { P2P, SUPER_TEAM, type Stored } from '../conversation'
import type { Emulator } from '../emulator'
import type { Fault, FaultInput } from '../fault'
import type { Service } from '../service'
import { Msg, TeamTag, User } from '../tags'
import type { Team } from '../teams'
import { Mistake } from './mistake'

/** Client types by their numbers. */
const clients = compileRecord(clientType).tags

/*
 * What can be seen of the service, as plain data. Tokens are not in it.
 */

export interface DeviceState {
  deviceId: string
  /** Kind of client in words: `Web`, `iOS`, … */
  client: string
  loginTime: number
  synced: boolean
  halfOpen: boolean
}

export interface AccountState {
  account: string
  nick: string
  blocked: boolean
  muted: boolean
  devices: DeviceState[]
}

export type Scene = 'p2p' | 'team' | 'superTeam'

export interface ConversationState {
  /** `p2p|alice|bob`, `team|1` */
  id: string
  scene: Scene
  /** The two accounts, or the team. */
  between: string[]
  /** Name of the team. */
  name?: string
  count: number
  last: MessageState
}

export interface MessageState {
  idServer: string
  from: string
  time: number
  /** Number of the kind; 0: text. */
  type: number
  body: string
  attach?: string
  recalled: boolean
}

export interface TeamState {
  teamId: string
  scene: Scene
  name: string
  owner: string
  mute: boolean
  members: { account: string; role: 'owner' | 'manager' | 'member'; muted: boolean }[]
}

export interface FaultState {
  id: string
  input: FaultInput
  hits: number
  /** False: it strikes no more, but still holds something. */
  live: boolean
}

export interface State {
  url: string
  lbsUrl: string
  linkUrl: string
  appkey: string
  /** Server time and how far it is ahead, ms. */
  time: number
  shift: number
  faultSeed: number
  accounts: AccountState[]
  conversations: ConversationState[]
  teams: TeamState[]
  faults: FaultState[]
}

/** So many conversations and teams at most, the liveliest ones. */
const most = 500

const sceneName = (scene: number): Scene => (scene === P2P ? 'p2p' : scene === SUPER_TEAM ? 'superTeam' : 'team')

export const faultOf = ({ id, input, hits, live }: Fault): FaultState => ({ id, input, hits, live })

export function readState(s: Service, emulator: Emulator): State {
  const { url, lbsUrl, linkUrl, appkey } = emulator
  return {
    url,
    lbsUrl,
    linkUrl,
    appkey,
    time: s.clock.now(),
    shift: s.clock.shift,
    faultSeed: s.settings.faultSeed,
    accounts: [...s.store.accounts.values()].map(({ account, card, blocked, muted }) => ({
      account,
      nick: card[User.nick] ?? '',
      blocked,
      muted,
      devices: s.online.of(account).map((d) => ({ deviceId: d.deviceId, client: clients[d.clientType]?.name ?? String(d.clientType), loginTime: d.loginTime, synced: d.synced, halfOpen: d.link.stalled })),
    })),
    conversations: conversations(s),
    teams: [...s.store.teams.values(), ...s.store.superTeams.values()].filter((t) => t.valid).slice(-most).map(teamState),
    faults: emulator.faults().map(faultOf),
  }
}

function teamState(team: Team): TeamState {
  return {
    teamId: team.id,
    scene: sceneName(team.scene),
    name: team.info[TeamTag.name] ?? '',
    owner: team.owner,
    mute: team.muteType !== 0,
    members: [...team.members.values()].map(({ account, type, muted }) => ({ account, role: (['member', 'owner', 'manager'] as const)[type] ?? 'member', muted })),
  }
}

const conversationId = (scene: number, between: string[]) => [sceneName(scene), ...between].join('|')

function conversations(s: Service): ConversationState[] {
  const found = new Map<string, ConversationState>()
  for (const { account, views } of s.store.accounts.values())
    for (const { scene, peer, conversation } of views.values()) {
      const last = conversation.messages.at(-1)
      if (!last) continue
      const between = scene === P2P ? [account, peer].sort() : [peer]
      const id = conversationId(scene, between)
      if (found.has(id)) continue
      const team = (scene === SUPER_TEAM ? s.store.superTeams : s.store.teams).get(peer)
      found.set(id, { id, scene: sceneName(scene), between, ...(team ? { name: team.info[TeamTag.name] ?? '' } : {}), count: conversation.messages.length, last: messageState(last) })
    }
  return [...found.values()].sort((a, b) => b.last.time - a.last.time).slice(0, most)
}

function messageState({ id, from, time, row, recalled }: Stored): MessageState {
  const attach = row[Msg.attach]
  return { idServer: id, from, time, type: Number(row[Msg.type] ?? 0), body: row[Msg.body] ?? '', ...(attach === undefined ? {} : { attach }), recalled: recalled !== undefined }
}

/** The newest messages of a conversation, oldest first. */
export function readMessages(s: Service, id: string, limit: number): MessageState[] {
  const [word, a = '', b = ''] = id.split('|')
  const scene = word === 'p2p' ? P2P : word === 'superTeam' ? SUPER_TEAM : word === 'team' ? 1 : undefined
  if (scene === undefined || !a) throw new Mistake(400, 'conversation: p2p|<account>|<account>, team|<id> or superTeam|<id> is expected')
  const view = [...s.store.accounts.values()].flatMap(({ account, views }) => [...views.values()].filter((v) => v.scene === scene && (scene === P2P ? account === a && v.peer === b : v.peer === a)))[0]
  return (view?.conversation.messages ?? []).slice(-limit).map(messageState)
}
