import type { FaultInput, FrameFault, Malformation } from './fault'
import { idsOf } from './table'

export const steps = ['lbs', 'handshake', 'socket'] as const
export const malformations: readonly Malformation[] = ['truncate', 'garbage', 'shape', 'unknown', 'any']

const longest = 2 ** 31 - 1

type Check = (value: unknown) => boolean

const whole =
  (low: number, high = longest): Check =>
  (v) =>
    Number.isInteger(v) && (v as number) >= low && (v as number) <= high
const oneOf =
  (...words: readonly unknown[]): Check =>
  (v) =>
    words.includes(v)
const text: Check = (v) => typeof v === 'string' && v.length > 0
const yes = oneOf(true)

/** What makes a fault the fault it is: exactly one of these. */
const kinds: Record<string, [check: Check, expects: string]> = {
  refuse: [whole(1, 99999), 'a code'],
  delay: [whole(0), 'ms'],
  hold: [yes, 'true'],
  lose: [oneOf('request', 'answer', 'frame'), "'request', 'answer' or 'frame'"],
  cut: [oneOf('before', 'after', 'frame'), "'before', 'after' or 'frame'"],
  links: [(v) => Array.isArray(v) && v.every(text), 'a list of host:port'],
  body: [(v) => typeof v === 'string', 'a text'],
  latency: [whole(0), 'ms'],
  duplicate: [whole(1, 100), 'a number from 1 to 100'],
  reorder: [whole(1, 1000), 'a number from 1 to 1000'],
  malform: [oneOf(...malformations), malformations.join(', ')],
  halfOpen: [yes, 'true'],
}

const aims: Record<string, [check: Check, expects: string]> = {
  cmd: [text, 'the name of a command'],
  direction: [oneOf('in', 'out'), "'in' or 'out'"],
  account: [text, 'an account'],
  deviceId: [text, 'a device id'],
  times: [(v) => v === Infinity || whole(1)(v), 'a number of times'],
  skip: [whole(0), 'a number'],
  probability: [(v) => typeof v === 'number' && v > 0 && v <= 1, 'a number above 0, at most 1'],
  jitter: [whole(0), 'ms'],
}

const frameKinds = new Set(['latency', 'duplicate', 'reorder', 'malform', 'halfOpen'])

/** Whether it strikes frames, not commands. */
export const strikesFrames = (input: FaultInput): input is FrameFault =>
  Object.keys(input).some((key) => frameKinds.has(key)) || ('lose' in input && input.lose === 'frame') || ('cut' in input && input.cut === 'frame')

const fail = (why: string): never => {
  throw new Error(`fault: ${why}`)
}

/** Checks what makes a fault. Whatever is not understood is an error: a fault that never strikes would make a test pass that should not. */
export function readFault(value: unknown): FaultInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('an object is expected')
  const given = Object.entries(value).filter(([, v]) => v !== undefined)
  const kind = given.map(([key]) => key).filter((key) => Object.hasOwn(kinds, key))
  if (kind.length !== 1) fail(`one of ${Object.keys(kinds).join(', ')} is expected, not ${kind.join(' and ') || 'none'}`)
  for (const [key, v] of given) {
    const rule = Object.hasOwn(kinds, key) ? kinds[key] : Object.hasOwn(aims, key) ? aims[key] : undefined
    if (!rule) fail(`${key} is unknown`)
    else if (!rule[0](v)) fail(`${key} expects ${rule[1]}`)
  }
  const input = Object.fromEntries(given) as unknown as FaultInput
  if (input.account !== undefined) input.account = input.account.toLowerCase()
  return strikesFrames(input) ? frameFault(input) : commandFault(input)
}

function mustBeKnown(cmd: string): void {
  if (cmd !== '*' && !idsOf(cmd)) fail(`no command is called ${cmd}`)
}

function frameFault(input: FrameFault): FaultInput {
  if (steps.includes(input.cmd as never)) fail(`${input.cmd} has no frames`)
  if (input.cmd !== undefined) mustBeKnown(input.cmd)
  if ('jitter' in input && !('latency' in input)) fail('jitter goes with delay and latency')
  return input
}

function commandFault(input: Exclude<FaultInput, FrameFault>): FaultInput {
  const { cmd } = input
  if (!cmd) return fail('cmd is expected')
  if ('direction' in input) fail('direction is for faults of frames: lose, cut, latency, duplicate, reorder, malform, halfOpen')
  if ('jitter' in input && !('delay' in input)) fail('jitter goes with delay and latency')
  const step = steps.includes(cmd as never)
  if ('links' in input && cmd !== 'lbs') fail('links is for lbs')
  if ('body' in input && cmd !== 'lbs' && cmd !== 'handshake') fail('body is for lbs and handshake')
  if ((cmd === 'handshake' || cmd === 'socket') && (input.account !== undefined || input.deviceId !== undefined)) fail(`${cmd} does not know whose it is, so it takes no account and no deviceId`)
  if (cmd === 'lbs' && input.deviceId !== undefined) fail('lbs knows no devices')
  if (!step) mustBeKnown(cmd)
  return input
}
