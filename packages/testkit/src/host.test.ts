import { expect, test } from 'vitest'
import { createClock } from './clock'
import { createHost, type HostKind } from './host'
import { createNetwork } from './network'
import { createScript } from './script'

const make = (kind: HostKind, without?: string[]) => {
  const clock = createClock()
  const script = createScript()
  const network = createNetwork(clock, script)
  return { clock, script, network, host: createHost(kind, { clock, network, without }) }
}
const kinds: HostKind[] = ['wx', 'my', 'swan', 'tt', 'qq']

test.each(kinds)('%s: a request gives the status under its own name', async (kind) => {
  const { clock, host, network } = make(kind)
  const seen: any[] = []
  network.answer('x', { status: 404, body: '{"a":1}' })
  host.api.request({ url: 'http://x', success: (r: any) => seen.push(r), fail: (e: any) => seen.push(e) })
  host.api.request({ url: 'http://x', dataType: 'text', success: (r: any) => seen.push(r) })
  await clock.run(5)
  expect(seen[0]).toMatchObject(kind === 'my' ? { status: 404, data: { a: 1 }, headers: {} } : { statusCode: 404, data: { a: 1 }, header: {} })
  expect(seen[1].data).toBe('{"a":1}')
  network.refuse('x')
  network.heal()
  network.hang('x')
  host.api.request({ url: 'http://x', timeout: 70, fail: (e: any) => seen.push(e) })
  await clock.run(70)
  expect(Object.values(seen[2]).join()).toContain('timeout')
})

test.each(kinds)('%s: a socket opens, carries text, and closes', async (kind) => {
  const { clock, host, script } = make(kind)
  const seen: unknown[] = []
  const task = host.api.connectSocket({ url: 'wss://link.test/socket.io/1/websocket/s', multiple: true })
  task.onOpen(() => seen.push('open'))
  task.onMessage((e: any) => seen.push(kind === 'my' ? e.data.data : e.data))
  task.onClose((e: any) => seen.push(e.code))
  task.onError(() => seen.push('error'))
  await clock.run(5)
  const heard: string[] = []
  script.onText = (text) => heard.push(text)
  task.send({ data: '2::', success: () => seen.push('sent') })
  await clock.run(5)
  script.device.raw(new Uint8Array([1, 2]))
  await clock.run(5)
  task.close({ code: 1000, complete: () => seen.push('closing') })
  await clock.run(5)
  task.send({ data: 'x', fail: () => seen.push('too late') })
  expect(seen.map((x) => (x instanceof ArrayBuffer ? x.byteLength : x))).toEqual(['open', '1::', 'sent', 2, 'closing', 1000, 'too late'])
  expect(heard).toEqual(['2::'])
})

test('my: no task without `multiple`', () => {
  expect(make('my').host.api.connectSocket({ url: 'wss://x' })).toBeUndefined()
})

test.each(kinds)('%s: storage, system info, network type', async (kind) => {
  const { host } = make(kind)
  const { api } = host
  if (kind === 'my') api.setStorageSync({ key: 'k', data: 'v' })
  else api.setStorageSync('k', 'v')
  expect(kind === 'my' ? api.getStorageSync({ key: 'k' }) : api.getStorageSync('k')).toEqual(kind === 'my' ? { data: 'v' } : 'v')
  expect(api.getSystemInfoSync().platform).toBe('devtools')
  let type: any
  api.getNetworkType({ success: (r: any) => (type = r) })
  expect(type).toMatchObject(kind === 'my' ? { networkAvailable: true, networkType: 'WIFI' } : { networkType: 'wifi' })
  host.network = 'fail'
  let failed = false
  api.getNetworkType({ fail: () => (failed = true) })
  expect(failed).toBe(true)
})

test('network and app events reach their listeners until they are taken off; a freeze holds them back', async () => {
  const { host, clock } = make('wx')
  const seen: unknown[] = []
  const net = (e: any) => seen.push(e.networkType)
  host.api.onNetworkStatusChange(net)
  host.api.onAppShow(() => seen.push('show'))
  host.api.onAppHide(() => seen.push('hide'))
  host.online(false)
  expect([host.network, host.listeners('NetworkStatusChange')]).toEqual(['none', 1])
  host.hide(true)
  host.online(true, '4g')
  host.timers.setTimeout(() => seen.push('timer'), 10)
  await clock.run(50)
  expect(seen).toEqual(['none', 'hide'])
  host.show()
  await clock.run(0)
  host.api.offNetworkStatusChange(net)
  host.online(false)
  expect(seen).toEqual(['none', 'hide', '4g', 'show', 'timer'])
})

test('functions may be missing or throw; what the app throws into the host is kept', async () => {
  const { host, clock } = make('wx', ['offNetworkStatusChange'])
  expect(host.api.offNetworkStatusChange).toBeUndefined()
  host.throws('getStorageSync', 'no storage', 1)
  expect(() => host.api.getStorageSync('x')).toThrow('no storage')
  expect(host.api.getStorageSync('x')).toBe('')
  host.api.getNetworkType({
    success() {
      throw new Error('in the app')
    },
  })
  expect(host.errors).toHaveLength(1)
  const task = host.api.connectSocket({ url: 'wss://link.test/' })
  await clock.run(5)
  host.throws('send', 'broken pipe')
  expect(() => task.send({ data: 'x' })).toThrow('broken pipe')
})

test.each(kinds)('%s: an upload tells progress and ends; an abort says so', async (kind) => {
  const { host, clock, script } = make(kind)
  script.web = (call) => (call.method === 'POST' ? { body: JSON.stringify(call.data) } : undefined)
  const seen: any[] = []
  const o = { url: 'https://nos/x', filePath: 'tmp/a.png', name: 'file', fileName: 'file', fileType: 'image', formData: { a: 1 } }
  const task = host.api.uploadFile({ ...o, success: (r: any) => seen.push(r) })
  task.onProgressUpdate((p: any) => seen.push(p))
  await clock.run(5)
  expect(seen[0].progress).toBe(100)
  expect(JSON.parse(seen[1].data)).toMatchObject({ a: 1, field: 'file', filePath: 'tmp/a.png' })
  host.api.uploadFile({ ...o, fail: (e: any) => seen.push(e) }).abort()
  await clock.run(5)
  expect(seen[2]).toMatchObject(kind === 'my' ? { error: 9 } : kind === 'tt' ? { errNo: 21104 } : { errMsg: 'uploadFile:fail abort' })
})
