import type { Clock } from './clock'
import { createRandom } from './random'

export interface HttpCall {
  method: string
  url: string
  headers: Record<string, string>
  data?: unknown
  /** The file of an upload; `data` then holds the other fields of the form. */
  file?: { field: string; name: string; data: Uint8Array }
  /** ms */
  timeout: number
}

export interface HttpReply {
  status: number
  body: string
  headers?: Record<string, string>
}

export type Text = string | Uint8Array

export interface LineEvents {
  open(): void
  message(data: Text): void
  close(code: number, reason: string): void
  error(message: string): void
}

/** One end of a WebSocket. */
export interface Line {
  send(data: Text): void
  close(code?: number, reason?: string): void
}

/** What a host stands on. */
export interface Network {
  /** `done` gets the answer, or nothing and the reason why none came. Returns what aborts it. */
  request(call: HttpCall, done: (reply: HttpReply | undefined, why?: string) => void): () => void
  connect(url: string, on: LineEvents): Line
}

/** The service's end of a WebSocket. */
export interface ServiceLine extends Line {
  readonly url: string
  onMessage?: (data: Text) => void
  onClose?: (code: number, reason: string) => void
}

/** What a network leads to. */
export interface Service {
  http(call: HttpCall, reply: (r: HttpReply) => void): void
  socket(line: ServiceLine): void
}

type Match = string | RegExp

interface Rule {
  match: Match
  times: number
  act: 'refuse' | 'hang' | 'closeEarly' | { reply: HttpReply }
}

/** Everything that may go wrong between a host and a service. */
export interface Faults {
  /** Connections to matching addresses fail at once. */
  refuse(match?: Match, times?: number): void
  /** Matching requests are never answered, matching sockets never open. */
  hang(match?: Match, times?: number): void
  /** Matching sockets are closed before the service says anything. */
  closeEarly(match?: Match, times?: number): void
  /** Matching requests get this answer instead of the service's. */
  answer(match: Match, reply: Partial<HttpReply>, times?: number): void
  /** Forgets the rules above. */
  heal(): void
  /** Closes every open socket from outside. */
  drop(code?: number, reason?: string): void
  /** From now on nothing passes over the open sockets, either way, and nobody is told. */
  halfOpen(): void
  /** The client's close callback does not come (any more). */
  muteClose(on?: boolean): void
  /** Time of one way, ms, and what may be added to it. Order is kept. */
  delay(ms: number, jitter?: number): void
  /** The next messages to the client arrive twice. */
  duplicate(count: number): void
  /** The next messages to the client arrive in reverse order, when all of them are there. */
  reorder(count: number): void
}

export interface MemoryNetwork extends Network, Faults {
  /** Sockets that count: from opening to the close callback. */
  readonly open: number
  /** The most that ever counted at once, in all and per address. */
  readonly peak: number
  readonly peakOf: (host: string) => number
  /** Every request and socket, in order. */
  readonly log: { kind: 'http' | 'socket'; url: string; at: number }[]
}

export const hostOf = (url: string) => /^\w+:\/\/([^/?]+)/.exec(url)?.[1] ?? url

interface Pipe {
  on: LineEvents
  line: ServiceLine
  silent: boolean
  ended: boolean
  /** Nothing more reaches the client, nothing more the service. */
  clientGone: boolean
  serviceGone: boolean
  lastIn: number
  lastOut: number
  told: () => void
}

/** A network in memory, run by the clock, between hosts and one service. */
export function createNetwork(clock: Clock, service: Service, seed = 1): MemoryNetwork {
  const { setTimeout } = clock.timers()
  const random = createRandom(seed)
  const log: MemoryNetwork['log'] = []
  const pipes = new Set<Pipe>()
  const counts = new Map<string, { open: number; peak: number }>()
  const all = { open: 0, peak: 0 }
  let rules: Rule[] = []
  let wait = 1
  let jitter = 0
  let closeMuted = false
  let doubled = 0
  let turning: { left: number; texts: Text[] } | undefined

  const way = () => wait + (jitter ? Math.floor(random() * jitter) : 0)
  const fits = (match: Match, url: string) => (typeof match === 'string' ? url.includes(match) : match.test(url))
  const rule = (url: string, ...acts: string[]) => {
    const found = rules.find((r) => r.times > 0 && acts.includes(typeof r.act === 'string' ? r.act : 'reply') && fits(r.match, url))
    if (found) found.times--
    return found?.act
  }
  const count = (url: string, by: 1 | -1) => {
    const host = hostOf(url)
    const one = counts.get(host) ?? { open: 0, peak: 0 }
    counts.set(host, one)
    for (const c of [one, all]) {
      c.open += by
      c.peak = Math.max(c.peak, c.open)
    }
  }

  const toClient = (pipe: Pipe, text: Text) => {
    pipe.lastIn = Math.max(pipe.lastIn, clock.now() + way())
    setTimeout(() => {
      if (!pipe.clientGone && !pipe.silent) pipe.on.message(text)
    }, pipe.lastIn - clock.now())
  }
  /** The service hears no more after `ms`, the client not from now on; both are told. */
  const end = (pipe: Pipe, code: number, reason: string, toService: number, toHost: number) => {
    if (pipe.ended) return
    pipe.ended = true
    setTimeout(() => {
      const told = !pipe.serviceGone && !pipe.silent
      pipe.serviceGone = true
      if (told) pipe.line.onClose?.(code, reason)
    }, toService)
    setTimeout(() => {
      pipe.clientGone = true
      if (closeMuted) return
      pipe.told()
      pipe.on.close(code, reason)
    }, toHost)
  }

  return {
    request(call, done) {
      log.push({ kind: 'http', url: call.url, at: clock.now() })
      let over = false
      const end = (reply: HttpReply | undefined, why?: string) => {
        if (over) return
        over = true
        done(reply, why)
      }
      const act = rule(call.url, 'refuse', 'hang', 'reply')
      setTimeout(() => end(undefined, 'timeout'), call.timeout)
      if (act === 'refuse') setTimeout(() => end(undefined, 'connection refused'), way())
      else if (typeof act === 'object') setTimeout(() => end(act.reply), 2 * way())
      else if (act !== 'hang') setTimeout(() => service.http(call, (r) => setTimeout(() => end(r), way())), way())
      return () => end(undefined, 'abort')
    },
    connect(url, on) {
      log.push({ kind: 'socket', url, at: clock.now() })
      count(url, 1)
      const pipe = { on, silent: false, ended: false, clientGone: false, serviceGone: true, lastIn: 0, lastOut: 0 } as Pipe
      let counted = true
      pipe.told = () => {
        if (counted) count(url, -1)
        counted = false
        pipes.delete(pipe)
      }
      pipe.line = {
        url,
        send(text) {
          if (pipe.serviceGone) return
          if (turning) {
            turning.texts.push(text)
            if (--turning.left) return
            const { texts } = turning
            turning = undefined
            return texts.reverse().forEach((t) => toClient(pipe, t))
          }
          toClient(pipe, text)
          if (doubled-- > 0) toClient(pipe, text)
          else doubled = 0
        },
        close(code = 1000, reason = '') {
          pipe.serviceGone = true
          end(pipe, code, reason, 0, Math.max(pipe.lastIn - clock.now(), way()))
        },
      }
      pipes.add(pipe)
      const act = rule(url, 'refuse', 'hang', 'closeEarly')
      if (act === 'refuse')
        setTimeout(() => {
          if (pipe.ended) return
          on.error('connection refused')
          end(pipe, 1006, 'connection refused', 0, 0)
        }, way())
      else if (act !== 'hang')
        setTimeout(() => {
          if (pipe.ended) return
          on.open()
          if (act === 'closeEarly') return end(pipe, 1006, '', 0, way())
          pipe.serviceGone = false
          service.socket(pipe.line)
        }, 2 * way())
      return {
        send(text) {
          if (pipe.clientGone || pipe.silent) return
          pipe.lastOut = Math.max(pipe.lastOut, clock.now() + way())
          setTimeout(() => {
            if (!pipe.serviceGone && !pipe.silent) pipe.line.onMessage?.(text)
          }, pipe.lastOut - clock.now())
        },
        // the service hears what was sent before, then the close
        close(code = 1000, reason = '') {
          pipe.clientGone = true
          end(pipe, code, reason, Math.max(pipe.lastOut - clock.now(), way()), way())
        },
      }
    },
    refuse: (match = '', times = Infinity) => void rules.push({ match, times, act: 'refuse' }),
    hang: (match = '', times = Infinity) => void rules.push({ match, times, act: 'hang' }),
    closeEarly: (match = '', times = Infinity) => void rules.push({ match, times, act: 'closeEarly' }),
    answer: (match, reply, times = Infinity) => void rules.push({ match, times, act: { reply: { status: 200, body: '', ...reply } } }),
    heal: () => void (rules = []),
    drop(code = 1006, reason = '') {
      for (const pipe of pipes) {
        pipe.clientGone = true
        end(pipe, code, reason, 0, 0)
      }
    },
    halfOpen: () => pipes.forEach((pipe) => (pipe.silent = true)),
    muteClose: (on = true) => void (closeMuted = on),
    delay: (ms, more = 0) => void ([wait, jitter] = [ms, more]),
    duplicate: (n) => void (doubled = n),
    reorder: (n) => void (turning = { left: n, texts: [] }),
    get open() {
      return all.open
    },
    get peak() {
      return all.peak
    },
    peakOf: (host) => counts.get(host)?.peak ?? 0,
    log,
  }
}
