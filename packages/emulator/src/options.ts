import { randomBytes } from 'node:crypto'
import { isLoopback } from './control/guard'
import type { LogLine } from './log'
import type { KickPolicy } from './policy'
import type { AppServer } from './rooms/passthrough'
import { hostTimers, type Timers } from './timers'
import { defaultAccounts, defaultAppkey, defaultSecret, type AccountSeed, type Seed } from './seed'
import type { Identity } from './tls'
import type { State } from './state'

/** Everything may be left out: then a newcomer's emulator starts, with the seeded accounts. */
export interface EmulatorOptions {
  /** Where to listen; `127.0.0.1`. Any other address lets other machines in. */
  host?: string
  /** 0 (the default) takes a free port. */
  port?: number
  /** `local` */
  appkey?: string
  /** Signs dynamic tokens, callbacks and calls of the server API; `local-secret`. */
  appSecret?: string
  /** Accounts to start with, unless they are there; with `state` or a `seed` of accounts none, else alice, bob, carol, dave, erin and frank with the tokens `<account>-token`. */
  accounts?: readonly AccountSeed[]
  /** More to start with: teams, friends, messages, faults; accounts too, when `accounts` is left out. Not used when a `data` directory holds something. */
  seed?: Seed
  /** Login strategies that are enabled; any other is refused with 403. 0 and 1, and 2 when there is a `loginCallbackUrl`. */
  authTypes?: readonly (0 | 1 | 2)[]
  /** The app server that is asked at every login. For `authType` 2 it alone decides. Refused: 302. */
  loginCallbackUrl?: string
  /** What counts when the app server gives no usable answer within 2 s; `refuse`. */
  loginCallbackDefault?: 'pass' | 'refuse'
  /** Which devices of one account exclude one another; 3, all may be online. */
  kickPolicy?: KickPolicy
  /** How long a message may be recalled, ms; 120000. Later: 508. */
  recallWindow?: number
  /** Messages an account may send per minute; 300. More: 416. */
  sendPerMinute?: number
  /** A directory to keep everything in, made when it is not there; none: in memory only. An answered command is kept. The accounts to start with are added if they are not there. */
  data?: string
  /** What to start with, as `exportState()` gave it. Not together with a `data` directory that holds something. */
  state?: State
  /** Server time, ms; `Date.now`. */
  now?: () => number
  /** Timers for delays and heartbeats, e.g. those of a fake clock; the host's, which `vi.useFakeTimers()` may replace. */
  timers?: Timers
  /** What chance depends on: faults with a probability, jitter, malformed frames; 1. */
  faultSeed?: number
  /** Receives the log. It never holds tokens or message bodies. */
  log?: (line: LogLine) => void
  /** What answers `passThrough.request`: a function, or the URL of the app's server. Without one a request comes back as it is. */
  appServer?: AppServer
  /** Whether clients are to upload by a storage policy, as newer apps do; false. */
  mixStore?: boolean
  /** Seconds after which a silent link counts as dead, on both sides; 60. Heartbeats go out three times as often. */
  heartbeat?: number
  /** Which pushes come in the reliable-delivery envelope: those of signaling, or all notices and messages; `signaling`. */
  envelope?: 'signaling' | 'all'
  /** Serves over TLS too, on the same port: with this certificate, or with one made at the start (`emulator.certificate`). */
  tls?: boolean | Identity
  /** Serves the console at `/emulator/` and keeps the wire log it shows; false. */
  console?: boolean
  /** What the control API at `/emulator/…` asks for as `Authorization: Bearer`. None while it listens on this machine only; else one is made (`emulator.controlToken`). */
  controlToken?: string
  /** Origins of web pages that may connect, besides those on this machine and the WeChat devtools. `*`: any. */
  origins?: readonly string[]
}

type Unset = 'loginCallbackUrl' | 'log' | 'appServer' | 'controlToken' | 'data' | 'state'

export type Settings = Required<Omit<EmulatorOptions, Unset>> & Pick<EmulatorOptions, Unset>

export function readOptions(options: EmulatorOptions): Settings {
  const { host = '127.0.0.1' } = options
  return {
    host,
    port: options.port ?? 0,
    appkey: options.appkey ?? defaultAppkey,
    appSecret: options.appSecret ?? defaultSecret,
    accounts: options.accounts ?? options.seed?.accounts ?? (options.state ? [] : defaultAccounts),
    seed: options.seed ?? {},
    authTypes: options.authTypes ?? (options.loginCallbackUrl ? [0, 1, 2] : [0, 1]),
    loginCallbackUrl: options.loginCallbackUrl,
    loginCallbackDefault: options.loginCallbackDefault ?? 'refuse',
    kickPolicy: options.kickPolicy ?? 3,
    recallWindow: options.recallWindow ?? 120_000,
    sendPerMinute: options.sendPerMinute ?? 300,
    data: options.data,
    state: options.state,
    now: options.now ?? Date.now,
    timers: options.timers ?? hostTimers,
    faultSeed: options.faultSeed ?? 1,
    log: options.log,
    appServer: options.appServer,
    mixStore: options.mixStore ?? false,
    heartbeat: options.heartbeat ?? 60,
    tls: options.tls ?? false,
    console: options.console ?? false,
    controlToken: options.controlToken ?? (isLoopback(host) ? undefined : randomBytes(16).toString('hex')),
    envelope: options.envelope ?? 'signaling',
    origins: options.origins ?? [],
  }
}
