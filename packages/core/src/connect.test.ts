import { expect, test } from 'vitest'
import { outcome, stage } from '../test/stage'

test('asks the LBS, dials, logs in, syncs; resolves after syncdone', async () => {
  const { make, network, script, clock, story, events } = stage()
  const nim = make()
  expect(nim.status).toBe('unconnected')
  const done = outcome(nim.connect())
  expect(nim.status).toBe('connecting')
  await clock.until(() => done.state !== 'pending')
  expect(done.state).toBe('resolved')
  expect(nim.status).toBe('logined')
  expect(story(true)).toBe('logined@logined syncdone@logined')
  expect(events[0]!.args).toEqual([{ connectionId: 'connection-1', ip: '10.0.0.1', port: '443', country: 'CN', aosPushInfo: undefined }])
  expect(events[1]!.args).toEqual([])
  expect(network.log.map((l) => l.url.replace(/t=\d+/, 't=*'))).toEqual([
    'https://lbs.test/lbs?k=appkey&id=alice&sv=180&pv=1&networkType=0',
    'https://link.test/socket.io/1/?t=*',
    'wss://link.test/socket.io/1/websocket/session-1',
  ])
  expect(script.received.map((c) => c.id)).toEqual(['2_3', '5_1'])
})

test('connect() twice is one attempt', async () => {
  const { make, script, end } = stage()
  const nim = make()
  const first = outcome(nim.connect())
  expect(await end(nim.connect())).toMatchObject({ state: 'resolved' })
  expect(first.state).toBe('resolved')
  expect(script.count('2_3')).toBe(1)
})

test('the login carries device, account, options and the session; by hand 1, by itself 0', async () => {
  const { login, packet2_3, network, clock, script } = stage()
  await login({ deviceId: 'device', customClientType: 7, authType: 1, loginExt: 'ext', customTag: 'tag' })
  expect(packet2_3()).toMatchObject({ 3: 16, 4: 'devtools', 6: 91402, 8: 1, 9: 1, 13: 'device', 18: 'appkey', 19: 'alice', 26: 'session-1', 38: 'tag', 39: 7, 40: '0.17.2', 115: 1, 116: 'ext', 1000: 'token' })
  network.drop()
  await clock.until(() => script.count('2_3') === 2)
  expect(packet2_3()).toMatchObject({ 8: 0, 13: 'device', 26: 'session-2' })
})

test('a token function is asked at every login, and may take its time', async () => {
  const { login, packet2_3, network, clock, script, host } = stage()
  let n = 0
  await login({ token: () => new Promise((done) => host.timers.setTimeout(() => done('token-' + ++n), 10)) })
  expect(packet2_3()[1000]).toBe('token-1')
  network.drop()
  await clock.until(() => script.count('2_3') === 2)
  expect(packet2_3()[1000]).toBe('token-2')
})

test('a token function that throws, rejects, gives no text or never answers rejects connect() and says so', async () => {
  const cases: [unknown, object][] = [
    [() => Promise.reject(new Error('no token today')), { code: 415, cause: { message: 'no token today' } }],
    [
      () => {
        throw new Error('broken')
      },
      { code: 415, cause: { message: 'broken' } },
    ],
    [async () => 5, { code: 414, data: { key: 'token' } }],
    [() => new Promise(() => {}), { code: 415, message: expect.stringMatching('token') }],
  ]
  for (const [token, error] of cases) {
    const { make, end, story, script } = stage()
    expect(await end(make({ token }).connect())).toMatchObject({ state: 'rejected', error })
    expect(story(true)).toBe('disconnect@unconnected')
    expect(script.count('2_3')).toBe(0)
  }
})

test('other devices of the login answer are told, this one is not', async () => {
  const { make, script, end, last, story } = stage()
  const port = { 3: 1, 4: 'Android 14', 13: 'd2', 19: 'alice', 102: 'c2', 103: '1.2.3.4', 109: '1700000000000' }
  script.on('2_3', { r: [{ 102: 'c1' }, [{ 3: 16, 102: 'c1' }, port]] })
  await end(make().connect())
  expect(story()).toBe('multiPortLogin logined syncdone')
  expect(last('multiPortLogin')).toEqual([[{ type: 'Android', os: 'Android 14', deviceId: 'd2', account: 'alice', connectionId: 'c2', ip: '1.2.3.4', time: 1700000000000, online: true }]])
})

test('devices that come and go are told', async () => {
  const { login, script, run, last } = stage()
  await login()
  for (const [state, online] of [
    [1, true],
    [3, false],
  ] as const) {
    script.push({ sid: 2, cid: 7, code: 200, r: [state, [{ 3: 2, 102: 'c9' }]] })
    await run(10)
    expect(last('multiPortLogin')).toEqual([[{ type: 'iOS', connectionId: 'c9', online }]])
  }
})

test('kick() gives the ids of the devices that were put offline; wrong arguments are refused', async () => {
  const { login, script, end } = stage()
  const nim = await login()
  script.on('2_8', ({ q }) => ({ r: [q[0]] }))
  expect(await end(nim.kick({ deviceIds: ['a', 'b'] }))).toEqual({ state: 'resolved', value: ['a', 'b'] })
  for (const wrong of [undefined, null, {}, { deviceIds: 'a' }, { deviceIds: [1] }]) expect(await end(nim.kick(wrong as never))).toMatchObject({ state: 'rejected', error: { code: 414 } })
  expect(script.count('2_8')).toBe(1)
})

test('each reason of a kick has its word, and no reconnect follows', async () => {
  for (const [code, reason] of [
    [1, 'samePlatformKick'],
    [2, 'serverKick'],
    [3, 'otherPlatformKick'],
    [4, 'silentlyKick'],
    [99, 'unknow'],
  ] as const) {
    const { login, script, run, last, story } = stage()
    const nim = await login()
    script.push({ sid: 2, cid: 5, code: 200, r: [4, code, 'ext', 7] })
    await run(60000)
    expect(last('kicked')).toEqual([{ clientType: 'PC', reason, message: expect.any(String), ext: 'ext', customClientType: 7 }])
    expect(story()).toBe('logined syncdone kicked')
    expect(nim.status).toBe('unconnected')
    expect(script.count('2_3')).toBe(1)
  }
})

test('disconnect() logs out, waits for the socket, and connect() works again', async () => {
  const { login, script, end, story, network } = stage()
  const nim = await login()
  expect(await end(nim.disconnect())).toEqual({ state: 'resolved', value: undefined })
  expect(script.count('2_6')).toBe(1)
  expect([network.open, nim.status]).toEqual([0, 'unconnected'])
  expect(await end(nim.connect())).toMatchObject({ state: 'resolved' })
  expect(story()).toBe('logined syncdone disconnect logined syncdone')
})

test('disconnect() twice is one logout and one event; a logout without answer takes 1 s', async () => {
  const { login, script, clock, story } = stage()
  const nim = await login()
  script.on('2_6', 'silence')
  const at = clock.now()
  const both = [outcome(nim.disconnect()), outcome(nim.disconnect())]
  await clock.until(() => both.every(({ state }) => state === 'resolved'))
  expect(clock.now() - at).toBeLessThan(1100)
  expect(script.count('2_6')).toBe(1)
  expect(story()).toBe('logined syncdone disconnect')
})

test('disconnect() settles on a host that never tells of the close', async () => {
  const { login, network, end, clock } = stage()
  const nim = await login()
  network.muteClose()
  const at = clock.now()
  expect(await end(nim.disconnect())).toMatchObject({ state: 'resolved' })
  expect(clock.now() - at).toBeLessThan(5000)
})

test('calls that wait at disconnect() reject with its reason; those of a destroyed client are refused', async () => {
  const { login, end, make, script } = stage()
  const nim = await login()
  script.on('2_8', 'silence')
  const kick = outcome(nim.kick({ deviceIds: [] }))
  await end(nim.destroy())
  expect(kick).toMatchObject({ state: 'rejected', error: { code: 415, data: { disconnect_reason: 'close' } } })
  expect(nim.status).toBe('destroyed')
  expect(nim.eventNames()).toEqual([])
  expect(await end(nim.connect())).toMatchObject({ state: 'rejected', error: { code: 415 } })
  const fresh = make()
  await end(fresh.destroy())
  expect(fresh.status).toBe('destroyed')
})

test('connect({ isAutoReconnect: true }) goes on until it succeeds', async () => {
  const { make, script, end, clock, count, packet2_3 } = stage()
  script.on('2_3', { code: 503 }, 2)
  const nim = make()
  expect(await end(nim.connect({ isAutoReconnect: true }))).toMatchObject({ state: 'rejected', error: { code: 503 } })
  await clock.until(() => count('syncdone') === 1)
  expect(nim.status).toBe('logined')
  expect(packet2_3(1)[8]).toBe(0)
})
