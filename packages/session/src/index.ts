export { session } from './plugin'
export type { CloudSession, CloudSessionApi, Session, SessionApi, SessionEvents, SessionOptions, SessionShape, StickTopInfo } from './types'
