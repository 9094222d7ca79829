// How much one emulator bears: devices logged in, and messages fanned out to a team whose members are all online.
// `node src/load.js [--devices 5000] [--members 200] [--seconds 15] [--rates 2000,10000,20000] [--data]`; rates are deliveries a second.
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'

const { values } = parseArgs({
  options: { devices: { type: 'string', default: '5000' }, members: { type: 'string', default: '200' }, seconds: { type: 'string', default: '15' }, rates: { type: 'string', default: '2000,10000,20000' }, data: { type: 'boolean', default: false } },
})
const [devices, members, seconds] = [Number(values.devices), Number(values.members), Number(values.seconds)]
const data = values.data ? mkdtempSync(join(tmpdir(), 'nim-load-')) : undefined
const threads = 2

const lines = []
const print = (line) => {
  lines.push(line)
  console.log(line)
}
const mib = (bytes) => (bytes / (1 << 20)).toFixed(1)
const kib = (bytes) => (bytes / 1024).toFixed(1)
const percentile = (sorted, p) => (sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))].toFixed(1) : '–')

const service = fork(join(import.meta.dirname, 'load-service.js'), [JSON.stringify({ devices, members, data })], { execArgv: ['--expose-gc'] })
const heard = () => new Promise((resolve) => service.once('message', resolve))
const ask = (question) => {
  const answer = heard()
  service.send(question)
  return answer
}
const { url, team } = await heard()
const empty = await ask('memory')

/** Every so many-th client, in a thread of its own: members of the team are in each. */
function startClients(index) {
  const worker = new Worker(join(import.meta.dirname, 'load-clients.js'), { workerData: { url, team, members, devices, index, threads } })
  const waiting = new Map()
  let ids = 0
  worker.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (error) reject(new Error(error))
    else resolve(result)
  })
  return {
    worker,
    call: (door, input) =>
      new Promise((resolve, reject) => {
        waiting.set(++ids, { resolve, reject })
        worker.postMessage({ id: ids, door, input })
      }),
  }
}

const clients = Array.from({ length: threads }, (_, i) => startClients(i))
const all = (door, input) => Promise.all(clients.map(({ call }) => call(door, input)))

print(`Node ${process.version}, ${cpus().length} CPUs, of which others used ${loadavg()[0].toFixed(1)} when it began; clients on the same machine`)
const began = performance.now()
await all('login')
const took = (performance.now() - began) / 1000
const full = await ask('memory')
print(`${full.online} of ${devices} devices logged in and synced in ${took.toFixed(1)} s (${(devices / took).toFixed(0)}/s)${data ? ', data kept on disk' : ''}`)
print(`memory: ${mib(empty.rss)} MiB before, ${mib(full.rss)} MiB with them: ${kib((full.rss - empty.rss) / full.online)} KiB rss a connection, ${kib((full.heapUsed - empty.heapUsed) / full.online)} KiB of it heap`)
print('')
print(`team of ${members}, all online, every message acknowledged by each receiver; ${seconds} s each`)
print('| wanted deliveries/s | messages/s | delivered/s | delivered | p50 ms | p99 ms | max ms | answer p50 | answer p99 | behind at the end, ms | CPU of the service |')
print('|---|---|---|---|---|---|---|---|---|---|---|')

for (const wanted of values.rates.split(',').map(Number)) {
  const rate = wanted / (members - 1)
  await ask('cpu')
  const start = performance.now()
  const sent = (await all('send', { rate: rate / threads, seconds })).reduce((sum, n) => sum + n, 0)
  const ended = performance.now()
  const expected = sent * (members - 1)
  const got = async () => (await all('count')).reduce((sum, c) => sum + c.received, 0)
  while ((await got()) < expected && performance.now() - ended < 30_000) await new Promise((resolve) => setTimeout(resolve, 5))
  const late = performance.now() - ended
  const cpu = await ask('cpu')
  const taken = await all('take')
  const received = taken.flatMap((t) => t.received).sort((a, b) => a - b)
  const answers = taken.flatMap((t) => t.answers).sort((a, b) => a - b)
  const wall = (performance.now() - start) / 1000
  if (taken.some((t) => t.lost > 0)) print(`${taken.reduce((sum, t) => sum + t.lost, 0)} links were lost`)
  print(`| ${wanted} | ${rate.toFixed(1)} | ${(received.length / wall).toFixed(0)} | ${received.length} of ${expected} | ${percentile(received, 0.5)} | ${percentile(received, 0.99)} | ${received.at(-1)?.toFixed(1)} | ${percentile(answers, 0.5)} | ${percentile(answers, 0.99)} | ${late.toFixed(0)} | ${((cpu / 1000 / wall) * 100).toFixed(0)} % |`)
}

const after = await ask('memory')
print('')
print(`after all that: ${mib(after.rss)} MiB, ${after.online} devices online`)
mkdirSync(join(import.meta.dirname, '../out'), { recursive: true })
writeFileSync(join(import.meta.dirname, `../out/load${data ? '-data' : ''}.md`), lines.join('\n') + '\n')
for (const { worker } of clients) await worker.terminate()
service.disconnect()
if (data) rmSync(data, { recursive: true, force: true })
