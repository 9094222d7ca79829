export { friend,user } from './plugin'
export type { FriendShape,UserShape } from './plugin'
