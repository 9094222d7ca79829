import type { Command, PluginContext } from '@nim/core'

/** Subscriptions that go in one command: at most 100 accounts. */
interface Group {
  type: number
  sync: boolean
  /** When it ends by the app's wish, ms; Infinity: not while this client lives. */
  until: number
  accounts: string[]
}

/** The longest subscription there is, s: 30 days; those without an end are renewed in time. */
export const longest = 2592000
const turn = 12 * 86400000
/** Those that end this close to one another are renewed in one command. ms */
const slack = 60000

/** What this client has subscribed to, so that it outlasts a reconnect and its own time. */
export function subscriptions({ call }: PluginContext, cmd: Command) {
  let groups: Group[] = []
  let timer: ReturnType<typeof setInterval> | undefined

  /** Gives the accounts that failed. */
  const send = async ({ type, sync, until, accounts }: Group): Promise<string[]> => {
    const left = Math.ceil((until - Date.now()) / 1000)
    return (await call(cmd, [{ type, subscribeTime: Math.min(longest, Math.max(60, left)), sync }, accounts])).r[0] || []
  }
  /** Forgets the accounts of a type that are not among these. */
  const keep = (type: number, stays: (account: string) => boolean) => {
    for (const g of groups) if (g.type === type) g.accounts = g.accounts.filter(stays)
  }
  /** Subscribes again. What fails comes again at the next reconnect or turn. */
  const renew = () => {
    groups = groups.filter((g) => g.accounts[0] && g.until > Date.now())
    groups.forEach((g) => send(g).catch(() => {}))
  }

  return {
    /** Subscribes and remembers; gives the accounts that failed. */
    async add(g: Group): Promise<string[]> {
      const failed = await send(g)
      const { type, sync, until } = g
      keep(type, (account) => g.accounts.indexOf(account) < 0)
      const accounts = g.accounts.filter((account) => failed.indexOf(account) < 0)
      const mate = groups.find((m) => m.type === type && m.sync === sync && !(Math.abs(m.until - until) >= slack) && m.accounts.length + accounts.length <= 100)
      if (mate) mate.accounts.push(...accounts)
      else groups.push({ type, sync, until, accounts })
      timer = timer || setInterval(renew, turn)
      return failed
    },
    keep,
    renew,
    clear() {
      clearInterval(timer)
      groups = []
    },
  }
}
