import { malform } from './malform'
import type { Fault, FaultInput } from './fault'
import { readFault, strikesFrames } from './faultinput'
import { createRandom } from './random'
import { idsOf } from './table'
import type { Timers } from './timers'

/** Who is behind a command or a frame, as far as it is known. */
export interface Who {
  account?: string
  deviceId?: string
}

/** What a command has to go through. */
export interface Strike {
  refuse?: number
  loseAnswer?: boolean
  cutAfter?: boolean
  links?: readonly string[]
  body?: string
  /** `lost`: stop here. `cut`: cut the link. Else go on, after waiting for it. */
  before?: 'lost' | 'cut' | Promise<void>
}

/** What becomes of a frame. */
export interface Fate {
  text: string
  /** It ends here: lost, or with the link. */
  end?: 'lost' | 'cut' | 'halfOpen'
  /** How often it comes in all. */
  copies: number
  /** ms */
  delay: number
  /** How many later frames it lets pass. */
  behind: number
  /** What befell it, for those who listen in. */
  notes: string[]
}

export interface Faults {
  add(input: FaultInput): Fault
  /** Those that still strike. */
  list(): Fault[]
  get(id: string): Fault | undefined
  /** For a command or a step: the first fault that strikes. `undefined`: none. */
  strike(step: string, who: Who): Strike | undefined
  /** For a frame: everything that befalls it. `undefined`: nothing. */
  fate(direction: 'in' | 'out', text: string, who: Who): Fate | undefined
  /** Ends all faults and lets go everything that is held. */
  clear(): void
  /** Called when a fault was made, struck or ended. */
  changed(): void
  /** Called when a command or a step was struck; frames tell by themselves. */
  struck(step: string, who: Who, input: FaultInput): void
}

interface Live extends Fault {
  /** Whether it is about this command (`sid_cid`) or step; empty: what is no command. */
  about(cmd: string): boolean
  strikes(who: Who): (() => number) | undefined
  held: Set<() => void>
}

/** `sid_cid` of what is in a frame; of an envelope, what is in it. Empty: no packet. */
export function commandOf(text: string): string {
  if (!text.startsWith('3:')) return ''
  try {
    const packet = JSON.parse(text.replace(/^3:[^:]*:[^:]*:/, ''))
    const inner = packet.r?.[1]?.headerPacket
    return inner ? `${inner.sid}_${inner.cid}` : `${packet.SID ?? packet.sid}_${packet.CID ?? packet.cid}`
  } catch {
    return ''
  }
}

export function createFaults(seed: number, timers: Timers): Faults {
  const live = new Set<Live>()
  const known = new Map<string, Live>()
  let count = 0

  function make(input: FaultInput): Live {
    const id = String(++count)
    const streams = new Map<string, () => number>()
    const held = new Set<() => void>()
    let hits = 0
    let skip = input.skip ?? 0
    let left = input.times ?? Infinity
    let waiting: (() => void)[] = []
    const { account, deviceId, probability = 1 } = input
    const ids = input.cmd === undefined ? undefined : idsOf(input.cmd)

    const fault: Live = {
      id,
      input,
      held,
      about: (cmd) => (input.cmd === '*' ? cmd.includes('_') : ids ? ids.has(cmd) : input.cmd === cmd),
      get hits() {
        return hits
      },
      get live() {
        return live.has(fault)
      },
      strikes(who) {
        if ((account ?? who.account) !== who.account || (deviceId ?? who.deviceId) !== who.deviceId) return undefined
        const key = `${seed} ${id} ${who.account ?? ''} ${who.deviceId ?? ''}`
        const random = streams.get(key) ?? createRandom(key)
        streams.set(key, random)
        if (probability < 1 && random() >= probability) return undefined
        if (skip > 0) return void skip--
        hits++
        if (--left <= 0) live.delete(fault)
        const told = waiting
        waiting = []
        for (const tell of told) tell()
        faults.changed()
        return random
      },
      struck: () => new Promise((resolve) => void waiting.push(resolve)),
      release() {
        for (const go of held) go()
        held.clear()
      },
      remove() {
        live.delete(fault)
        known.delete(id)
        fault.release()
        faults.changed()
      },
    }
    return fault
  }

  const faults: Faults = {
    add(input) {
      const fault = make(readFault(input))
      live.add(fault)
      known.set(fault.id, fault)
      faults.changed()
      return fault
    },
    list: () => [...known.values()].filter((fault) => fault.live || fault.held.size > 0),
    get: (id) => known.get(id),
    strike(step, who) {
      for (const { input, about, strikes, held } of live) {
        if (strikesFrames(input) || !about(step)) continue
        const random = strikes(who)
        if (!random) continue
        faults.struck(step, who, input)
        return effect(input, held, random, timers)
      }
      return undefined
    },
    fate(direction, text, who) {
      let fate: Fate | undefined
      let cmd: string | undefined
      for (const { input, about, strikes } of live) {
        if (!strikesFrames(input) || (input.direction ?? direction) !== direction) continue
        if (input.cmd !== undefined && !about((cmd ??= commandOf(text)))) continue
        const random = strikes(who)
        if (!random) continue
        fate ??= { text, copies: 1, delay: 0, behind: 0, notes: [] }
        befall(fate, input, random)
        if (fate.end) break
      }
      return fate
    },
    clear() {
      live.clear()
      for (const fault of known.values()) fault.release()
      known.clear()
      faults.changed()
    },
    changed() {},
    struck() {},
  }
  return faults
}

const stretched = (ms: number, jitter: number, random: () => number) => ms + Math.floor(random() * (jitter + 1))

function effect(kind: FaultInput, held: Set<() => void>, random: () => number, timers: Timers): Strike {
  if ('refuse' in kind) return { refuse: kind.refuse }
  if ('links' in kind) return { links: kind.links }
  if ('body' in kind) return { body: kind.body }
  if ('delay' in kind) {
    const ms = stretched(kind.delay, kind.jitter ?? 0, random)
    return { before: new Promise((resolve) => void timers.setTimeout(resolve, ms)) }
  }
  if ('hold' in kind) return { before: new Promise((resolve) => void held.add(resolve)) }
  if ('lose' in kind) return kind.lose === 'request' ? { before: 'lost' } : { loseAnswer: true }
  return 'cut' in kind && kind.cut === 'before' ? { before: 'cut' } : { cutAfter: true }
}

function befall(fate: Fate, kind: FaultInput, random: () => number): void {
  if ('latency' in kind) {
    fate.delay += stretched(kind.latency, kind.jitter ?? 0, random)
    fate.notes.push('late')
  } else if ('duplicate' in kind) {
    fate.copies += kind.duplicate
    fate.notes.push('duplicated')
  } else if ('reorder' in kind) {
    fate.behind += kind.reorder
    fate.notes.push('reordered')
  } else if ('malform' in kind) {
    fate.text = malform(fate.text, kind.malform, random)
    fate.notes.push('malformed')
  } else {
    fate.end = 'halfOpen' in kind ? 'halfOpen' : 'cut' in kind ? 'cut' : 'lost'
    fate.notes.push(fate.end === 'halfOpen' ? 'half-open' : fate.end)
  }
}
