import { check } from './check'
import { invalid } from './error'
import { parseAddress } from './lbs'
import type { DebugLevel } from './log'
import type { Host } from './host'

/** A token, or a function asked for one at every login, so that a dynamic token never expires in a reconnect. */
export type Token = string | (() => string | Promise<string>)

/** Which data the service sends after login; each key belongs to a plugin and has that plugin's default. */
export interface SyncOptions {
  myInfo?: boolean
  offlineMsgs?: boolean
  teams?: boolean
  roamingMsgs?: boolean
  relations?: boolean
  friends?: boolean
  friendUsers?: boolean
  msgReceipts?: boolean
  myTeamMembers?: boolean
  donnop?: boolean
  recallMsg?: boolean
  sessionAck?: boolean
  /** Default false. */
  broadcastMsgs?: boolean
  avSignal?: boolean
  superTeams?: boolean
  mySuperTeamMembers?: boolean
  superTeamRoamingMsgs?: boolean
  deleteSuperTeamMsg?: boolean
  superTeamSessionAck?: boolean
  deleteSelfMsgs?: boolean
  /** Default false. */
  stickTopSessions?: boolean
  sessionHistoryMsgsDelete?: boolean
}

/** The options of the official client, and a few more. A key given as `undefined` counts as not given. */
export interface NimOptions {
  /** App key of the app in the console. Required; also accepted as `appKey`. Fixed for the client's life. */
  appkey?: string
  /** The same as `appkey`. */
  appKey?: string
  /** IM account (accid). Required. Fixed for the client's life. */
  account: string
  /** Static or dynamic token, or a function that returns one. Required. Read at every login. */
  token: Token
  /** How the service checks the login: 0 static token (default), 1 dynamic token, 2 by the app's own server. */
  authType?: number
  /** A client type of the app's own for the multi-device policy, ≥ 1. */
  customClientType?: number
  /** Text for the app's own login check (`authType` 2), ≤ 1024 characters. */
  loginExt?: string
  /** Tag of this device, shown to the account's other devices. */
  customTag?: string
  /** Reconnect by itself after a loss. Default true. */
  needReconnect?: boolean
  /** Reconnect attempts before giving up. Default: no limit; 0 or false never reconnects; true means no limit. */
  reconnectionAttempts?: number | boolean
  /** LBS addresses, asked in order until one answers. Default `https://lbs.netease.im/lbs/webconf.jsp`. */
  lbsUrls?: string[]
  /** Link address (`host[:port]`) used when the LBS fails. Default `weblink.netease.im:443`. */
  linkUrl?: string
  /** Allow `http://` and `ws://` addresses outside this machine, for an emulator in the local network. Default false. */
  allowInsecure?: boolean
  /** Keep the generated device id in the host's storage, so that this device stays the same device. Default false. */
  isFixedDeviceId?: boolean
  /** A device id of the app's own. */
  deviceId?: string
  /** Default `off`. */
  debugLevel?: DebugLevel
  /** Timeout of the HTTP handshake with one link, ms. Default 8000. */
  xhrConnectTimeout?: number
  /** Timeout from opening a WebSocket to its first packet, ms. Default 8000. */
  socketConnectTimeout?: number
  /** For old private deployments: login fields as older clients sent them. */
  loginSDKTypeParamCompat?: boolean
  /** Accepted for compatibility; this client takes part in no A/B tests. */
  isAbtestEnable?: boolean
  /** Accepted for compatibility. */
  abtestUrl?: string
  /** Where the client runs: `wx`, `my`, `swan`, `tt`, `qq` (found by itself), `uni`, `browser()` from `@nim/core/browser`, `node()` from `@nim/core/node`. */
  platform?: Host
}

/** Second argument of the class form: options of the modules, as the official client takes them. */
export interface OtherOptions {
  syncOptions?: SyncOptions
  sessionConfig?: object
  cloudStorageConfig?: object
  /** Deprecated name of `cloudStorageConfig`. */
  serverConfig?: object
  /** Accepted for compatibility; this client reports nothing. */
  reportConfig?: object
  [moduleConfig: string]: any
}

export interface Options extends NimOptions {
  appkey: string
  needReconnect: boolean
  reconnectionAttempts: number
  lbsUrls: string[]
  linkUrl: string
}

const rules =
  'account:s appkey:s reconnectionAttempts?:n needReconnect?:b customClientType?:n1 authType?:n0..2 lbsUrls?:as1 linkUrl? loginExt?:s xhrConnectTimeout?:n0 socketConnectTimeout?:n0'

/**
 * Checks options and overlays them on the present ones, or on the defaults. A key given as `undefined` counts as not given.
 * Throws a `validateError` (414); account and appkey of a client cannot change.
 */
export function readOptions(given: any, old?: Options): Options {
  const o: any = { needReconnect: true, reconnectionAttempts: true, lbsUrls: ['https://lbs.netease.im/lbs/webconf.jsp'], linkUrl: 'weblink.netease.im:443', ...old }
  for (const key in given) {
    const k = key === 'appKey' ? 'appkey' : key
    if (old && given[key] !== (old as any)[k] && /^(account|appkey)$/.test(k)) throw invalid(k, k + ' cannot change: make a new client')
    if (given[key] !== undefined) o[k] = given[key]
  }
  // true: no limit, false: none
  if (typeof o.reconnectionAttempts === 'boolean') o.reconnectionAttempts *= Number.MAX_SAFE_INTEGER
  check(o, rules)
  if (typeof o.token !== 'function') check(o, 'token:s')
  for (const address of [o.linkUrl, ...o.lbsUrls]) parseAddress(address, o)
  return o
}
