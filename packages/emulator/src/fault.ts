import { idOf } from './table'

/** What goes wrong; one of these. */
export type FaultKind =
  /** Answered with this code, nothing done. For `lbs` and `handshake`: the HTTP status. */
  | { refuse: number }
  /** Worked on only after so many ms. */
  | { delay: number }
  /** Worked on only when the fault's `release()` is called. */
  | { hold: true }
  /** Never answered: the request did not arrive, or it was done and its answer was lost. */
  | { lose: 'request' | 'answer' }
  /** The link is cut instead of an answer: before or after the command was done. */
  | { cut: 'before' | 'after' }

export type FaultInput = FaultKind & {
  /** A command by `sid_cid` or name, `*` for every command, or a step on the way: `lbs`, `handshake`, `socket`. */
  cmd: string
  /** Only commands of this account. */
  account?: string
  /** Only commands of this device. */
  deviceId?: string
  /** How often it strikes; without a number until it is removed. */
  times?: number
}

export interface Fault {
  /** How often it struck. */
  readonly hits: number
  /** Resolves when it strikes the next time. */
  struck(): Promise<void>
  /** Lets go what it holds; it keeps holding what comes later. */
  release(): void
  /** Ends it and lets go what it holds. */
  remove(): void
}

/** What a command has to go through. `undefined`: nothing. */
export interface Strike {
  refuse?: number
  loseAnswer?: boolean
  cutAfter?: boolean
  /** `lost`: stop here. `cut`: cut the link. Else go on, after waiting for it. */
  before?: 'lost' | 'cut' | Promise<void>
}

export interface Faults {
  add(input: FaultInput): Fault
  strike(step: string, who: { account?: string; deviceId?: string }): Strike | undefined
  /** Lets go everything that is held. */
  clear(): void
}

interface Live {
  input: FaultInput
  left: number
  strike(): Strike
}

export function createFaults(): Faults {
  const live = new Set<Live>()
  const releases = new Set<() => void>()

  function add(input: FaultInput): Fault {
    const step = /^(\*|lbs|handshake|socket)$/.test(input.cmd) ? input.cmd : idOf(input.cmd)
    if (!step) throw new Error(`fault: no command is called ${input.cmd}`)
    const account = input.account?.toLowerCase()
    let hits = 0
    const held = new Set<() => void>()
    let waiting: (() => void)[] = []

    const release = () => {
      for (const go of held) go()
      held.clear()
    }
    const fault: Live = {
      input: { ...input, cmd: step, ...(account === undefined ? {} : { account }) },
      left: input.times ?? Infinity,
      strike() {
        hits++
        if (--fault.left <= 0) live.delete(fault)
        for (const tell of waiting.splice(0)) tell()
        return effect(input, held)
      },
    }
    live.add(fault)
    releases.add(release)
    return {
      get hits() {
        return hits
      },
      struck: () => new Promise((resolve) => (waiting = [...waiting, resolve])),
      release,
      remove() {
        live.delete(fault)
        releases.delete(release)
        release()
      },
    }
  }

  return {
    add,
    strike(step, who) {
      for (const { input, strike } of live) {
        const { cmd, account, deviceId } = input
        const command = cmd === '*' && step.includes('_')
        if ((cmd === step || command) && (account ?? who.account) === who.account && (deviceId ?? who.deviceId) === who.deviceId) return strike()
      }
      return undefined
    },
    clear() {
      live.clear()
      for (const release of releases) release()
      releases.clear()
    },
  }
}

function effect(kind: FaultKind, held: Set<() => void>): Strike {
  if ('refuse' in kind) return { refuse: kind.refuse }
  if ('delay' in kind) return { before: new Promise((resolve) => setTimeout(resolve, kind.delay).unref()) }
  if ('hold' in kind) return { before: new Promise((resolve) => void held.add(resolve)) }
  if ('lose' in kind) return kind.lose === 'request' ? { before: 'lost' } : { loseAnswer: true }
  return kind.cut === 'before' ? { before: 'cut' } : { cutAfter: true }
}
