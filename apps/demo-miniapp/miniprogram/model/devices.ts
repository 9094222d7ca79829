import type { Client } from '../im'

/** The other devices this account is online on. */
export interface Devices {
  readonly ids: string[]
  /** Calls the listener on every change. Returns the function that ends it. */
  watch(listener: () => void): () => void
  /** Puts all of them offline. */
  kick(): Promise<unknown>
}

export function watchDevices(nim: Client): Devices {
  const listeners = new Set<() => void>()
  const online = new Map<string, string>()
  const ids = () => [...online.values()]
  const tell = () => listeners.forEach((listener) => listener())
  const forget = () => {
    online.clear()
    tell()
  }
  nim.on('multiPortLogin', (devices) => {
    devices.forEach(({ connectionId, deviceId, online: here }) => (here ? online.set(connectionId, deviceId) : online.delete(connectionId)))
    tell()
  })
  // who is online is told anew at every login
  nim.on('disconnect', forget)
  nim.on('kicked', forget)
  return {
    get ids() {
      return ids()
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    kick: () => nim.kick({ deviceIds: ids() }),
  }
}
