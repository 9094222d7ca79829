import type { Account } from './account'
import type { Args } from './args'
import type { Clock } from './clock'
import type { Files } from './files'
import type { Link } from './link'
import type { Keeper } from './keeper'
import type { Log } from './log'
import type { Device, Online } from './online'
import type { Settings } from './options'
import type { Store } from './store'

/** What every room works with. */
export interface Service {
  readonly settings: Settings
  readonly clock: Clock
  readonly store: Store
  /** Whoever answers with what was done waits for it. */
  readonly keeper: Keeper
  readonly online: Online
  readonly files: Files
  readonly log: Log
  /** `host:port` of this emulator, once it listens. */
  readonly address: string
  /** `http://host:port`, or `https://` */
  readonly origin: string
  /** Rooms that want to know when a device comes and goes. */
  readonly arrivals: ((device: Device) => void)[]
  readonly departures: ((device: Device, how: Departure) => void)[]
}

/** How a device went offline. */
export type Departure = 'logout' | 'broken' | 'kicked'

/** Who acts, and when the others are told. */
export interface Act {
  me: Account
  /** None: an app server acts for the account. */
  device?: Device
  /** Does something once the answer is on its way. */
  after(what: () => void): void
}

/** One command of a logged-in device. */
export interface Call extends Act {
  device: Device
  args: Args
}

/** The values of an answer with code 200, or an answer with another code. */
export type Answer = unknown[] | Reply | void

export interface Reply {
  code: number
  r: unknown[]
}

export const reply = (code: number, r: unknown[]): Reply => ({ code, r })

/** Handles one command. To refuse it, throw a `Refusal`. */
export type Handler = (call: Call) => Answer | Promise<Answer>

/** Handles a command that needs no login. */
export type OpenHandler = (call: { link: Link; args: Args; after(what: () => void): void }) => Answer | Promise<Answer>

/** Sends one kind of sync data: everything after `since`, before the answer to 5_1. */
export type SyncStep = (device: Device, me: Account, since: number) => void

/** A part of the service: its commands, and what it adds to a sync. */
export interface Room {
  commands?: Record<string, Handler>
  open?: Record<string, OpenHandler>
  /** Commands that are never answered. */
  silent?: readonly string[]
  /** By the tag that asks for it. */
  sync?: Record<number, SyncStep>
}

export type MakeRoom = (s: Service) => Room
