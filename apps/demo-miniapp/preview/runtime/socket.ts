import { api } from './api'
import { device, plug, unplug } from './device'
import { deliver } from './gate'

type SocketTask = WechatMiniprogram.SocketTask
type Event = 'open' | 'message' | 'close' | 'error'
type Listener = (event: object) => void

/** `wx.connectSocket` on the browser's WebSocket. */
export function connectSocket(options: WechatMiniprogram.ConnectSocketOption): SocketTask {
  const listeners: Record<Event, Listener[]> = { open: [], message: [], close: [], error: [] }
  const emit = (event: Event, detail: object) => deliver(() => listeners[event].forEach((listener) => listener(detail)))
  const on = (event: Event) => (listener: Listener) => void listeners[event].push(listener)
  const socket = device.online ? new WebSocket(options.url, options.protocols) : undefined
  let over = false

  const end = (code: number, reason: string) => {
    if (over) return
    over = true
    unplug(cut)
    emit('close', { code, reason })
  }
  // nothing that is still under way arrives any more
  const cut = (reason: string) => {
    end(1006, reason)
    socket?.close()
  }

  deliver(() => options.success?.({ errMsg: 'connectSocket:ok' }))
  if (socket) {
    plug(cut)
    socket.binaryType = 'arraybuffer' // as WeChat hands out binary frames
    socket.onopen = () => over || emit('open', { header: {}, profile: {} })
    socket.onmessage = ({ data }) => over || emit('message', { data })
    socket.onerror = () => over || emit('error', { errMsg: 'connectSocket:fail' })
    socket.onclose = ({ code, reason }) => end(code, reason)
  } else
    setTimeout(() => {
      emit('error', { errMsg: 'connectSocket:fail no network' })
      end(1006, 'no network')
    })

  // of these two WeChat makes no promise
  const silent = <O>(call: (options: O) => Promise<unknown> | undefined) => (options: O) => void call(options)?.catch(() => {})
  const send = api('sendSocketMessage', ({ data }: { data: string | ArrayBuffer }) => {
    if (over || socket?.readyState !== WebSocket.OPEN) throw new Error('SocketTask.readyState is not OPEN')
    socket.send(data)
  })
  const close = api('closeSocket', ({ code = 1000, reason = '' }: { code?: number; reason?: string }) => socket?.close(code, reason))
  const task = { send: silent(send), close: silent(close), onOpen: on('open'), onMessage: on('message'), onClose: on('close'), onError: on('error') }
  return task as unknown as SocketTask
}
