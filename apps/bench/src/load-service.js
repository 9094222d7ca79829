// The service under load, in a process of its own: `node --expose-gc load-service.js <options as JSON>`. Talks to the parent by IPC.
import { startEmulator } from '@nim/emulator'

const { devices, members, data } = JSON.parse(process.argv[2])
const accounts = Array.from({ length: devices }, (_, i) => ({ account: `u${i}`, token: 't' }))
const emulator = await startEmulator({ accounts, sendPerMinute: Infinity, ...(data ? { data } : {}) })
const team = emulator.createTeam({ name: 'load', owner: 'u0', members: accounts.slice(1, members).map(({ account }) => account), level: members })
await emulator.settled()

let cpu = process.cpuUsage()
const answers = {
  memory() {
    global.gc()
    const { rss, heapUsed, external } = process.memoryUsage()
    return { rss, heapUsed, external, online: emulator.devices().length }
  },
  /** CPU since the last question, ms. */
  cpu() {
    const { user, system } = process.cpuUsage(cpu)
    cpu = process.cpuUsage()
    return (user + system) / 1000
  },
}
process.on('message', (/** @type {keyof typeof answers} */ question) => process.send(answers[question]()))
process.on('disconnect', () => process.exit(0))
process.send({ url: emulator.url, team })
