import { accountOf, type Accounts } from './accounts'
import { P2P, SUPER_TEAM, TEAM } from './conversation'
import { found, type TeamSeed } from './founding'
import { befriend } from './rooms/friend'
import { row } from './row'
import type { AccountSeed, MessageSeed, Seed } from './seed'
import { post } from './send'
import type { Service } from './service'
import { Msg, TeamTag } from './tags'
import { superTeamKind, teamKind, type TeamKind } from './teamkind'
import { findMember, teamsOf } from './teams'

const minute = 60_000
const TEXT = 0
/** Kind of a friend request that needs no consent. */
const ADD = 1

/** Puts a seed into an empty service. Its clock starts with the oldest message, because it never runs backwards. */
export function plant(s: Service, accounts: Accounts, seed: Seed & { accounts: readonly AccountSeed[] }): void {
  const messages = [...(seed.messages ?? [])].sort((a, b) => ago(b) - ago(a))
  const oldest = messages[0]
  if (oldest) s.clock.shift = -(ago(oldest) * minute) - minute
  for (const account of seed.accounts) accounts.add(account)
  for (const [a, b] of seed.friends ?? []) befriend(s, accountOf(s, a), accountOf(s, b), ADD)
  for (const team of seed.teams ?? []) make(s, teamKind, team)
  for (const team of seed.superTeams ?? []) make(s, superTeamKind, team)
  for (const message of messages) {
    s.clock.shift = -ago(message) * minute
    say(s, message)
  }
  s.clock.shift = 0
}

const ago = ({ minutesAgo = 0 }: MessageSeed) => minutesAgo

const make = (s: Service, kind: TeamKind, team: TeamSeed) =>
  found(
    s,
    kind,
    team,
    accountOf(s, team.owner),
    (team.members ?? []).map((id) => accountOf(s, id))
  )

function say(s: Service, { from, to, scene = 'p2p', body }: MessageSeed): void {
  const me = accountOf(s, from)
  const wire = row({ [Msg.type]: TEXT, [Msg.body]: body })
  if (scene === 'p2p') return void post(s, me, wire, P2P, accountOf(s, to).account)
  const number = scene === 'team' ? TEAM : SUPER_TEAM
  const team = [...teamsOf(s, number).values()].find(({ id, info }) => id === to || info[TeamTag.name] === to)
  if (!team) throw new Error(`seed: there is no ${scene} ${to}`)
  findMember(team, me.account)
  post(s, me, wire, number, team.id)
}
