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

/** `uploadFile` of a host through a standard `fetch`; `open` makes a Blob of what the app gave. Progress is told once, at the end. */
export function fetchUpload({ fetch, FormData, AbortController }: any, open: (file: any, filePath?: string) => any): NonNullable<Host['uploadFile']> {
  return ({ url, name, filePath, file, formData, success, fail }) => {
    const stop = new AbortController()
    let tell: ((e: any) => void) | undefined
    const send = async () => {
      const blob = await open(file, filePath)
      const form = new FormData()
      for (const key in formData) form.append(key, formData[key])
      form.append(name, blob, blob.name || String(filePath || name).replace(/^.*[\\/]/, ''))
      const res = await fetch(url, { method: 'POST', body: form, signal: stop.signal })
      const data = await res.text()
      if (tell) tell({ progress: 100, totalBytesSent: blob.size, totalBytesExpectedToSend: blob.size })
      return { statusCode: res.status, data }
    }
    send().then(success, (e) => fail({ errMsg: 'uploadFile:fail ' + (stop.signal.aborted ? 'abort' : e), cause: e }))
    return { abort: () => stop.abort(), onProgressUpdate: (listener) => (tell = listener) }
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
    uploadFile: fetchUpload({ fetch: window.fetch.bind(window), FormData: window.FormData, AbortController: window.AbortController }, (file, filePath) => {
      if (typeof file === 'string') file = document.getElementById(file).files[0]
      if (file instanceof window.Blob) return file
      // a `blob:` url
      if (filePath) return window.fetch(filePath).then((res: any) => res.blob())
      throw new Error('uploadFile needs a Blob')
    }),
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
