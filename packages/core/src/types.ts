import type { KickedReason, LoginResult, MultiPortLoginResult } from './auth'
import type { NimError } from './error'
import type { NimOptions, OtherOptions } from './options'
import type { AnyPlugin, Shape, ShapeOf } from './plugin'

/**
 * - `unconnected` nothing is going on: not connected yet, disconnected, kicked, or given up
 * - `connecting` asking the LBS, dialling
 * - `connected` the link is up, the login is not answered yet
 * - `logined` the service accepted the login; commands work
 * - `waitReconnect` lost; the next attempt is set
 * - `destroyed` for good
 */
export type Status = 'unconnected' | 'connecting' | 'connected' | 'logined' | 'waitReconnect' | 'destroyed'

/** Payload of `willReconnect`. */
export interface WillReconnect {
  /** Number of the coming attempt since the loss, from 1. */
  retryCount: number
  /** Time until then, ms. */
  duration: number
  /** Why the last connection or attempt ended. */
  error: NimError
}

/** Events of the core: name → arguments. */
export interface CoreEvents {
  /** The service accepted the login; comes before the data of the sync. */
  logined: [result: LoginResult]
  /** Other devices of this account are online, came or went. */
  multiPortLogin: [devices: MultiPortLoginResult[]]
  /** Put offline by the service or by another device. No reconnect follows. */
  kicked: [reason: KickedReason]
  /** The connection was lost, an attempt is set. A dynamic token can be renewed here with `setOptions`. */
  willReconnect: [next: WillReconnect]
  /**
   * The connection ended. Without argument after disconnect(); with the reason after a loss or a failed login.
   * `nim.status` tells what follows: `waitReconnect`, or `unconnected` when it is final.
   */
  disconnect: [error?: NimError]
  /** All data of the login was delivered. */
  syncdone: []
  /** A listener or a packet made trouble; the client carried on. */
  error: [error: NimError]
}

type Intersect<U> = (U extends any ? (x: U) => void : never) extends (x: infer I) => void ? I : never
type ApiOf<S> = [S] extends [never] ? object : Intersect<S extends Shape ? S['api'] : never>
type EventsOf<S> = [S] extends [never] ? CoreEvents : CoreEvents & Intersect<S extends Shape ? S['events'] : never>
type Args<T> = T extends unknown[] ? T : never

/** The event emitter every client is: eventemitter3's methods, with the client's own events. */
export interface Events<E> {
  on<K extends keyof E>(event: K, listener: (...args: Args<E[K]>) => void, context?: unknown): this
  addListener<K extends keyof E>(event: K, listener: (...args: Args<E[K]>) => void, context?: unknown): this
  once<K extends keyof E>(event: K, listener: (...args: Args<E[K]>) => void, context?: unknown): this
  off<K extends keyof E>(event: K, listener?: (...args: Args<E[K]>) => void, context?: unknown, once?: boolean): this
  removeListener<K extends keyof E>(event: K, listener?: (...args: Args<E[K]>) => void, context?: unknown, once?: boolean): this
  removeAllListeners(event?: keyof E): this
  emit<K extends keyof E>(event: K, ...args: Args<E[K]>): boolean
  listeners<K extends keyof E>(event: K): ((...args: Args<E[K]>) => void)[]
  listenerCount(event: keyof E): number
  eventNames(): (string | symbol)[]
}

/** What every client has, whatever its plugins. */
export interface NimBase<S extends Shape> extends Events<EventsOf<S>> {
  /** Where the connection stands. */
  readonly status: Status
  readonly account: string
  readonly options: Readonly<NimOptions>
  /**
   * Connects, logs in and syncs; resolves after `syncdone`. Joins an attempt that is under way; on a live connection it resolves at once.
   * Rejects with the service's code when the login is refused, with 415 when no link can be reached or the connection is lost before the end.
   * @param o `isAutoReconnect`: log in as an automatic reconnect does, retrying until it succeeds
   */
  connect(o?: { isAutoReconnect?: boolean }): Promise<void>
  /** Logs out and closes the connection. Resolves when the host has given the socket back. Never rejects. */
  disconnect(): Promise<void>
  /** Disconnects for good and removes all listeners. Resolves when the host has given the socket back: then a new client may connect. */
  destroy(): Promise<void>
  /** Changes options; addresses and token take effect with the next connection. `account` and `appkey` cannot change (414). */
  setOptions(options: Partial<NimOptions>): void
  /** Puts other devices of this account offline. Resolves with the ids of those that were. */
  kick(options: { deviceIds: string[] }): Promise<string[]>
  /** Adds a plugin to a running client, e.g. from a subpackage; what it syncs is asked for at once when logged in. */
  install<P extends AnyPlugin>(plugin: P): Nim<S | ShapeOf<P>>
}

/** A client with the plugins of shape `S`: `Nim<MsgShape | SessionShape>`. */
export type Nim<S extends Shape = never> = NimBase<S> & ApiOf<S>

/** The class form, as in the official client. */
export interface NimClass<S extends Shape = never> {
  new (options: NimOptions, otherOptions?: OtherOptions): Nim<S>
  /**
   * The one client of this class: made at the first call, returned afterwards; options of the same account and appkey are applied to it.
   * Throws when there is none and no options are given, or when they are for another account (417): destroy() the old one first.
   */
  getInstance(options?: NimOptions, otherOptions?: OtherOptions): Nim<S>
  /** The client made last, until it is destroyed. */
  instance: Nim<S> | null
}
