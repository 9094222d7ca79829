import type { Device } from './online'
import { excludes, maxDevices } from './policy'
import { row } from './row'
import type { Departure, Service } from './service'
import { Port } from './tags'

/** Reasons of a kick push. */
export const KickReason = { samePlatform: 1, server: 2, otherEnd: 3, sameDevice: 4 } as const

/** States of a multi-port notice. */
const CAME = 2
const WENT = 3

/** Client type of kicks that no device caused. */
const SERVER = 32

/** What the other ends of an account see of a device. */
export const portOf = (d: Device) =>
  row(d.port, {
    [Port.type]: d.clientType,
    [Port.deviceId]: d.deviceId,
    [Port.account]: d.account,
    [Port.connectionId]: d.connectionId,
    [Port.ip]: d.link.ip,
    [Port.time]: d.loginTime,
  })

const tellOthers = (s: Service, device: Device, state: number) => s.online.tell(device.account, '2_7', [state, [portOf(device)]], device)

/** Comings and goings that are remembered of an account. */
const maxVisits = 200

/** Kinds of visits. */
const LOGIN = 1
const LOGOUT = 2
const BROKEN = 3

function remember(s: Service, { account, link, clientType, deviceId, port }: Device, kind: number): void {
  const visits = s.store.account(account)?.visits
  if (!visits) return
  const time = s.clock.stamp()
  visits.set(String(time), { kind, time, ip: link.ip, clientType, deviceId, customTag: port[Port.customTag] ?? '' })
  for (const old of visits.keys()) if (visits.size > maxVisits) visits.delete(old)
    else break
}

/** Puts a device online: displaces what it excludes, tells the other ends. Returns the ends that stay beside it. */
export function admit(s: Service, device: Device): Device[] {
  const { kickPolicy } = s.settings
  for (const present of s.online.of(device.account)) {
    if (!excludes(kickPolicy, device, present)) continue
    kick(s, present, present.deviceId === device.deviceId ? KickReason.sameDevice : KickReason.samePlatform, device)
  }
  const crowd = s.online.of(device.account)
  if (crowd.length >= maxDevices) kick(s, crowd[0]!, KickReason.samePlatform, device)
  const beside = s.online.of(device.account)
  s.online.add(device)
  device.link.device = device
  return beside
}

/** Tells everyone who wants to know that a device is online. After its login was answered. */
export function announce(s: Service, device: Device): void {
  tellOthers(s, device, CAME)
  remember(s, device, LOGIN)
  for (const arrived of s.arrivals) arrived(device)
}

/** Takes a device offline and tells its other ends. */
export function leave(s: Service, device: Device, how: Departure): void {
  if (device.link.device !== device) return
  device.link.device = undefined
  s.online.remove(device)
  tellOthers(s, device, WENT)
  remember(s, device, how === 'broken' ? BROKEN : LOGOUT)
  for (const left of s.departures) left(device, how)
  s.log('info', 'offline', { account: device.account, deviceId: device.deviceId, detail: how })
}

/**
 * Kicks a device: it is told why, and its link is closed.
 * @param by the device that caused it; none: the service
 * @param ext text for the kicked app
 */
export function kick(s: Service, device: Device, reason: number, by?: Device, ext = ''): void {
  s.online.push(device, '2_5', [by?.clientType ?? SERVER, reason, ext, by?.customClientType ?? 0])
  const { link } = device
  leave(s, device, 'kicked')
  link.close()
}
