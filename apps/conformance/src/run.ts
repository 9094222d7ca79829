import type { Entry } from '@nim/testkit'
import type { Seen } from './coverage'
import { compare, type Verdict } from './compare'
import type { Difference } from './difference'
import { ambient } from './differences/index'
import type { ExpectedLine } from './expected'
import type { Scenario } from './scenario'
import { play } from './stage'

export interface Clients {
  official: string
  /** Undefined while there is none. */
  ours: string | undefined
  /** Whether our client has a module. */
  has(module: string): boolean
}

export interface Result {
  name: string
  kind: 'identical' | 'listed' | 'FAIL' | 'recorded' | 'not yet'
  verdict?: Verdict
  complaints: string[]
  /** What our client went through. */
  seen?: Seen
}

/** An error in the scenario itself. */
const broken = (log: Entry[]) => log.flatMap((e) => (e.kind === 'uncaught' && e.where === 'scenario' ? [String(e.error)] : []))

/** Plays a scenario with both clients and judges. */
export async function run(scenario: Scenario, clients: Clients, differences: readonly Difference[], expected: readonly ExpectedLine[] = []): Promise<Result> {
  const { name, needs = [], differs = [], except = [] } = scenario
  const { log: official } = await play(clients.official, scenario)
  const complaints = broken(official)
  if (complaints.length) return { name, kind: 'FAIL', complaints }
  if (!clients.ours) return { name, kind: 'recorded', complaints }
  if (!needs.every(clients.has)) return { name, kind: 'not yet', complaints }
  const seen = await play(clients.ours, scenario)
  const ours = seen.log
  const named = (ids: string[]) =>
    ids.map((id) => {
      const found = differences.find((d) => d.id === id)
      if (!found) complaints.push(`no difference is called ${id}`)
      return found ?? { id }
    })
  const verdict = compare(official, ours, { listed: named(differs), ambient: named(ambient.filter((id) => !differs.includes(id) && !except.includes(id))), expected })
  complaints.push(...broken(ours), ...verdict.complaints)
  return { name, kind: complaints.length ? 'FAIL' : verdict.shown.length ? 'listed' : 'identical', verdict, complaints, seen }
}

/** Which general differences would explain a failure: for whoever writes a scenario, never applied by itself. */
export async function suggest(scenario: Scenario, { official, ours }: Clients, differences: readonly Difference[]): Promise<string[]> {
  const [a, b] = [(await play(official, scenario)).log, (await play(ours!, scenario)).log]
  const left = (list: readonly Difference[]) => compare(a, b, { listed: list }).left
  const best = left(differences).length
  let few = [...differences]
  for (const one of differences) if (left(few.filter((d) => d !== one)).length <= best) few = few.filter((d) => d !== one)
  return few.map((d) => d.id)
}
