import type { Clock, Timers } from './clock'
import type { HttpReply, LineEvents, Network } from './network'

export type HostKind = 'wx' | 'my' | 'swan' | 'tt' | 'qq'

type Fn = (...args: any[]) => unknown
/** What an app passes to a host function: options with callbacks. */
type Options = Record<string, any>

export interface HostOptions {
  clock: Clock
  network: Network
  /** Names of functions this host does not have. */
  without?: string[]
  /** What `getSystemInfoSync` gives; merged over the default. */
  system?: Record<string, unknown>
}

export interface Host {
  readonly kind: HostKind
  /** The global object itself: `wx`, `my`, … */
  readonly api: Record<string, any>
  /** Timers of the app, frozen together with it. */
  readonly timers: Timers
  readonly clock: Clock
  readonly storage: Map<string, unknown>
  /** What is in the files an app may upload, by path; others hold 1000 zeros. */
  readonly files: Map<string, Uint8Array>
  /** Calls of host functions, in order. */
  readonly calls: { name: string; args: unknown[] }[]
  /** What listeners of the app threw into the host. */
  readonly errors: unknown[]
  /** Gets what is thrown into the host, instead of `errors`. */
  onError?: (error: unknown) => void
  /** Hears every text the app sends, as it is sent; `socket` counts from 1. */
  onSend?: (data: unknown, socket: number) => void
  /** Lets a function of the host, or `send` and `close` of its sockets, throw. */
  throws(name: string, message?: string, times?: number): void
  /** What `getNetworkType` says: a type, or `fail`, or `silence`. */
  network: string
  /** Tells the app that the network changed, and remembers it. */
  online(yes: boolean, networkType?: string): void
  /** To the background; with `freeze` its timers and callbacks stand still. */
  hide(freeze?: boolean): void
  show(): void
  /** Number of listeners the app has for a host event. */
  listeners(event: 'NetworkStatusChange' | 'AppShow' | 'AppHide'): number
}

const system = { brand: 'devtools', model: 'iPhone', system: 'iOS 16', platform: 'devtools', version: '8.0.5', SDKVersion: '3.0.0' }

/** A mini-program host over a network: what an SDK may touch of it, with each flavour's own ways. */
export function createHost(kind: HostKind, { clock, network, without = [], system: more }: HostOptions): Host {
  const ali = kind === 'my'
  const timers = clock.timers()
  const storage = new Map<string, unknown>()
  const files = new Map<string, Uint8Array>()
  const calls: Host['calls'] = []
  const errors: unknown[] = []
  const faults = new Map<string, { message: string; left: number }>()
  const heard = { NetworkStatusChange: new Set<Fn>(), AppShow: new Set<Fn>(), AppHide: new Set<Fn>() }
  let sockets = 0
  let appSocket: Record<string, Fn> | undefined

  /** Hands something to the app: not while it is frozen, and what it throws stays here. */
  const tell = (fn: unknown, ...args: unknown[]) => {
    if (typeof fn === 'function')
      timers.call(() => {
        try {
          fn(...args)
        } catch (e) {
          if (host.onError) host.onError(e)
          else errors.push(e)
        }
      })
  }
  const trouble = (name: string) => {
    const fault = faults.get(name)
    if (fault && fault.left-- > 0) throw new Error(fault.message)
  }
  const end = (o: Options, outcome: 'success' | 'fail', value: unknown) => {
    tell(o[outcome], value)
    tell(o.complete, value)
  }
  const info = () => ({ ...system, ...more })
  const emit = (event: keyof typeof heard, value?: unknown) => [...heard[event]].forEach((fn) => tell(fn, value))

  const request = (o: Options) => {
    const headers = (ali ? o.headers : o.header) || {}
    const abort = network.request({ method: o.method || 'GET', url: o.url, headers, data: o.data, timeout: o.timeout || 60000 }, (reply, why) =>
      reply ? end(o, 'success', received(o, reply)) : end(o, 'fail', failure('request:fail ' + why, why === 'timeout' ? 13 : 12))
    )
    return { abort }
  }
  const failure = (errMsg: string, error: number) => (ali ? { error, errorMessage: errMsg } : { errMsg, errNo: error })
  const received = ({ dataType = 'json' }: Options, { status, body, headers = {} }: HttpReply) => {
    let data: unknown = body
    if (dataType === 'json')
      try {
        data = JSON.parse(body)
      } catch {} // hosts then hand the text over
    return ali ? { data, status, headers } : { data, statusCode: status, header: headers, errMsg: 'request:ok' }
  }

  const connectSocket = (o: Options) => {
    const on: Record<'Open' | 'Message' | 'Close' | 'Error', Fn[]> = { Open: [], Message: [], Close: [], Error: [] }
    const all = (event: keyof typeof on, value: unknown) => on[event].forEach((fn) => tell(fn, value))
    const number = ++sockets
    let state: 'opening' | 'open' | 'over' = 'opening'
    const events: LineEvents = {
      open() {
        state = 'open'
        all('Open', ali ? {} : { header: {}, errMsg: 'ok' })
      },
      message(text) {
        const data = typeof text === 'string' ? text : new Uint8Array(text).buffer
        all('Message', ali ? { data: { data, isBuffer: typeof text !== 'string' } } : { data })
      },
      close(code, reason) {
        state = 'over'
        all('Close', ali ? { code, reason, data: { code, reason } } : { code, reason })
      },
      error(errMsg) {
        state = 'over'
        all('Error', ali ? { errorMessage: errMsg, errMsg } : { errMsg })
      },
    }
    const line = network.connect(o.url, events)
    timers.call(() => timers.setTimeout(() => end(o, 'success', { errMsg: 'connectSocket:ok' })))
    const task: Record<string, Fn> = {
      send(s: Options) {
        trouble('send')
        if (state !== 'open') return end(s, 'fail', failure('sendSocketMessage:fail WebSocket is not connected', 1))
        host.onSend?.(s.data, number)
        line.send(s.data)
        end(s, 'success', { errMsg: 'sendSocketMessage:ok' })
      },
      close(s: Options = {}) {
        trouble('close')
        if (state === 'over') return end(s, 'fail', failure('closeSocket:fail already closed', 1))
        line.close(s.code, s.reason)
        end(s, 'success', { errMsg: 'closeSocket:ok' })
      },
    }
    for (const name of ['Open', 'Message', 'Close', 'Error'] as const) task['on' + name] = (fn: Fn) => void on[name].push(fn)
    // Alipay without `multiple` has one socket for the whole app, and gives no task
    if (!ali || o.multiple) return task
    appSocket = task
    return undefined
  }

  const uploadFile = (o: Options) => {
    const progress: Fn[] = []
    let over = false
    const data = files.get(o.filePath) ?? new Uint8Array(1000)
    const total = data.length
    const field = ali ? o.fileName : o.name
    const file = { field, name: String(o.filePath).replace(/^.*\//, ''), data }
    const abort = network.request({ method: 'POST', url: o.url, headers: {}, data: { ...o.formData, filePath: o.filePath, field, fileType: o.fileType }, file, timeout: o.timeout || 60000 }, (reply, why) => {
      over = true
      if (reply) {
        const sent = ali ? { totalBytesWritten: total, totalBytesExpectedToWrite: total } : { totalBytesSent: total, totalBytesExpectedToSend: total }
        progress.forEach((fn) => tell(fn, { progress: 100, ...sent }))
        return end(o, 'success', { data: reply.body, statusCode: reply.status, errMsg: 'uploadFile:ok' })
      }
      const why2 = why === 'abort' ? { wx: {}, swan: {}, qq: {}, my: { error: 9 }, tt: { errNo: 21104 } }[kind] : {}
      end(o, 'fail', { ...failure('uploadFile:fail ' + why, 12), ...why2 })
    })
    return { abort: () => !over && abort(), onProgressUpdate: (fn: Fn) => void progress.push(fn) }
  }

  const all: Record<string, Fn> = {
    getSystemInfo: (o: Options) => end(o, 'success', info()),
    getSystemInfoSync: info,
    getNetworkType(o: Options) {
      if (host.network === 'silence') return
      const type = host.network
      if (type === 'fail') end(o, 'fail', failure('getNetworkType:fail', 1))
      else end(o, 'success', ali ? { networkAvailable: type !== 'none', networkType: type.toUpperCase() } : { networkType: type, errMsg: 'getNetworkType:ok' })
    },
    request,
    connectSocket,
    uploadFile,
    getStorageSync: (key: any) => (ali ? { data: storage.get(key.key) ?? null } : (storage.get(key) ?? '')),
    setStorageSync: (key: any, value: unknown) => void (ali ? storage.set(key.key, key.data) : storage.set(key, value)),
    removeStorageSync: (key: any) => void storage.delete(ali ? key.key : key),
    clearStorageSync: () => storage.clear(),
  }
  for (const event of Object.keys(heard) as (keyof typeof heard)[]) {
    all['on' + event] = (fn: Fn) => void heard[event].add(fn)
    all['off' + event] = (fn?: Fn) => void (fn ? heard[event].delete(fn) : heard[event].clear())
  }
  if (ali) all.sendSocketMessage = (o: Options) => appSocket?.send!(o)

  const api: Record<string, unknown> = ali ? { SDKVersion: info().SDKVersion } : {}
  for (const name of Object.keys(all).filter((n) => !without.includes(n)))
    api[name] = (...args: unknown[]) => {
      calls.push({ name, args })
      trouble(name)
      return all[name]!(...args)
    }

  const host: Host = {
    kind,
    api,
    timers,
    clock,
    storage,
    files,
    calls,
    errors,
    network: 'wifi',
    throws: (name, message = name + ':fail', times = Infinity) => void faults.set(name, { message, left: times }),
    online(isConnected, networkType = isConnected ? 'wifi' : 'none') {
      host.network = networkType
      emit('NetworkStatusChange', { isConnected, networkType: ali ? networkType.toUpperCase() : networkType })
    },
    hide(freeze) {
      emit('AppHide')
      if (freeze) timers.freeze()
    },
    show() {
      timers.thaw()
      emit('AppShow', {})
    },
    listeners: (event) => heard[event].size,
  }
  return host
}
