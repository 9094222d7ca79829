import { packet } from '@nim/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcome, stage, type Stage } from '../test/stage'
import type { WillReconnect } from './index'

const retries = (s: Stage) => s.events.filter((e) => e.name === 'willReconnect').map((e) => e.args[0])

test('the first attempt comes within 150 ms, those after it within 8 s and with chance, for as long as it takes', async () => {
  const firsts = new Set<number>()
  const later: number[] = []
  for (let seed = 1; seed <= 30; seed++) {
    const s = stage({ seed })
    await s.login()
    s.network.refuse('socket.io')
    s.network.drop()
    await s.run(120_000)
    const [first, ...rest] = retries(s).map(({ duration }) => duration)
    expect(first).toBeGreaterThanOrEqual(50)
    expect(first).toBeLessThan(150)
    firsts.add(first)
    later.push(...rest)
    expect(retries(s).map(({ retryCount }) => retryCount)).toEqual(retries(s).map((_, i) => i + 1))
    expect(s.count('disconnect')).toBe(1)
  }
  expect(Math.max(...later)).toBeLessThan(8000)
  // full jitter: clients that lost the service together come back apart
  expect(firsts.size).toBeGreaterThan(15)
  expect(Math.min(...later)).toBeLessThan(500)
  expect(Math.max(...later)).toBeGreaterThan(6000)
})

test('waits grow with the outage: at most 1 s in its first four seconds', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const s = stage({ seed })
    await s.login()
    s.network.refuse('socket.io')
    s.network.drop()
    const lost = s.clock.now()
    await s.run(40_000)
    for (const { at, args } of s.events.filter((e) => e.name === 'willReconnect').slice(1)) expect(args[0].duration).toBeLessThanOrEqual(Math.max(1000, (at - lost) / 4))
  }
})

test('a loss after a good connection starts from the beginning', async () => {
  const s = stage()
  await s.login()
  s.network.refuse('socket.io')
  s.network.drop()
  await s.run(60_000)
  s.network.heal()
  await s.clock.until(() => s.count('syncdone') === 2)
  s.events.length = 0
  s.network.drop()
  await s.clock.until(() => s.count('syncdone') === 1)
  expect(retries(s)).toMatchObject([{ retryCount: 1 }])
  expect(retries(s)[0].duration).toBeLessThan(150)
})

test('a limited number of attempts is made and not one more; connect() works afterwards', async () => {
  for (const reconnectionAttempts of [1, 3]) {
    const s = stage()
    const nim = await s.login({ reconnectionAttempts })
    s.network.refuse('https://')
    const before = s.network.log.length
    s.network.drop()
    await s.run(300_000)
    const wills = Array(reconnectionAttempts).fill('willReconnect').join(' ')
    expect(s.story(true)).toBe(`logined@logined syncdone@logined disconnect@waitReconnect ${wills.replace(/willReconnect/g, '$&@waitReconnect')} disconnect@unconnected`)
    expect(s.last('disconnect')).toMatchObject([{ code: 415 }])
    expect(s.network.log.slice(before).filter(({ url }) => /fallback/.test(url))).toHaveLength(reconnectionAttempts)
    s.network.heal()
    expect(await s.end(nim.connect())).toMatchObject({ state: 'resolved' })
  }
})

test('without reconnect a loss is final, and told once with its reason', async () => {
  for (const o of [{ needReconnect: false }, { reconnectionAttempts: 0 }, { reconnectionAttempts: false }]) {
    const { login, network, run, story, last, script } = stage()
    await login(o)
    network.drop(1006, 'gone')
    await run(120_000)
    expect(story(true)).toBe('logined@logined syncdone@logined disconnect@unconnected')
    expect(last('disconnect')).toMatchObject([{ name: 'customError', code: 415, data: { disconnect_reason: 'broken' }, message: expect.stringMatching('1006') }])
    expect(script.count('2_3')).toBe(1)
  }
})

test('a token renewed in willReconnect, at once or a while later, is used at once', async () => {
  for (const after of [0, 1, 700, 5000]) {
    const { login, network, script, clock, host, packet2_3, count, run } = stage()
    const nim = await login({ token: 'old' })
    script.on('2_3', ({ q }) => ((q[0] as any)[1000] === 'new' ? { r: [{ 102: 'c2' }, []] } : { code: 302 }))
    let refused = 0
    nim.on('willReconnect', ({ error }: WillReconnect) => {
      if (error.code !== 302 || refused++) return
      const renew = () => nim.setOptions({ token: 'new' })
      after ? host.timers.setTimeout(renew, after) : renew()
    })
    network.drop()
    await clock.until(() => refused > 0)
    const at = clock.now()
    await clock.until(() => count('syncdone') === 2)
    expect(clock.now() - at).toBeLessThan(after + 100)
    expect(packet2_3()[1000]).toBe('new')
    expect(nim.status).toBe('logined')
    await run(30_000)
    expect(count('disconnect')).toBe(1)
  }
})

test('the app has 1.6 s after the first refusal and more after the second; a return to the foreground does not take them away', async () => {
  const s = stage()
  await s.login()
  s.script.on('2_3', { code: 302 })
  s.network.drop()
  await s.clock.until(() => retries(s).length === 2)
  expect(retries(s)[1].duration).toBeGreaterThanOrEqual(1600)
  const asked = s.script.count('2_3')
  s.host.show()
  s.host.online(true)
  await s.run(1500)
  expect(s.script.count('2_3')).toBe(asked)
  await s.clock.until(() => retries(s).length === 3)
  expect(retries(s)[2].duration).toBeGreaterThanOrEqual(3200)
})

test('each new token has three tries of its own; the same one no fourth', async () => {
  const { login, network, script, run, packet2_3, story } = stage()
  const nim = await login({ token: 'first' })
  script.on('2_3', { code: 302 })
  let renewed = 0
  nim.on('willReconnect', ({ error }: WillReconnect) => {
    if (error.code === 302 && renewed < 2) nim.setOptions({ token: 'token-' + ++renewed })
  })
  network.drop()
  await run(120_000)
  const tokens = script.received.filter((c) => c.id === '2_3').map((_, i) => packet2_3(i + 1)[1000])
  expect(tokens).toEqual(['first', 'first', 'token-1', 'token-2', 'token-2', 'token-2'])
  expect(nim.status).toBe('unconnected')
  expect(story().endsWith('willReconnect disconnect')).toBe(true)
  script.off('2_3')
  nim.setOptions({ token: 'good' })
  expect(nim.status).toBe('unconnected')
  await run(60_000)
  expect(script.count('2_3')).toBe(6)
  const again = outcome(nim.connect())
  await run(50)
  expect(again.state).toBe('resolved')
})

test('417 is final at once: another device took over', async () => {
  const { login, network, script, run, story, last } = stage()
  await login()
  script.on('2_3', { code: 417 })
  network.drop()
  await run(60_000)
  expect(story(true)).toBe('logined@logined syncdone@logined disconnect@waitReconnect willReconnect@waitReconnect disconnect@unconnected')
  expect(last('disconnect')).toMatchObject([{ name: 'cmdError', code: 417, cmd: 'login' }])
  expect(script.count('2_3')).toBe(2)
})

test('refusals that pass do not end it', async () => {
  for (const code of [408, 416, 431, 500, 503]) {
    const { login, network, script, run, count, clock } = stage()
    await login()
    script.on('2_3', { code })
    network.drop()
    await run(120_000)
    expect(script.count('2_3')).toBeGreaterThan(8)
    script.off('2_3')
    await clock.until(() => count('syncdone') === 2)
    expect(count('disconnect')).toBe(1)
  }
})

test('a login that is never answered counts as lost after 8 s', async () => {
  const { login, network, script, clock, count } = stage()
  await login()
  script.on('2_3', 'silence', 1)
  network.drop()
  const at = clock.now()
  await clock.until(() => count('syncdone') === 2)
  expect(clock.now() - at).toBeLessThan(20_000)
  expect(script.count('2_3')).toBe(3)
})

test('the network or the app coming back shortens the wait', async () => {
  for (const come of ['online', 'show'] as const) {
    const s = stage()
    const nim = await s.login()
    s.network.refuse('socket.io')
    s.network.drop()
    await s.run(60_000)
    await s.clock.until(() => nim.status === 'waitReconnect' && retries(s).slice(-1)[0].duration > 3000)
    s.network.heal()
    const at = s.clock.now()
    come === 'online' ? s.host.online(true) : s.host.show()
    await s.clock.until(() => s.count('syncdone') === 2)
    expect(s.clock.now() - at).toBeLessThan(100)
  }
})

test('offline ends the connection at once; a mere change of network does not', async () => {
  const { login, host, run, last, story } = stage()
  const nim = await login()
  host.online(false, 'wifi') // hosts say so on a change of network
  host.online(true, '5g')
  await run(10)
  expect(nim.status).toBe('logined')
  host.online(false)
  expect(nim.status).toBe('waitReconnect')
  expect(last('disconnect')).toMatchObject([{ code: 415, message: expect.stringMatching('offline') }])
  await run(1000)
  expect(story().startsWith('logined syncdone disconnect willReconnect')).toBe(true)
})

test('the next link is dialled when the host gave the last one back, or did not for 3 s', async () => {
  const { login, host, network, clock, script, count } = stage()
  const nim = await login()
  network.muteClose()
  host.online(false)
  host.online(true)
  expect(nim.status).toBe('connecting')
  await clock.run(2900)
  expect(network.log.filter(({ url }) => /socket\.io/.test(url))).toHaveLength(2)
  await clock.until(() => count('syncdone') === 2)
  expect(script.count('2_3')).toBe(2)
})

test('what the connection took with it: calls reject, plugins are told, events come first', async () => {
  const { login, network, script, run, events } = stage()
  const nim = await login()
  script.on('2_8', 'silence')
  const order: string[] = []
  nim.on('disconnect', () => order.push('disconnect'))
  void nim.kick({ deviceIds: [] }).catch((e: any) => order.push(`${e.code} ${e.data.disconnect_reason}`))
  await run(10)
  network.drop()
  await run(1)
  expect(order).toEqual(['disconnect', '415 broken'])
  expect(events.filter((e) => e.name === 'error')).toEqual([])
})

test('whatever happens in whatever order, it comes back, with two sockets at most, or says once that it does not', async () => {
  const step = fc.oneof(
    fc.record({ what: fc.constantFrom('drop', 'halfOpen', 'offline', 'online', 'show', 'refuse', 'heal', 'hang', 'closeEarly', 'noSync', 'refuseLogin', 'connect', 'disconnect', 'kick'), ms: fc.integer({ min: 0, max: 4000 }) })
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14, size: 'max' }), fc.integer(), async (steps, seed) => {
      const s = stage({ seed })
      const nim = await s.login()
      const promises = []
      for (const { what, ms } of steps) {
        if (what === 'drop') s.network.drop()
        else if (what === 'halfOpen') s.network.halfOpen()
        else if (what === 'offline' || what === 'online') s.host.online(what === 'online')
        else if (what === 'show') s.host.show()
        else if (what === 'refuse') s.network.refuse('socket.io', 2)
        else if (what === 'heal') s.network.heal()
        else if (what === 'hang') s.network.hang('https://link.test', 1)
        else if (what === 'closeEarly') s.network.closeEarly('wss://', 1)
        else if (what === 'noSync') s.script.on('5_1', ({ device }) => (device.close(1006), 'silence'), 1)
        else if (what === 'refuseLogin') s.script.on('2_3', { code: 503 }, 1)
        else if (what === 'kick') s.script.push(packet('2_5', 1, 3))
        else promises.push(outcome(what === 'connect' ? nim.connect() : nim.disconnect()))
        await s.run(ms)
      }
      s.network.heal()
      s.script.off('2_3')
      s.script.off('5_1')
      s.host.online(true)
      await s.run(120_000)
      const { status } = nim
      expect(['logined', 'unconnected']).toContain(status)
      const ends = s.events.filter((e) => (e.name === 'disconnect' || e.name === 'kicked') && e.status === 'unconnected')
      const last = [...s.events].reverse().find((e) => /logined|disconnect|kicked/.test(e.name))
      expect(last!.name === 'logined').toBe(status === 'logined')
      if (status === 'unconnected') expect(ends.length).toBeGreaterThan(0)
      expect(promises.filter((p) => p.state === 'pending')).toEqual([])
      expect(s.network.open).toBe(status === 'logined' ? 1 : 0)
      expect(s.network.peak).toBeLessThanOrEqual(2)
      const done = outcome(nim.connect())
      await s.run(1000)
      expect(done.state).toBe('resolved')
      await s.end(nim.destroy())
      expect([s.timers.size, s.network.open]).toEqual([0, 0])
    }),
    { numRuns: 60, seed: 11 }
  )
})
