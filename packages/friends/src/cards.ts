import type { Command, PluginContext } from '@nim/core'
import type { UserNameCard } from './types'

/** Cards that one command may ask for. */
const most = 150
/** Senders that are remembered. */
const remembered = 1000

/**
 * Asks for the cards of those who write: of who was not heard of before, and of who says that the card has changed since.
 * All of one tick in one command. Nobody is asked for twice for the same reason, whatever the service knows of them.
 */
export function refresher({ account: me, call }: PluginContext, cmd: Command, got: (card: UserNameCard) => void) {
  /** Sender → how new the card is that was asked for last, ms. The one that wrote longest ago comes first. */
  const senders = new Map<string, number>()
  const wanted = new Set<string>()
  let timer: Timer | undefined

  const ask = () => {
    const accounts = [...wanted].slice(0, most)
    accounts.forEach((account) => wanted.delete(account))
    timer = wanted.size ? setTimeout(ask) : undefined
    call(cmd, [accounts]).then(
      ({ r: [cards] }) => {
        for (const card of cards) {
          if (card.updateTime > senders.get(card.account)!) senders.set(card.account, card.updateTime)
          got(card)
        }
      },
      // the next message of theirs tries again
      () => accounts.forEach((account) => senders.delete(account))
    )
  }
  return {
    /** Looks at a message, or at several that came in one packet. */
    watch([raw]: any[]) {
      for (const m of [].concat(raw)) {
        const { 2: from, 8: type, 14: told } = Object(m)
        if (!from || from === me || +type === 5) continue
        const time = +told || 0
        const known = senders.get(from)!
        const news = !(time <= known)
        senders.delete(from)
        senders.set(from, news ? time : known)
        if (senders.size > remembered) senders.delete(senders.keys().next().value!)
        if (!news) continue
        wanted.add(from)
        timer = timer || setTimeout(ask)
      }
    },
    clear: () => senders.clear(),
  }
}
