import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ids, live, offlineMsgs, packet, rig, roaming, serviceTime, timeOf, wire, type Rig, type WireOptions } from '../test/rig'
import type { IMMessage } from './types'

const asked = (r: Rig) => r.frames('5_1').map((f) => f.q[0] as Record<number, number>)
/** Everything the app was told of, in order. */
const told = (r: Rig): string[] => [
  ...r.heard('msg').map((m: IMMessage) => m.idClient),
  ...[...r.heard('syncRoamingMsgs'), ...r.heard('syncOfflineMsgs')].flatMap((s: { msgs: IMMessage[] }) => ids(s.msgs)),
]

test('roaming: per session, oldest first, not acknowledged', async () => {
  const r = await rig({ offline: true, sync: [roaming([1, 2, 3]), roaming([4, 5], { scene: 'superTeam' })] })
  await r.login()
  expect(r.heard('syncRoamingMsgs').map((s) => [s.sessionId, s.timetag, ids(s.msgs)])).toEqual([
    ['p2p-bob', timeOf(3), ['c1', 'c2', 'c3']],
    ['superTeam-900', timeOf(5), ['c4', 'c5']],
  ])
  expect(r.heard('syncRoamingMsgs')[0].msgs[0]).toMatchObject({ feature: 'roam', status: 'unread' })
  await r.clock.run(20)
  expect(r.frames('4_5')).toEqual([])
  r.clear()
  await r.reconnect()
  expect(asked(r)[0]).toMatchObject({ 7: timeOf(3), 24: timeOf(5) })
})

test('offline: per session, newest first, acknowledged by kind', async () => {
  const r = await rig({ offline: true, sync: [offlineMsgs(1, [2, { scene: 'team' }], 3, [4, { from: 'carol' }], [5, { scene: 'superTeam' }])] })
  await r.login()
  await r.clock.run(20)
  expect(r.heard('syncOfflineMsgs').map((s) => [s.sessionId, s.timetag, ids(s.msgs)])).toEqual([
    ['p2p-bob', timeOf(3), ['c3', 'c1']],
    ['team-100', timeOf(2), ['c2']],
    ['p2p-carol', timeOf(4), ['c4']],
    ['superTeam-900', timeOf(5), ['c5']],
  ])
  expect(r.heard('syncOfflineMsgs')[0].msgs[0].feature).toBe('leave')
  expect(r.frames('4_5').map((f) => f.q)).toEqual([[7, 2, ['s1', 's3', 's4']], [8, 3, ['s2']]])
  r.clear()
  await r.reconnect()
  expect(asked(r)[0]).toMatchObject({ 2: timeOf(5) })
})

test('the default keys are asked for, those of otherOptions as they wish', async () => {
  const r = await rig({ offline: true, syncOptions: { broadcastMsgs: true, stickTopSessions: true, roamingMsgs: false } })
  await r.login()
  expect(Object.keys(asked(r)[0]!).map(Number)).toEqual(expect.arrayContaining([2, 14, 17, 18, 20, 24, 25, 26, 27, 28, 29]))
  expect(asked(r)[0]).not.toHaveProperty('7')
})

test('recalls, deletes and clears that come in a sync repair the sessions, before or after their messages', async () => {
  const recalls = packet('4_19', [{ 0: '9', 1: '12', 2: '900', 3: 'bob', 10: 'c7', 11: 's7' }], String(timeOf(90)), 2)
  const p2pRecalls = packet('7_15', [{ 0: '9', 1: '7', 2: 'alice', 3: 'bob', 6: 'n1', 10: 'c2', 11: 's2' }], String(timeOf(91)), 1)
  const deletes = packet('4_21', [{ 1: 2, 2: 'bob', 3: '100', 4: 's5', 5: 'c5', 6: String(timeOf(5)), 7: String(timeOf(92)) }])
  const clears = packet('4_24', [{ 0: '1', 1: 'carol', 6: String(timeOf(8)) }])
  const messages = [roaming([1, 2]), roaming([4, 5], { scene: 'team' }), roaming([6, 7], { scene: 'superTeam' }), roaming([8], { from: 'carol' }), offlineMsgs([9, { from: 'carol' }])]
  const notices = [recalls, p2pRecalls, deletes, clears]
  for (const sync of [[...messages, ...notices], [...notices, ...messages]]) {
    const r = await rig({ offline: true, sync })
    await r.login()
    const state = (id: string) => {
      const s = r.nim.session.getSession({ id })!
      return [s.unread, ids(s.unreadMsgs), s.lastMsg && s.lastMsg.idClient]
    }
    expect(state('p2p-bob')).toEqual([1, ['c1'], null])
    expect(state('team-100')).toEqual([1, ['c4'], null])
    expect(state('superTeam-900')).toEqual([1, ['c6'], null])
    expect(state('p2p-carol')).toEqual([1, ['c9'], 'c9'])
    expect(r.heard('deleteSelfMsgs')).toHaveLength(1)
    expect(r.heard('clearServerHistoryMsgs')).toEqual([[{ sessionId: 'p2p-carol', time: timeOf(8) }]])
    await r.clock.run(20)
    r.clear()
    await r.reconnect()
    expect(asked(r)[0]).toMatchObject({ 17: timeOf(91), 25: timeOf(90), 27: timeOf(92) })
  }
})

test('notices that come in the sync after a loss repair what is there', async () => {
  const r = await rig({ sync: [roaming([1, 2, 3])] })
  r.script.sync = [packet('7_15', [{ 0: '9', 1: '7', 2: 'alice', 3: 'bob', 10: 'c3', 11: 's3' }], String(timeOf(91)), 1)]
  await r.reconnect()
  expect(r.nim.session.getSession({ id: 'p2p-bob' })).toMatchObject({ unread: 2, lastMsg: null })
})

test('broadcasts of the sync, and those told already', async () => {
  const one = (n: number) => ({ 1: 'b' + n, 2: 'admin', 4: '5', 5: 'hello' })
  const r = await rig({ offline: true, syncOptions: { broadcastMsgs: true }, sync: [packet('4_16', [one(1), one(2)])] })
  await r.login()
  r.script.sync = [packet('4_16', [one(2), one(3)])]
  await r.reconnect()
  expect(r.heard('broadcastMsgs').map((list) => list.map((b: { id: string }) => b.id))).toEqual([['b1', 'b2'], ['b3']])
  expect(r.frames('4_5').map((f) => f.q)).toEqual([[7, 17, ['b1', 'b2']], [7, 17, ['b2', 'b3']]])
})

test('empty and broken lists harm nothing', async () => {
  const r = await rig({ offline: true, sync: ['4_4', '4_9', '4_12', '4_16', '4_17', '4_19', '4_21', '4_24', '7_15'].flatMap((id) => [packet(id), packet(id, []), packet(id, null), packet(id, [null, 5, {}])]) })
  await r.login()
  expect(r.nim.status).toBe('logined')
  r.expectErrors()
})

test('law: any order and multiplicity of deliveries, each message told exactly once', async () => {
  const n = 6
  const some = fc.shuffledSubarray([...Array(n).keys()].map((i) => i + 1), { minLength: 1 })
  const how = fc.record({ how: fc.constantFrom('live', 'twice', 'envelope', 'other device'), which: some })
  const sync = fc.array(fc.record({ how: fc.constantFrom('roam', 'offline'), which: some }), { minLength: 1, maxLength: 3 })
  const step = fc.oneof(how, fc.record({ how: fc.constant('sync' as const), packets: sync, cut: fc.boolean() }))
  // some messages are own ones, sent by another device; each keeps its session
  const of = (i: number): WireOptions => (i % 3 === 0 ? { scene: 'team' } : i % 3 === 1 ? {} : { from: 'alice', to: 'bob' })
  const syncPackets = ({ how, which }: { how: string; which: number[] }) => {
    if (how === 'offline') return [offlineMsgs(...which.map((i) => [i, of(i)] as [number, WireOptions]))]
    const sessions = [which.filter((i) => i % 3 === 0), which.filter((i) => i % 3)]
    return sessions.filter((list) => list[0]).map((list) => packet('4_9', [...list].sort((a, b) => b - a).map((i) => wire(i, of(i)))))
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8, size: 'max' }), async (steps) => {
      const r = await rig()
      for (const s of steps) {
        if (s.how === 'sync') {
          r.script.sync = s.packets.flatMap(syncPackets)
          if (s.cut) r.script.on('5_1', ({ device }) => (r.script.sync.forEach(device.push), device.close(1006), 'silence'), 1)
          await r.reconnect()
          r.script.sync = []
        } else {
          const packets = s.which.map((i) => packet(s.how === 'other device' ? '7_101' : '7_2', wire(i, of(i))))
          await r.push(...(s.how === 'twice' ? [...packets, ...packets] : packets))
        }
      }
      r.script.sync = [1, 2, 3, 4, 5, 6].flatMap((i) => syncPackets({ how: 'roam', which: [i] }))
      await r.reconnect()
      expect(told(r).sort()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6'])
      const { unread } = r.nim.session.getSession({ id: 'p2p-bob' })!
      expect([unread, r.nim.session.getSession({ id: 'team-100' })!.unread]).toEqual([2, 2])
    }),
    { numRuns: 60, seed: 5 }
  )
})

test('law: whatever is cut, lost or overtaken, the next syncs bring every message, once', async () => {
  /* A service that roams by timetag, as the real one: it gives what is newer than the timetag, session by session. Messages are stored
   * when sent; live ones may overtake one another by less than 10 s; those sent while the link is down are live for nobody. */
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ what: fc.constant('send' as const), session: fc.integer({ min: 0, max: 2 }), gap: fc.integer({ min: 1, max: 30_000 }), late: fc.integer({ min: 0, max: 9_000 }) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('loss' as const), missed: fc.integer({ min: 0, max: 3 }), cutAfter: fc.constantFrom(undefined, 0, 1, 2) }) }
  )
  const peers = ['bob', 'carol', 'dave']
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14, size: 'max' }), async (steps) => {
      let now = serviceTime
      let n = 0
      const stored: { n: number; time: number; from: string }[] = []
      let cutAfter: number | undefined
      const store = (session: number, gap: number) => {
        const m = { n: ++n, time: (now += gap), from: peers[session]! }
        stored.push(m)
        return m
      }
      const record = (m: (typeof stored)[number]) => wire(m.n, { from: m.from, 7: String(m.time) })
      const r = await rig({
        script: (script) =>
          script.on('5_1', ({ q, device }) => {
            const since = Number((q[0] as Record<number, unknown>)[7])
            const packets = peers.map((from) => stored.filter((m) => m.from === from && m.time > since).reverse()).filter((list) => list[0]).map((list) => packet('4_9', list.map(record)))
            const cut = cutAfter
            cutAfter = undefined
            packets.slice(0, cut).forEach(device.push)
            if (cut === undefined) return { r: [now] }
            device.close(1006)
            return 'silence'
          }),
      })
      let waiting: { at: number; m: (typeof stored)[number] }[] = []
      for (const s of steps) {
        if (s.what === 'send') {
          const m = store(s.session, s.gap)
          waiting.push({ at: m.time + s.late, m })
          const due = waiting.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
          waiting = waiting.filter(({ at }) => at > now)
          await r.push(...due.map(({ m }) => packet('7_2', record(m))))
        } else {
          waiting = []
          for (let i = 0; i < s.missed; i++) store(i, 100)
          cutAfter = s.cutAfter
          await r.reconnect()
        }
      }
      await r.reconnect()
      expect(told(r).sort()).toEqual(stored.map((m) => 'c' + m.n).sort())
    }),
    { numRuns: 80, seed: 3 }
  )
})

test('a live message raises the roaming timetag to 10 s before its time, and only after the sync', async () => {
  const r = await rig({ sync: [roaming([1])] })
  await r.push(live(5))
  await r.reconnect()
  await r.push(live(100), live(90))
  await r.reconnect()
  expect(asked(r).map((q) => q[7])).toEqual([timeOf(1), timeOf(90)])
})

test('what is remembered of messages is bounded, and still long enough for redeliveries', async () => {
  const r = await rig()
  for (let k = 0; k < 12; k++) await r.push(packet('8_4', Array.from({ length: 1000 }, (_, i) => wire(k * 1000 + i, { scene: 'team', to: 't' + i }))))
  expect(r.heard('msg')).toHaveLength(12_000)
  r.clear()
  await r.push(packet('8_4', Array.from({ length: 5000 }, (_, i) => wire(7000 + i, { scene: 'team' }))))
  expect(r.heard('msg')).toEqual([])
  // the oldest are forgotten: told again, as by any client whose memory has an end
  await r.push(packet('8_4', [wire(1, { scene: 'team' })]))
  expect(r.heard('msg')).toHaveLength(1)
})
