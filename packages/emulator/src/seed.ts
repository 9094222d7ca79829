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

/** What an emulator may begin with, as one writes it by hand. */
export interface Seed {
  accounts?: readonly AccountSeed[]
  /** Pairs of accounts. */
  friends?: readonly (readonly [string, string])[]
  teams?: readonly TeamSeed[]
  superTeams?: readonly TeamSeed[]
}

export const defaultAppkey = 'local'
export const defaultSecret = 'local-secret'

/** The accounts of an emulator that was started without any: each token is `<account>-token`. */
export const defaultAccounts: readonly AccountSeed[] = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin', 'Frank'].map((nick) => {
  const account = nick.toLowerCase()
  return { account, token: `${account}-token`, nick }
})
