/** Whom one can be here. The demo's emulator is started with exactly these accounts. */
export interface Account {
  account: string
  token: string
  name: string
}

export const appkey = 'demo-appkey'

/** Where the emulator listens, unless the launch query says otherwise (`?server=127.0.0.1:9000`). */
export const server = '127.0.0.1:8210'

/** The app's own server, which makes dynamic tokens; `?tokens=…` in the launch query. */
export const tokenServer = '127.0.0.1:8200'

export const accounts: Account[] = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin'].map((name) => {
  const account = name.toLowerCase()
  return { account, token: account + '-token', name }
})

export const accountOf = (id: string): Account | undefined => accounts.find(({ account }) => account === id)

/** What people are called until their name card is here; strangers go by their account. */
export const nameOf = (id: string): string => accountOf(id)?.name || id
