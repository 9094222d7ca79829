import type { Plugin } from '@nim/core'
import { wire } from './wire'

export interface SignalingShape {
  name: 'signaling'
  api: { signaling: object }
  events: object
}

export function signaling(): Plugin<SignalingShape> {
  return { name: 'signaling', wire, setup: () => ({ api: { signaling: {} } }) }
}
