import type { Core } from './core'
import type { SystemInfo } from './host'
import { compileRecord } from './notation'
import { clientType } from './wire'

/** Names the service knows client types by. */
export type ClientType = 'Android' | 'iOS' | 'PC' | 'WindowsPhone' | 'Web' | 'Server' | 'Mac'

/** Payload of `logined`. */
export interface LoginResult {
  connectionId?: string
  ip?: string
  port?: string
  country?: string
  lastLoginDeviceId?: string
  customTag?: string
  hasXMPush?: string
  aosPushInfo?: { pushType?: string; hasTokenPreviously?: string }
}

/** Another device of this account. */
export interface MultiPortLoginResult {
  /** An unknown type is passed on as it came. */
  type: ClientType
  os: string
  mac?: string
  deviceId: string
  account: string
  deviceInfo?: string
  customTag?: string
  connectionId: string
  ip: string
  /** Login time, ms. */
  time: number
  online: boolean
}

/** Payload of `kicked`. */
export interface KickedReason {
  reason: 'samePlatformKick' | 'serverKick' | 'otherPlatformKick' | 'silentlyKick' | 'unknow'
  message: string
  clientType: ClientType | number
  customClientType?: number
  ext?: string
}

/**
 * The login packet, already in tags: their names (see `loginRequest` in wire.ts) would cost every app bytes and serve nobody.
 * Facts: 91402 and 0.17.2 are the versions of the official client this one stands in for.
 */
export function loginFields({ options, host, flavour, deviceId, account }: Core, token: unknown, manual: boolean, session: string): Record<number, unknown> {
  const o: any = options
  const info: SystemInfo = host.getSystemInfoSync() || {}
  return {
    3: 16,
    4: info.platform || '',
    6: 91402,
    8: manual ? 1 : 0,
    9: 1,
    10: o.pushTokenName,
    11: o.pushToken,
    13: deviceId,
    18: o.appkey,
    19: account,
    24: '',
    26: session,
    32: o.deviceInfo,
    38: o.customTag,
    39: o.customClientType,
    40: '0.17.2',
    41: flavour[1],
    42: `${flavour[2]} MiniApp: model/${info.model} system/${info.system}`.slice(0, 299),
    44: 'MINIAPP',
    112: o.isReactNative,
    115: o.authType,
    116: o.loginExt,
    1000: token,
    ...info.login,
    ...(o.loginSDKTypeParamCompat && { 41: 0, 42: 'Native/0.17.2', 44: undefined }),
  }
}

const kicks = 'unknow samePlatformKick serverKick otherPlatformKick silentlyKick'.split(' ') as KickedReason['reason'][]

const clients = compileRecord(clientType).tags

export function kickedReason([type, code, ext, customClientType]: any[]): KickedReason {
  const reason = kicks[code] || kicks[0]!
  return { clientType: clients[type] ? (clients[type].name as ClientType) : type, reason, message: 'kicked: ' + reason, ext, customClientType }
}
