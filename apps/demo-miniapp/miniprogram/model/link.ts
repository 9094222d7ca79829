import type { Client } from '../im'

/** What the user should know about the connection; nothing when all is well. */
export type LinkState = '' | 'connecting' | 'reconnecting' | 'offline'

export interface Link {
  readonly state: LinkState
  /** Calls the listener now and on every change. Returns the function that ends it. */
  watch(listener: (state: LinkState) => void): () => void
  end(): void
}

/** Follows a client's connection and the phone's network. */
export function watchLink(nim: Client): Link {
  const listeners = new Set<(state: LinkState) => void>()
  let connection: LinkState = 'connecting'
  let online = true
  const state = (): LinkState => (online || !connection ? connection : 'offline')
  const tell = () => listeners.forEach((listener) => listener(state()))
  const become = (now: LinkState) => () => {
    connection = now
    tell()
  }
  const network = ({ isConnected }: { isConnected?: boolean; errMsg?: string }) => {
    online = !!isConnected
    tell()
  }
  nim.on('syncdone', become(''))
  nim.on('willReconnect', become('reconnecting'))
  nim.on('kicked', become('connecting')) // what comes next, if the user wants it
  wx.onNetworkStatusChange(network)
  wx.getNetworkType({ success: ({ networkType }) => network({ isConnected: networkType !== 'none' }) })
  return {
    get state() {
      return state()
    },
    watch(listener) {
      listeners.add(listener)
      listener(state())
      return () => void listeners.delete(listener)
    },
    end() {
      wx.offNetworkStatusChange(network)
      listeners.clear()
    },
  }
}
