import { createClock, createHost, createNetwork, createRandom, createScript, type Clock, type Host, type HostKind, type MemoryNetwork, type Script } from '@nim/testkit'
import { afterEach, expect, vi } from 'vitest'
import * as source from '../src/index'
import type { AnyPlugin, Nim, NimOptions, OtherOptions } from '../src/index'

// CORE_DIST=1: the same tests on the built file, which has its names shortened
const core: typeof source = process.env.CORE_DIST ? await import(/* @vite-ignore */ new URL('../dist/index.mjs', import.meta.url).href) : source
export const { createNim, NIM, NimError } = core

/** How a promise ended, or that it did not yet. */
export interface Outcome {
  state: 'pending' | 'resolved' | 'rejected'
  value?: any
  error?: any
}

export const outcome = (promise: Promise<unknown>): Outcome => {
  const o: Outcome = { state: 'pending' }
  promise.then(
    (value) => Object.assign(o, { state: 'resolved', value }),
    (error) => Object.assign(o, { state: 'rejected', error })
  )
  return o
}

/** Any client, by whatever plugins it has. */
export type AnyNim = Nim<any> & Record<string, any>

export interface Heard {
  name: string
  args: any[]
  status: string
  at: number
}

export interface StageOptions {
  host?: HostKind
  without?: string[]
  system?: Record<string, unknown>
  seed?: number
}

/** A client's world: host, network, service and time, all in the test's hand. */
export interface Stage {
  clock: Clock
  script: Script
  network: MemoryNetwork
  host: Host
  /** Everything clients said, in order. */
  events: Heard[]
  /** Lines of the console, one text each. */
  lines: string[]
  /** Timers that clients have set. */
  timers: Set<number>
  /** Makes a client that is listened to. */
  make(options?: Record<string, unknown>, plugins?: readonly AnyPlugin[], other?: OtherOptions): AnyNim
  /** Makes one and lets it log in and sync. */
  login(options?: Record<string, unknown>, plugins?: readonly AnyPlugin[], other?: OtherOptions): Promise<AnyNim>
  /** Listens to a client made by other means. */
  listen<T extends { on: any; status: string }>(nim: T): T
  /** Names of the events so far, blank-separated; `status` adds the client's status at each. */
  story(status?: boolean): string
  /** Arguments of the last event of this name. */
  last(name: string): any[]
  count(name: string): number
  /** Fields of the n-th login packet (the last one when left out). */
  packet2_3(n?: number): Record<string, any>
  run(ms: number): Promise<void>
  /** Lets time pass until a promise has settled. */
  end(promise: Promise<unknown>, limit?: number): Promise<Outcome>
}

export const basics = { appkey: 'appkey', account: 'alice', token: 'token', lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'fallback.test' }

const names = ['logined', 'multiPortLogin', 'kicked', 'willReconnect', 'disconnect', 'syncdone', 'error', 'seen', 'pushed', 'rows']
let current: Stage | undefined
/** Set by a test in which the app may throw into the host, or the limit of sockets is not the point. */
export const allow = { hostErrors: false, sockets: false }

export function stage({ host: kind = 'wx', seed = 7, ...more }: StageOptions = {}): Stage {
  const clock = createClock()
  const script = createScript()
  const network = createNetwork(clock, script)
  const host = createHost(kind, { clock, network, ...more })
  const events: Heard[] = []
  const lines: string[] = []
  const timers = new Set<number>()
  vi.stubGlobal('setTimeout', (fn: () => void, ms?: number) => {
    const id = host.timers.setTimeout(() => {
      timers.delete(id)
      fn()
    }, ms)
    timers.add(id)
    return id
  })
  vi.stubGlobal('clearTimeout', (id: number | undefined) => {
    timers.delete(id!)
    host.timers.clearTimeout(id)
  })
  vi.stubGlobal('setInterval', host.timers.setInterval)
  vi.stubGlobal('clearInterval', host.timers.clearInterval)
  vi.stubGlobal(kind, host.api)
  vi.spyOn(Date, 'now').mockImplementation(clock.now)
  vi.spyOn(Math, 'random').mockImplementation(createRandom(seed))
  for (const level of ['error', 'warn', 'log', 'debug'] as const) vi.spyOn(console, level).mockImplementation((...what) => void lines.push([level, ...what.map(show)].join(' ')))

  const s: Stage = {
    clock,
    script,
    network,
    host,
    events,
    lines,
    timers,
    listen(nim) {
      for (const name of names) nim.on(name, (...args: any[]) => void events.push({ name, args, status: nim.status, at: clock.now() }))
      return nim
    },
    make: (options, plugins = [], other) => s.listen(createNim({ ...basics, ...options, ...other, plugins } as NimOptions)) as unknown as AnyNim,
    async login(options, plugins, other) {
      const nim = s.make(options, plugins, other)
      const done = outcome(nim.connect())
      await clock.run(50)
      expect(done).toEqual({ state: 'resolved', value: undefined })
      return nim
    },
    story: (status) => events.map((e) => (status ? `${e.name}@${e.status}` : e.name)).join(' '),
    last: (name) => events.filter((e) => e.name === name).pop()?.args ?? ['none'],
    count: (name) => events.filter((e) => e.name === name).length,
    packet2_3(n) {
      const all = script.received.filter((c) => c.id === '2_3')
      return (all[(n ?? all.length) - 1]?.q[0] ?? {}) as Record<string, any>
    },
    run: clock.run,
    async end(promise, limit) {
      const o = outcome(promise)
      await clock.until(() => o.state !== 'pending', limit)
      return o
    },
  }
  current = s
  return s
}

/** What a console would show, secrets and all. */
export const show = (value: unknown): string => {
  if (!(value instanceof Error)) return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return String(value.stack) + JSON.stringify(Object.fromEntries(Object.getOwnPropertyNames(value).map((k) => [k, k === 'cause' ? show((value as any)[k]) : (value as any)[k]])))
}

// what holds in every test: nothing is thrown into the host, and WeChat's two sockets for one domain are never exceeded
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  const { hostErrors, sockets } = allow
  allow.hostErrors = allow.sockets = false
  if (!current) return
  const { host, network } = current
  current = undefined
  if (!hostErrors) expect(host.errors).toEqual([])
  if (!sockets) expect(network.peak).toBeLessThanOrEqual(2)
})
