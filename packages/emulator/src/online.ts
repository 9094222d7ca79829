import type { Waiting } from './account'
import type { Link, OutPacket } from './link'
import type { DeviceKind } from './policy'
import type { Push } from './pushes'
import type { Row } from './row'

/** One end of an account that is logged in. */
export interface Device extends DeviceKind {
  account: string
  /** Id of the connection. */
  connectionId: string
  /** The login tags that its other ends may see. */
  port: Row
  /** ms */
  loginTime: number
  /** It asked for its data with 5_1 since it logged in. */
  synced: boolean
  link: Link
}

/** Who is online, and how to reach them. */
export interface Online {
  /** Devices of one account, earliest login first. */
  of(account: string): Device[]
  all(): Device[]
  /** Accounts with a device that is online. */
  accounts(): Iterable<string>
  add(device: Device): void
  remove(device: Device): void
  /** A push to one device. */
  push(device: Device, command: Push, r: unknown[]): void
  /** The same push to every device of an account but `except`. */
  tell(account: string, command: Push, r: unknown[], except?: Device): void
  /** Brings a notice that wants an acknowledgement, in an envelope if the service uses one for it. */
  bring(account: string, id: string, waiting: Pick<Waiting, 'push' | 'row'>, except?: Device): void
  /** Does something; team messages that it brings to one device go out together at its end. */
  batch(work: () => void): void
}

/** A packet that no client asked for. */
export function pushPacket(command: Push, r: unknown[]): OutPacket {
  const [sid, cid] = command.split('_').map(Number)
  return { sid: sid!, cid: cid!, code: 200, r }
}

/** Which envelope carries the pushes of a service; 4_1 unless named here. Clients treat all alike. */
const envelopes: Record<string, Push> = { 8: '4_2', 21: '4_10', 101: '4_11' }

/** The reliable-delivery envelope around a push: the notice's id, as a number, and the packet inside. */
export function envelope(command: Push, id: string, r: unknown[]): OutPacket {
  const [sid, cid] = command.split('_').map(Number)
  return pushPacket(envelopes[sid!] ?? '4_1', [Number(id), { headerPacket: { sid, cid }, body: r }])
}

/** @param enveloped whether a push goes out in an envelope */
export function createOnline(enveloped: (command: Push) => boolean): Online {
  const devices = new Map<string, Set<Device>>()
  const of = (account: string) => [...(devices.get(account) ?? [])]
  let gathered: Map<Device, Row[]> | undefined
  /** The packet that went out last: one message goes to many. */
  let last: { push: Push; row: Row; text: string } | undefined

  const textOf = (push: Push, id: string, row: Row): string => {
    if (last?.push !== push || last.row !== row) {
      last = { push, row, text: '3:::' + JSON.stringify(enveloped(push) ? envelope(push, id, [row]) : pushPacket(push, [row])) }
    }
    return last.text
  }

  const online: Online = {
    of,
    accounts: () => devices.keys(),
    all: () => [...devices.values()].flatMap((set) => [...set]),
    add(device) {
      const set = devices.get(device.account) ?? new Set()
      devices.set(device.account, set.add(device))
    },
    remove(device) {
      const set = devices.get(device.account)
      set?.delete(device)
      if (set?.size === 0) devices.delete(device.account)
    },
    push(device, command, r) {
      device.link.send(pushPacket(command, r))
    },
    tell(account, command, r, except) {
      for (const device of of(account)) if (device !== except) online.push(device, command, r)
    },
    bring(account, id, { push, row }, except) {
      for (const device of of(account)) {
        if (device === except) continue
        if (gathered && push === '8_3' && !enveloped(push)) gathered.set(device, [...(gathered.get(device) ?? []), row])
        else device.link.text(textOf(push, id, row))
      }
    },
    batch(work) {
      const mine = (gathered = new Map())
      try {
        work()
      } finally {
        gathered = undefined
        for (const [device, rows] of mine) {
          if (rows.length === 1) online.push(device, '8_3', rows)
          else online.push(device, '8_4', [rows])
        }
      }
    },
  }
  return online
}
