/** Whom one can be here. The demo's emulator is started with exactly these accounts. */
export interface Account {
  account: string
  token: string
  name: string
}

export const appkey = 'demo-appkey'

/** Where the emulator listens, unless the launch query says otherwise (`?server=127.0.0.1:9000`). */
export const server = '127.0.0.1:8210'

export const accounts: Account[] = [
  { account: 'alice', token: 'alice-token', name: 'Alice' },
  { account: 'bob', token: 'bob-token', name: 'Bob' },
  { account: 'carol', token: 'carol-token', name: 'Carol' },
]

export const accountOf = (id: string): Account | undefined => accounts.find(({ account }) => account === id)

/** What people are called; strangers go by their account. */
export const nameOf = (id: string): string => accountOf(id)?.name || id
