import fc from 'fast-check'
import { compare } from '../compare'
import { ambient } from '../differences/index'
import type { Difference } from '../difference'
import type { Clients } from '../run'
import { createBench } from './bench'
import { families } from './families'

/** Differences in values of any packet. */
const values = ['D38-no-nan', 'D45-unknown-words', 'D52-numbers', 'D53-session-order']

export interface Generated {
  name: string
  cases: number
  shown: string[]
  /** The smallest failing case, and how to get it again. */
  failure?: string
}

/** Random records through every inbound packet, into both clients: the same events out, but for the listed differences. */
export async function generate(clients: Clients, differences: readonly Difference[], { runs, seed, only }: { runs: number; seed: number; only: string }): Promise<Generated[]> {
  const official = createBench(clients.official)
  const ours = clients.ours ? createBench(clients.ours) : undefined
  const out: Generated[] = []
  for (const { name, differs, cases } of families.filter((f) => `generated: ${f.name}`.includes(only))) {
    const shown = new Set<string>()
    let n = 0
    const allowed = differences.filter(({ id }) => [...ambient, ...values, ...differs].includes(id))
    const result = await fc.check(
      fc.asyncProperty(cases, async (c) => {
        const theirs = await official.play(c)
        if (!ours) return
        const verdict = compare(theirs, await ours.play(c), { listed: [], ambient: allowed, brief: n++ % 8 !== 0 })
        verdict.shown.forEach((id) => shown.add(id))
        if (verdict.complaints.length) throw new Error([...verdict.complaints, ...verdict.left].join('\n'))
      }),
      { numRuns: runs, seed, endOnFailure: false }
    )
    const { failed, counterexample, counterexamplePath, errorInstance } = result
    const failure = failed ? `seed ${seed}, path ${counterexamplePath}\n${JSON.stringify(counterexample?.[0])}\n${(errorInstance as Error | undefined)?.message}` : undefined
    out.push({ name: `generated: ${name}`, cases: result.numRuns, shown: [...shown].sort(), failure })
  }
  official.close()
  ours?.close()
  return out
}
