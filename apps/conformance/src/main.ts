import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createCoverage } from './coverage'
import { ambient, differences } from './differences/index'
import { attribute, readExpected, writeExpected } from './expected'
import { run, suggest, type Clients, type Result } from './run'
import { generate } from './generate/index'
import { createStage } from './stage'
import { rooms } from './rooms/index'
import { converse } from './talk'

const { values: flags } = parseArgs({
  options: {
    /** Another file for our client. */
    ours: { type: 'string' },
    /** Only scenarios with this in their name. */
    only: { type: 'string', default: '' },
    /** Generated cases of each family, and the seed that makes them. */
    cases: { type: 'string', default: '260' },
    seed: { type: 'string', default: '1' },
    /** Print the logs side by side. */
    diff: { type: 'boolean', default: false },
    /** Print what remains of differences. */
    left: { type: 'boolean', default: false },
    /** Print which general differences would explain a failure. */
    suggest: { type: 'boolean', default: false },
    /** Write what remains into expected/, for somebody to attribute. */
    accept: { type: 'boolean', default: false },
    /** Write docs/coverage.md instead of checking it. */
    write: { type: 'boolean', default: false },
  },
})

// a scenario that waits for time that nobody lets pass would end the program silently
process.exitCode = 1
let finished = false
process.on('exit', () => finished || console.error('did not finish: a scenario waits for ever'))

const require = createRequire(import.meta.url)
const home = fileURLToPath(new URL('..', import.meta.url))
const file = resolve(flags.ours ?? join(home, '../../packages/sdk/dist/NIM_MINIAPP_SDK.js'))
const there = existsSync(file)
if (!there) console.log('ours: missing')
const probe: Record<string, unknown> = there ? createStage(file, {}).make() : {}
const clients: Clients = {
  official: require.resolve('nim-web-sdk-ng/dist/NIM_MINIAPP_SDK.js'),
  ours: there ? file : undefined,
  has: (module) => Object.keys(Object(probe[module])).length > 0,
}
const place = join(home, 'expected')
const expected = readExpected(place)
const ran: typeof expected = new Map()

const print = (lines: readonly string[]) => lines.forEach((line) => console.log('      ' + line))
const totals = new Map<string, number>()
const coverage = createCoverage()
const started = Date.now()
/** One row of the table, and what is to be said about it. */
function tell({ kind, verdict, name, complaints, seen }: Result): void {
  if (seen && kind !== 'FAIL') coverage.see(name, seen)
  const kindly = kind === 'listed' && verdict!.shown.every((id) => ambient.includes(id)) ? 'identical but for' : kind
  totals.set(kindly, (totals.get(kindly) ?? 0) + 1)
  console.log(`${name.padEnd(64)} ${kind === 'listed' ? 'listed: ' + verdict!.shown.join(', ') : kind}`)
  print(complaints)
  if (kind === 'FAIL' && flags.left) print(verdict?.left ?? [])
  if (flags.diff) print(verdict?.diff ?? [])
}

function accept({ verdict, name }: Result): void {
  if (verdict && flags.accept) ran.set(name, attribute(verdict.left, expected.get(name)))
}

for (const scenario of rooms.filter((s) => s.name.includes(flags.only))) {
  const result = await run(scenario, clients, differences, expected.get(scenario.name))
  tell(result)
  if (result.kind === 'FAIL' && flags.suggest && there) print(['would need: ' + (await suggest(scenario, clients, differences)).join(', ')])
  accept(result)
}
for (const result of await converse(clients, differences, expected, flags.only)) {
  tell(result)
  accept(result)
}
let made = 0
for (const { name, cases, shown, failure } of await generate(clients, differences, { runs: Number(flags.cases), seed: Number(flags.seed), only: flags.only })) {
  made += cases
  const kind = failure ? 'FAIL' : shown.every((id) => ambient.includes(id)) ? 'identical but for' : 'listed'
  totals.set(kind, (totals.get(kind) ?? 0) + 1)
  console.log(`${`${name} (${cases})`.padEnd(64)} ${failure ? 'FAIL' : shown.length ? 'listed: ' + shown.join(', ') : 'identical'}`)
  if (failure) print(failure.split('\n'))
}
if (flags.accept) writeExpected(place, ran)
console.log(`${made} generated cases;`, [...totals].map(([kind, n]) => `${n} ${kind}`).join(', '), `in ${((Date.now() - started) / 1000).toFixed(1)} s`)
if (!flags.only && there) {
  const page = join(home, '../../docs/coverage.md')
  const { text, totals: counted } = coverage.page(probe)
  console.log(counted)
  if (flags.write) writeFileSync(page, text)
  else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error('docs/coverage.md is out of date: pnpm conformance --write')
    totals.set('FAIL', (totals.get('FAIL') ?? 0) + 1)
  }
}
finished = true
process.exitCode = totals.get('FAIL') ? 1 : 0
