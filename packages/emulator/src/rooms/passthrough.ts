import { need, Refusal } from '../refusal'
import { row, type Row } from '../row'
import type { MakeRoom, Service } from '../service'
import { Proxy } from '../tags'

/** A request that a client passes through to the app's own server. */
export interface ProxyRequest {
  /** Who asks. */
  account: string
  zone: string
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** JSON text. */
  header: string
  body: string
}

export interface ProxyAnswer {
  /** JSON text. */
  header?: string
  body: string
}

/** The app's server: a function, or the URL that paths are put behind. */
export type AppServer = string | ((request: ProxyRequest) => ProxyAnswer | Promise<ProxyAnswer>)

const methods = new Map<string, ProxyRequest['method']>([['1', 'GET'], ['2', 'POST'], ['3', 'PUT'], ['4', 'DELETE']])

/** How long the app's server may take, ms. */
const patience = 5000

/** Requests to the app's own server. */
export const passThrough: MakeRoom = (s) => ({
  commands: { '22_1': async ({ me, args }) => [await pass(s, me.account, args.row(0))] },
})

async function pass(s: Service, account: string, wire: Row): Promise<Row> {
  const path = wire[Proxy.path]
  const method = methods.get(wire[Proxy.method] ?? '2')
  need(path && method)
  const request: ProxyRequest = { account, zone: wire[Proxy.zone] ?? '', path, method, header: wire[Proxy.header] ?? '', body: wire[Proxy.body] ?? '' }
  const answer = await ask(s.settings.appServer, request)
  return row(wire, { [Proxy.header]: answer.header ?? '{}', [Proxy.body]: answer.body })
}

/** Without an app server the request itself comes back. */
async function ask(appServer: AppServer | undefined, request: ProxyRequest): Promise<ProxyAnswer> {
  if (appServer === undefined) return { header: request.header, body: request.body }
  if (typeof appServer === 'function') return appServer(request)
  const { path, method, header, body } = request
  try {
    const answer = await fetch(appServer.replace(/\/$/, '') + '/' + path.replace(/^\//, ''), {
      method,
      headers: header ? (JSON.parse(header) as Record<string, string>) : {},
      ...(method === 'GET' ? {} : { body }),
      signal: AbortSignal.timeout(patience),
    })
    const headers: Record<string, string> = Object.create(null)
    answer.headers.forEach((value, name) => (headers[name] = value))
    return { header: JSON.stringify(headers), body: await answer.text() }
  } catch {
    throw new Refusal(503)
  }
}
