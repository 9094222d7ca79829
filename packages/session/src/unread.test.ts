import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ids, live, offlineMsgs, packet, rig, timeOf, wire, type Rig } from '../../msg/test/rig'
import type { Session } from './types'

const id = 'p2p-bob'
const own = { from: 'alice', to: 'bob' }
/** Every third message is one's own, from another device. */
const mine = (n: number) => n % 3 === 0
const deliver = (n: number) => packet(mine(n) ? '7_101' : '7_2', wire(n, mine(n) ? own : {}))
const inSync = (n: number, roam: boolean) => (roam ? packet('4_9', [wire(n, mine(n) ? own : {})]) : offlineMsgs([n, mine(n) ? own : {}]))
const recall = (n: number) => ({ 0: '9', 1: '7', 2: mine(n) ? 'bob' : 'alice', 3: mine(n) ? 'alice' : 'bob', 10: 'c' + n, 11: 's' + n })
const remove = (n: number) => ({ 1: 1, 2: mine(n) ? 'alice' : 'bob', 3: mine(n) ? 'bob' : 'alice', 4: 's' + n, 5: 'c' + n, 6: String(timeOf(n)), 7: String(timeOf(500)) })

type Step = { what: 'live' | 'roam' | 'offline' | 'recall' | 'delete' | 'ack' | 'clear'; n: number; live: boolean }

/** What a session must be, from nothing but the set of what happened. */
function model() {
  const came = new Set<number>()
  const gone = new Set<number>()
  let ack = 0
  let cleared = 0
  let updateTime = 0
  return {
    step({ what, n }: Step) {
      if (what === 'recall' || what === 'delete') gone.add(n)
      else if (what === 'ack') ack = Math.max(ack, n)
      else if (what === 'clear') cleared = Math.max(cleared, n)
      else if (n > cleared) {
        if (!came.size || n > Math.max(...came)) updateTime = n
        came.add(n)
      }
    },
    get known() {
      return came.size > 0
    },
    get unread() {
      return [...came].filter((n) => !mine(n) && !gone.has(n) && n > ack && n > cleared).sort((a, b) => b - a)
    },
    get last() {
      const newest = Math.max(...came)
      return gone.has(newest) || newest <= cleared ? null : newest
    },
    get ack() {
      return ack
    },
    get updateTime() {
      return updateTime
    },
  }
}

test('law: unread, unreadMsgs, lastMsg, ack and updateTime follow from what happened, in whatever order and however often', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('live' as const, 'roam' as const, 'offline' as const) },
      { weight: 4, arbitrary: fc.constantFrom('recall' as const, 'delete' as const) },
      { weight: 1, arbitrary: fc.constantFrom('ack' as const, 'clear' as const) }
    ),
    n: fc.integer({ min: 1, max: 20 }),
    live: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const max = 3
      const r = await rig({ session: { maxUnreadMsgs: max } })
      const m = model()
      let held: Session | undefined
      let [lastAck, lastUpdate] = [0, 0]
      for (const s of steps) {
        const { what, n, live } = s
        m.step(s)
        const p = {
          live: () => deliver(n),
          roam: () => inSync(n, true),
          offline: () => inSync(n, false),
          recall: () => (live ? packet('7_14', recall(n)) : packet('7_15', [recall(n)], String(timeOf(500)), 2)),
          delete: () => (live ? packet('7_123', remove(n)) : packet('4_21', [remove(n)])),
          ack: () => (live ? packet('7_116', 0, 'bob', String(timeOf(n))) : packet('4_14', { bob: timeOf(n) }, {}, 0)),
          clear: () => (live ? packet('7_118', { 0: '1', 1: 'bob', 6: String(timeOf(n)) }) : packet('4_24', [{ 0: '1', 1: 'bob', 6: String(timeOf(n)) }])),
        }[what]()
        await r.push(p)
        const found = r.nim.session.getSession({ id })
        if (!m.known) continue
        expect(found).toBeDefined()
        held ??= found
        expect(found).toBe(held)
        const { unread, unreadMsgs, lastMsg, ack, updateTime } = found!
        const wanted = m.unread
        expect(unread).toBe(wanted.length)
        // the newest of them, without a gap, newest first
        expect(ids(unreadMsgs)).toEqual(wanted.slice(0, unreadMsgs.length).map((k) => 'c' + k))
        expect(unreadMsgs.length).toBeLessThanOrEqual(max)
        expect(lastMsg && lastMsg.idClient).toBe(m.last && 'c' + m.last)
        expect(ack).toBe(m.ack && timeOf(m.ack))
        expect(updateTime).toBe(timeOf(m.updateTime))
        expect(ack).toBeGreaterThanOrEqual(lastAck)
        expect(updateTime).toBeGreaterThanOrEqual(lastUpdate)
        ;[lastAck, lastUpdate] = [ack, updateTime]
        for (const u of unreadMsgs) expect(u.status).toBe('unread')
      }
    }),
    { numRuns: 200, seed: 9 }
  )
})

const session = (r: Rig) => r.nim.session.getSession({ id })!

test('without recalls the newest 100 are kept whole, the count is exact, and the payload does not grow', async () => {
  const r = await rig()
  const sizes: number[] = []
  r.nim.on('updateSession', (s) => sizes.push(JSON.stringify(s).length))
  for (let n = 1; n <= 2000; n++) {
    r.script.push(live(n))
    if (n % 100 === 0) await r.clock.run(10)
  }
  expect(session(r).unread).toBe(2000)
  expect(ids(session(r).unreadMsgs)).toEqual(Array.from({ length: 100 }, (_, i) => 'c' + (2000 - i)))
  expect(sizes).toHaveLength(2000)
  expect(sizes[1999]! / sizes[150]!).toBeLessThan(1.05)
})

test('a redelivery that nobody remembers any more is not counted again', async () => {
  const r = await rig()
  await r.push(live(1))
  for (let k = 0; k < 11; k++) await r.push(packet('8_4', Array.from({ length: 1000 }, (_, i) => wire(k * 1000 + i + 10, { scene: 'team', to: 't' + i }))))
  r.clear()
  await r.push(live(1))
  expect(ids(r.heard('msg'))).toEqual(['c1'])
  expect([session(r).unread, ids(session(r).unreadMsgs)]).toEqual([1, ['c1']])
})

test('a message that arrives when the newest ones are recalled is kept whole', async () => {
  const r = await rig({ session: { maxUnreadMsgs: 2 } })
  await r.push(live(1), live(2), live(3), packet('7_14', recall(2)), packet('7_14', { ...recall(3), 2: 'alice', 3: 'bob' }))
  expect([session(r).unread, ids(session(r).unreadMsgs)]).toEqual([1, []])
  await r.push(live(4))
  expect([session(r).unread, ids(session(r).unreadMsgs)]).toEqual([2, ['c4']])
})

test('what does not count: without badge, refused, own, already read, refused by the filter', async () => {
  const r = await rig({ session: { unreadCountFilterFn: (m) => m.body !== 'text 5' }, sync: [packet('4_14', { bob: timeOf(2) }, {}, 0)] })
  await r.push(live(1), live(3, { 109: '0' }), live(4, { 106: '1' }), live(5), packet('7_101', wire(6, own)), live(7))
  expect([session(r).unread, ids(session(r).unreadMsgs)]).toEqual([1, ['c7']])
  expect(r.heard('msg')[0].status).toBe('read')
})

test('filters that throw count as true, live and in sync; what is no function is none', async () => {
  const bad = () => {
    throw new Error('in the app')
  }
  for (const options of [{ session: { unreadCountFilterFn: bad, lastMessageFilterFn: bad } }, { sessionConfig: { unreadCountFilterFn: bad, lastMessageFilterFn: 5 } }]) {
    const r = await rig({ ...options, sync: [packet('4_9', [wire(1)])] })
    await r.push(live(2))
    expect(session(r)).toMatchObject({ unread: 2, lastMsg: { idClient: 'c2' } })
  }
})

test('a filter of last messages: an unseen message counts, the session stays hidden until something may be shown', async () => {
  const r = await rig({ session: { lastMessageFilterFn: (m) => m.type === 'text' } })
  await r.push(live(1, { 8: '10' }))
  expect(r.nim.session.getSession({ id })).toBeUndefined()
  expect(r.names()).toEqual(['msg'])
  await r.push(live(2))
  expect(session(r)).toMatchObject({ unread: 2, lastMsg: { idClient: 'c2' } })
  await r.push(live(3, { 8: '10' }))
  expect(session(r)).toMatchObject({ unread: 3, lastMsg: { idClient: 'c2' } })
})
