import type { Core } from './core'

/** The room of receipt notices. Collects receipt notices and sends one 4_5 per kind and tick; what cannot be sent waits for the next login. */
export function acks(c: Core): void {
  const kinds = new Map<string, { sid: unknown; cid: unknown; ids: Set<unknown> }>()
  let timer: Timer | undefined

  c.flush = () => {
    timer = undefined
    if (c.status() !== 'logined') return
    kinds.forEach(({ sid, cid, ids }) => c.post(c.commands.batchMarkRead, [sid, cid, [...ids]]))
    kinds.clear()
  }
  c.ack = (sid, cid, id) => {
    if (!id && id !== 0) return
    const key = sid + '_' + cid
    let kind = kinds.get(key)
    if (!kind) kinds.set(key, (kind = { sid, cid, ids: new Set() }))
    kind.ids.add(id)
    timer = timer || setTimeout(c.flush)
  }
}
