import { randomBytes } from 'node:crypto'
import type { Account } from './account'
import { row } from './row'
import type { AccountSeed } from './seed'
import type { Service } from './service'
import { User } from './tags'

/** An account as a test sees it. */
export interface AccountInfo {
  account: string
  /** The static token. */
  token: string
  nick: string
  blocked: boolean
  muted: boolean
}

export interface Accounts {
  list(): AccountInfo[]
  get(account: string): AccountInfo | undefined
  /** Registers an account. Throws when the id is taken or no account id. */
  add(seed: AccountSeed): AccountInfo
  /** Replaces the static token, by a random one if none is given. Devices that are online stay. Returns it. */
  renewToken(account: string, token?: string): string
}

/** The account of that id; throws when there is none. */
export function accountOf(s: Service, id: string): Account {
  const found = s.store.account(id)
  if (!found) throw new Error(`the emulator has no account ${id}`)
  return found
}

const randomToken = () => randomBytes(16).toString('hex')

export function openAccounts(s: Service): Accounts {
  const info = ({ account, token, card, blocked, muted }: Account): AccountInfo => ({ account, token, nick: card[User.nick] ?? '', blocked, muted })
  return {
    list: () => [...s.store.accounts.values()].map(info),
    get(id) {
      const found = s.store.account(id)
      return found && info(found)
    },
    add({ account, token, nick, avatar }) {
      const made = s.store.register(account, token ?? randomToken(), row({ [User.nick]: nick, [User.avatar]: avatar }))
      if (!made) throw new Error(`${account} is taken, or no account id`)
      return info(made)
    },
    renewToken: (id, token = randomToken()) => (accountOf(s, id).token = token),
  }
}
