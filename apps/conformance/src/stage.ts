import { copy, createClock, createHost, createNetwork, createRecorder, createScript, loadInSandbox, packet, readCommand, readFrame, type Clock, type Entry, type Host, type MemoryNetwork, type Outcome, type Recorder, type Script } from '@nim/testkit'
import { packetsOf, type Seen } from './coverage'
import { hear } from './events'
import type { Scenario } from './scenario'

/** A client of either make. What a method takes and gives is the scenario's business. */
export interface Client {
  on(event: string, listener: (...args: any[]) => void): unknown
  readonly status: string
  [member: string]: any
}

export interface ClientClass {
  new (options?: unknown, other?: unknown): Client
  getInstance(options?: unknown, other?: unknown): Client
  instance: Client | null
}

/** Keeps both clients away from everything that is no part of the protocol. */
export const quiet = { reportConfig: { isDataReportEnable: false }, cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false } }
export const basics = { appkey: 'appkey', account: 'alice', token: 'token', isAbtestEnable: false, lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'fallback.test' }

/** One client with its world: everything a scenario may move. */
export interface Stage {
  readonly NIM: ClientClass
  readonly host: Host
  readonly network: MemoryNetwork
  readonly script: Script
  readonly clock: Clock
  readonly rec: Recorder
  /** The usual options, and the usual second argument. */
  readonly basics: typeof basics
  readonly quiet: typeof quiet
  /** The client made last. */
  readonly nim: Client
  /** Makes a client with the usual options and these, and listens to it. */
  make(options?: object, other?: object): Client
  /** Makes, connects, and waits for the sync. */
  login(options?: object, other?: object): Promise<Client>
  /** Starts a call of the client, e.g. `start('msg.sendTextMsg', { … })`; its end is recorded when it comes. */
  start(path: string, ...args: unknown[]): Promise<Outcome>
  /** Makes a call and lets 50 ms pass; gives what it resolved to, or the error. */
  do(path: string, ...args: unknown[]): Promise<any>
  /** The same call with each of these arguments. */
  each(path: string, args: unknown[]): Promise<void>
  /** Pushes a packet to the client and lets 20 ms pass. */
  push(id: string, ...r: unknown[]): Promise<void>
  /** Lets time pass; both clients must have done the same until then. */
  run(ms?: number): Promise<void>
  /** Lets time pass until this holds, whenever that is. */
  until(name: string, test: () => boolean): Promise<void>
  note(name: string, value?: unknown): void
  /** Forgets everything that was recorded. */
  fresh(): void
}

const member = (client: Client, path: string): [object, (...args: unknown[]) => unknown] => {
  const names = path.split('.')
  const name = names.pop()!
  const owner = names.reduce((at: any, n) => at[n], client)
  return [owner, owner[name]]
}

/** A script that starts from scratch whenever a scenario does. */
export function createStage(file: string, { host: kind = 'wx', without }: Pick<Scenario, 'host' | 'without'>): Stage & { close(): Seen & { log: Entry[] } } {
  const clock = createClock()
  // the answer takes a millisecond on its way: then both clocks show the same
  const script = createScript(() => clock.now() + 1)
  const packets = new Set<string>()
  const network = createNetwork(clock, {
    http: script.http,
    socket(line) {
      const { send } = line
      line.send = (text) => {
        for (const id of packetsOf(text)) packets.add(id)
        send(text)
      }
      script.socket(line)
    },
  })
  const host = createHost(kind, { clock, network, without })
  const rec = createRecorder(clock.now)
  const unwatch = rec.watch()
  const thrown = (where: string) => (error: unknown) => rec.add({ kind: 'uncaught', where, error: error instanceof Error ? { name: error.name, message: error.message } : (error as any)?.message ?? error })
  clock.onError = thrown('timer')
  host.onError = thrown('host')
  host.onSend = (data, socket) => {
    const frame = readFrame(String(data))
    const command = frame?.type === 3 ? readCommand(frame.data) : undefined
    if (command) rec.command(command, socket)
    else rec.add({ kind: 'text', text: String(data), connection: socket })
  }
  const { request, connectSocket, uploadFile } = host.api
  Object.assign(host.api, {
    request(o: { url: string }) {
      rec.add({ kind: 'request', url: o.url })
      return request(o)
    },
    connectSocket(o: { url: string }) {
      rec.add({ kind: 'socket', url: o.url })
      return connectSocket(o)
    },
    ...(uploadFile && {
      uploadFile(o: object) {
        rec.add({ kind: 'note', name: 'upload', value: copy(Object.fromEntries(Object.entries(o).filter(([, v]) => typeof v !== 'function'))) })
        return uploadFile(o)
      },
    }),
  })

  const NIM: ClientClass = loadInSandbox(file, { host, console: (level, args) => rec.add({ kind: 'console', level, args: args.map(String) }) })
  const counts = new Map<string, number>()
  let nim: Client | undefined

  const stage: Stage = {
    NIM,
    basics,
    quiet,
    host,
    network,
    script,
    clock,
    rec,
    get nim() {
      if (!nim) throw new Error('no client was made')
      return nim
    },
    make(options, other) {
      nim = new NIM({ ...basics, ...options }, { ...quiet, ...other })
      hear(rec, nim)
      return nim
    },
    async login(options, other) {
      const made = stage.make(options, other)
      await stage.do('connect')
      return made
    },
    start(path, ...args) {
      const n = (counts.get(path) ?? 0) + 1
      counts.set(path, n)
      return rec.call(n > 1 ? `${path}#${n}` : path, () => {
        const [owner, method] = member(stage.nim, path)
        return method.apply(owner, args)
      })
    },
    async do(path, ...args) {
      let ended: any
      void stage.start(path, ...args).then((o) => (ended = o))
      await clock.run(50)
      return ended && ('value' in ended ? ended.value : ended.error)
    },
    async each(path, args) {
      for (const a of args) await stage.do(path, ...(Array.isArray(a) ? a : [a]))
    },
    async push(id, ...r) {
      script.push(packet(id, ...r))
      await clock.run(20)
    },
    async run(ms = 1000) {
      await clock.run(ms)
      stage.note('after ' + ms)
    },
    async until(name, test) {
      const done = await clock.until(test)
      stage.note(done ? name : 'never ' + name)
    },
    fresh() {
      rec.entries.length = 0
      counts.clear()
    },
    note: (name, value) => rec.add(value === undefined ? { kind: 'note', name } : { kind: 'note', name, value: JSON.parse(JSON.stringify(value)) }),
  }
  return Object.assign(stage, {
    close() {
      unwatch()
      return { log: rec.finish(), packets }
    },
  })
}

/** Plays a scenario with one client; what goes wrong in the scenario itself is part of the log. */
export async function play(file: string, scenario: Scenario): Promise<Seen & { log: Entry[] }> {
  const stage = createStage(file, scenario)
  try {
    await scenario.play(stage)
    await stage.clock.drain()
  } catch (e) {
    stage.rec.add({ kind: 'uncaught', where: 'scenario', error: String((e as Error)?.stack ?? e).split('\n').slice(0, 3).join(' ') })
  }
  return stage.close()
}
