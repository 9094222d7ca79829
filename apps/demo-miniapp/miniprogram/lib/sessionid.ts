import type { MsgScene } from '@nim/msg'

/** A conversation, as the SDK names it. */
export const sessionId = (to: string, scene: MsgScene = 'p2p'): string => `${scene}-${to}`

/** Where messages of a conversation go. */
export function targetOf(id: string): { scene: MsgScene; to: string } {
  const at = id.indexOf('-')
  return { scene: id.slice(0, at) as MsgScene, to: id.slice(at + 1) }
}
