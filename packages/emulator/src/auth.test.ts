import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { dynamicToken, startEmulator, type DeviceKind, type Emulator, type EmulatorOptions } from './index'
import { login, loginTags, open, property, strings, type Probe } from './probe'
import { md5, sha1 } from './token'

let emulator: Emulator
let appServer: Server | undefined

const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options))

afterEach(async () => {
  await emulator.close()
  appServer?.closeAllConnections()
  appServer?.close()
  appServer = undefined
})

/** Logs in with these tags on top of alice's; returns the answer. */
async function tryLogin(tags: Record<number, unknown>, account = 'alice') {
  const probe = await open(emulator)
  return probe.call('2_3', [property({ ...loginTags(emulator, account), ...tags })])
}

describe('tokens', () => {
  it('takes the static token and no other', async () => {
    await start()
    const right = await tryLogin({})
    expect(right.code).toBe(200)
    expect(right.r[0]).toMatchObject({ 102: expect.any(String), 103: expect.stringContaining('127.0.0.1') })
    expect((await tryLogin({ 1000: 'wrong' })).code).toBe(302)
    expect((await tryLogin({ 18: 'other-app' })).code).toBe(302)
    expect((await tryLogin({}, 'nobody')).code).toBe(302)
  })

  it('takes only the newest static token', async () => {
    await start()
    const old = emulator.accounts.get('alice')!.token
    const renewed = emulator.accounts.renewToken('alice')
    expect((await tryLogin({ 1000: old })).code).toBe(302)
    expect((await tryLogin({ 1000: renewed })).code).toBe(200)
  })

  it('checks the signature and the life of a dynamic token', async () => {
    let now = 1_000_000
    await start({ now: () => now })
    const token = dynamicToken({ ...emulator, account: 'alice', ttl: 600, curTime: now })
    const attempt = (t: string) => tryLogin({ 115: 1, 1000: t })
    expect((await attempt(token)).code).toBe(200)
    expect((await attempt(dynamicToken({ ...emulator, account: 'bob', ttl: 600, curTime: now }))).code).toBe(302)
    expect((await attempt(dynamicToken({ ...emulator, appSecret: 'guess', account: 'alice', ttl: 600, curTime: now }))).code).toBe(302)
    expect((await attempt('no base64 json')).code).toBe(302)
    now += 600_000
    expect((await attempt(token)).code).toBe(200)
    now += 1000
    expect((await attempt(token)).code).toBe(302)
  })

  it('refuses a strategy that is not enabled, an account that is blocked, and nonsense', async () => {
    await start({ authTypes: [1, 2] })
    expect((await tryLogin({})).code).toBe(403)
    await emulator.close()
    await start({ authTypes: [0] })
    expect((await tryLogin({ 115: 2 })).code).toBe(403)
    expect((await tryLogin({ 115: 1 })).code).toBe(403)
    expect((await tryLogin({ 115: 7 })).code).toBe(414)
    expect((await tryLogin({ 13: undefined })).code).toBe(414)
    emulator.block('alice')
    expect((await tryLogin({})).code).toBe(422)
    emulator.unblock('alice')
    expect((await tryLogin({})).code).toBe(200)
  })
})

describe('the login callback', () => {
  let asked: { headers: IncomingHttpHeaders; body: string }[]

  /** Starts an app server that answers what `answer` says, when it says it; and an emulator that asks it. */
  async function withAppServer(answer: () => unknown, options: EmulatorOptions = {}) {
    asked = []
    appServer = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => (body += part))
      request.on('end', async () => {
        asked.push({ headers: request.headers, body })
        response.end(JSON.stringify(await answer()))
      })
    })
    await new Promise<void>((resolve) => appServer!.listen(0, '127.0.0.1', resolve))
    await start({ loginCallbackUrl: `http://127.0.0.1:${(appServer.address() as AddressInfo).port}/cb`, ...options })
  }

  it('signs what it asks', async () => {
    await withAppServer(() => ({ errCode: 0 }))
    expect((await tryLogin({ 115: 2, 1000: 'app token', 116: 'ext' })).code).toBe(200)
    const { headers, body } = asked[0]!
    expect(headers).toMatchObject({ appkey: 'local', md5: md5(body), 'content-type': 'application/json; charset=utf-8' })
    expect(headers['checksum']).toBe(sha1(emulator.appSecret + md5(body) + headers['curtime']))
    expect(JSON.parse(body)).toMatchObject({ eventType: 36, fromAccount: 'alice', fromDeviceId: 'alice-1', fromClientType: 'WEB', token: 'app token', authType: '2', loginExt: 'ext', autoLogin: false })
  })

  it('answers 302 when the app server refuses, and lets it decide alone for authType 2', async () => {
    let errCode = 1
    await withAppServer(() => ({ errCode, responseCode: 20001 }))
    expect((await tryLogin({ 115: 2, 1000: '' })).code).toBe(302)
    errCode = 0
    expect((await tryLogin({ 115: 2, 1000: '' })).code).toBe(200)
    expect((await tryLogin({ 1000: 'wrong' })).code).toBe(302)
  })

  it('asks it for other strategies too, after their own check', async () => {
    await withAppServer(() => ({ errCode: 1 }))
    expect((await tryLogin({ 1000: 'wrong' })).code).toBe(302)
    expect(asked).toHaveLength(0)
    expect((await tryLogin({})).code).toBe(302)
    expect(asked).toHaveLength(1)
  })

  it('falls back after 2 s of silence', async () => {
    await withAppServer(() => new Promise(() => {}), { loginCallbackDefault: 'pass' })
    const begin = performance.now()
    expect((await tryLogin({ 115: 2 })).code).toBe(200)
    expect(performance.now() - begin).toBeGreaterThan(1900)
  })

  it('forgets a client that left while it was asking', async () => {
    const probe: { current?: Probe } = {}
    const refused = new Promise<void>((resolve) => {
      const leave = async () => {
        probe.current!.close()
        await probe.current!.closed
        return { errCode: 0 }
      }
      void withAppServer(leave, { log: ({ event, code }) => event === 'refused' && code === 415 && resolve() }).then(async () => {
        probe.current = await open(emulator)
        probe.current.post('2_3', [property(loginTags(emulator, 'alice'))])
      })
    })
    await refused
    expect(emulator.devices()).toEqual([])
  })
})

describe('several devices', () => {
  const ids = () => emulator.devices('alice').map((d) => d.deviceId)

  it('tells each end of the others', async () => {
    await start()
    const first = await login(emulator, 'alice', { deviceId: 'A1' })
    const second = await open(emulator)
    const { r } = await second.call('2_3', [property({ ...loginTags(emulator, 'alice', { deviceId: 'A2' }), 38: 'tag' })])
    expect(r[1]).toMatchObject([{ 13: 'A1', 3: '16', 19: 'alice' }])
    expect(r[0]).toMatchObject({ 17: 'A1', 38: 'tag' })
    expect(await first.next('2_7')).toMatchObject([2, [{ 13: 'A2', 38: 'tag', 102: r[0][102] }]])
    second.close()
    expect(await first.next('2_7')).toMatchObject([3, [{ 13: 'A2' }]])
    expect(ids()).toEqual(['A1'])
  })

  it.each([
    { policy: 1 as const, types: [16, 1], stay: ['D1'] },
    { policy: 2 as const, types: [16, 1], stay: ['D0', 'D1'] },
    { policy: 2 as const, types: [16, 4], stay: ['D1'] },
    { policy: 2 as const, types: [1, 2], stay: ['D1'] },
    { policy: 3 as const, types: [16, 16], stay: ['D0', 'D1'] },
  ])('policy $policy with client types $types', async ({ policy, types, stay }) => {
    await start({ kickPolicy: policy })
    const first = await login(emulator, 'alice', { deviceId: 'D0', clientType: types[0]! })
    await login(emulator, 'alice', { deviceId: 'D1', clientType: types[1]! })
    if (stay.length === 1) {
      expect(await first.next('2_5')).toEqual([types[1], 1, '', 0])
      await first.closed
    }
    expect(ids()).toEqual(stay)
  })

  it.each([
    { name: 'lists', kickPolicy: [[16, 4], [77, 1]] },
    { name: 'a function', kickPolicy: (a: DeviceKind, b: DeviceKind) => [a, b].every((d) => !d.customClientType && [16, 4].includes(d.clientType)) || [a, b].every((d) => d.customClientType === 77 || d.clientType === 1) },
  ])("policy 4, the app's own, as $name", async ({ kickPolicy }) => {
    await start({ kickPolicy })
    const web = await login(emulator, 'alice', { deviceId: 'web', clientType: 16 })
    await login(emulator, 'alice', { deviceId: 'mini', clientType: 16, tags: { 39: 77 } }) // a type of its own
    await login(emulator, 'alice', { deviceId: 'ios', clientType: 2 })
    expect(ids()).toEqual(['web', 'mini', 'ios'])
    await web.waiting()
    await login(emulator, 'alice', { deviceId: 'pc', clientType: 4 })
    expect(await web.next('2_5')).toEqual([4, 1, '', 0])
    expect(ids()).toEqual(['mini', 'ios', 'pc'])
    expect((await tryLogin({ 13: 'web', 8: 0, 3: 16 })).code).toBe(417)
    expect((await tryLogin({ 13: 'other mini', 8: 0, 3: 16, 39: 77 })).code).toBe(200) // the last login does not exclude it
  })

  it('tells the ends that stay of every kick, with its reason for who goes', async () => {
    await start({ kickPolicy: 2 })
    const phone = await login(emulator, 'alice', { deviceId: 'phone', clientType: 1 })
    const web = await login(emulator, 'alice', { deviceId: 'web', clientType: 16, tags: { 39: 9 } })
    expect(await phone.next('2_7')).toMatchObject([2, [{ 13: 'web' }]])
    await login(emulator, 'alice', { deviceId: 'pc', clientType: 4, tags: { 39: 8 } })
    expect(await web.next('2_5')).toEqual([4, 1, '', 8])
    expect(await phone.next('2_7')).toMatchObject([3, [{ 13: 'web', 3: '16' }]])
    expect(await phone.next('2_7')).toMatchObject([2, [{ 13: 'pc' }]])
    emulator.kick('alice', 'for all')
    expect(await phone.next('2_5')).toEqual([32, 2, 'for all', 0])
  })

  it('lets the same device replace itself, silently', async () => {
    await start()
    const old = await login(emulator, 'alice', { deviceId: 'A1' })
    await login(emulator, 'alice', { deviceId: 'A1' })
    expect((await old.next('2_5'))[1]).toBe(4)
    expect(ids()).toEqual(['A1'])
  })

  it('keeps ten devices and kicks the earliest', async () => {
    await start()
    const first = await login(emulator, 'alice', { deviceId: 'D0' })
    for (let i = 1; i <= 10; i++) await login(emulator, 'alice', { deviceId: `D${i}` })
    expect((await first.next('2_5'))[1]).toBe(1)
    expect(ids()).toHaveLength(10)
  })

  it('refuses an automatic login after another device took over', async () => {
    await start({ kickPolicy: 1 })
    await login(emulator, 'alice', { deviceId: 'A1' })
    await login(emulator, 'alice', { deviceId: 'A2' })
    expect((await tryLogin({ 13: 'A1', 8: 0 })).code).toBe(417)
    expect(ids()).toEqual(['A2'])
    expect((await tryLogin({ 13: 'A2', 8: 0 })).code).toBe(200)
    expect((await tryLogin({ 13: 'A1', 8: 1 })).code).toBe(200)
  })

  it('kicks other ends on request, and only them', async () => {
    await start()
    const first = await login(emulator, 'alice', { deviceId: 'A1' })
    const second = await login(emulator, 'alice', { deviceId: 'A2' })
    expect((await first.call('2_8', [strings(['A2', 'A1', 'nowhere'])])).r).toEqual([['A2']])
    expect(await second.next('2_5')).toEqual([16, 3, '', 0])
    expect((await first.next('2_7'))[0]).toBe(2)
    expect((await first.next('2_7'))[0]).toBe(3)
    expect(ids()).toEqual(['A1'])
  })

  it('kicks when an account is blocked', async () => {
    await start()
    const probe = await login(emulator, 'alice')
    emulator.block('alice', { kick: true, ext: 'why' })
    expect(await probe.next('2_5')).toEqual([32, 2, 'why', 0])
    await probe.closed
  })

  it('answers a logout and forgets the device', async () => {
    await start()
    const probe = await login(emulator, 'alice')
    expect((await probe.call('2_6')).code).toBe(200)
    expect(ids()).toEqual([])
    expect((await probe.call('5_1', [property({})])).code).toBe(403)
  })
})
