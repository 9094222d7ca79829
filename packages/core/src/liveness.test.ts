import { packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { stage } from '../test/stage'
import { probe } from '../test/probe'

test('a half-open link is noticed within 15 s, whenever it began', async () => {
  for (let after = 0; after <= 16_000; after += 800) {
    const { login, network, clock, run, count, last } = stage()
    const nim = await login()
    await run(after)
    network.halfOpen()
    const at = clock.now()
    await clock.until(() => nim.status === 'waitReconnect')
    expect(clock.now() - at).toBeLessThanOrEqual(15_000)
    expect(last('disconnect')).toMatchObject([{ code: 415, message: expect.stringMatching('silent') }])
    await clock.until(() => count('syncdone') === 2)
    expect(clock.now() - at).toBeLessThanOrEqual(16_000)
  }
})

test('while the login or the sync is not answered the link is watched too', async () => {
  const { make, network, script, clock, end, story } = stage()
  script.on('5_1', () => (network.halfOpen(), 'silence'), 1)
  const nim = make()
  const at = clock.now()
  expect(await end(nim.connect())).toMatchObject({ state: 'rejected', error: { code: 415 } })
  expect(clock.now() - at).toBeLessThanOrEqual(15_000)
  expect(story()).toBe('logined disconnect willReconnect')
})

test('a quiet link is asked, and kept while it answers', async () => {
  const { login, run, script, story } = stage()
  const nim = await login()
  await run(600_000)
  expect(nim.status).toBe('logined')
  expect(story()).toBe('logined syncdone')
  expect(script.count('1_2')).toBeGreaterThanOrEqual(600 / 15)
  expect(script.count('1_2')).toBeLessThanOrEqual(600 / 4)
})

test('whatever arrives proves the link alive, though heartbeats are not answered', async () => {
  const { login, run, script } = stage()
  const nim = await login()
  script.on('1_2', 'silence')
  for (let i = 0; i < 60; i++) {
    i % 2 ? script.raw('2::') : script.push(packet('99_9'))
    await run(3000)
  }
  expect(nim.status).toBe('logined')
})

test('a burst of packets and then silence is noticed as quickly', async () => {
  const { login, run, script, network, clock, count } = stage()
  const nim = await login({}, [probe()])
  for (let i = 0; i < 100; i++) {
    for (let k = 0; k < 20; k++) script.push(packet('90_3', { 0: 'x' }))
    await run(100)
  }
  expect(count('pushed')).toBe(2000)
  network.halfOpen()
  const at = clock.now()
  await clock.until(() => nim.status === 'waitReconnect')
  expect(clock.now() - at).toBeLessThanOrEqual(15_000)
})

test('calls of the app do not stand in for a sign of the service', async () => {
  const { login, run, network, clock } = stage()
  const nim = await login({}, [probe()])
  network.halfOpen()
  const at = clock.now()
  while (nim.status === 'logined' && clock.now() - at < 60_000) {
    void nim.probe.call('plain').catch(() => {})
    await run(500)
  }
  expect(clock.now() - at).toBeLessThanOrEqual(15_000)
})

test('back in the foreground a dead link is known after 4 s, a live one is kept', async () => {
  const { login, host, network, clock, run, script } = stage()
  const nim = await login()
  host.hide(true)
  await run(300_000)
  host.show()
  await run(60_000)
  expect(nim.status).toBe('logined')
  expect(script.count('2_3')).toBe(1)
  host.hide(true)
  network.halfOpen()
  await run(300_000)
  host.show()
  const at = clock.now()
  await clock.until(() => nim.status !== 'logined')
  expect(clock.now() - at).toBeLessThanOrEqual(6500)
})

test('a link closed while the app was frozen is replaced when it comes back', async () => {
  const { login, host, network, run, count } = stage()
  const nim = await login()
  host.hide(true)
  network.drop()
  await run(300_000)
  host.show()
  await run(500)
  expect([nim.status, count('syncdone')]).toEqual(['logined', 2])
})

test('an error packet of the service makes it ask; silence then ends the link', async () => {
  const { login, script, run, clock } = stage()
  const nim = await login()
  const before = script.count('1_2')
  script.raw('7:::1+0')
  await run(10)
  expect(script.count('1_2')).toBe(before + 1)
  expect(nim.status).toBe('logined')
  script.on('1_2', 'silence')
  script.raw('7:::1+0')
  const at = clock.now()
  await clock.until(() => nim.status !== 'logined')
  expect(clock.now() - at).toBeLessThan(6500)
})

test('its own heartbeats are answered, before and after the login', async () => {
  const { make, script, clock, run } = stage()
  const texts: string[] = []
  script.onText = (text) => texts.push(text)
  script.greeting = '1::'
  script.on('2_3', ({ device }) => (device.raw('2::'), { r: [{ 102: 'c1' }, []] }))
  const nim = make()
  void nim.connect()
  await clock.until(() => nim.status === 'logined')
  await run(50)
  script.raw('2:::')
  await run(10)
  expect(texts.filter((t) => t === '2::')).toHaveLength(2)
})

test('a heartbeat that cannot be answered throws nothing into the host', async () => {
  const { login, script, host, run } = stage()
  const nim = await login()
  host.throws('send', 'broken', 1)
  script.raw('2::')
  await run(10)
  expect(host.errors).toEqual([])
  expect(nim.status).toBe('logined')
})
