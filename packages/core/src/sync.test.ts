import { packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { outcome, stage } from '../test/stage'
import { probe } from '../test/probe'

const asked = (script: { received: { id: string; q: unknown[] }[] }) => script.received.filter((c) => c.id === '5_1').map((c) => c.q[0])
const things = (...names: string[]) => packet('90_6', names.map((name) => ({ 0: name })), 7000)

test('every wanted key is asked for from 0; one that is off by default only when the app wishes', async () => {
  for (const [syncOptions, tags] of [
    [undefined, { 50: 0, 51: 0 }],
    [{ rare: true }, { 50: 0, 51: 0, 52: 0 }],
    [{ things: false, more: undefined }, { 51: 0 }],
    [{ things: false, more: false }, {}],
  ] as const) {
    const { login, script } = stage()
    await login({}, [probe()], { syncOptions: syncOptions as never })
    expect(asked(script)).toEqual([tags])
  }
})

test('rows come at once, pushes after syncdone, in the order they came', async () => {
  const { make, script, end, story, events, run } = stage()
  const nim = make({}, [probe()])
  script.on('2_3', ({ device }) => (device.push(packet('90_3', { 0: 'early' })), { r: [{ 102: 'c1' }, []] }))
  script.sync = [packet('90_3', { 0: 'before' }), things('a', 'b'), packet('90_4', { 0: 'between' }), things('c')]
  await end(nim.connect())
  await run(20)
  expect(story()).toBe('logined rows rows rows syncdone pushed pushed pushed')
  expect(events.filter((e) => e.name === 'pushed').map((e) => e.args[0].name)).toEqual(['early', 'before', 'between'])
  expect(nim.probe.log).toEqual(['logined', 'synced'])
})

test('a timetag counts when its whole pass came: after a cut everything is asked for again', async () => {
  const { make, script, clock, network, count } = stage()
  const nim = make({}, [probe()])
  script.on('5_1', ({ device }) => (device.push(things('a')), device.close(1006), 'silence'), 2)
  script.sync = [things('a')]
  void nim.connect().catch(() => {})
  await clock.until(() => count('syncdone') === 1)
  network.drop()
  await clock.until(() => count('syncdone') === 2)
  expect(asked(script)).toEqual([{ 50: 0, 51: 0 }, { 50: 0, 51: 0 }, { 50: 0, 51: 0 }, { 50: 7000, 51: 0 }])
})

test('timetags never go backwards, and what is no number counts for nothing', async () => {
  const { login, script, network, clock, count } = stage()
  const nim = await login({}, [probe()])
  const { ctx } = nim.probe
  const next = async (passes: number) => {
    network.drop()
    await clock.until(() => count('syncdone') === passes)
    return (asked(script).pop() as any)[50]
  }
  for (const t of ['5000', 4000, NaN, undefined, null, 'x', -1]) ctx.mark('things', t)
  expect(Number(await next(2))).toBe(5000)
  script.sync = [packet('90_6', [], 3000)]
  expect(Number(await next(3))).toBe(5000)
  expect(Number(await next(4))).toBe(5000)
})

test('sync is over when its answer came: syncdone last, synced() between', async () => {
  const { make, script, clock, run, story } = stage()
  const seen: unknown[] = []
  const nim = make({}, [probe((ctx, log) => ({ synced: () => void (log.push('synced'), seen.push(ctx.synced(), ctx.status())) }))])
  script.on('5_1', ({ device }) => (device.push(things('a')), 'silence'))
  const done = outcome(nim.connect())
  await clock.until(() => script.count('5_1') === 1)
  await run(5000)
  expect([done.state, nim.probe.ctx.synced(), story()]).toEqual(['pending', false, 'logined rows'])
  script.push({ ...packet('5_1', 0), ser: script.last('5_1')!.ser })
  await run(10)
  expect([done.state, nim.probe.ctx.synced(), story()]).toEqual(['resolved', true, 'logined rows syncdone'])
  expect(seen).toEqual([true, 'logined'])
})

test('a pass that goes on bringing rows may take its time', async () => {
  const { make, script, clock, run } = stage()
  script.on('5_1', 'silence')
  const done = outcome(make({}, [probe()]).connect())
  await clock.until(() => script.count('5_1') === 1)
  for (let i = 0; i < 8; i++) {
    await run(25_000)
    script.push(things('a'))
  }
  expect(done.state).toBe('pending')
  await run(31_000)
  expect(done).toMatchObject({ state: 'rejected', error: { code: 408, cmd: 'sync' } })
})

test("the service's time is known after the sync, and survives a loss", async () => {
  const { login, clock, network, script } = stage()
  const nim = await login({}, [probe()])
  const { ctx } = nim.probe
  expect(ctx.now() - script.now()).toBeLessThan(100)
  const before = ctx.now()
  await clock.run(5000)
  expect(ctx.now() - before).toBe(5000)
  network.drop()
  expect(ctx.now()).toBeGreaterThanOrEqual(before + 5000)
})

test('an answer that tells no time leaves the clock alone', async () => {
  for (const r of [[], [0], ['x'], [12], [null]]) {
    const { make, script, end, clock } = stage()
    script.on('5_1', { r })
    const nim = make({}, [probe()])
    expect(await end(nim.connect())).toMatchObject({ state: 'resolved' })
    expect(nim.probe.ctx.now()).toBe(clock.now())
  }
})

test('a row or a listener that throws does not stop the pass', async () => {
  const { make, script, end, story, count } = stage()
  const nim = make({}, [
    probe(() => ({
      rows: {
        syncThings() {
          throw new Error('in a row')
        },
        syncMore() {},
      },
      synced() {
        throw new Error('in synced')
      },
    })),
  ])
  nim.on('logined', () => {
    throw new Error('in a listener')
  })
  script.sync = [things('a')]
  expect(await end(nim.connect())).toMatchObject({ state: 'resolved' })
  expect(story().endsWith('syncdone')).toBe(true)
  expect(count('error')).toBe(3)
})

test('disconnect() in a listener of logined or syncdone ends the pass in order', async () => {
  for (const event of ['logined', 'syncdone'] as const) {
    const { make, end, run, story, network } = stage()
    const nim = make()
    nim.once(event, () => void nim.disconnect())
    const done = outcome(nim.connect())
    await run(3000)
    expect(done.state).toBe(event === 'logined' ? 'rejected' : 'resolved')
    expect(story()).toBe(event === 'logined' ? 'logined disconnect' : 'logined syncdone disconnect')
    expect([nim.status, network.open]).toEqual(['unconnected', 0])
    await end(nim.destroy())
  }
})
