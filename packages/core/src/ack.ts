import type { Core } from './core'

/** The room of receipt notices. Collects receipt notices and sends one 4_5 per kind and tick; what cannot be sent waits for the next login. */
export function acks(c: Core): void {
  /** `[sid, cid]` as JSON, for they go out as they came: numbers or texts → ids */
  let kinds: Record<string, Set<unknown>> = {}
  let timer: Timer | undefined

  c.flush = () => {
    timer = undefined
    if (c.status() !== 'logined') return
    for (const kind in kinds) c.post(c.commands.batchMarkRead, [...JSON.parse(kind), [...kinds[kind]!]])
    kinds = {}
  }
  c.ack = (sid, cid, id) => {
    if (!id && id !== 0) return
    const kind = JSON.stringify([sid, cid])
    kinds[kind] = (kinds[kind] || new Set()).add(id)
    timer = timer || setTimeout(c.flush)
  }
}
