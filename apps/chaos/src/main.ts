import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { findClient } from './clients'
import { families, makePlan } from './families'
import { buildMutants, mutants } from './mutants'
import { play } from './play'
import { createPool, type Pool } from './pool'
import { shrink } from './shrink'
import { complaints, header, isBad, line } from './table'

const { values: flags } = parseArgs({
  options: {
    /** Only this family. */
    family: { type: 'string' },
    /** The first seed, and how many. */
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    /** ours, official, or the name of a broken one; without it ours beside the official one. */
    client: { type: 'string' },
    /** Prints the log of one seed. */
    replay: { type: 'boolean', default: false },
    /** Finds the fewest faults and actions with which a seed is still bad, and prints that log. */
    shrink: { type: 'boolean', default: false },
    /** Few seeds, for every check. */
    short: { type: 'boolean', default: false },
    /** Only the check that broken clients are caught. */
    broken: { type: 'boolean', default: false },
    threads: { type: 'string' },
  },
})

const first = Number(flags.seed)
const seeds = Number(flags.seeds ?? (flags.short ? 20 : 1000))
const chosen = families.filter((name) => !flags.family || name === flags.family)
if (!chosen.length) throw new Error(`no family "${flags.family}": ${families.join('; ')}`)

// a run that waits for time that nobody lets pass would end the program silently
process.exitCode = 1
let finished = false
process.on('exit', () => finished || console.error('did not finish: a run waits for ever'))

/** The table: ours beside the official client. Gives what is against the law. */
async function measure(pool: Pool): Promise<string[]> {
  const wrong: string[] = []
  header().forEach((text) => console.log(text))
  for (const family of chosen)
    for (const client of flags.client ? [flags.client] : ['official', 'ours']) {
      const row = { client, family, results: await pool.run(client, family, first, client === 'official' && flags.short ? Math.min(seeds, 5) : seeds) }
      console.log(line(row))
      if (client !== 'official') wrong.push(...complaints(row))
    }
  return wrong
}

/** A run is a function of client, family and seed: the same log twice. Gives the families where it is not. */
async function repeat(): Promise<string[]> {
  const out: string[] = []
  for (const family of chosen) {
    const logs = [[], []] as string[][]
    for (const log of logs) await play(findClient('ours'), makePlan(family, first), (text) => log.push(text))
    const at = logs[0]!.findIndex((text, i) => text !== logs[1]![i])
    if (at >= 0 || logs[0]!.length !== logs[1]!.length) out.push(`${family}, seed ${first} differs from itself: ${logs[0]![at]}`)
  }
  return out
}

/** Every deliberately broken client must be caught. Gives the names of those that were not. */
async function check(pool: Pool): Promise<string[]> {
  await buildMutants()
  const missed: string[] = []
  for (const { name, family } of mutants.filter((m) => !flags.family || m.family === flags.family)) {
    let caught: string | undefined
    for (let from = first; from < first + 400 && !caught; from += 50) {
      caught = complaints({ client: name, family, results: await pool.run(name, family, from, 50) })[0]
    }
    console.log(`${name.padEnd(28)} ${caught ? 'caught by ' + caught : 'NOT CAUGHT'}`)
    if (!caught) missed.push(`${name} is not caught by "${family}"`)
  }
  return missed
}

if (flags.replay || flags.shrink) {
  const name = flags.client ?? 'ours'
  if (mutants.some((m) => m.name === name)) await buildMutants()
  const client = findClient(name)
  let plan = makePlan(chosen[0]!, first)
  if (flags.shrink) plan = await shrink(client, plan)
  console.log(`${name}, ${plan.family}, seed ${plan.seed}; faults:`)
  plan.faults.forEach((f) => console.log('  ' + JSON.stringify(f)))
  const result = await play(client, plan, console.log)
  console.log(line({ client: name, family: plan.family, results: [result] }))
  finished = true
  process.exitCode = isBad(result) ? 1 : 0
} else {
  const started = Date.now()
  const pool = createPool(Number(flags.threads ?? Math.min(2, availableParallelism())))
  if (flags.client && mutants.some((m) => m.name === flags.client)) await buildMutants()
  const wrong = flags.broken ? [] : await measure(pool)
  if (flags.broken || (!flags.client && !flags.family)) wrong.push(...(await repeat()), ...(await check(pool)))
  await pool.close()
  wrong.forEach((text) => console.log('WRONG ' + text))
  console.log(`${seeds} seeds of ${chosen.length} families in ${((Date.now() - started) / 1000).toFixed(1)} s: ${wrong.length ? 'broken' : 'nothing lost'}`)
  finished = true
  process.exitCode = wrong.length ? 1 : 0
}
