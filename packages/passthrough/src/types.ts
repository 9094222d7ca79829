export interface RequestProxyOptions {
  /** Path without host. Not empty. */
  path: string
  /** Name of the upstream in the console; without it the default one. */
  zone?: string
  /** 1 GET, 2 POST (default), 3 PUT, 4 DELETE. */
  method?: number
  /** Headers as JSON text. */
  header?: string
  body?: string
}

/** What the app's server answered: `header` and `body`; the rest as it was asked. */
export type RequestProxyResult = RequestProxyOptions

/** A message of the app's server to this account. */
export interface ProxyMsg {
  from: string
  body: string
  /** ms */
  time: number
}

/** `nim.passThrough`: requests to the app's own server through the IM connection. */
export interface PassThroughApi {
  /**
   * Sends a request to the app's server. Throws a `validateError` (414) at once for a missing path; rejects with the service's
   * code, 408 after 8 s, 415 without connection.
   */
  request(options: RequestProxyOptions): Promise<RequestProxyResult>
}

export interface PassThroughEvents {
  /** The app's server has sent something. */
  proxyMsg: [msg: ProxyMsg]
}

export interface PassThroughShape {
  name: 'passThrough'
  api: { passThrough: PassThroughApi }
  events: PassThroughEvents
}

/** `nim.misc` */
export interface MiscApi {
  /** The service's clock, ms. */
  getServerTime(): Promise<number>
}

export interface MiscShape {
  name: 'misc'
  api: { misc: MiscApi }
  events: object
}

export interface GetQChatAddressOptions {
  /** 0 IPv4 (default), 1 IPv6, 2 either. */
  ipType?: number
}

export interface GetChatroomAddressOptions extends GetQChatAddressOptions {
  chatroomId: string
}

/** `nim.plugin`: addresses for clients of other services. */
export interface PluginApi {
  /** Where a chat room can be reached. 404: there is no such room. */
  getChatroomAddress(options: GetChatroomAddressOptions): Promise<string[]>
  /** Where QChat can be reached. */
  getQChatAddress(options?: GetQChatAddressOptions): Promise<string[]>
}

export interface PluginShape {
  name: 'plugin'
  api: { plugin: PluginApi }
  events: object
}
