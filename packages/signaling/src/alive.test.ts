import fc from 'fast-check'
import { envelope, packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { stage } from '../../core/test/stage'
import { signaling } from './index'

const every = 120000
const minute = 60000
const id = (n: number) => 'channel-' + n
const row = (n: number) => ({ 1: '1', 3: id(n) })

/** A client that signals, at a service that takes it into every channel. */
async function ready(sync: number[] = []) {
  const s = stage()
  if (sync.length) s.script.sync = [packet('15_14', sync.map(row))]
  for (const cmd of ['15_2', '15_4', '15_16', '15_17']) s.script.on(cmd, ({ q }) => ({ r: [{ 1: '1', 3: (q[0] as Record<number, string>)[3] ?? id(0) }] }))
  const beats: { id: string; at: number; connection: number }[] = []
  s.script.onText = (text) => {
    if (/"SID":15,"CID":2,/.test(text)) beats.push({ id: /channel-\d+/.exec(text)![0], at: s.clock.now(), connection: s.script.devices.length })
  }
  const nim = await s.login({}, [signaling()])
  const since = (at: number) => beats.filter((b) => b.at > at).map((b) => b.id)
  /** Loses the connection, and waits until it is back. */
  const reconnect = async () => {
    const before = s.count('syncdone')
    s.network.drop()
    expect(await s.clock.until(() => s.count('syncdone') > before)).toBe(true)
  }
  return { ...s, nim, beats, since, reconnect, signals: nim.signaling }
}

test('one channel: a sign of life every 120 s, until it is left', async () => {
  const { signals, end, beats, run, clock } = await ready()
  const from = clock.now()
  await end(signals.join({ channelId: id(1) }))
  await run(5 * minute)
  expect(beats.map((b) => Math.round((b.at - from) / every))).toEqual([1, 2])
  await end(signals.leave({ channelId: id(1) }))
  await run(10 * minute)
  expect(beats.length).toBe(2)
})

test('a timer is set only while there are channels, and never a second one', async () => {
  const { signals, end, clock, run } = await ready()
  await run(100)
  const idle = clock.pending
  await end(signals.join({ channelId: id(1) }))
  await end(signals.join({ channelId: id(2) }))
  await end(signals.callEx({ type: 1, toAccid: 'bob', requestId: 'r' }))
  expect(clock.pending).toBe(idle + 1)
  for (const n of [0, 1, 2]) await end(signals.close({ channelId: id(n) }))
  expect(clock.pending).toBe(idle)
})

test('it goes on after a reconnect, at once and then every 120 s', async () => {
  const { signals, end, reconnect, run, since, clock } = await ready()
  await end(signals.join({ channelId: id(1) }))
  for (let n = 0; n < 4; n++) {
    const lost = clock.now()
    await reconnect()
    await run(10)
    expect(since(lost)).toEqual([id(1)])
  }
  const now = clock.now()
  await run(10 * minute)
  expect(since(now).length).toBe(5)
})

test('channels of the sync are kept alive', async () => {
  const { run, since } = await ready([1, 2])
  await run(3 * minute)
  expect(since(0)).toEqual([id(1), id(2)])
})

test('a channel the service does not know is dropped; one it does not answer for is not', async () => {
  const { signals, end, script, run, since } = await ready()
  await end(signals.join({ channelId: id(1) }))
  await end(signals.join({ channelId: id(2) }))
  script.on('15_2', ({ q }) => ((q[0] as Record<number, string>)[3] === id(1) ? { code: 10404 } : 'silence'), 2)
  await run(3 * minute)
  expect(since(0)).toEqual([id(1), id(2)])
  await run(2 * minute)
  expect(since(0)).toEqual([id(1), id(2), id(2)])
})

test('leaving counts although it is not answered', async () => {
  const { signals, end, script, run, since } = await ready()
  await end(signals.join({ channelId: id(1) }))
  script.on('15_5', { code: 500 })
  await end(signals.leave({ channelId: id(1) }))
  await run(5 * minute)
  expect(since(0)).toEqual([])
})

test('nothing is sent after destroy()', async () => {
  const { nim, signals, end, run, beats, clock } = await ready()
  await end(signals.join({ channelId: id(1) }))
  void nim.destroy()
  await run(5 * minute)
  expect(beats).toEqual([])
  expect(clock.pending).toBe(0)
})

const channel = fc.integer({ min: 1, max: 4 })
const step = fc.oneof(
  fc.record({ do: fc.constant('join' as const), n: channel }),
  fc.record({ do: fc.constantFrom('leave' as const, 'close' as const, 'closed' as const), n: channel }),
  fc.record({ do: fc.constant('drop' as const), n: channel }),
  fc.record({ do: fc.constant('wait' as const), n: fc.integer({ min: 1, max: 5 }) })
)

test('whatever happens, each channel one is in is heard of every 120 s, once, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { signals, end, script, reconnect, run, since, beats, clock } = await ready()
      const mine = new Set<string>()
      for (const [i, { do: what, n }] of steps.entries()) {
        if (what === 'join') {
          await end(signals.join({ channelId: id(n) }))
          mine.add(id(n))
        } else if (what === 'wait') await run(n * minute)
        else if (what === 'drop') await reconnect()
        else {
          if (what === 'closed') script.push(envelope(packet('15_11', { ...row(n), 10: 'bob', 19: '{"type":1}' }), 5000 + i))
          else await end(signals[what]({ channelId: id(n) }))
          mine.delete(id(n))
          await run(10)
        }
      }
      await run(10)
      const now = clock.now()
      await run(10 * minute)
      const heard = since(now)
      for (const n of [1, 2, 3, 4]) expect(heard.filter((x) => x === id(n)).length).toBe(mine.has(id(n)) ? 5 : 0)
      // never twice in the same stretch of a connection, but for the one right after the reconnect
      for (const [i, b] of beats.entries()) {
        const twin = beats.slice(0, i).reverse().find((o) => o.id === b.id && o.connection === b.connection)
        const first = twin && !beats.slice(0, beats.indexOf(twin)).some((o) => o.id === b.id && o.connection === b.connection)
        if (twin && !first) expect(b.at - twin.at).toBeGreaterThanOrEqual(every - 100)
      }
    }),
    { numRuns: 40, seed: 5 }
  )
})
