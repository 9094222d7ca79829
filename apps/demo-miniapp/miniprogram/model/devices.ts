import type { MultiPortLoginResult } from '@nim/core'
import type { Client } from '../im'
import { createSignal } from '../lib/signal'

export interface Device {
  id: string
  /** Kind of client, as the service names it. */
  type: string
  /** ms */
  since: number
}

/** The other devices this account is online on. */
export interface Devices {
  list(): Device[]
  /** Calls the listener on every change. Returns the function that ends it. */
  watch(listener: () => void): () => void
  /** Puts one of them offline, or all. */
  kick(ids?: string[]): Promise<unknown>
}

export function watchDevices(nim: Client): Devices {
  const changed = createSignal()
  const online = new Map<string, MultiPortLoginResult>()
  const list = (): Device[] => [...online.values()].map(({ deviceId, type, time }) => ({ id: deviceId, type: String(type), since: time }))
  const forget = () => {
    online.clear()
    changed.tell()
  }
  nim.on('multiPortLogin', (devices) => {
    devices.forEach((device) => (device.online ? online.set(device.connectionId, device) : online.delete(device.connectionId)))
    changed.tell()
  })
  // who is online is told anew at every login
  nim.on('disconnect', forget)
  nim.on('kicked', forget)
  return { list, watch: changed.watch, kick: (ids = list().map(({ id }) => id)) => nim.kick({ deviceIds: ids }) }
}
