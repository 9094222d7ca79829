import type { NimError, CodeTexts, NimErrorDetail, NimErrorName } from './error'
import type { Log } from './log'
import type { NimOptions } from './options'
import type { Flavour, Host } from './host'
import type { Events, Status } from './types'
import type { Command, Compiled, RecordTable, Wire } from './notation'

/**
 * What a plugin is, as types: one named interface per plugin.
 * A client is then `Nim<MsgShape | SessionShape>`, and has exactly the methods and events of the plugins it was made with.
 */
export interface Shape {
  /** The name it is known by; a second plugin of that name is refused. */
  name: string
  /** The properties it puts on the client. */
  api: object
  /** Its events: name → tuple of arguments. */
  events: object
  /** The plugins it cannot work without. */
  needs?: Shape
}

/** A packet that arrived. */
export interface Packet {
  sid: number
  cid: number
  ser?: number
  code?: number
  /** The list of values, still tagged. */
  r?: unknown[]
  /** Id of the reliable-delivery envelope it came in, as a decimal string. */
  id?: string
}

export interface Answer {
  /** The values, decoded by the command's table at each access. */
  readonly r: any[]
  /** The values as they came. */
  raw: any[]
  /** Set when the code is one of the command's readable error codes. */
  error: NimError | undefined
}

export interface CallOptions {
  /** ms; 0 waits as long as the connection lasts. Default 8000. */
  timeout?: number
  /** Sent although the login is not complete. */
  early?: boolean
  /** Gets an answer that comes after the promise was rejected with 408. */
  late?: (answer: Answer) => void
}

/** Handles one packet. A push handler that returns `false` says: nothing new, tell nobody else. */
export type Handler = (r: any[], packet: Packet) => void | false

/** What `setup` gives back. */
export interface PluginParts<S extends Shape = Shape> {
  /** Becomes properties of the client. */
  api: S['api']
  /** Sync keys it wants: the tag in the sync request; negative: only when `syncOptions` asks for it. */
  sync?: Record<string, number>
  /** Packets that deliver sync data, by command name: handled at once, also during a sync pass. */
  rows?: Record<string, Handler>
  /** Pushes it owns, by command name. During a sync pass they wait for its end. */
  push?: Record<string, Handler>
  /** Pushes and rows that it looks at after their owner, or alone when no plugin owns them. */
  watch?: Record<string, Handler>
  /** What it offers to plugins that build on it; see `ctx.peer`. */
  peer?: unknown
  /** The service accepted the login. */
  logined?(): void
  /** A sync pass was applied as a whole; comes before `syncdone`. */
  synced?(): void
  /** The connection is gone. Waiting calls are rejected already. */
  lost?(): void
  /** The client is destroyed: drop all state. */
  clear?(): void
}

/** What a plugin may use of the client. */
export interface PluginContext {
  readonly account: string
  readonly deviceId: string
  /** The API object of the host, with more on it than the core uses. */
  readonly host: Host
  readonly flavour: Flavour
  /** The client's options as they are now. */
  readonly options: Readonly<NimOptions>
  /** The last answer of an LBS; `nos-chunk` in it is an address for uploads. */
  readonly lbs?: Readonly<Record<string, any>>
  /** The own name card as far as it is known; messages carry it. */
  readonly self: { nick?: string; updateTime?: number }
  readonly log: Log
  status(): Status
  /** True once the first sync pass of this login was applied. */
  synced(): boolean
  /** Server time, estimated: local clock plus the offset seen at the last sync. ms */
  now(): number
  /** What the app passed as `otherOptions.<name>Config`. */
  config(name: string): any
  /**
   * Sends a command and waits for the answer.
   * Rejects with a NimError: the service's code, 408 after 8 s, 415 without connection.
   */
  call(cmd: Command, values?: unknown[], o?: CallOptions): Promise<Answer>
  /**
   * A method of the API: checks its argument by these rules, sends the command with the values made of it (the argument itself unless given),
   * and resolves with what `result` makes of the answer (its first value unless given).
   */
  method<O, T = any>(cmd: Command, rules: string, values?: (o: O) => unknown[], result?: (r: any[], o: O) => T): (o: O) => Promise<T>
  /** Sends a command that has no answer. */
  post(cmd: Command, values: unknown[]): void
  /** Tells the service that a notice arrived; collected and sent once per tick. */
  ack(sid: number | string, cid: number | string, id: unknown): void
  /** Raises an event of this plugin. A throwing listener harms nobody. */
  emit(event: string, ...args: unknown[]): boolean
  /** An emitter beside the client's own, with its listeners as well kept apart; the plugin removes them in `clear`. */
  emitter<E>(): Events<E>
  /** Remembers a sync timetag: committed with the pass, or at once when no pass is running. */
  mark(key: string, timetag: unknown): void
  /** Hands a packet to its handlers as if it had arrived now. */
  dispatch(packet: Packet): unknown
  /** What another plugin offers, if it is installed. */
  peer<T>(name: string): T | undefined
  /** Checks arguments; see check.ts for the notation. Throws a NimError 414. */
  check(input: unknown, spec: string): void
  /** An address with its scheme: TLS unless it is on this machine or `allowInsecure` is set; throws a NimError 414 for others without. */
  url(address: string): string
  error(code: number, message: string, name?: NimErrorName, detail?: NimErrorDetail): NimError
  decode<T = any>(table: RecordTable, raw: unknown): T
  encode(table: RecordTable, value: unknown): Record<string, unknown>
  /** 32 random hex digits. */
  id(): string
}

export interface Plugin<S extends Shape = Shape> {
  name: S['name']
  wire: Wire
  /** Texts for the codes of its commands: what to do about them. */
  texts?: CodeTexts
  /** Makers of the plugins it needs, used when they are not installed yet. */
  needs?: (() => Plugin<any>)[]
  setup(ctx: PluginContext, compiled: Compiled<any>): PluginParts<S>
  /** Never there; carries the shape for the compiler. */
  readonly shape?: S
}

export type AnyPlugin = Plugin<any> | (() => Plugin<any>)

/** The shape of a plugin (or of its maker), with the shapes it needs. */
export type ShapeOf<P> = P extends Plugin<infer S> ? WithNeeds<S> : P extends () => Plugin<infer S> ? WithNeeds<S> : never
export type WithNeeds<S> = S extends Shape ? S | (S extends { needs: infer N } ? WithNeeds<N> : never) : never
