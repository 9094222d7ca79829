import { get, parseAddress } from './lbs'
import type { Core } from './core'
import type { SocketTask } from './host'

/** After close() a host that never calls back is waited for this long. ms */
const closeTimeout = 3000

export interface Socket {
  /** Throws when the host cannot send. */
  send(text: string): void
  /** Says good-bye and closes; safe at any time. Nothing is told of this link any more. */
  close(): void
  /** Resolves when the host gave the socket back: only then is it not counted any more. */
  closed: Promise<void>
}

/** What hosts tell of an end: some of these. */
interface Ending {
  errMsg?: string
  code?: number
  reason?: string
}

/**
 * HTTP handshake, WebSocket, `1::` — one link, from dialling to the close callback.
 * @param hear something arrived; `doubt`: the service reported an error that the link may survive
 * @param opened the link is up, with the session id of the handshake
 * @param down the link is gone, or could not be had
 */
export function openSocket(c: Core, link: string, hear: (doubt?: boolean) => void, opened: (session: string) => void, down: (why: string, wasUp: boolean) => void): Socket {
  const { xhrConnectTimeout, socketConnectTimeout } = c.options
  const address = parseAddress(link, c.options)
  let task: SocketTask | undefined
  let up = false
  let over = false
  let timer: Timer | undefined
  let free: () => void
  const closed = new Promise<void>((done) => {
    free = done
  })

  const send = (data: string) => task!.send({ data })
  const close = () => {
    if (over) return
    over = true
    clearTimeout(timer)
    if (!task) return free()
    timer = setTimeout(free, closeTimeout)
    try {
      send('0::')
    } catch {} // it cannot send any more; closing is what matters
    try {
      task.close({ code: 1000, reason: 'user force close websocket' })
    } catch {
      gone()
    }
  }
  const lost = (why: unknown) => {
    if (over) return
    close()
    c.log('log', 'link down', link, why)
    down(link + ': ' + why, up)
  }
  const failed = (e?: Ending) => lost(e && (e.errMsg || `closed ${e.code} ${e.reason}`))
  /** The host gave the socket back. */
  const gone = (e?: Ending) => {
    task = undefined
    clearTimeout(timer)
    free()
    failed(e)
  }

  void get(c.host, `http${address}/socket.io/1/?t=${Date.now()}`, xhrConnectTimeout || 8000).then(([status, body]) => {
    if (over) return
    const session = status === 200 && (/^([^:<\s]+):/.exec(body as string) || [])[1]
    if (!session) return lost('no handshake, HTTP status ' + status)
    timer = setTimeout(() => lost('no greeting'), socketConnectTimeout || 8000)
    try {
      // without `multiple` Alipay has one socket for the whole app and returns no task; without callbacks some hosts return a promise
      task = c.host.connectSocket({ url: `ws${address.replace(/^(s.*):443$/, '$1')}/socket.io/1/websocket/${session}`, multiple: true, success() {}, fail: gone })
      task.onClose(gone)
      task.onError(failed)
      // frames are `type:id:endpoint:data`, as in socket.io 0.9; Alipay wraps them once more
      task.onMessage(({ data }) => {
        if (over) return
        hear()
        const [, type, text] = /^(\d):[^:]*:[^:]*:?([^]*)$/.exec(Object(data) === data ? data.data : data) || []
        if (type === '3' || type === '4') c.receive(text!)
        else if (type === '2') send('2::')
        else if (type === '0') lost('closed by the service')
        else if (type === '7') up ? hear(true) : lost('refused by the service ' + text)
        else if (type === '1' && !up) {
          up = true
          clearTimeout(timer)
          opened(session)
        }
      })
    } catch (e) {
      lost(e)
    }
  })

  return { closed, close, send }
}
