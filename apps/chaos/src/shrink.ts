import type { ClientSpec } from './clients'
import type { Plan } from './families'
import { play } from './play'
import { isBad } from './table'

/** The fewest faults, then the fewest actions, with which the run is still bad. */
export async function shrink(client: ClientSpec, plan: Plan): Promise<Plan> {
  const bad = async (p: Plan) => isBad(await play(client, p))
  if (!(await bad(plan))) throw new Error(`${plan.family}, seed ${plan.seed}: nothing is wrong with it`)
  let best = plan
  for (const key of ['faults', 'actions'] as const) {
    for (let size = Math.ceil(best[key].length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
      for (let at = 0; at < best[key].length; ) {
        const fewer: Plan = { ...best, [key]: [...best[key].slice(0, at), ...best[key].slice(at + size)] }
        if (await bad(fewer)) best = fewer
        else at += size
      }
    }
  }
  return best
}
