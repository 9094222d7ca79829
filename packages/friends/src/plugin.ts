import type { Plugin } from '@nim/core'
import { wire } from './wire'

export interface FriendShape {
  name: 'friend'
  api: { friend: object }
  events: object
}

export function friend(): Plugin<FriendShape> {
  return { name: 'friend', wire, setup: () => ({ api: { friend: {} } }) }
}

export interface UserShape {
  name: 'user'
  api: { user: object }
  events: object
}

export function user(): Plugin<UserShape> {
  return { name: 'user', wire, setup: () => ({ api: { user: {} } }) }
}
