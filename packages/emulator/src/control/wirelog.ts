import type { FaultInput } from '../fault'
import type { Who } from '../faults'
import { commands } from '../table'
import type { Frame } from '../tap'
import { readFrame, type Said } from './decode'

/** A line of the wire log. */
export interface WireLine extends Said {
  /** Ascending from 1. */
  n: number
  /** Server time, ms. */
  time: number
  direction: 'in' | 'out'
  session: string
  account?: string
  deviceId?: string
  /** What faults did to it. */
  fault?: string
}

/** Which lines; what is left out is not asked for. */
export interface WireFilter {
  account?: string
  direction?: string
  /** Name or `sid_cid`. */
  cmd?: string
  /** Somewhere in the frame, in any letter case. */
  text?: string
  /** Only lines after this number. */
  since?: number
}

/** How many lines are kept. */
const most = 2000

export interface WireLog {
  record(frame: Frame): void
  /** A fault struck a command, or a step on the way to the service. */
  struck(step: string, who: Who, input: FaultInput): void
  read(filter: WireFilter, limit: number): WireLine[]
  clear(): void
  /** Called for every new line. */
  listen(listener: (line: WireLine) => void): () => void
}

const matches = (line: WireLine, { account, direction, cmd, text, since = 0 }: WireFilter): boolean =>
  line.n > since &&
  (account === undefined || line.account === account.toLowerCase()) &&
  (direction === undefined || line.direction === direction) &&
  (cmd === undefined || line.name === cmd || line.cmd === cmd) &&
  (text === undefined || line.raw.toLowerCase().includes(text.toLowerCase()))

/** What a fault does to a command, in a word or two. */
function wordOf(input: FaultInput): string {
  if ('refuse' in input) return `refused ${input.refuse}`
  if ('delay' in input) return 'delayed'
  if ('hold' in input) return 'held'
  if ('lose' in input) return `${input.lose} lost`
  if ('cut' in input) return `cut ${input.cut}`
  return 'wrong'
}

/** Whose a login says it is, before the service knows. */
function claimed({ cmd, role, parts = [] }: Said): string | undefined {
  const account = cmd === '2_3' && role === 'request' ? (parts[0]?.value as { account?: unknown } | undefined)?.account : undefined
  return typeof account === 'string' ? account.toLowerCase() : undefined
}

/** Keeps the last frames that went over the wire, by names and without tokens. */
export function createWireLog(now: () => number): WireLog {
  let lines: WireLine[] = []
  let count = 0
  const listeners = new Set<(line: WireLine) => void>()
  const keep = (line: WireLine): void => {
    lines.push(line)
    if (lines.length > 2 * most) lines = lines.slice(-most)
    for (const listener of listeners) listener(line)
  }
  return {
    record({ direction, text, session, account, deviceId, fault }) {
      const said = readFrame(direction, text)
      const line: WireLine = { n: ++count, time: now(), direction, session, account: account ?? claimed(said), deviceId, fault, ...said }
      keep(line)
    },
    struck(step, { account, deviceId }, input) {
      const known = step.includes('_')
      keep({ n: ++count, time: now(), direction: 'in', session: '', account, deviceId, fault: wordOf(input), kind: 'fault', ...(known ? { cmd: step } : {}), name: commands.get(step)?.name ?? step, parts: [{ kind: 'fault', value: input }], raw: JSON.stringify(input) })
    },
    read: (filter, limit) => lines.filter((line) => matches(line, filter)).slice(-limit),
    clear: () => void (lines = []),
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
