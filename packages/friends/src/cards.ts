import type { Command, Handler, PluginContext } from '@nim/core'
import type { UserNameCard } from './types'

/** Cards that one command may ask for. */
const most = 150
/** Senders that are remembered. */
const remembered = 1000

/**
 * Asks for the cards of those who write: of who was not heard of before, and of who says that the card has changed since.
 * All of one tick in one command. Nobody is asked for twice for the same reason, whatever the service knows of them.
 */
export function refresher({ account: me, call }: PluginContext, cmd: Command, got: (cards: UserNameCard[]) => void) {
  /** Sender → how new the card is that was asked for last, ms. The one that wrote longest ago comes first. */
  const senders = new Map<string, number>()
  const wanted = new Set<string>()
  let timer: number | undefined

  const ask = () => {
    timer = undefined
    const accounts = Array.from(wanted).slice(0, most)
    accounts.forEach((account) => wanted.delete(account))
    if (wanted.size) timer = setTimeout(ask)
    call(cmd, [accounts]).then(
      ({ r: [cards] }) => {
        for (const { account, updateTime } of cards) if (updateTime > senders.get(account)!) senders.set(account, updateTime)
        got(cards)
      },
      // the next message of theirs tries again
      () => accounts.forEach((account) => senders.delete(account))
    )
  }
  const look = (m: any) => {
    const { 2: from, 8: type, 14: time } = Object(m)
    if (!from || from === me || +type === 5) return
    const known = senders.get(from)
    const news = known === undefined || +time > known
    senders.delete(from)
    senders.set(from, news ? +time || 0 : known)
    if (senders.size > remembered) senders.delete(senders.keys().next().value!)
    if (!news) return
    wanted.add(from)
    timer = timer || setTimeout(ask)
  }
  const watch: Handler = ([raw]) => ([] as unknown[]).concat(raw).forEach(look)
  return {
    watch,
    clear() {
      clearTimeout(timer)
      senders.clear()
    },
  }
}
