/* What the tests of msg, session and sysmsg share: one client in a world of its own, and everything it does written down. */
import { createNim, type Nim, type NimOptions, type OtherOptions } from '@nim/core'
import { msg, type IMMessage, type MsgShape } from '@nim/msg'
import { session, type SessionOptions, type SessionShape } from '@nim/session'
import { systemMessage, type SystemMessageOptions, type SystemMessageShape } from '@nim/sysmsg'
import { createClock, createHost, createNetwork, createRecorder, createScript, envelope, packet, readCommand, readFrame, serviceTime, type Clock, type Host, type MemoryNetwork, type Packet, type Script } from '@nim/testkit'
import { afterEach, expect, vi } from 'vitest'

export { envelope, packet, serviceTime }

type Client = Nim<MsgShape | SessionShape | SystemMessageShape>

export interface RigOptions extends Partial<NimOptions>, OtherOptions {
  session?: SessionOptions
  sysmsg?: SystemMessageOptions
  /** Packets of the first sync. */
  sync?: Packet[]
  /** Do not log in. */
  offline?: boolean
  script?: (script: Script) => void
}

export interface Frame {
  id: string
  types: string[]
  q: any[]
}

export interface Rig {
  nim: Client
  clock: Clock
  script: Script
  network: MemoryNetwork
  host: Host
  /** Names of the events since the last `clear`. */
  names(): string[]
  /** First arguments of the events of this name since the last `clear`. */
  heard(event: string): any[]
  /** Commands sent since the last `clear`, of this id or all but login, sync and heartbeat. */
  frames(id?: string): Frame[]
  /** Events and frames in the order they happened: `updateSession`, `> 7_1`. */
  story(): string[]
  clear(): void
  /** Pushes packets and lets 20 ms pass. */
  push(...packets: Packet[]): Promise<void>
  /** Lets time pass until this settles (9 s at most) and gives its value or error. */
  end<T>(promise: Promise<T>): Promise<{ value?: T; error?: any; pending?: true }>
  /** The error of a call that must fail. */
  fails(call: () => Promise<unknown>): Promise<any>
  /** The value of a call that must succeed. */
  done<T>(call: Promise<T>): Promise<T>
  login(): Promise<void>
  /** Cuts the connection and waits for the next sync to end. */
  reconnect(): Promise<void>
  /** `error` events are part of this test. */
  expectErrors(): any[]
}

const events = [
  ...['logined', 'kicked', 'willReconnect', 'disconnect', 'syncdone', 'error'],
  ...['msg', 'broadcastMsgs', 'deleteSelfMsgs', 'clearServerHistoryMsgs', 'syncRoamingMsgs', 'syncOfflineMsgs', 'msgReceipts', 'teamMsgReceipts'],
  ...['sessions', 'updateSession', 'multiSyncUpdateCloudSession', 'sysMsg', 'syncSysMsgs', 'updateSystemMessages', 'sysMsgUnread'],
]
const connection = ['2_3', '2_6', '5_1', '1_2']

const realNow = Date.now
let running: { errors: any[]; uncaught: unknown[] }[] = []
afterEach(() => {
  vi.unstubAllGlobals()
  Date.now = realNow
  const trouble = running.flatMap(({ errors, uncaught }) => [...errors, ...uncaught])
  running = []
  expect(trouble).toEqual([])
})

export async function rig({ session: sessionOptions, sysmsg, sync = [], offline, script: prepare, ...options }: RigOptions = {}): Promise<Rig> {
  const clock = createClock()
  const script = createScript()
  const network = createNetwork(clock, script)
  const host = createHost('wx', { clock, network })
  const rec = createRecorder(clock.now)
  for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const) vi.stubGlobal(name, host.timers[name])
  Date.now = clock.now
  script.sync = sync
  prepare?.(script)
  const trouble = { errors: [] as any[], uncaught: host.errors }
  running.push(trouble)
  host.onSend = (data, socket = 1) => {
    const frame = readFrame(String(data))
    const command = frame?.type === 3 ? readCommand(frame.data) : undefined
    if (command) rec.command(command, socket)
  }
  const nim = createNim({
    appkey: 'appkey',
    account: 'alice',
    token: 'token',
    platform: host.api as any,
    ...options,
    plugins: [msg(), session(sessionOptions), systemMessage(sysmsg)],
  })
  rec.listen(nim as any, events)
  nim.on('error', (e) => trouble.errors.push(e.cause ?? e))

  const r: Rig = {
    nim,
    clock,
    script,
    network,
    host,
    names: () => rec.entries.flatMap((e) => (e.kind === 'event' ? [e.name] : [])),
    heard: (event) => rec.entries.flatMap((e) => (e.kind === 'event' && e.name === event ? [e.args[0]] : [])),
    frames: (id) => rec.entries.flatMap((e) => (e.kind === 'frame' && (id ? e.id === id : !connection.includes(e.id)) ? [{ id: e.id, types: e.types, q: e.q }] : [])),
    story: () => rec.entries.flatMap((e) => (e.kind === 'event' ? [e.name] : e.kind === 'frame' && !connection.includes(e.id) ? ['> ' + e.id] : [])),
    clear: () => void (rec.entries.length = 0),
    async push(...packets) {
      script.push(packets)
      await clock.run(20)
    },
    async end(promise) {
      let out: { value?: any; error?: any; pending?: true } = { pending: true }
      promise.then(
        (value) => (out = { value }),
        (error) => (out = { error })
      )
      await clock.until(() => !out.pending, 9000)
      return out
    },
    async fails(call) {
      const { error } = await r.end((async () => call())())
      expect(error).toBeInstanceOf(Error)
      return error
    },
    async done(call) {
      const out = await r.end(call)
      expect(out).not.toHaveProperty('error')
      expect(out).not.toHaveProperty('pending')
      return out.value!
    },
    async login() {
      await r.done(nim.connect())
    },
    async reconnect() {
      network.drop()
      const before = r.heard('syncdone').length
      expect(await clock.until(() => r.heard('syncdone').length > before)).toBe(true)
      await clock.run(20)
    },
    expectErrors() {
      const { errors } = trouble
      trouble.errors = []
      return errors
    },
  }
  if (!offline) {
    await r.login()
    r.clear()
    script.sync = []
  }
  return r
}

const scenes = { p2p: '0', team: '1', superTeam: '5' }

export interface WireOptions {
  scene?: keyof typeof scenes
  from?: string
  to?: string
  /** Other tags. */
  [tag: number]: unknown
}

/** The n-th message as the service sends it: at `serviceTime + n` s, with ids made of n; from bob to alice, or to a team. */
export const wire = (n: number, { scene = 'p2p', from = 'bob', to = scene === 'p2p' ? 'alice' : scene === 'team' ? '100' : '900', ...tags }: WireOptions = {}): Record<number, unknown> => ({
  0: scenes[scene],
  1: to,
  2: from,
  4: '16',
  7: String(timeOf(n)),
  8: '0',
  9: 'text ' + n,
  11: 'c' + n,
  12: 's' + n,
  ...tags,
})
export const timeOf = (n: number) => serviceTime + n * 1000

/** Live messages, each in a packet of its scene. */
export const live = (n: number, o: WireOptions = {}): Packet => packet(o.scene === 'team' ? '8_3' : o.scene === 'superTeam' ? '21_3' : '7_2', wire(n, o))
/** Roaming messages of one session, as the service orders them: newest first. */
export const roaming = (ns: number[], o: WireOptions = {}): Packet => packet(o.scene === 'superTeam' ? '4_17' : '4_9', [...ns].sort((a, b) => b - a).map((n) => wire(n, o)))
export const offlineMsgs = (...ns: (number | [number, WireOptions])[]): Packet => packet('4_4', ns.map((n) => (typeof n === 'number' ? wire(n) : wire(...n))))

/** Ids of messages, for short comparisons. */
export const ids = (msgs: readonly IMMessage[]) => msgs.map(({ idClient }) => idClient)
