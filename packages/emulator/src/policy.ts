/** A device as kick policies see it. */
export interface DeviceKind {
  deviceId: string
  /** 1 Android, 2 iOS, 4 PC, 8 Windows Phone, 16 Web and mini-programs, 32 server, 64 Mac, 65 Harmony. */
  clientType: number
  /** The app's own type, 0 when it has none. */
  customClientType: number
}

/**
 * Which devices of one account exclude one another.
 * 1: only one device. 2: one desktop (PC, Mac, Web) beside one mobile device. 3: all, up to ten.
 * The fourth policy is the app's own. Lists: of the client types and custom client types in one list only one device may be online.
 * A device with a custom type counts as that, not as its client type. Or a function: true when `newcomer` displaces `present`.
 */
export type KickPolicy = 1 | 2 | 3 | readonly (readonly number[])[] | ((newcomer: DeviceKind, present: DeviceKind) => boolean)

/** How many devices of one account may be online under policies 3 and 4. */
export const maxDevices = 10

const mobile = new Set([1, 2, 8, 65])

const typeOf = ({ clientType, customClientType }: DeviceKind) => customClientType || clientType

/** Whether `newcomer` displaces `present`. The same device always displaces itself. */
export function excludes(policy: KickPolicy, newcomer: DeviceKind, present: DeviceKind): boolean {
  if (newcomer.deviceId === present.deviceId) return true
  if (typeof policy === 'function') return policy(newcomer, present)
  if (typeof policy === 'object') return policy.some((list) => list.includes(typeOf(newcomer)) && list.includes(typeOf(present)))
  return policy === 1 || (policy === 2 && mobile.has(newcomer.clientType) === mobile.has(present.clientType))
}
