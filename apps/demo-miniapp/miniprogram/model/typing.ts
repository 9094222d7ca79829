import type { Client } from '../im'
import { createSignal } from '../lib/signal'

/** Not told more often than that, and over when it was not told for that long. ms */
const every = 3000
const lasts = 6000

/** Who is writing: told by custom notifications, which leave no trace in a conversation. */
export function createTyping(nim: Client) {
  const changed = createSignal()
  const writing = new Map<string, ReturnType<typeof setTimeout>>()
  const told = new Map<string, number>()
  const stop = (account: string) => {
    const timer = writing.get(account)
    if (timer === undefined) return
    clearTimeout(timer)
    writing.delete(account)
    changed.tell()
  }
  nim.on('sysMsg', ({ type, from, attach, feature }) => {
    if (type !== 'customP2p' || feature !== 'default' || !Object(attach).typing) return
    const was = writing.get(from)
    if (was !== undefined) clearTimeout(was)
    writing.set(
      from,
      setTimeout(() => stop(from), lasts)
    )
    if (was === undefined) changed.tell()
  })
  // what was being written is here
  nim.on('msg', ({ from }) => stop(from))
  return {
    watch: changed.watch,
    is: (account: string) => writing.has(account),
    tell(account: string) {
      const now = Date.now()
      if (now - (told.get(account) || 0) < every) return
      told.set(account, now)
      // only for who looks right now
      nim.systemMessage.sendCustomSysMsg({ to: account, type: 'customP2p', attach: JSON.stringify({ typing: 1 }), setting: { needSaveOffline: false } }).catch(() => told.delete(account))
    },
    /** A message was sent: writing begins anew. */
    sent: (account: string) => void told.delete(account),
  }
}

export type Typing = ReturnType<typeof createTyping>
