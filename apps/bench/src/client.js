// One client, one case, one process: `node --expose-gc client.js <official|ours|floor> <base> <case as JSON>`. Talks to the parent by IPC.
import { createRequire } from 'node:module'
import { makeWx } from './wx.js'

const require = createRequire(import.meta.url)
const [, , kind, base, json] = process.argv
const job = JSON.parse(json)
globalThis.wx = makeWx(base)

const load = { official: () => require('nim-web-sdk-ng/dist/NIM_MINIAPP_SDK.js'), ours: () => require('@nim/sdk'), floor: async () => (await import('./floor.js')).Floor }
const before = performance.now()
const Client = await load[kind]()
const loading = performance.now() - before

const options = { appkey: 'k', account: 'me', token: 't', lbsUrls: [base + '/lbs'], linkUrl: base.slice(7), isAbtestEnable: false, debugLevel: 'off' }
const other = { reportConfig: { isDataReportEnable: false }, cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false } }
const nim = new Client(options, other)

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const heap = () => {
  global.gc()
  global.gc()
  return process.memoryUsage().heapUsed
}
const once = (event) => new Promise((done) => nim.on(event, done))
const say = (message) => process.send(message)

const cases = {
  async sync() {
    const kept = heap()
    const start = cpu()
    const done = once('syncdone')
    nim.connect().catch(() => {})
    await done
    const spent = cpu() - start
    return { cpu: spent, heap: heap() - kept, loading }
  },
  async receive() {
    await Promise.all([once('syncdone'), nim.connect()])
    let left = job.warm
    let done
    nim.on('msg', () => --left === 0 && done())
    // the senders become known and the code warm
    const warm = new Promise((yes) => (done = yes))
    say('warm')
    await warm
    await new Promise((yes) => setTimeout(yes, 300))
    left = job.count
    const all = new Promise((yes) => (done = yes))
    const start = cpu()
    say('go')
    await all
    return { cpu: ((cpu() - start) * 1000) / job.count }
  },
  async send() {
    await Promise.all([once('syncdone'), nim.connect()])
    const one = (i) => nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'message ' + i })
    for (let i = 0; i < 300; i++) await one(i)
    const times = []
    for (let i = 0; i < 500; i++) {
      const start = performance.now()
      await one(i)
      times.push(performance.now() - start)
    }
    const start = cpu()
    const count = 5000
    let sent = 0
    const worker = async () => {
      while (sent < count) await one(sent++)
    }
    await Promise.all(Array.from({ length: 100 }, worker))
    return { p50: times.sort((a, b) => a - b)[250], cpu: ((cpu() - start) * 1000) / count }
  },
  async reconnect() {
    await Promise.all([once('syncdone'), nim.connect()])
    const back = once('logined')
    const lost = once('disconnect')
    say('go')
    const start = performance.now()
    await lost
    const noticed = performance.now() - start
    if (job.half) return { wall: noticed }
    await back
    return { wall: performance.now() - start }
  },
}

say({ result: await cases[job.case]() })
process.exit(0)
