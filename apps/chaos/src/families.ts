import { createRandom } from '@nim/testkit'
import type { Fault } from './faults'
import { burst, busy, makeWorkload, type Action } from './workload'

/** Everything that will happen in one run. */
export interface Plan {
  family: string
  seed: number
  actions: Action[]
  faults: Fault[]
  /** Time of one way over the network when nothing is wrong with it. ms */
  way: number
  /** Roaming brings what is offline once more. */
  overlap: boolean
}

type Random = () => number
const int = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from))
const one = <T>(random: Random, list: readonly T[]): T => list[int(random, 0, list.length)]!
const some = (random: Random, most: number, make: () => Fault[]): Fault[] => Array.from({ length: int(random, 1, most + 1) }, make).flat()

/** A moment at which something of the app is under way: a command, or its answer. */
const underWay = (random: Random, actions: readonly Action[], way: number): { at: number } => {
  const some = actions.filter((a) => /^(send|app)/.test(a.do))
  return { at: some.length ? one(random, some).at + int(random, 0, 3 * way + 40) : int(random, 0, busy) }
}

const makers: Record<string, (random: Random, actions: readonly Action[], way: number) => Fault[]> = {
  none: () => [],
  cut: (r, actions, way) => some(r, 4, () => [{ kind: 'cut', ...(r() < 0.2 ? { at: int(r, 0, busy) } : r() < 0.5 ? underWay(r, actions, way) : { link: int(r, 1, 4), frame: int(r, 1, 40) }) }]),
  'cut between login and sync': (r) => [
    { kind: 'cut', at: int(r, 5000, 30000) },
    { kind: 'cut', link: int(r, 2, 4), gap: int(r, 0, 120) },
    ...(r() < 0.3 ? [{ kind: 'cut' as const, link: 1, gap: int(r, 0, 120) }] : []),
    { kind: 'cut', at: int(r, 30000, busy) },
  ],
  'cut in the middle of a sync': (r) => [
    { kind: 'cut', at: int(r, 3000, 50000) },
    ...some(r, 3, () => [{ kind: 'cut', link: int(r, 1, 5), frame: int(r, 4, 16) }]),
  ],
  'half-open': (r, actions, way) => some(r, 2, () => [{ kind: 'half-open', ...(r() < 0.4 ? { at: int(r, 0, busy) } : r() < 0.6 ? underWay(r, actions, way) : { link: int(r, 1, 3), frame: int(r, 1, 30) }) }]),
  handshake: (r) =>
    some(r, 2, () => {
      const at = int(r, 0, busy)
      const kind = one(r, ['lbs', 'handshake', 'socket'] as const)
      const how = one(r, kind === 'socket' ? (['refuse', 'hang', 'close early'] as const) : (['refuse', 'hang', 'error', 'page'] as const))
      const start = r() < 0.3 ? 0 : at
      return [
        { kind, how, at: start, ms: int(r, 500, 12000) },
        { kind: 'cut', at: start + int(r, 10, 400) },
      ]
    }),
  'duplicated, reordered': (r) =>
    some(r, 8, () => {
      const at = int(r, 0, busy)
      return [{ kind: one(r, ['double', 'overtake'] as const), at, count: int(r, 2, 6) }, ...(r() < 0.3 ? [{ kind: 'cut' as const, at: at + int(r, 0, 4000) }] : [])]
    }),
  'service restart': (r) => some(r, 2, () => [{ kind: 'restart', at: int(r, 0, busy), ms: int(r, 500, 10000) }]),
  'login refused, kicked': (r) =>
    some(r, 2, () => {
      const at = int(r, 0, busy)
      return r() < 0.5
        ? [{ kind: 'kick', at }]
        : [
            { kind: 'refuse login', code: one(r, [302, 302, 403, 408, 415, 417, 500, 503]), at: r() < 0.3 ? 0 : at, ms: int(r, 300, 12000) },
            { kind: 'cut', at: at + 20 },
          ]
    }),
  background: (r) =>
    some(r, 3, () => {
      const ms = int(r, 500, 40000)
      return [{ kind: 'away', at: int(r, 0, busy), ms, freeze: r() < 0.8, cutAfter: r() < 0.6 ? int(r, 0, ms + 1000) : undefined }]
    }),
  'network status': (r) => some(r, 4, () => [{ kind: 'offline', told: r() < 0.8, at: int(r, 0, busy), ms: r() < 0.3 ? 0 : int(r, 100, 15000) }]),
  'delay, jitter': (r) => some(r, 3, () => [{ kind: 'slow', at: int(r, 0, busy), ms: int(r, 2000, 25000), way: int(r, 100, 4500), jitter: int(r, 0, 4000) }]),
  'answers lost': (r) =>
    some(r, 2, () => {
      const at = int(r, 0, busy)
      const command = one(r, ['2_3', '5_1', '7_1', '7_1', '1_2', '7_16', '7_13'])
      return [{ kind: 'silent', command, at, ms: int(r, 1000, 20000) }, ...(/^[25]/.test(command) ? [{ kind: 'cut' as const, at: at + 20 }] : [])]
    }),
  'storage, clock, close': (r) => [
    ...(r() < 0.5 ? [{ kind: 'storage' as const, names: r() < 0.5 ? ['setStorageSync'] : ['setStorageSync', 'getStorageSync'] }] : []),
    ...some(r, 2, () => [{ kind: 'skew', at: r() < 0.5 ? 0 : int(r, 0, busy), by: int(r, -7_200_000, 7_200_000) }]),
    ...some(r, 2, () => [
      { kind: 'mute close', at: int(r, 0, busy), ms: int(r, 1000, 10000) },
      { kind: 'cut', at: int(r, 0, busy) },
    ]),
  ],
}

/** Faults of all families together. */
makers['all mixed'] = (r, actions, way) => {
  const names = Object.keys(makers).filter((name) => name !== 'none' && name !== 'all mixed')
  return Array.from({ length: int(r, 2, 5) }, () => makers[one(r, names)]!(r, actions, way)).flat()
}

export const families = Object.keys(makers)

/** The plan of a seed: always the same one. */
export function makePlan(family: string, seed: number): Plan {
  const random = createRandom(seed * 7919 + families.indexOf(family) * 104729)
  for (let i = 0; i < 3; i++) random()
  const way = int(random, 5, 60)
  const actions = makeWorkload(random)
  const faults = makers[family]!(random, actions, way)
  // what happens while a client is away is what it may never hear of
  for (const f of faults) if ('at' in f && f.kind !== 'skew') actions.push(...burst(random, f.at, 800, int(random, 0, 4)))
  actions.sort((a, b) => a.at - b.at)
  return { family, seed, way, overlap: seed % 10 === 0, actions, faults }
}
