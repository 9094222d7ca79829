import type { Host, SocketTask } from '../host'

/** A standard WebSocket (the browser's, or `ws` in Node) as a socket of a host. */
export function bindSocket(socket: any): SocketTask {
  return {
    onMessage: (listener) => (socket.onmessage = listener),
    onClose: (listener) => (socket.onclose = listener),
    onError: (listener) => (socket.onerror = (e: any) => listener({ errMsg: String((e && e.message) || 'socket error') })),
    send: ({ data }) => socket.send(data),
    close: ({ code, reason }) => socket.close(code, reason),
  }
}

/** `request` of a host through a standard `fetch`. */
export function fetchRequest(fetch: any, AbortController: any): Host['request'] {
  return ({ url, timeout, dataType, success, fail }) => {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), timeout)
    fetch(url, { signal: stop.signal })
      .then(async (res: any) => ({ statusCode: res.status, data: dataType === 'json' ? await res.json() : await res.text() }))
      .then(success, fail)
      .then(() => clearTimeout(timer))
  }
}

declare const window: any, document: any, navigator: any, localStorage: any

/** The host of a web page: `createNim({ platform: browser(), … })`. */
export function browser(): Host {
  const networks = new Map<unknown, () => void>()
  const shown = new Map<unknown, () => void>()
  return {
    request: fetchRequest(window.fetch.bind(window), window.AbortController),
    connectSocket: ({ url }) => bindSocket(new window.WebSocket(url)),
    getStorageSync: (key) => localStorage.getItem(key),
    setStorageSync: (key, value) => localStorage.setItem(key, value),
    getSystemInfoSync() {
      const userAgent = String(navigator.userAgent)
      const hostEnv = /electron/i.test(userAgent) ? 5 : /mobile|android|iphone|ipad/i.test(userAgent) ? 101 : 100
      return { platform: String(navigator.platform || ''), login: { 24: userAgent, 41: hostEnv, 42: userAgent.slice(0, 299), 44: 'BROWSER' } }
    },
    onNetworkStatusChange(listener) {
      const tell = () => listener({ isConnected: navigator.onLine, networkType: navigator.onLine ? 'unknown' : 'none' })
      networks.set(listener, tell)
      for (const event of ['online', 'offline']) window.addEventListener(event, tell)
    },
    offNetworkStatusChange(listener) {
      for (const event of ['online', 'offline']) window.removeEventListener(event, networks.get(listener))
    },
    onAppShow(listener) {
      const tell = () => document.visibilityState === 'visible' && listener()
      shown.set(listener, tell)
      document.addEventListener('visibilitychange', tell)
    },
    offAppShow(listener) {
      document.removeEventListener('visibilitychange', shown.get(listener))
    },
  }
}

export type { Host, SocketTask, SystemInfo } from '../host'
