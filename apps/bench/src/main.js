// baseline.md, rebuilt: the same frames for every client, a fresh process per run, the clients in turn, medians. Read the ratios, not the times.
import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { friends, live, offline, roaming, teams } from './frames.js'
import { startServer } from './server.js'

const quick = process.argv.includes('--quick')
const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const clients = ['official', 'ours', 'floor']
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1]

/** Runs one client through one job; `act` does the server's part when the client says so. */
function run(kind, server, job, act) {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'client.js'), [kind, server.base, JSON.stringify(job)], { execArgv: ['--expose-gc'] })
    const late = setTimeout(() => child.kill(), 180_000)
    child.on('message', (/** @type {any} */ message) => {
      if (message?.result) resolve(message.result)
      else act?.(message)
    })
    child.on('exit', (code) => {
      clearTimeout(late)
      if (code) reject(new Error(`${kind} ended with ${code}`))
    })
  })
}

/** Medians of several rounds, the clients in turn within each. */
async function measure(rounds, kinds, once) {
  const found = Object.fromEntries(kinds.map((kind) => [kind, []]))
  for (let i = 0; i < rounds; i++) for (const kind of kinds) found[kind].push(await once(kind).catch(() => ({})))
  return (kind, what) => median(found[kind].map((r) => r[what] ?? NaN))
}

const lines = []
const print = (line) => {
  lines.push(line)
  console.log(line)
}
const n = (value, digits = 1) => (Number.isNaN(value) || value === undefined ? '–' : value.toFixed(digits))
const wanted = (name) => !only.length || only.some((word) => name.includes(word))
const rounds = quick ? 1 : 5

if (wanted('sync')) {
  print('\n## Login + sync: CPU from connect() to syncdone, ms\n')
  print('| case | official | ours | floor | official × floor | ours × floor | budget × floor | heap per message kept, KB: official | ours |')
  print('|---|---|---|---|---|---|---|---|---|')
  /** @type {[name: string, frames: string[] | undefined, budget: number, messages?: number][]} */
  const cases = [
    ['login only', [], 1.3],
    ['1,000 sessions × 10 roaming', roaming(1000, 10), 2.5, 10_000],
    ['10,000 sessions × 10', quick ? undefined : roaming(10_000, 10), 3, 100_000],
    ['1,000 × 100', quick ? undefined : roaming(1000, 100), 3, 100_000],
    ['5,000 teams', teams(5000), 2],
    ['10,000 friends + name cards', friends(10_000), 1.5],
    ['500 × 10 + 100 teams + 500 friends', [...roaming(500, 10), ...teams(100), ...friends(500)], 2.5, 5000],
    ['20,000 offline messages, 1 session', offline(20_000), 2.5, 20_000],
  ]
  for (const [name, frames, budget, messages] of cases) {
    if (!frames) continue
    const server = await startServer(frames)
    const of = await measure(rounds, clients, (kind) => run(kind, server, { case: 'sync' }))
    await server.close()
    const [official, ours, floor] = clients.map((kind) => of(kind, 'cpu'))
    const kept = (kind) => (messages ? n((of(kind, 'heap') - of('floor', 'heap')) / messages / 1000, 2) : '')
    print(`| ${name} | ${n(official)} | ${n(ours)} | ${n(floor)} | ${n(official / floor)} | **${n(ours / floor)}** | ${budget} | ${kept('official')} | ${kept('ours')} |`)
  }
}

if (wanted('receive')) {
  print('\n## Receive, senders known: CPU per message, µs\n')
  print('| case | official | ours | floor | official × floor | ours × floor | budget × floor |')
  print('|---|---|---|---|---|---|---|')
  /** @type {[name: string, count: number, sessions: number, budget: number][]} */
  const cases = [
    ['10k over 5,000 sessions', 10_000, 5000, 2],
    ['10k over 1 session', 10_000, 1, 2.5],
    ['50k over 1 session', 50_000, 1, 2.5],
  ]
  for (const [name, count, sessions, budget] of cases) {
    const warm = Math.min(sessions, 5000)
    const frames = live(count + warm, sessions)
    const server = await startServer()
    const kinds = quick && count > 10_000 ? ['ours', 'floor'] : clients
    const of = await measure(quick ? 1 : 3, kinds, (kind) =>
      run(kind, server, { case: 'receive', count, warm }, (word) => server.burst(word === 'warm' ? frames.slice(0, warm) : frames.slice(warm)))
    )
    await server.close()
    const [official, ours, floor] = clients.map((kind) => (kinds.includes(kind) ? of(kind, 'cpu') : NaN))
    print(`| ${name} | ${n(official)} | ${n(ours)} | ${n(floor)} | ${n(official / floor)} | **${n(ours / floor)}** | ${budget} |`)
  }
}

if (wanted('send')) {
  print('\n## Send\n')
  print('| | official | ours | floor | ours × floor | budget × floor |')
  print('|---|---|---|---|---|---|')
  const server = await startServer()
  const of = await measure(rounds, clients, (kind) => run(kind, server, { case: 'send' }))
  await server.close()
  /** @type {[name: string, what: string, budget: number, digits: number][]} */
  const cases = [['sequential p50, ms', 'p50', 1.5, 3], ['100 in flight, CPU per message, µs', 'cpu', 2, 1]]
  for (const [name, what, budget, digits] of cases) {
    const [official, ours, floor] = clients.map((kind) => of(kind, what))
    print(`| ${name} | ${n(official, digits)} | ${n(ours, digits)} | ${n(floor, digits)} | **${n(ours / floor)}** | ${budget} |`)
  }
}

if (wanted('reconnect')) {
  print('\n## The way back, ms\n')
  print('| | official | ours | budget |')
  print('|---|---|---|---|')
  const both = ['official', 'ours']
  const row = async (name, times, budget, job, act) => {
    const of = await measure(times, both, async (kind) => {
      const server = await startServer()
      const result = await run(kind, server, { case: 'reconnect', ...job }, () => act(server))
      await server.close().catch(() => {})
      return result
    })
    print(`| ${name} | ${n(of('official', 'wall'), 0)} | **${n(of('ours', 'wall'), 0)}** | ${budget} |`)
  }
  await row('socket killed → logined', rounds, 300, {}, (server) => server.kill())
  if (!quick) {
    /** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
    let second
    await row('server down 10 s → logined', 3, 11_000, {}, async (server) => {
      const { port } = server
      await server.close()
      setTimeout(async () => (second = await startServer([], port)), 10_000)
    })
    await second?.close()
    await row('half-open socket noticed', 1, 15_000, { half: true }, (server) => server.freeze(true))
  }
}

mkdirSync(join(import.meta.dirname, '../out'), { recursive: true })
writeFileSync(join(import.meta.dirname, '../out/bench.md'), lines.join('\n') + '\n')
