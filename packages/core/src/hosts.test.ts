import { startEmulator, type Emulator } from '@nim/emulator'
import type { HostKind } from '@nim/testkit'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { stage } from '../test/stage'
import { browser } from './host/browser'
import { node } from './host/node'
import { createNim, type Host } from './index'

const flavours: [HostKind, number, string][] = [
  ['wx', 6, 'WeChat'],
  ['my', 102, 'Ali'],
  ['swan', 103, 'Baidu'],
  ['tt', 104, 'Tiktok'],
  ['qq', 0, 'QQ'],
]

describe.each(flavours)('%s', (kind, hostEnv, title) => {
  test('is found by itself, logs in, and says what it is', async () => {
    const { login, packet2_3 } = stage({ host: kind })
    await login()
    expect(packet2_3()).toMatchObject({ 4: 'devtools', 41: hostEnv, 42: `${title} MiniApp: model/iPhone system/iOS 16`, 44: 'MINIAPP' })
  })

  test('comes back after a loss, when online, and when shown again', async () => {
    const { login, network, host, clock, run, count } = stage({ host: kind })
    const nim = await login()
    network.drop()
    await clock.until(() => count('syncdone') === 2)
    host.online(false)
    expect(nim.status).toBe('waitReconnect')
    host.online(true)
    await run(50)
    expect(count('syncdone')).toBe(3)
    host.hide(true)
    network.drop()
    await run(60_000)
    host.show()
    await run(500)
    expect(count('syncdone')).toBe(4)
    expect(host.errors).toEqual([])
  })

  test('leaves no listener and no socket behind', async () => {
    const { login, host, network, end } = stage({ host: kind })
    const nim = await login()
    expect([host.listeners('NetworkStatusChange'), host.listeners('AppShow')]).toEqual([1, 1])
    await end(nim.destroy())
    expect([host.listeners('NetworkStatusChange'), host.listeners('AppShow'), network.open]).toEqual([0, 0, 0])
  })

  test('without the events of network and foreground it works all the same', async () => {
    const { login, host, end, network, clock, count } = stage({ host: kind, without: ['onNetworkStatusChange', 'offNetworkStatusChange', 'onAppShow', 'offAppShow'] })
    const nim = await login()
    network.drop()
    await clock.until(() => count('syncdone') === 2)
    await end(nim.destroy())
    expect(host.errors).toEqual([])
  })

  test('without `off…` the listeners of a destroyed client are deaf', async () => {
    const { login, host, end, run, script } = stage({ host: kind, without: ['offNetworkStatusChange', 'offAppShow'] })
    const nim = await login()
    await end(nim.destroy())
    host.online(true)
    host.show()
    await run(1000)
    expect(nim.status).toBe('destroyed')
    expect(script.count('2_3')).toBe(1)
  })

  test('a send or a close that throws ends in an orderly way', async () => {
    const { login, host, end, clock, count, network } = stage({ host: kind })
    const nim = await login()
    host.throws('send')
    expect(await end(nim.kick({ deviceIds: [] }))).toMatchObject({ state: 'rejected', error: { code: 415 } })
    host.throws('send', '', 0)
    host.throws('close', '', 1)
    network.drop()
    await clock.until(() => count('syncdone') === 2)
    expect(host.errors).toEqual([])
  })
})

test('older names: a login as old clients made it', async () => {
  const { login, packet2_3 } = stage()
  await login({ loginSDKTypeParamCompat: true })
  expect(packet2_3()).toMatchObject({ 41: 0, 42: 'Native/0.17.2' })
  expect(packet2_3()).not.toHaveProperty('44')
})

test('none and a given one', async () => {
  const { host, make, packet2_3, end, login } = stage({ host: 'tt' })
  vi.stubGlobal('tt', undefined)
  expect(() => make()).toThrow(expect.objectContaining({ code: 414, data: { key: 'platform' } }))
  await login({ platform: host.api })
  expect(packet2_3()).toMatchObject({ 41: 0, 42: expect.stringMatching(/^Other/) })
  vi.stubGlobal('tt', host.api)
  const nim = make({ platform: host.api })
  await end(nim.connect())
  expect(packet2_3()).toMatchObject({ 41: 104 })
})

test('several globals: the first that is a host', async () => {
  // Taro and the like put `wx` beside others, and pages have globals that are no hosts
  const { login, packet2_3 } = stage({ host: 'wx' })
  for (const [name, value] of [
    ['tt', {}],
    ['swan', null],
    ['my', 5],
  ] as const)
    vi.stubGlobal(name, value)
  await login()
  expect(packet2_3()[41]).toBe(6)
})

describe('real sockets', () => {
  let emulator: Emulator | undefined
  afterEach(async () => {
    vi.unstubAllGlobals()
    await emulator?.close()
    emulator = undefined
  })
  const client = async (platform: Host, more: object = {}) => {
    emulator ??= await startEmulator()
    const { appkey, lbsUrl, linkUrl } = emulator
    return createNim({ account: 'alice', token: 'alice-token', appkey, lbsUrls: [lbsUrl], linkUrl, platform, ...more })
  }

  test('node: logs in, is kicked, refused, leaves', async () => {
    const nim = await client(node())
    await nim.connect()
    expect(nim.status).toBe('logined')
    const second = await client(node(), { deviceId: 'second' })
    const kicked = new Promise((done) => second.once('kicked', done))
    const heard = new Promise((done) => nim.once('multiPortLogin', done))
    await second.connect()
    expect(await heard).toMatchObject([{ deviceId: 'second', online: true }])
    expect(await nim.kick({ deviceIds: ['second'] })).toEqual(['second'])
    expect(await kicked).toMatchObject({ reason: expect.any(String) })
    expect(second.status).toBe('unconnected')
    await nim.disconnect()
    await expect((await client(node(), { token: 'wrong' })).connect()).rejects.toMatchObject({ name: 'cmdError', code: 302 })
    await Promise.all([nim.destroy(), second.destroy()])
  })

  test('node: nobody there', async () => {
    const nim = createNim({ account: 'a', token: 't', appkey: 'k', lbsUrls: ['http://127.0.0.1:1/lbs'], linkUrl: '127.0.0.1:1', platform: node() })
    await expect(nim.connect()).rejects.toMatchObject({ code: 415, message: expect.stringMatching('127.0.0.1:1') })
    await nim.destroy()
  })

  test('node: comes back when the service drops it', async () => {
    const nim = await client(node())
    await nim.connect()
    const back = new Promise<void>((done) => nim.once('syncdone', done))
    expect(emulator!.drop('alice')).toBe(1)
    await back
    expect(nim.status).toBe('logined')
    await nim.destroy()
  })

  test('browser: logs in, says what it is, keeps its id, hears of network and visibility', async () => {
    const listeners = new Map<string, Set<() => void>>()
    const target = {
      addEventListener: (name: string, fn: () => void) => void listeners.set(name, (listeners.get(name) ?? new Set()).add(fn)),
      removeEventListener: (name: string, fn: () => void) => void listeners.get(name)?.delete(fn),
    }
    const stored = new Map<string, string>()
    const navigator = { userAgent: 'Mozilla/5.0 (iPhone) Mobile', platform: 'iPhone', onLine: true }
    const { WebSocket } = await import('ws')
    vi.stubGlobal('window', { ...target, WebSocket, fetch, AbortController })
    vi.stubGlobal('document', { ...target, visibilityState: 'visible' })
    vi.stubGlobal('navigator', navigator)
    vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) })
    const nim = await client(browser(), { isFixedDeviceId: true })
    await nim.connect()
    expect([...stored.values()]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(browser().getSystemInfoSync()).toEqual({ platform: 'iPhone', login: { 24: navigator.userAgent, 41: 101, 42: navigator.userAgent, 44: 'BROWSER' } })
    navigator.onLine = false
    for (const fn of listeners.get('offline')!) fn()
    expect(nim.status).toBe('waitReconnect')
    navigator.onLine = true
    const back = new Promise<void>((done) => nim.once('syncdone', done))
    for (const fn of listeners.get('online')!) fn()
    await back
    for (const fn of listeners.get('visibilitychange')!) fn()
    expect(nim.status).toBe('logined')
    await nim.destroy()
    expect([...listeners.values()].map((set) => set.size)).toEqual([0, 0, 0])
  })
})
