import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import type { HttpCall, Network, Service, ServiceLine, Text } from './network'

export interface Served {
  port: number
  /** `http://127.0.0.1:port` */
  url: string
  close(): Promise<void>
}

const text = (data: RawData, binary: boolean): Text => (binary ? new Uint8Array(data as Buffer) : String(data))

/** Serves a script on a real port of this machine, HTTP and WebSocket. */
export async function serve(service: Service, port = 0): Promise<Served> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () =>
      service.http({ method: req.method!, url: `http://${req.headers.host}${req.url}`, headers: req.headers as Record<string, string>, data: String(Buffer.concat(chunks)), timeout: 0 }, ({ status, body, headers }) =>
        res.writeHead(status, headers).end(body)
      )
    )
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, req) => {
    const line: ServiceLine = {
      url: `ws://${req.headers.host}${req.url}`,
      send: (data) => socket.send(data),
      close: (code, reason) => socket.close(code, reason),
    }
    socket.on('message', (data, binary) => line.onMessage?.(text(data, binary)))
    socket.on('close', (code, reason) => line.onClose?.(code, String(reason)))
    socket.on('error', () => {}) // a close follows
    service.socket(line)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const at = (server.address() as AddressInfo).port
  return {
    port: at,
    url: `http://127.0.0.1:${at}`,
    close: () =>
      new Promise((done) => {
        sockets.clients.forEach((socket) => socket.terminate())
        sockets.close()
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

function form(fields: object, { field, name, data }: NonNullable<HttpCall['file']>): FormData {
  const out = new FormData()
  for (const [key, value] of Object.entries(fields)) out.append(key, String(value))
  out.append(field, new Blob([data as Uint8Array<ArrayBuffer>]), name)
  return out
}

/** The network of this machine: every address leads to `base`, so that a client with fixed addresses stays on loopback. */
export function loopback(base: string): Network {
  const { host } = new URL(base)
  const local = (url: string) => url.replace(/^(?:http|ws)s?:\/\/[^/?]+/, (address) => (address.startsWith('ws') ? 'ws://' : 'http://') + host)
  return {
    request({ method, url, headers, data, file, timeout }, done) {
      const stop = new AbortController()
      const timer = setTimeout(() => stop.abort('timeout'), timeout)
      const body = file ? form(data as object, file) : method === 'GET' || data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data)
      fetch(local(url), { method, headers, body, signal: stop.signal })
        .then(async (res) => done({ status: res.status, body: await res.text(), headers: Object.fromEntries(res.headers) }))
        .catch((e: unknown) => done(undefined, stop.signal.aborted ? String(stop.signal.reason) : String(e)))
        .finally(() => clearTimeout(timer))
      return () => stop.abort('abort')
    },
    connect(url, on) {
      const socket = new WebSocket(local(url))
      socket.on('open', () => on.open())
      socket.on('message', (data, binary) => on.message(text(data, binary)))
      socket.on('close', (code, reason) => on.close(code, String(reason)))
      socket.on('error', (e) => on.error(e.message))
      return { send: (data) => socket.send(data), close: (code, reason) => socket.close(code, reason) }
    },
  }
}
