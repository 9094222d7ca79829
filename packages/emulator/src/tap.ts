import type { Link } from './link'

/** One frame that went over a link. Its text holds whatever was sent: tokens and messages too. */
export interface Frame {
  /** `in`: from a client. */
  direction: 'in' | 'out'
  /** The session of the link, as in the handshake. */
  session: string
  account?: string
  deviceId?: string
  text: string
  /** The packet of a message frame. */
  packet?: unknown
  /** What faults did to it: `lost`, `late`, `duplicated`, `reordered`, `malformed`, `half-open`, `cut`. */
  fault?: string
}

export interface Tap {
  frame(link: Link, direction: 'in' | 'out', text: string, fault?: string): void
  add(listener: (frame: Frame) => void): () => void
}

function packetOf(text: string): unknown {
  if (!text.startsWith('3:')) return undefined
  try {
    return JSON.parse(text.replace(/^3:[^:]*:[^:]*:/, ''))
  } catch {
    return undefined
  }
}

/** Lets tests listen in. Costs nothing while nobody does; a listener that throws harms nobody. */
export function createTap(): Tap {
  const listeners = new Set<(frame: Frame) => void>()
  return {
    frame(link, direction, text, fault) {
      if (listeners.size === 0) return
      const frame: Frame = { direction, session: link.session, account: link.who.account, deviceId: link.who.deviceId, text, packet: packetOf(text), ...(fault ? { fault } : {}) }
      for (const listener of listeners) {
        try {
          listener(frame)
        } catch {}
      }
    },
    add(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
