// Stores, retries and policies, in a world whose time is the test's.
import { createNim } from '@nim/core'
import { createClock, createHost, createNetwork, createScript, type HostKind } from '@nim/testkit'
import { afterEach, expect, test, vi } from 'vitest'
import { cloudStorage, type CloudStorageConfig, type UploadFileOptions } from './index'

const store = (host: string, priority: number, retryPolicy: object = {}) => JSON.stringify({ authPolicy: { policyType: '2,3' }, uploadConfig: { retryPolicy }, cdnSchema: 'https://{cdnDomain}/{objectName}', dlcdn: host, dlcdns: [host], priority })
const endless = { retry: 1e9, retryNext: true, circuit: 60 }

async function world(config: CloudStorageConfig = {}, kind: HostKind = 'wx') {
  const clock = createClock()
  const script = createScript(clock.now)
  const network = createNetwork(clock, script)
  const host = createHost(kind, { clock, network })
  vi.stubGlobal(kind, host.api)
  const timers = new Set<number>()
  vi.stubGlobal('setTimeout', (fn: () => void, ms?: number) => {
    const id = host.timers.setTimeout(() => {
      timers.delete(id)
      fn()
    }, ms)
    timers.add(id)
    return id
  })
  vi.stubGlobal('clearTimeout', (id: number) => {
    timers.delete(id)
    host.timers.clearTimeout(id)
  })
  vi.spyOn(Date, 'now').mockImplementation(clock.now)
  script.on('6_2', { r: [{ 1: 'dir%2Fobj', 2: 'tok', 3: 'nim' }] })
  script.on('6_29', ({ q }) => ({ r: [{ 0: (q[0] as Record<string, unknown>)[0], 4: 'tok', 6: 'bucket', 7: 'dir%2Fobj' }] }))
  script.web = ({ method }) => (method === 'POST' ? { body: '{"md5":"m","size":"5"}' } : undefined)
  const nim = createNim({ platform: host.api as never, appkey: 'k', account: 'alice', token: 't', lbsUrls: ['https://lbs.test/lbs'], cloudStorageConfig: config, plugins: [cloudStorage()] })
  const end = async <T>(promise: Promise<T>, limit = 60_000) => {
    let out: { value?: T; error?: any } | undefined
    promise.then(
      (value) => (out = { value }),
      (error) => (out = { error })
    )
    await clock.until(() => !!out, limit)
    return out ?? { pending: true }
  }
  await end(nim.connect())
  const posts = () => host.calls.filter((c) => c.name === 'uploadFile').length
  const upload = (o?: Partial<UploadFileOptions>) => nim.cloudStorage.uploadFile({ type: 'file', filePath: 'a.pdf', ...o })
  return { clock, script, network, host, nim, timers, end, posts, upload }
}
/** The service says that there are these stores. */
const say = (script: Awaited<ReturnType<typeof world>>['script'], nos?: string, s3?: string) => {
  script.on('6_27', { r: [{ 0: '{"mixStoreEnable":true}', 1: '1000' }] })
  script.on('6_28', { r: [{ 0: '1,2', 1: '500', 3: nos, 4: s3 }] })
}
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('a login asks nothing and waits for nothing', async () => {
  const { script, clock, nim } = await world()
  for (const id of ['6_26', '6_27', '6_28']) script.on(id, 'silence')
  expect(nim.status).toBe('logined')
  await clock.run(1000)
  expect(script.received.map((c) => c.id)).toEqual(['2_3', '5_1'])
})

test('an upload waits 3 s for silent policies, the next one not at all', async () => {
  const { script, clock, end, upload } = await world()
  for (const id of ['6_26', '6_27']) script.on(id, 'silence')
  const began = clock.now()
  expect(await end(upload())).toMatchObject({ value: { url: 'https://nim.nosdn.127.net/dir/obj', size: 5, name: 'a.pdf' } })
  expect(clock.now() - began).toBeLessThan(3100)
  const then = clock.now()
  await end(upload())
  expect(clock.now() - then).toBeLessThan(100)
})

test('a refused policy is asked for again later and later', async () => {
  const { script, clock, end, upload } = await world()
  script.on('6_27', { r: [{ 0: '{"mixStoreEnable":true}', 1: '1000' }] })
  script.on('6_28', { code: 500 })
  for (let n = 0; n < 300; n++) {
    await end(upload())
    await clock.run(1000)
  }
  const asked = script.count('6_28')
  expect(asked).toBeGreaterThan(4)
  expect(asked).toBeLessThan(12)
  expect(script.count('6_2')).toBe(300)
})

test('policies are kept for as long as they live, also by the next client; each app has its own', async () => {
  const w = await world()
  say(w.script, store('nos.test', 1))
  w.host.storage.set('NIM-AllGrayscaleConfig', '{"other":{"mixStoreEnable":false}}')
  await w.end(w.upload())
  await w.end(w.upload())
  expect([w.script.count('6_27'), w.script.count('6_28'), w.script.count('6_26')]).toEqual([1, 1, 1])
  await w.clock.run(501_000)
  await w.end(w.upload())
  expect([w.script.count('6_27'), w.script.count('6_28')]).toEqual([1, 2])
  expect(JSON.parse(w.host.storage.get('NIM-AllGrayscaleConfig') as string)).toEqual({ other: { mixStoreEnable: false }, k: { mixStoreEnable: true, ttl: 1000, timeStamp: expect.any(Number) } })
  const again = createNim({ platform: w.host.api as never, appkey: 'k', account: 'alice', token: 't', lbsUrls: ['https://lbs.test/lbs'], plugins: [cloudStorage()] })
  await w.end(again.connect())
  expect(again.cloudStorage.getPrivateUrl('https://nos.test/x')).toBe('https://nos.test/x')
  await w.end(again.cloudStorage.uploadFile({ type: 'file', filePath: 'b' }))
  expect([w.script.count('6_27'), w.script.count('6_28'), w.script.count('6_29')]).toEqual([1, 2, 4])
})

test.each(['wx', 'my', 'swan', 'tt', 'qq'] as const)('%s: policies are kept', async (kind) => {
  const { host, end, upload } = await world({}, kind)
  await end(upload())
  expect(host.storage.size).toBe(0)
  const other = await world({}, kind)
  say(other.script, store('nos.test', 1))
  await other.end(other.upload())
  expect([...other.host.storage.keys()]).toEqual(['NIM-AllGrayscaleConfig', 'NIM-AllMixStorePolicy'])
})

test.each(['wx', 'my', 'swan', 'tt', 'qq'] as const)('%s: what cannot be stored or read is asked for once a client', async (kind) => {
  const { script, host, end, upload } = await world({}, kind)
  say(script, store('nos.test', 1))
  host.throws('getStorageSync')
  host.throws('setStorageSync')
  expect(await end(upload())).toHaveProperty('value')
  expect(await end(upload())).toHaveProperty('value')
  expect(script.count('6_28')).toBe(1)
})

test.each(['wx', 'my', 'swan', 'tt', 'qq'] as const)('%s: its names, its progress, its aborts', async (kind) => {
  const { host, network, clock, end, upload } = await world({ isNeedToGetUploadPolicyFromServer: false }, kind)
  const said: unknown[] = []
  await end(upload({ type: 'video', onUploadProgress: (p) => said.push(p) }))
  const { args } = host.calls.find((c) => c.name === 'uploadFile')!
  const own = kind === 'my' ? { fileName: 'file', fileType: 'video' } : { name: 'file' }
  expect(JSON.parse(JSON.stringify(args[0]))).toEqual({ ...own, url: 'https://nos.netease.com/nim', filePath: 'a.pdf', formData: { Object: 'dir/obj', 'x-nos-token': 'tok', 'x-nos-entity-type': 'json' } })
  expect(said).toEqual([{ total: 1000, loaded: 1000, percentage: 100, percentageText: '100%' }])
  network.hang('nos.netease.com')
  let cancel = () => {}
  const sent = upload({ onUploadStart: (task) => (cancel = () => task.abort()) })
  sent.catch(() => {})
  await clock.run(100)
  cancel()
  expect(await end(sent)).toMatchObject({ error: { name: 'uploadError', code: 400, rawError: { errCode: 10499 } } })
})

test('retries are bounded and wait, whatever the policy says; two stores and no S3 class end too', async () => {
  const { script, network, clock, end, posts, upload } = await world()
  say(script, store('nos.test', 2, endless), store('s3.test', 1, endless))
  network.refuse('nos.netease.com')
  const began = clock.now()
  expect(await end(upload())).toMatchObject({ error: { name: 'uploadError', code: 400, cause: { errMsg: expect.stringContaining('refused') } } })
  expect(posts()).toBe(6)
  expect(clock.now() - began).toBeGreaterThanOrEqual(15_000)
  expect(script.count('6_29')).toBe(1)
})

test('the next store follows when the policy allows it; the one that failed stands back', async () => {
  const seen: string[] = []
  let broken = true
  const s3 = class {
    config = { update: () => undefined }
    upload = () => ({ on: () => undefined, abort: () => undefined, send: (done: (e: unknown, data?: object) => void) => (seen.push('s3'), done(broken ? new Error('broken') : null, { Key: 'dir/obj' })) })
  }
  const { script, clock, end, posts, upload } = await world({ s3: s3 as never })
  say(script, store('nos.test', 2), store('s3.test', 1, { retry: 3, retryNext: true, circuit: 60 }))
  const file = new Blob(['x'])
  expect(await end(upload({ file }))).toMatchObject({ value: { url: 'https://nim.nosdn.127.net/dir/obj' } })
  expect([seen.length, posts()]).toEqual([1, 1])
  await end(upload({ file }))
  expect([seen.length, posts()]).toEqual([1, 2])
  await clock.run(60_000)
  broken = false
  expect(await end(upload({ file }))).toMatchObject({ value: { url: 'https://s3.test/dir/obj', size: 1 } })
  expect([seen.length, posts()]).toEqual([2, 2])
})

test('no timer is left by disconnect() and destroy(), whatever an upload was at', async () => {
  for (const way of ['disconnect', 'destroy'] as const)
    for (const where of ['waiting', 'sending', 'describing']) {
      const { script, network, clock, end, nim, timers, upload } = await world()
      say(script, store('nos.test', 2, endless))
      script.web = ({ method }) => (method === 'POST' ? { body: '{"type":"image/png"}' } : undefined)
      if (where === 'waiting') network.refuse('nos.netease.com', 2)
      else network.hang(where === 'sending' ? 'nos.netease.com' : 'imageInfo')
      const sent = upload()
      sent.catch(() => {})
      await clock.run(1500)
      await end(nim[way]())
      if (way === 'destroy') {
        await clock.run(10)
        expect([way, where, timers.size]).toEqual([way, where, 0])
      }
      expect(await end(sent, 600_000)).not.toHaveProperty('pending')
      expect([way, where, timers.size]).toEqual([way, where, 0])
    }
})

test('plain addresses of other machines are refused', async () => {
  const { end, posts, upload } = await world({ commonUploadHost: 'http://store.test' })
  expect(await end(upload())).toMatchObject({ error: { name: 'uploadError', cause: { code: 414 } } })
  expect(posts()).toBe(0)
})

test('a service that talks nonsense does no harm', async () => {
  for (const [gray, mix] of [[[], []], [[null], [5]], [[{ 0: 'x' }], []], [[{ 0: '{"mixStoreEnable":true}' }], [{ 3: '5', 4: '{}' }]], [[{ 0: '{"mixStoreEnable":true}', 1: '9' }], [{ 3: '{"dlcdns":null,"uploadConfig":null,"authPolicy":5}', 1: '9' }]]]) {
    const { script, end, nim, upload } = await world()
    script.on('6_27', { r: gray })
    script.on('6_28', { r: mix })
    script.on('6_26', { r: gray })
    expect(await end(upload())).toHaveProperty('value')
    expect(() => nim.cloudStorage.getPrivateUrl('https://a.test/b')).not.toThrow()
    expect(await end(nim.cloudStorage.getFileToken({ type: 2 }))).toMatchObject({ error: { code: 403 } })
  }
})
