import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Faults } from './faults'
import { Link, type LinkEvents } from './link'
import type { Settings } from './options'
import { createFront, type Identity } from './tls'

/** Frames longer than this end the link: no command needs as much. */
const maxFrame = 1 << 20

/** How long a handshake's session waits for its WebSocket, ms. */
const sessionLife = 60_000
/** Handshakes that may wait. */
const maxSessions = 50_000

export interface Server {
  readonly port: number
  /** `host:port` for clients. */
  readonly address: string
  /** `http://host:port`, or `https://` */
  readonly origin: string
  readonly links: ReadonlySet<Link>
  close(): Promise<void>
}

/** Answers one HTTP request, or says `false`: not mine. */
export type Page = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>

export interface ServerParts {
  settings: Settings
  faults: Faults
  events: LinkEvents
  /** For TLS. */
  identity?: Identity
  /** Takes every request below `/emulator`, and guards itself. */
  control: Page
  /** Does something when what was done before is kept. */
  due(what: () => void): void
  /** Asked in order for requests that are neither LBS nor handshake. */
  pages: Page[]
  failed(e: unknown): void
}

const local = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Pages on this machine and the WeChat devtools may connect; other sites that a browser shows may not. */
function welcome(origin: string | undefined, origins: readonly string[]): boolean {
  if (!origin || origin === 'null' || origins.includes('*') || origins.includes(origin)) return true
  try {
    const { hostname, protocol } = new URL(origin)
    return local.test(hostname) || hostname === 'servicewechat.com' || protocol === 'file:'
  } catch {
    return false
  }
}

/** HTTP and WebSocket on one port. */
export async function listen(parts: ServerParts): Promise<Server> {
  const { settings, faults, events } = parts
  const { timers } = settings
  const links = new Set<Link>()
  const sessions = new Map<string, number>()
  const scheme = parts.identity ? 'https' : 'http'
  let address = ''

  const server = createServer((request, response) => {
    const { origin } = request.headers
    const own = /^\/emulator(?![^/?])/.test(request.url ?? '')
    if (!own) {
      if (!welcome(origin, settings.origins)) return void response.writeHead(403).end()
      response.setHeader('Access-Control-Allow-Origin', origin ?? '*')
      if (request.method === 'OPTIONS') return void response.writeHead(204, { 'Access-Control-Allow-Methods': '*', 'Access-Control-Allow-Headers': '*' }).end()
    }
    const work = own ? async () => void (await parts.control(request, response, urlOf(request))) : () => answer(request, response)
    work().catch((e) => {
      parts.failed(e)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })

  const urlOf = (request: IncomingMessage) => new URL(request.url ?? '/', `${scheme}://${address}`)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const target = path.startsWith('/') ? `${scheme}://${address}${path}` : path
    if (!URL.canParse(target)) return void response.writeHead(400).end()
    const url = new URL(target)
    const step = url.pathname === '/socket.io/1/' ? 'handshake' : /lbs/i.test(url.pathname) ? 'lbs' : undefined
    const strike = step && faults.strike(step, { account: url.searchParams.get('id') ?? undefined })
    if (strike?.before === 'cut' || strike?.cutAfter) return void request.socket.destroy()
    if (strike?.before === 'lost' || strike?.loseAnswer) return
    await strike?.before
    if (strike?.refuse !== undefined) return void response.writeHead(strike.refuse).end()
    if (strike?.body !== undefined) return void response.writeHead(200, { 'Content-Type': 'text/plain' }).end(strike.body)
    if (step === 'handshake') return void response.writeHead(200, { 'Content-Type': 'text/plain' }).end(handshake())
    if (step === 'lbs') {
      const here = request.headers.host ?? address // what reached us once will reach us again
      const links = strike?.links ?? [here]
      const body = { common: { link: links, 'link.default': links }, 'nos-chunk': `${scheme}://${here}` }
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    }
    for (const page of parts.pages) if (await page(request, response, url)) return
    response.writeHead(404).end()
  }

  /** The client takes the second field, seconds, as the longest silence it bears. */
  function handshake(): string {
    const session = randomBytes(12).toString('hex')
    const now = performance.now()
    for (const [old, made] of sessions) {
      if (now - made <= sessionLife && sessions.size < maxSessions) break
      sessions.delete(old) // the oldest come first
    }
    sessions.set(session, now)
    return `${session}:${settings.heartbeat}:${settings.heartbeat}:websocket`
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrame })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {})
    const strike = faults.strike('socket', {})
    if (strike?.before === 'lost' || strike?.before === 'cut' || strike?.cutAfter || !welcome(request.headers.origin, settings.origins)) return void socket.destroy()
    const go = () => sockets.handleUpgrade(request, socket, head, (ws) => connect(ws, request, strike?.refuse, strike?.loseAnswer))
    if (strike?.before) void strike.before.then(go)
    else go()
  })

  function connect(ws: WebSocket, request: IncomingMessage, refuse?: number, mute?: boolean): void {
    const session = /^\/socket\.io\/1\/websocket\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''
    if (refuse !== undefined || !sessions.delete(session)) {
      ws.send('7:::1+0') // the client has shaken no hands
      return ws.close()
    }
    const { remoteAddress = '', remotePort = 0 } = request.socket
    const closed = (gone: Link) => {
      links.delete(gone)
      events.closed(gone)
    }
    const link = new Link({ socket: ws, session, ip: remoteAddress, port: remotePort, events: { ...events, closed }, faults, timers, due: parts.due, mute })
    links.add(link)
  }

  const front = createFront(server, parts.identity)
  const beat = timers.setInterval(() => links.forEach((link) => link.beat()), (settings.heartbeat * 1000) / 3)

  await new Promise<void>((resolve, reject) => {
    front.once('error', reject)
    front.listen(settings.port, settings.host, resolve)
  })
  const { port } = front.address() as AddressInfo
  address = `${reachable(settings.host)}:${port}`

  return {
    port,
    address,
    origin: `${scheme}://${address}`,
    links,
    async close() {
      timers.clearInterval(beat)
      for (const link of links) link.cut()
      for (const ws of sockets.clients) ws.terminate()
      await front.close()
    },
  }
}

/** Listening everywhere is no address to connect to. */
const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host)
