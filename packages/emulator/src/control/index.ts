import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Emulator } from '../emulator'
import type { FaultInput } from '../fault'
import type { Who } from '../faults'
import { parseJson } from '../json'
import { Refusal } from '../refusal'
import type { Page } from '../server'
import type { Service } from '../service'
import type { Frame } from '../tap'
import { commandNames } from '../table'
import { readBody } from '../body'
import { serveConsole } from './console'
import { readFields } from './fields'
import { checkCaller, checkOrigin } from './guard'
import { Mistake } from './mistake'
import { faultOf, readMessages, readState } from './state'
import { createStreams } from './stream'
import { verbs, type Controlled } from './verbs'
import { createWireLog } from './wirelog'

const maxBody = 1 << 20
const most = 2000
const withConsole = 'the wire log and live events come with the console: --console'

export interface Control {
  page: Page
  /** Hears every frame. */
  frame(frame: Frame): void
  /** A fault struck a command or a step. */
  struck(step: string, who: Who, input: FaultInput): void
  /** Something may have changed that is to be seen. */
  changed(): void
  close(): void
}

/** The control API and the console, at `/emulator/…`. */
export function createControl(s: Service, emulator: () => Emulator): Control {
  const { settings } = s
  const log = settings.console ? createWireLog(s.clock.now) : undefined
  const controlled = (): Controlled => ({ emulator: emulator(), service: s })
  const streams = log && createStreams(() => readState(s, emulator()), log)

  const reads: Record<string, (query: URLSearchParams) => unknown> = {
    state: () => readState(s, emulator()),
    commands: () => commandNames,
    faults: () => emulator().faults().map(faultOf),
    messages: (query) => readMessages(s, query.get('conversation') ?? '', limitOf(query, 100)),
    'accounts/token': (query) => {
      const found = emulator().accounts.get(query.get('account') ?? '')
      if (!found) throw new Mistake(404, `the emulator has no account ${query.get('account') ?? ''}`)
      return { token: found.token }
    },
    wire: (query) => {
      if (!log) throw new Mistake(404, withConsole)
      const part = (name: string) => query.get(name) ?? undefined
      return log.read({ account: part('account'), direction: part('direction'), cmd: part('cmd'), text: part('text'), since: Number(part('since') ?? 0) }, limitOf(query, 200))
    },
  }

  async function act(request: IncomingMessage, name: string, query: URLSearchParams): Promise<unknown> {
    if (request.method === 'GET') {
      if (!Object.hasOwn(reads, name)) throw new Mistake(404, `there is nothing at ${name}`)
      return reads[name]!(query)
    }
    if (request.method === 'DELETE' && name === 'faults') return emulator().clearFaults()
    if (request.method === 'DELETE' && name === 'wire') return log?.clear()
    if (request.method === 'DELETE' && /^faults\/\w+$/.test(name)) return verbs['faults/remove']!(controlled(), readFields({ id: name.slice(7) }))
    if (request.method !== 'POST' || !Object.hasOwn(verbs, name)) throw new Mistake(404, `${request.method ?? ''} ${name} is not understood`)
    const body = (await readBody(request, maxBody))?.toString('utf8') ?? '' // too long is no JSON
    return verbs[name]!(controlled(), readFields(body === '' ? {} : parseJson(body)))
  }

  return {
    async page(request, response, { pathname, searchParams }) {
      try {
        checkOrigin(request, settings)
        if (settings.console && request.method === 'GET' && (await serveConsole(pathname, response))) return true
        checkCaller(request, settings.controlToken)
        const name = pathname.replace(/^\/emulator\/?/, '')
        if (request.method === 'GET' && name === 'events') {
          if (!streams) throw new Mistake(404, withConsole)
          streams.open(response)
        } else answer(response, 200, (await act(request, name, searchParams)) ?? {})
        if (request.method !== 'GET') streams?.changed()
      } catch (e) {
        const { status, ...body } = failure(s, e)
        answer(response, status, body)
      }
      return true
    },
    frame(frame) {
      log?.record(frame)
      if (!/^[12]:/.test(frame.text)) streams?.changed()
    },
    struck: (step, who, input) => log?.struck(step, who, input),
    changed: () => streams?.changed(),
    close: () => streams?.close(),
  }
}

const limitOf = (query: URLSearchParams, otherwise: number) => Math.min(most, Math.max(1, Number(query.get('limit') ?? otherwise) || otherwise))

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }).end(JSON.stringify(body))
}

function failure(s: Service, e: unknown): { status: number; error: string; code?: number } {
  if (e instanceof Mistake) return { status: e.status, error: e.message, code: e.code }
  if (e instanceof Refusal) return { status: 409, error: `the service refuses this with ${e.code}`, code: e.code }
  // what the programme's methods say to wrong arguments
  if (e instanceof Error && e.constructor === Error) return { status: 400, error: e.message }
  s.log('error', 'failed', { detail: e instanceof Error ? e.stack : String(e) })
  return { status: 500, error: 'the emulator failed; its log says how' }
}
