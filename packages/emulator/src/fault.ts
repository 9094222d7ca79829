/** A random stretch on top of a delay: up to so many ms. */
interface Jitter {
  jitter?: number
}

/** What goes wrong with a command, or with a step on the way to the service. */
export type CommandFaultKind =
  /** Answered with this code, nothing done. For `lbs` and `handshake`: the HTTP status. For `login`: refuses it. */
  | { refuse: number }
  /** Worked on only after so many ms. */
  | ({ delay: number } & Jitter)
  /** Worked on only when the fault's `release()` is called. */
  | { hold: true }
  /** Never answered: the request did not arrive, or it was done and its answer was lost. */
  | { lose: 'request' | 'answer' }
  /** The link is cut instead of an answer: before or after the command was done. */
  | { cut: 'before' | 'after' }
  /** `lbs` only: it names these links (`host:port`) instead of this service's. */
  | { links: readonly string[] }
  /** `lbs` and `handshake` only: they answer 200 and this text. */
  | { body: string }

/** What goes wrong with frames on the wire. Several faults add up, in the order they were made. */
export type FrameFaultKind =
  /** It does not arrive. */
  | { lose: 'frame' }
  /** It arrives so many ms later. Order is kept, as TCP keeps it. */
  | ({ latency: number } & Jitter)
  /** It arrives so many times more. */
  | { duplicate: number }
  /** It lets so many later frames of its direction pass first, or waits a second for them. */
  | { reorder: number }
  /** It arrives broken. */
  | { malform: Malformation }
  /** From it on nothing goes in or out, and the client is not told. */
  | { halfOpen: true }
  /** The link is cut instead of it. */
  | { cut: 'frame' }

/** `truncate`: its end is missing. `garbage`: anything. `shape`: JSON, with values of the wrong kind. `unknown`: a command that nobody knows. `any`: one of these. */
export type Malformation = 'truncate' | 'garbage' | 'shape' | 'unknown' | 'any'

/** What goes wrong; one of these. */
export type FaultKind = CommandFaultKind | FrameFaultKind

/** Whom a fault strikes, and when. */
export interface FaultAim {
  /** Only this account. The handshake and the socket do not know whose they are, so faults there take none. */
  account?: string
  /** Only this device. */
  deviceId?: string
  /** How often it strikes; without a number until it is removed. */
  times?: number
  /** Lets so many pass before its first strike. */
  skip?: number
  /** How likely it strikes, up to 1. Decided by `faultSeed` for each device on its own: the n-th frame of a device always has the same luck. */
  probability?: number
}

export type CommandFault = CommandFaultKind &
  FaultAim & {
    /** A command by `sid_cid` or name, `*` for every command, or a step on the way: `lbs`, `handshake`, `socket`. */
    cmd: string
  }

export type FrameFault = FrameFaultKind &
  FaultAim & {
    /** Frames of this command, by `sid_cid` or name: requests, answers and pushes. `*`: of every command. Left out: every frame, heartbeats and greetings too. */
    cmd?: string
    /** `in`: from the client; left out: both. */
    direction?: 'in' | 'out'
  }

export type FaultInput = CommandFault | FrameFault

export interface Fault {
  readonly id: string
  readonly input: FaultInput
  /** How often it struck. */
  readonly hits: number
  /** False when it has struck as often as it should, or was removed. */
  readonly live: boolean
  /** Resolves when it strikes the next time. */
  struck(): Promise<void>
  /** Lets go what it holds; it keeps holding what comes later. */
  release(): void
  /** Ends it and lets go what it holds. */
  remove(): void
}
