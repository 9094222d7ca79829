import type { FaultInput } from './fault'
import type { TeamSeed } from './founding'

/** An account to start with. */
export interface AccountSeed {
  /** Its id (accid): up to 32 of letters, digits, `_ @ . -`; kept in lower case. */
  account: string
  /** The static token. Without one a random token is made; read it from `emulator.accounts`. */
  token?: string
  nick?: string
  avatar?: string
}

/** A message that was sent before the start. */
export interface MessageSeed {
  from: string
  /** An account; the name or id of a team. */
  to: string
  /** `p2p` */
  scene?: 'p2p' | 'team' | 'superTeam'
  body: string
  /** How long before the start, minutes; 0. */
  minutesAgo?: number
}

/** Everything that is there at the start. */
export interface Seed {
  accounts?: readonly AccountSeed[]
  teams?: readonly TeamSeed[]
  superTeams?: readonly TeamSeed[]
  /** Pairs of friends. */
  friends?: readonly (readonly [string, string])[]
  messages?: readonly MessageSeed[]
  faults?: readonly FaultInput[]
}

export const defaultAppkey = 'local'
export const defaultSecret = 'local-secret'

/** The accounts of an emulator that was started without any: each token is `<account>-token`. */
export const defaultAccounts: readonly AccountSeed[] = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin', 'Frank'].map((nick) => {
  const account = nick.toLowerCase()
  return { account, token: `${account}-token`, nick }
})
