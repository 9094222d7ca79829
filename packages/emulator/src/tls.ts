import type { Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer, isIP, type Socket } from 'node:net'

/** A certificate and its key, both PEM. */
export interface Identity {
  cert: string
  key: string
}

/** Days. Browsers bear no longer life. */
const life = 397

/** A fresh certificate for this machine and the address it listens on, signed by nobody but itself. */
export async function selfSigned(host: string): Promise<Identity> {
  const { generate } = await import('selfsigned') // most emulators never need it
  const begin = Date.now()
  const names = new Set(['localhost', '127.0.0.1', '::1', host].filter((name) => name !== '0.0.0.0' && name !== '::'))
  const altNames = [...names].map((name) => (isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }))
  const made = await generate([{ name: 'commonName', value: 'nim-emulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(begin - 3600_000),
    notAfterDate: new Date(begin + life * 86_400_000),
    extensions: [{ name: 'basicConstraints', cA: true }, { name: 'subjectAltName', altNames }],
  })
  return { cert: made.cert, key: made.private }
}

/** What listens in front of an HTTP server. */
export interface Front {
  listen: Server['listen']
  address: Server['address']
  once(event: 'error', listener: (e: Error) => void): unknown
  /** Closes it and every connection. */
  close(): Promise<void>
}

/** First byte of a TLS connection. */
const handshake = 22

/**
 * Serves `plain` over TLS too, on one port: clients of this project take a loopback address for plain, the official client takes every address for TLS.
 * Without an identity it is plain only.
 */
export function createFront(plain: Server, identity?: Identity): Front {
  const closed = (server: { close(done: () => void): unknown }) => new Promise<void>((resolve) => void server.close(() => resolve()))
  if (!identity) {
    return {
      listen: plain.listen.bind(plain) as Server['listen'],
      address: () => plain.address(),
      once: (event, listener) => plain.once(event, listener),
      close() {
        plain.closeAllConnections()
        return closed(plain)
      },
    }
  }
  const secure = createSecureServer(identity)
  secure.on('request', (...args) => plain.emit('request', ...args))
  secure.on('upgrade', (...args) => plain.emit('upgrade', ...args))
  secure.on('tlsClientError', (_, socket) => socket.destroy()) // it does not trust the certificate
  const sockets = new Set<Socket>()
  const front = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      ;(first[0] === handshake ? secure : plain).emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
  return {
    listen: front.listen.bind(front) as Server['listen'],
    address: () => front.address(),
    once: (event, listener) => front.once(event, listener),
    close() {
      for (const socket of sockets) socket.destroy()
      return closed(front)
    },
  }
}
