import { expect, test } from 'vitest'
import { basics, createNim, NIM, NimError, stage } from '../test/stage'

const make = (o: unknown) => createNim(o as never)
const thrown = (fn: () => unknown) => {
  try {
    fn()
  } catch (e) {
    return e
  }
  return undefined
}

test('what is missing or wrong is refused, by name', () => {
  stage()
  const cases: [unknown, string][] = [
    [undefined, 'account'],
    [{}, 'account'],
    [{ account: 'a' }, 'appkey'],
    [{ account: 'a', appkey: 'k' }, 'token'],
    [{ ...basics, account: 5 }, 'account'],
    [{ ...basics, token: null }, 'token'],
    [{ ...basics, reconnectionAttempts: '3' }, 'reconnectionAttempts'],
    [{ ...basics, reconnectionAttempts: NaN }, 'reconnectionAttempts'],
    [{ ...basics, needReconnect: null }, 'needReconnect'],
    [{ ...basics, customClientType: 0 }, 'customClientType'],
    [{ ...basics, authType: 3 }, 'authType'],
    [{ ...basics, lbsUrls: [] }, 'lbsUrls'],
    [{ ...basics, lbsUrls: 'https://lbs.test' }, 'lbsUrls'],
    [{ ...basics, linkUrl: '' }, 'linkUrl'],
    [{ ...basics, xhrConnectTimeout: '1' }, 'xhrConnectTimeout'],
  ]
  for (const [given, key] of cases) {
    const error = thrown(() => make(given))
    expect(error).toBeInstanceOf(NimError)
    expect(error).toMatchObject({ name: 'validateError', code: 414, data: { key } })
  }
})

test('appKey is appkey; empty texts pass where the official client lets them', () => {
  stage()
  expect(make({ account: 'a', appKey: 'k', token: 't' }).options).toMatchObject({ appkey: 'k' })
  expect(make({ account: '', appkey: '', token: '' }).account).toBe('')
})

test('no attempts, any number of them, or a number', () => {
  stage()
  const attempts = (reconnectionAttempts: unknown) => make({ ...basics, reconnectionAttempts }).options.reconnectionAttempts
  expect([true, false, 3, undefined].map(attempts)).toEqual([Number.MAX_SAFE_INTEGER, 0, 3, Number.MAX_SAFE_INTEGER])
})

test('plain addresses are for this machine, or when the app allows them', () => {
  stage()
  for (const linkUrl of ['http://link.test', 'ws://10.0.0.1:80', 'http://127.0.0.1.evil.test', 'ws://localhost.evil.test']) {
    expect(thrown(() => make({ ...basics, linkUrl }))).toMatchObject({ code: 414, data: { key: 'allowInsecure' } })
    expect(make({ ...basics, linkUrl, allowInsecure: true }).options).toMatchObject({ linkUrl })
  }
  expect(thrown(() => make({ ...basics, lbsUrls: ['https://a.test', 'http://b.test'] }))).toMatchObject({ code: 414 })
  for (const linkUrl of ['localhost:80', '127.0.0.1:3000', 'http://[::1]:80', 'ws://127.1.2.3', 'https://link.test', 'link.test:443']) make({ ...basics, linkUrl })
})

test('the scheme of request and socket follows the address', async () => {
  const { network, end } = stage()
  for (const [linkUrl, more, http, ws] of [
    ['link.test', {}, 'https://link.test/', 'wss://link.test/'],
    ['link.test:443', {}, 'https://link.test:443/', 'wss://link.test/'],
    ['https://link.test/path/', {}, 'https://link.test/path/', 'wss://link.test/path/'],
    ['127.0.0.1:81', {}, 'http://127.0.0.1:81/', 'ws://127.0.0.1:81/'],
    ['wss://localhost', {}, 'https://localhost/', 'wss://localhost/'],
    ['http://10.0.0.1', { allowInsecure: true }, 'http://10.0.0.1/', 'ws://10.0.0.1/'],
  ] as const) {
    const before = network.log.length
    network.refuse('lbs.test', 1)
    const nim = make({ ...basics, linkUrl, ...more })
    await end(nim.connect())
    expect(network.log.slice(before + 1).map(({ url }) => url.slice(0, url.indexOf('socket.io')))).toEqual([http, ws])
    await end(nim.destroy())
  }
})

test('account and appkey cannot be set again, anything else can', async () => {
  const { login, packet2_3, network, clock, script } = stage()
  const nim = await login()
  for (const change of [{ account: 'bob' }, { appkey: 'other' }, { appKey: 'other' }, { account: undefined }]) expect(thrown(() => nim.setOptions(change as never))).toMatchObject({ code: 414 })
  expect(thrown(() => nim.setOptions({ token: 5 } as never))).toMatchObject({ code: 414, data: { key: 'token' } })
  nim.setOptions({ account: 'alice', appkey: 'appkey', token: 'second', customTag: 'tag' })
  nim.setOptions(undefined as never)
  nim.setOptions(null as never)
  network.drop()
  await clock.until(() => script.count('2_3') === 2)
  expect(packet2_3()).toMatchObject({ 1000: 'second', 38: 'tag' })
})

test('the device id: given, kept by the host, or new each time', async () => {
  for (const host of ['wx', 'my'] as const) {
    const { login, packet2_3, end, host: h } = stage({ host })
    const id = async (o: Record<string, unknown>) => {
      const nim = await login(o)
      const found = packet2_3()[13]
      await end(nim.destroy())
      return found
    }
    expect(await id({ deviceId: 'mine' })).toBe('mine')
    const kept = await id({ isFixedDeviceId: true })
    expect(kept).toMatch(/^[0-9a-f]{32}$/)
    expect(h.storage.get('__NIM_DEVC_ID__')).toBe(kept)
    expect(await id({ isFixedDeviceId: true, account: 'bob' })).toBe(kept)
    const [a, b] = [await id({}), await id({})]
    expect(new Set([kept, a, b]).size).toBe(3)
  }
})

test('a host that cannot store gets a device id nevertheless', async () => {
  const { login, packet2_3, host } = stage()
  host.throws('getStorageSync')
  host.throws('setStorageSync')
  await login({ isFixedDeviceId: true })
  expect(packet2_3()[13]).toMatch(/^[0-9a-f]{32}$/)
})

test('getInstance: makes one, gives it back, applies options of the same account, refuses another', async () => {
  stage()
  const Class = NIM.use()
  expect(thrown(() => Class.getInstance())).toMatchObject({ code: 414 })
  const nim = Class.getInstance(basics)
  expect([Class.getInstance(), Class.instance]).toEqual([nim, nim])
  expect(Class.getInstance({ ...basics, token: 'second' })).toBe(nim)
  expect(nim.options.token).toBe('second')
  for (const other of [{ ...basics, account: 'bob' }, { ...basics, appkey: 'other' }]) expect(thrown(() => Class.getInstance(other))).toMatchObject({ code: 417 })
  await nim.destroy()
  expect(Class.instance).toBe(null)
  expect(Class.getInstance({ ...basics, account: 'bob' }).account).toBe('bob')
})

test('a constructor that refuses its options leaves the instance', () => {
  stage()
  const Class = NIM.use()
  const nim = new Class(basics)
  expect(thrown(() => new Class({} as never))).toMatchObject({ code: 414 })
  expect(Class.instance).toBe(nim)
})

test('the app cannot overwrite the status', () => {
  const { make: makeOne } = stage()
  const nim = makeOne()
  expect(thrown(() => Object.assign(nim, { status: 'logined' }))).toBeInstanceOf(TypeError)
  expect(nim.status).toBe('unconnected')
})
