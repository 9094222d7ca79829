// The part of `wx` that clients use, on `ws` and fetch. Every address is led to the one server of the run.
import WebSocket from 'ws'

/** @param {string} base address of the server, http://127.0.0.1:port */
export function makeWx(base) {
  const host = base.slice('http://'.length)
  const here = (url) => url.replace(/^(http|ws)s?:\/\/[^/]+/, (_, scheme) => `${scheme}://${host}`)
  const store = new Map()
  return {
    getSystemInfo(o) {
      o?.success?.(this.getSystemInfoSync())
    },
    getSystemInfoSync: () => ({ platform: 'devtools', system: 'iOS 16', model: 'iPhone', SDKVersion: '3.0.0', version: '8.0.5', brand: 'devtools' }),
    getStorageSync: (key) => store.get(key) ?? '',
    setStorageSync: (key, value) => void store.set(key, value),
    removeStorageSync: (key) => void store.delete(key),
    getNetworkType(o) {
      o.success?.({ networkType: 'wifi' })
      o.complete?.()
    },
    onNetworkStatusChange() {},
    offNetworkStatusChange() {},
    onAppShow() {},
    offAppShow() {},
    request(o) {
      if (!/lbs|socket\.io/.test(o.url)) return void o.fail?.({ errMsg: 'request:fail' })
      fetch(here(o.url)).then(
        async (r) => {
          const text = await r.text()
          let data = /** @type {any} */ (text)
          if ((o.dataType ?? 'json') === 'json')
            try {
              data = JSON.parse(text)
            } catch {}
          o.success?.({ data, statusCode: r.status, header: {}, errMsg: 'request:ok' })
        },
        (e) => o.fail?.({ errMsg: String(e) })
      )
      return { abort() {} }
    },
    connectSocket(o) {
      const socket = new WebSocket(here(o.url), { perMessageDeflate: false })
      return {
        onOpen: (fn) => socket.on('open', () => fn({ header: {} })),
        onMessage: (fn) => socket.on('message', (data) => fn({ data: String(data) })),
        onClose: (fn) => socket.on('close', (code, reason) => fn({ code, reason: String(reason) })),
        onError: (fn) => socket.on('error', (e) => fn({ errMsg: e.message })),
        send: ({ data }) => socket.send(data),
        close: ({ code = 1000, reason = '' } = {}) => socket.close(code, reason),
      }
    },
  }
}
