// A tour over every method at every debugLevel: what is logged, thrown or asked for by url tells neither token nor message.
import { createClock, createHost, createNetwork, createScript, loadInSandbox, packet, serviceTime, type Answer } from '@nim/testkit'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { callsOf, make } from './calls'
import { built } from './files'

const token = 'T0ken-of-alice'
const body = 'B0dy-of-a-message'
/** A token for uploads, and what the app's server sends along. */
const permit = 'Perm1t-for-a-file'
const secrets = [token, body, permit].map((secret) => secret.slice(0, 6))

/** An error as a crash report takes it. `msg` of a failed send is the app's own message, there to be sent again. */
const report = (e: any): string => inspect(Object(e) === e ? Object.assign(Object.create(null), { name: e.name, message: e.message, stack: e.stack }, e, { cause: e.cause && report(e.cause), msg: undefined }) : e, { depth: 8, showHidden: true })

test.each(['off', 'error', 'warn', 'log', 'debug'])('debugLevel %s', async (debugLevel) => {
  const clock = createClock()
  const script = createScript()
  const network = createNetwork(clock, script)
  const host = createHost('wx', { clock, network })
  const seen: string[] = []
  const NIM = loadInSandbox(built('sdk'), { host, console: (level, args) => seen.push(level + ' ' + args.map((a) => (Object(a) === a ? report(a) : String(a))).join(' ')) })
  const options = { appkey: 'appkey', account: 'alice', token, lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'link.test', debugLevel, loginExt: token, customTag: 'tag' }
  const nim = new NIM(options, {})
  for (const event of ['error', 'disconnect', 'willReconnect', 'kicked']) nim.on(event, (e: any) => void (e && seen.push(event + report(e.error ?? e))))
  script.web = ({ url }) => (/nos\.test|nos\.netease/.test(url) ? { status: 403, body: JSON.stringify({ token: permit }) } : undefined)

  const failed = new Map<string, any>()
  let settled = 0
  const tour = async () => {
    failed.clear()
    settled = 0
    const calls = callsOf(nim, body)
    for (const [path, args] of calls)
      make(nim, path, args).then(
        () => settled++,
        (e) => {
          settled++
          failed.set(path, e)
          seen.push(path + report(e))
        }
      )
    await clock.until(() => settled === calls.length, 120_000)
    expect(settled).toBe(calls.length)
    return calls.length
  }
  const connect = async () => {
    let over = false
    nim.connect().then(
      () => (over = true),
      (e: unknown) => {
        over = true
        seen.push(report(e))
      }
    )
    await clock.until(() => over)
  }

  // not connected, well, refused, silent, cut, nonsense
  await tour()
  await connect()
  expect(nim.status).toBe('logined')
  const ticket = { 1: 'object', 2: permit, 3: 'bucket' }
  script.on('6_2', { r: [ticket] })
  expect(await tour()).toBeGreaterThan(100)
  // all of them were right calls
  expect([...failed].filter(([, e]) => e.name === 'validateError').map(([path, e]) => `${path}: ${e.message}`)).toEqual([])
  expect(network.log.some(({ url }) => url.includes('nos.netease.com'))).toBe(true)
  const ids = new Set(script.received.map(({ id }) => id).filter((id) => !/^(1_2|2_3|5_1|4_5)$/.test(id)))
  const answers: (Answer | 'silence')[] = [{ code: 403, r: [body, { 9: body }] }, { code: 7101, r: [{ 0: 0, 1: 'bob', 2: 'alice', 9: body }] }, { raw: '3:::{"r":"' + body }, { r: [body] }, { r: [[{ 9: body, 1: body, 3: body }], body] }, 'silence']
  for (const answer of answers) {
    for (const id of ids) script.on(id, answer)
    await tour()
    expect(failed.size).toBeGreaterThan(0)
  }
  const cut = tour()
  await clock.run(20)
  network.drop()
  await cut
  for (const id of ids) script.off(id)
  await clock.until(() => nim.status === 'logined')

  // messages that come, whole and broken
  const text = { 0: 0, 1: 'alice', 2: 'bob', 7: String(serviceTime), 8: 0, 9: body, 10: `{"text":"${body}"`, 11: 'c1', 12: 's1' }
  for (const p of ['7_2', '7_3', '8_3', '15_11', '4_9', '14_1', '99_9', '22_2', '12_101']) script.push([packet(p, text), packet(p, [text]), packet(p, body), { ...packet(p, text), code: 500 }, { ...packet(p), r: [text], code: body }])
  const whole = '3:::' + JSON.stringify(packet('7_2', text))
  for (let end = 5; end < whole.length; end += 5) script.raw(whole.slice(0, end))
  for (const junk of [body, `3:::${body}`, `4:::{"${body}":`, `7:::${body}`]) script.raw(junk)
  await clock.run(1000)

  // kicked, and a wrong token
  script.push(packet('2_5', 1, 1, 'ext', 0))
  await clock.until(() => nim.status === 'unconnected')
  script.on('2_3', { code: 302, r: [token] })
  await connect()
  expect(nim.status).toBe('unconnected')
  script.off('2_3')
  for (const wrong of [{ token: [token] }, { account: 5 }, { authType: token }, { lbsUrls: [] }, { linkUrl: 'http://x.test' }])
    try {
      nim.setOptions({ ...options, ...wrong })
    } catch (e) {
      seen.push(report(e))
    }
  for (const given of [async () => token, () => Promise.reject(new Error('no token today'))]) {
    nim.setOptions({ ...options, token: given })
    await connect()
    let gone = false
    nim.disconnect().then(() => (gone = true))
    await clock.until(() => gone)
  }
  seen.push(...network.log.map(({ url }) => url), ...[...host.storage].map(String))

  if (debugLevel === 'off') expect(seen.filter((line) => /^(debug|log|warn) /.test(line))).toEqual([])
  expect(seen.length).toBeGreaterThan(200)
  expect(seen.filter((line) => secrets.some((secret) => line.includes(secret))).map((line) => line.slice(0, 400))).toEqual([])
  expect(host.errors).toEqual([])
})
