export { misc } from './misc'
export { passThrough } from './passthrough'
export { plugin } from './plugin'
export type {
  GetChatroomAddressOptions,
  GetQChatAddressOptions,
  MiscApi,
  MiscShape,
  PassThroughApi,
  PassThroughEvents,
  PassThroughShape,
  PluginApi,
  PluginShape,
  ProxyMsg,
  RequestProxyOptions,
  RequestProxyResult,
} from './types'
