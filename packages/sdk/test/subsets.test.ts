// Each plugin alone on core, and every pair: built files, a bare context, every packet any table knows.
import { compileWire, type Field, type RecordTable, type Wire } from '@nim/core/codec'
import { createClock, createHost, createNetwork, createScript, loadInSandbox, packet, serviceTime, type Packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { modules, plugins } from './files'

/** Plugin functions of each package. */
const makers: Record<(typeof plugins)[number], string[]> = {
  msg: ['msg'],
  session: ['session'],
  sysmsg: ['systemMessage'],
  friends: ['friend', 'user'],
  team: ['team'],
  superteam: ['superTeam'],
  events: ['event'],
  storage: ['cloudStorage'],
  passthrough: ['passThrough', 'misc', 'plugin'],
  signaling: ['signaling'],
}
const all = plugins.flatMap((name) => makers[name].map((maker) => ({ name, maker })))
type Part = (typeof all)[number]

/** A value as the service would send it. */
const value = ({ kind, name, numbers }: Field): unknown =>
  kind === '=' ? String(Object.values(numbers)[0] ?? 1) : kind === '?' || kind === '!' ? '1' : kind === '+' || kind === '#' ? String(serviceTime) : kind === '{' ? '{"id":3,"type":1,"vt":1,"data":{"tinfo":{"1":"100"}},"tinfo":{"1":"100"}}' : name + '-1'
const record = (table: RecordTable) => Object.fromEntries(Object.values(table.tags).map((f) => [f.tag, value(f)]))

/** Every packet the tables describe, once with all there is and once with nothing in it. */
const wires: Wire[] = await Promise.all([...plugins, 'core'].map(async (name) => (await import(`../../${name}/src/wire.ts`)).wire))
const arrivals: Packet[] = wires.flatMap((wire) => {
  const { commands } = compileWire(wire)
  return Object.values<any>(commands).flatMap(({ ids, answer, records }) =>
    ids
      .filter((id: string) => !/^(2_[3568]|5_1|1_2)$/.test(id))
      .flatMap((id: string) => {
        const full = answer.map((type: string) => (type[0] === '@' ? record(records[type.slice(1)]) : type[0] === '*' ? [record(records[type.slice(1)])] : type === '+' ? serviceTime : 'x'))
        return [packet(id, ...full), packet(id)]
      })
  )
})

const pairs: Part[][] = [...all.map((a) => [a]), ...all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b]))]

test.each(pairs.map((parts) => [parts.map(({ maker }) => maker).join(' + '), parts] as const))('%s', async (_, parts) => {
  const clock = createClock()
  const script = createScript()
  const host = createHost('wx', { clock, network: createNetwork(clock, script) })
  const app = loadInSandbox(new URL('app.cjs', import.meta.url).pathname, { host, modules, console: () => {} })
  script.sync = arrivals.filter(({ sid, cid }) => /^(3_109|3_8|4_(4|6|9|12|14|17|19|20|21|23|24)|7_15|8_109|8_126|12_5|12_6|15_13|15_14|21_109|21_111)$/.test(`${sid}_${cid}`))
  const nim = app.make(parts.map(({ name, maker }) => [`@nim/${name}`, maker]))
  const trouble: unknown[] = []
  nim.on('error', (e: { message: string }) => trouble.push(e.message))
  let done: unknown
  nim.connect().then(
    () => (done = 'done'),
    (e: unknown) => (done = e)
  )
  await clock.until(() => done !== undefined)
  expect(done).toBe('done')

  for (const { maker } of parts) expect(Object.keys(Object(nim[maker])).length, `nim.${maker} has methods`).toBeGreaterThan(0)
  for (const p of arrivals) script.push(p)
  await clock.run(200)
  expect(trouble).toEqual([])
  expect(host.errors).toEqual([])
  expect(nim.status).toBe('logined')

  // and it still works
  let kicked: unknown
  nim.kick({ deviceIds: ['x'] }).then((ids: unknown) => (kicked = ids ?? 'none'))
  await clock.until(() => kicked !== undefined)
  await clock.run(60_000)
  expect(nim.status).toBe('logined')
  let gone = false
  nim.destroy().then(() => (gone = true))
  await clock.until(() => gone)
  expect(host.errors).toEqual([])
})
