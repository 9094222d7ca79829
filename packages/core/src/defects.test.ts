// Every item of the official client's list of defects that concerns the core: absent here.
import { envelope, packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { basics, createNim, NIM, outcome, stage } from '../test/stage'
import { probe } from '../test/probe'

test('9.1 a superfluous connect() does not kill the reconnect', async () => {
  const { login, network, clock, story, script } = stage()
  const nim = await login()
  const again = outcome(nim.connect())
  await clock.drain()
  expect(again.state).toBe('resolved')
  network.drop()
  await clock.until(() => script.count('5_1') === 2)
  expect(story()).toBe('logined syncdone disconnect willReconnect logined')
})

test('9.1 connect() in a disconnect listener takes the attempt over', async () => {
  const { login, network, clock, story, script } = stage()
  const nim = await login()
  let joined: ReturnType<typeof outcome> | undefined
  nim.once('disconnect', () => (joined = outcome(nim.connect())))
  network.drop()
  await clock.until(() => joined?.state === 'resolved')
  expect(story()).toBe('logined syncdone disconnect logined syncdone')
  expect(script.count('2_3')).toBe(2)
  network.drop()
  await clock.until(() => script.count('5_1') === 3)
  expect(story()).toBe('logined syncdone disconnect logined syncdone disconnect willReconnect logined')
})

test('9.1 connect() during an automatic attempt that fails does not end the reconnect', async () => {
  const { login, network, clock, story, count } = stage()
  const nim = await login()
  network.hang('https://link.test')
  network.refuse('https://fallback.test')
  network.drop()
  await clock.until(() => nim.status === 'connecting')
  const joined = outcome(nim.connect())
  await clock.until(() => joined.state === 'rejected')
  expect(joined.error).toMatchObject({ name: 'customError', code: 415 })
  network.heal()
  await clock.until(() => count('logined') === 2)
  expect(story()).toBe('logined syncdone disconnect willReconnect willReconnect logined')
})

test('9.2 a drop between login and sync does not leave it waiting for ever', async () => {
  const { login, script, network, clock, story, count } = stage()
  await login()
  script.on('5_1', ({ device }) => (device.close(1006), 'silence'), 1)
  network.drop()
  await clock.until(() => count('syncdone') === 2)
  expect(story()).toBe('logined syncdone disconnect willReconnect logined disconnect willReconnect logined syncdone')
})

test('9.2 a host that cannot tell its network does not stop the reconnect', async () => {
  for (const network of ['fail', 'silence']) {
    const s = stage()
    await s.login()
    s.host.network = network
    s.network.drop()
    await s.clock.until(() => s.count('syncdone') === 2)
    expect(s.count('syncdone')).toBe(2)
  }
})

test('9.3 nothing is told of a login whose connection is gone', async () => {
  const { make, script, end, story, host, run } = stage()
  const nim = make()
  nim.on('multiPortLogin', () => host.online(false))
  script.on('2_3', { r: [{ 102: 'c1' }, [{ 102: 'c2' }]] })
  expect(await end(nim.connect())).toMatchObject({ state: 'rejected', error: { name: 'customError', code: 415, data: { disconnect_reason: 'broken' } } })
  expect(story()).toBe('multiPortLogin disconnect willReconnect')
  const left = await end(nim.destroy())
  expect(left.state).toBe('resolved')
  await run(5000)
  expect([nim.status, host.listeners('NetworkStatusChange'), host.listeners('AppShow')]).toEqual(['destroyed', 0, 0])
})

test('9.3 a loss during the sync of a first login is told, and repaired', async () => {
  const { make, script, clock, story } = stage()
  const nim = make()
  script.on('5_1', ({ device }) => (device.close(1006), 'silence'), 1)
  const done = outcome(nim.connect())
  await clock.until(() => nim.status === 'logined' && script.count('5_1') === 2)
  await clock.run(50)
  expect(done).toMatchObject({ state: 'rejected', error: { code: 415, data: { disconnect_reason: 'broken' } } })
  expect(story()).toBe('logined disconnect willReconnect logined syncdone')
})

test('9.4 connect() settles when the socket is closed or refused before its greeting, after trying the next candidate', async () => {
  for (const fault of ['closeEarly', 'refuse'] as const) {
    const { make, network, clock } = stage()
    network[fault]('wss://link.test')
    const done = outcome(make().connect())
    await clock.until(() => done.state !== 'pending')
    expect(done.state).toBe('resolved')
    expect(network.log[network.log.length - 1]!.url).toMatch('fallback.test')
    network[fault]('wss://fallback.test')
    const second = outcome(make().connect())
    await clock.until(() => second.state !== 'pending')
    expect(second).toMatchObject({ state: 'rejected', error: { code: 415 } })
  }
})

test('9.4 connect() settles and no socket opens when it is called off during the handshake', async () => {
  for (const leave of ['disconnect', 'destroy'] as const) {
    const { make, network, clock, run } = stage()
    network.delay(100)
    const nim = make()
    const done = outcome(nim.connect())
    await clock.until(() => network.log.some((l) => /socket\.io/.test(l.url)))
    const left = outcome(nim[leave]())
    await clock.drain()
    expect([done.state, left.state]).toEqual(['rejected', 'resolved'])
    await run(60000)
    expect(network.log.filter((l) => l.kind === 'socket')).toEqual([])
  }
})

test('9.4 offline while connecting: no second socket afterwards', async () => {
  const { make, network, host, clock, run, script } = stage()
  script.greeting = undefined
  const nim = make()
  const done = outcome(nim.connect())
  await clock.until(() => network.open === 1)
  host.online(false)
  await run(100)
  expect(done).toMatchObject({ state: 'rejected', error: { code: 415 } })
  expect(network.open).toBe(0)
  script.greeting = '1::'
  host.online(true)
  await nimConnected(nim, clock)
  expect(network.open).toBe(1)
  expect(network.peak).toBe(1)
})
const nimConnected = async (nim: { connect(): Promise<void> }, clock: { until(t: () => boolean): Promise<boolean> }) => {
  const done = outcome(nim.connect())
  await clock.until(() => done.state !== 'pending')
  expect(done.state).toBe('resolved')
}

test('9.5 a sync that is never answered ends in 30 s of silence, heartbeats run meanwhile', async () => {
  const { make, script, clock, story, network } = stage()
  script.on('5_1', 'silence', 1)
  const nim = make()
  const done = outcome(nim.connect())
  const start = clock.now()
  await clock.until(() => done.state !== 'pending')
  expect(done).toMatchObject({ state: 'rejected', error: { name: 'cmdError', code: 408, cmd: 'sync' } })
  expect(clock.now() - start).toBeGreaterThan(29000)
  expect(clock.now() - start).toBeLessThan(31000)
  expect(script.count('1_2')).toBeGreaterThan(1)
  await clock.until(() => story().endsWith('syncdone'))
  expect(story()).toBe('logined disconnect willReconnect logined syncdone')
  expect(network.peak).toBe(1)
})

test('9.5 a refused sync is no success', async () => {
  const { make, script, clock, story, last } = stage()
  script.on('5_1', { code: 500 }, 1)
  const done = outcome(make().connect())
  await clock.until(() => story().endsWith('syncdone'))
  expect(done).toMatchObject({ state: 'rejected', error: { name: 'cmdError', code: 500, cmd: 'sync' } })
  expect(story()).toBe('logined disconnect willReconnect logined syncdone')
  expect(last('willReconnect')[0].error.code).toBe(500)
})

test('9.6 addresses set later are used by the next connection; a failed LBS answer is not kept; every lbsUrl is tried; values are encoded', async () => {
  const { login, network, clock, script } = stage()
  network.refuse('one.test', 2)
  const nim = await login({ account: 'a b&c', lbsUrls: ['https://one.test/lbs', 'https://two.test/lbs'] })
  expect(network.log.map((l) => l.url).slice(0, 2)).toEqual(['https://one.test/lbs?k=appkey&id=a%20b%26c&sv=180&pv=1&networkType=0', 'https://two.test/lbs?k=appkey&id=a%20b%26c&sv=180&pv=1&networkType=0'])
  nim.setOptions({ lbsUrls: ['https://three.test/lbs'], linkUrl: 'other.test' })
  script.lbs = { status: 500, body: '' }
  network.drop()
  await clock.until(() => script.count('2_3') === 2)
  expect(network.log.slice(-3).map((l) => l.url.split('?')[0])).toEqual(['https://three.test/lbs', 'https://other.test/socket.io/1/', 'wss://other.test/socket.io/1/websocket/session-2'])
})

test('9.7 kicked is told without reconnect and without attempts', async () => {
  for (const options of [{ needReconnect: false }, { reconnectionAttempts: 0 }]) {
    const { login, script, run, story, last } = stage()
    const nim = await login(options)
    script.push(packet('2_5', 1, 3))
    await run(20000)
    expect(story(true)).toBe('logined@logined syncdone@logined kicked@unconnected')
    expect(last('kicked')).toMatchObject([{ reason: 'otherPlatformKick', clientType: 'Android' }])
    expect(nim.status).toBe('unconnected')
  }
})

test('9.7 one attempt is made although a heartbeat was unanswered at the loss', async () => {
  const { login, script, network, clock, story } = stage()
  await login({ reconnectionAttempts: 1 })
  script.on('1_2', 'silence')
  await clock.until(() => script.count('1_2') === 1)
  network.drop()
  await clock.until(() => script.count('5_1') === 2)
  await clock.run(50)
  expect(story()).toBe('logined syncdone disconnect willReconnect logined syncdone')
})

test('9.8 nothing ends as an unhandled rejection', async () => {
  // the runner fails on any; here is what caused them
  const { login, script, network, host, run, make } = stage()
  host.network = 'fail'
  const nim = await login({}, [probe((ctx) => ({ push: { onThing: () => ctx.ack(90, 3, 'x') } }))])
  script.push(packet('90_3', {}))
  network.drop() // the receipt has nowhere to go
  await run(5000)
  script.on('90_2', ({ device, ser }) => void setTimeout(() => device.push({ ...packet('90_2'), ser, code: 500 }), 9000) as undefined)
  const late = outcome(nim.probe.call('plain'))
  script.push({ ...packet('90_9'), code: 500 })
  await run(20000)
  expect(late).toMatchObject({ state: 'rejected', error: { code: 408 } })
  script.on('2_3', { code: 302 })
  network.drop()
  await run(60000)
  expect(nim.status).toBe('unconnected')
  const other = make()
  network.refuse()
  void other.connect().catch(() => {})
  void other.disconnect()
  await run(60000)
})

test('9.9 each client has a network listener of its own', async () => {
  const { login, host, run, end } = stage()
  const first = await login()
  const second = await login({ account: 'bob' })
  expect(host.listeners('NetworkStatusChange')).toBe(2)
  await end(second.destroy())
  expect(host.listeners('NetworkStatusChange')).toBe(1)
  host.online(false)
  await run(1)
  expect(first.status).toBe('waitReconnect')
})

test('9.10 a live push before or during the sync does not move its timetags', async () => {
  const { make, script, clock, count, packet2_3 } = stage()
  const nim = make({}, [probe((ctx) => ({ push: { onThing: ([thing]) => (ctx.mark('things', thing.time), void ctx.emit('pushed', thing, nim.status)) } }))])
  script.on('2_3', ({ device }) => (device.push(packet('90_3', { 2: 5000 })), { r: [{ 102: 'c1' }] }))
  script.on('5_1', ({ device }) => (device.push(packet('90_3', { 2: 6000 })), device.close(1006), 'silence'), 1)
  void nim.connect().catch(() => {})
  await clock.until(() => count('syncdone') === 1)
  await clock.run(50)
  expect(packet2_3()[8]).toBe(0)
  expect(script.received.filter((c) => c.id === '5_1').map((c) => (c.q[0] as any)[50])).toEqual([0, 0])
  // pushes are handed out after the sync; those of the broken connection are the service's to send again
  expect(count('pushed')).toBe(1)
})

test('9.11 disconnect() during the LBS request, and while the reconnect waits, ends it', async () => {
  const { make, network, clock, run, story, script, login, end } = stage()
  network.delay(50)
  const nim = make()
  const done = outcome(nim.connect())
  await run(60)
  await end(nim.disconnect())
  await run(10000)
  expect(done).toMatchObject({ state: 'rejected', error: { code: 415, data: { disconnect_reason: 'close' } } })
  expect(story(true)).toBe('disconnect@unconnected')
  network.delay(1)
  const second = await login()
  network.drop()
  await clock.until(() => second.status === 'waitReconnect')
  await end(second.disconnect())
  await run(60000)
  expect(script.count('2_3')).toBe(1)
  expect(story()).toBe('disconnect logined syncdone disconnect willReconnect disconnect')
})

test('9.12 a login refused while reconnecting is told, and ends when the token had its chance', async () => {
  const { login, network, script, clock, story, events, count } = stage()
  const nim = await login({ token: 'old' })
  script.on('2_3', { code: 302 })
  network.drop()
  await clock.until(() => nim.status === 'unconnected')
  expect(story()).toBe('logined syncdone disconnect willReconnect willReconnect willReconnect disconnect')
  expect(events.filter((e) => e.name === 'willReconnect').map((e) => e.args[0].error.code)).toEqual([415, 302, 302])
  expect(events[events.length - 1]).toMatchObject({ status: 'unconnected', args: [{ name: 'cmdError', code: 302, cmd: 'login' }] })
  await clock.run(60000)
  expect(script.count('2_3')).toBe(4)
  expect(count('disconnect')).toBe(2)
})

test('9.12 a refused first login gives disconnect', async () => {
  const { make, script, run, story, last } = stage()
  script.on('2_3', { code: 302 })
  const done = outcome(make().connect())
  await run(50)
  expect(done).toMatchObject({ state: 'rejected', error: { name: 'cmdError', code: 302, cmd: 'login' } })
  expect(story(true)).toBe('disconnect@unconnected')
  expect(last('disconnect')[0]).toBe(done.error)
})

test('9.13 the status is right when events are told', async () => {
  const { login, network, run, story } = stage()
  const nim = await login({ reconnectionAttempts: 1 })
  network.refuse('socket.io')
  network.drop()
  await run(10000)
  expect(story(true)).toBe('logined@logined syncdone@logined disconnect@waitReconnect willReconnect@waitReconnect disconnect@unconnected')
  expect(nim.status).toBe('unconnected')
})

test('9.14 malformed packets harm nothing but themselves', async () => {
  const { login, script, run, count, host } = stage()
  const nim = await login({}, [probe()])
  const bad = ['', 'hello', '3', '3:::', '3:::{', '3:::null', '3:::5', '3:::"x"', '3:::[]', '3:::{}', '4:::{"a":1}', '4:::x', '7::', '8:::', '6:::1', '5:::{"name":"message","args":[]}', '\ufffd5\ufffd3:::{}', '9::', ':::']
  const packets = [{ sid: 4, cid: 1 }, { sid: 4, cid: 1, r: null }, { sid: 4, cid: 1, r: [] }, { sid: 4, cid: 1, r: [1] }, { sid: 4, cid: 1, r: [1, {}] }, { sid: 4, cid: 1, r: [-1, { headerPacket: { sid: 90, cid: 3 } }] }, { sid: 4, cid: 1, code: 500 }]
  const inner = [undefined, null, 5, 'text', {}, [], [null], [5], ['text'], [[]], [{ 0: null, 6: '{', 8: {} }], [null, null, null], { length: 3 }]
  for (const text of bad) script.raw(text)
  script.raw(new Uint8Array([1, 2, 3]))
  for (const p of packets) script.raw('3:::' + JSON.stringify(p))
  for (const id of ['2_5', '2_7', '90_3', '90_5', '90_6', '1_2', '2_3', '99_99']) {
    if (id === '2_5') continue // any of them is a kick
    for (const r of inner) script.raw('3:::' + JSON.stringify({ ...packet(id), r }))
  }
  await run(100)
  expect(host.errors).toEqual([])
  expect(nim.status).toBe('logined')
  script.on('90_1', { r: [{ 0: 'ok' }] })
  const call = outcome(nim.probe.call('get', ['x']))
  await run(20)
  expect(call.value.r[0]).toEqual({ name: 'ok' })
  expect(count('error')).toBeGreaterThan(0)
})

test('9.14 an answer without values, and a null list, settle the call', async () => {
  const { login, script, run } = stage()
  const nim = await login({}, [probe()])
  for (const [answer, r] of [
    [{ without: ['r'] as 'r'[] }, [undefined, [], undefined, undefined]],
    [{ r: null }, [undefined, [], undefined, undefined]],
    [{ r: [null, null, null, null] }, [{}, [], 0, null]],
    [{ r: ['text', 'text', 'text', 'text'] }, [{}, [], undefined, 'text']],
    [{ r: [5, [null, 5, { 0: 'x' }], '12', { a: 1 }] }, [{}, [{}, {}, { name: 'x' }], 12, { a: 1 }]],
  ] as const) {
    script.on('90_1', answer as object, 1)
    const call = outcome(nim.probe.call('get', ['x']))
    await run(20)
    expect(call.value.r).toEqual(r)
  }
})

test('9.15 an error page is no session id', async () => {
  for (const reply of [{ status: 503, body: 'busy:1:1:x' }, { status: 200, body: '<html>: a page' }, { status: 200, body: '' }, { status: 200, body: 'no colon' }]) {
    const { make, network, clock, script, packet2_3 } = stage()
    network.answer('https://link.test/socket.io', reply)
    const done = outcome(make().connect())
    await clock.until(() => done.state !== 'pending')
    expect(done.state).toBe('resolved')
    expect(script.device.line.url).toBe('wss://fallback.test/socket.io/1/websocket/session-1')
    expect(packet2_3()[26]).toBe('session-1')
  }
})

test('9.16 every failure has one shape', async () => {
  const { make, script, network, run, end } = stage()
  const nim = make({}, [probe()])
  const offline = outcome(nim.probe.call('plain'))
  script.on('2_3', { code: 403 }, 1)
  const refused = outcome(nim.connect())
  await run(50)
  const connected = outcome(nim.connect())
  await run(50)
  expect(connected.state).toBe('resolved')
  script.on('90_2', { code: 999 }, 1)
  const odd = outcome(nim.probe.call('plain'))
  await run(50)
  script.on('90_2', 'silence')
  const silent = outcome(nim.probe.call('plain'))
  await run(9000)
  const cut = outcome(nim.probe.call('plain'))
  await run(10)
  network.drop()
  await run(1)
  const unsent = outcome(nim.probe.call('plain'))
  await end(nim.disconnect())
  network.refuse()
  const nowhere = await end(nim.connect())
  await end(nim.destroy())
  const dead = outcome(nim.connect())
  await run(10)
  for (const o of [offline, refused, odd, silent, cut, unsent, nowhere, dead]) {
    expect(o.state).toBe('rejected')
    expect(o.error).toBeInstanceOf(Error)
    expect(o.error).toMatchObject({ name: expect.stringMatching(/^(cmd|custom)Error$/), code: expect.any(Number), message: expect.stringMatching(/\w+ \w+/), timetag: expect.any(Number), data: expect.any(Object) })
  }
  expect([offline, refused, odd, silent, cut, unsent, nowhere, dead].map((o) => o.error.code)).toEqual([415, 403, 999, 408, 415, 415, 415, 415])
  expect(offline.error.error).toEqual({ code: 'No_connected' })
})

test('9.17 heartbeats at the same time keep no books: their answers and losses touch nothing else', async () => {
  const { login, script, host, run } = stage()
  const nim = await login()
  host.online(true)
  host.online(true)
  host.show()
  script.raw('7:::1')
  await run(100)
  expect(script.count('1_2')).toBe(4)
  expect(script.received.filter((c) => c.id === '1_2').every((c) => c.ser === 0)).toBe(true)
  await run(60000)
  expect(nim.status).toBe('logined')
})

test('9.19 a listener that throws stops no other; the error event tells', async () => {
  const { login, run, last, script, host } = stage()
  const nim = await login()
  const heard: string[] = []
  nim.on('multiPortLogin', () => {
    throw new TypeError('in a listener')
  })
  nim.on('multiPortLogin', () => heard.push('second'))
  script.push(packet('2_7', 1, [{ 102: 'c9' }]))
  await run(10)
  expect(heard).toEqual(['second'])
  expect(last('error')).toMatchObject([{ name: 'customError', code: 500, cause: { message: 'in a listener' } }])
  expect(host.errors).toEqual([])
  expect(nim.status).toBe('logined')
})

test('9.21 no token in logs, at any level', async () => {
  const { login, network, script, lines, run } = stage()
  const secret = 'S3cret-Token'
  const nim = await login({ token: secret, debugLevel: 'debug' })
  nim.setOptions({ token: secret + '2' })
  network.refuse('lbs.test')
  network.refuse('link.test', 2)
  network.drop()
  await run(20000)
  script.on('2_3', { code: 302 })
  network.heal()
  network.drop()
  await run(60000)
  expect(nim.status).toBe('unconnected')
  expect(() => createNim({ ...basics, token: secret, authType: 7 } as never)).toThrow()
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter((line) => line.includes(secret))).toEqual([])
})

test('9.22 the link that worked last is tried first', async () => {
  const { login, network, script, clock } = stage()
  script.lbs = { common: { link: ['a.test', 'b.test'] } }
  network.refuse('a.test', 1)
  await login()
  const before = network.log.length
  network.drop()
  await clock.until(() => script.count('2_3') === 2)
  expect(network.log.slice(before).map((l) => l.url)[0]).toMatch('https://b.test')
  expect(network.log.filter((l) => /lbs/.test(l.url))).toHaveLength(1)
})

test('9.23 an option given as undefined counts as not given', async () => {
  const { login, network, clock, script } = stage()
  const undef = { needReconnect: undefined, reconnectionAttempts: undefined, lbsUrls: undefined, linkUrl: undefined, xhrConnectTimeout: undefined, authType: undefined, customClientType: undefined, deviceId: undefined, debugLevel: undefined }
  const nim = await login(undef)
  expect(nim.options).toMatchObject({ needReconnect: true, lbsUrls: ['https://lbs.netease.im/lbs/webconf.jsp'], linkUrl: 'weblink.netease.im:443' })
  nim.setOptions(undef)
  expect(nim.options).toMatchObject({ needReconnect: true, linkUrl: 'weblink.netease.im:443' })
  network.drop()
  await clock.until(() => script.count('2_3') === 2)
  expect(script.count('2_3')).toBe(2)
})

test('9.25 a socket error leads to an orderly reconnect with its reason', async () => {
  const { login, host, clock, script, last } = stage()
  const tasks: any[] = []
  const { connectSocket } = host.api
  host.api.connectSocket = (o: object) => {
    const task = connectSocket(o)
    const { onError } = task
    task.onError = (fn: unknown) => (tasks.push(fn), onError(fn))
    return task
  }
  await login()
  tasks[0]({ errMsg: 'something broke' })
  expect(last('disconnect')[0].message).toMatch('something broke')
  await clock.until(() => script.count('5_1') === 2)
  expect(script.count('5_1')).toBe(2)
})

test('9.26 codes are numbers, with a text; none at all is 400', async () => {
  const { login, script, run } = stage()
  const nim = await login({}, [probe()])
  for (const [answer, code, text] of [
    [{ code: '403' }, 403, 'not permitted'],
    [{ without: ['code'] }, 400, 'refused'],
    [{ code: null }, 400, 'refused'],
    [{ code: 0 }, 400, 'refused'],
    [{ code: 7777 }, 7777, 'a text of its own'],
    [{ code: 12345 }, 12345, 'refused'],
  ] as const) {
    script.on('90_2', answer as object, 1)
    const call = outcome(nim.probe.call('plain'))
    await run(20)
    expect(call.error).toMatchObject({ code, cmd: 'plain', message: expect.stringMatching(text) })
  }
  for (const code of [200, 406, 808, 810, '200']) {
    script.on('90_2', { code }, 1)
    const call = outcome(nim.probe.call('plain'))
    await run(20)
    expect(call.state).toBe('resolved')
  }
})

test('9.27 destroying an older client leaves the instance of the newer one', async () => {
  stage()
  const Class = NIM.use()
  const first = new Class(basics)
  const second = new Class(basics)
  await first.destroy()
  expect(Class.instance).toBe(second)
  await second.destroy()
  expect(Class.instance).toBe(null)
})

test('9.28 a client works and is destroyed with any set of plugins, none included', async () => {
  for (const plugins of [[], [probe()]]) {
    const { login, script, run } = stage()
    const nim = await login({}, plugins)
    script.push([packet('7_2', { 1: 'alice' }), packet('8_3', {}), envelope(packet('7_2', {}), 5)])
    await run(20)
    const gone = outcome(nim.destroy())
    await run(20)
    expect(gone.state).toBe('resolved')
    expect(nim.status).toBe('destroyed')
  }
})

test('9.30 ids of envelopes keep all their digits', async () => {
  const { login, script, run, events } = stage()
  await login({}, [probe()])
  const body = '{"headerPacket":{"sid":90,"cid":3},"body":[{"0":"x"}]}'
  const ids = ['9007199254740993', '18446744073709551615', '1', '123456789012345678901234567890']
  for (const id of ids) script.raw(`3:::{"sid":4,"cid":1,"ser":0,"code":200,"r":[${id},${body}]}`)
  script.raw(`3:::{ "r" : [ 9007199254740995 , ${body} ] , "sid" : 4 , "cid" : 10, "code":200}`)
  script.raw(`3:::{"sid":4,"cid":2,"code":200,"r":["77",${body}]}`)
  await run(20)
  expect(events.filter((e) => e.name === 'pushed').map((e) => e.args[0].id)).toEqual([...ids, '9007199254740995', undefined])
})

test('9.31 no timer is left after disconnect() and destroy()', async () => {
  const { login, end, timers } = stage()
  const nim = await login({}, [probe()])
  await end(nim.disconnect())
  expect(timers.size).toBe(0)
  await end(nim.destroy())
  expect(timers.size).toBe(0)
})

test('9.32 a connect() from waitReconnect that fails leaves the reconnect going', async () => {
  const { login, network, clock, story } = stage()
  const nim = await login()
  network.refuse('socket.io')
  network.drop()
  await clock.until(() => nim.status === 'waitReconnect')
  const done = outcome(nim.connect())
  await clock.until(() => done.state !== 'pending')
  expect(done).toMatchObject({ state: 'rejected', error: { code: 415 } })
  expect(nim.status).toBe('waitReconnect')
  network.heal()
  await clock.until(() => story().endsWith('syncdone'))
  expect(story()).toBe('logined syncdone disconnect willReconnect willReconnect logined syncdone')
})
