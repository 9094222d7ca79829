export { signaling } from './plugin'
export type { SignalingShape } from './plugin'
