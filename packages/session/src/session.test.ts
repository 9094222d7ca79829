import { describe, expect, test } from 'vitest'
import { ids, live, offlineMsgs, packet, rig, roaming, timeOf, wire, type Rig } from '../../msg/test/rig'
import type { Session } from './types'

const get = (r: Rig, id = 'p2p-bob') => r.nim.session.getSession({ id })!
const from = (...accounts: string[]) => accounts.map((account, i) => live(i + 1, { from: account }))

describe('sync', () => {
  test('one `sessions` before syncdone, newest first, whole; nothing before it', async () => {
    const r = await rig({ offline: true, sync: [roaming([1, 2]), offlineMsgs([5, { from: 'carol' }]), roaming([3], { scene: 'team' }), packet('4_14', { bob: timeOf(1), nobody: 5 }, { m_map: { 100: timeOf(9) } }, 0)] })
    await r.login()
    expect(r.names()).toEqual(['logined', 'syncRoamingMsgs', 'syncOfflineMsgs', 'syncRoamingMsgs', 'sessions', 'syncdone'])
    expect(r.heard('sessions')[0].map((s: Session) => [s.id, s.unread, s.ack, s.lastMsg!.idClient, s.lastMsg!.status])).toEqual([
      ['p2p-carol', 1, 0, 'c5', 'unread'],
      ['team-100', 0, timeOf(9), 'c3', 'read'],
      ['p2p-bob', 1, timeOf(1), 'c2', 'unread'],
    ])
    expect(r.nim.session.getSession({ id: 'p2p-nobody' })).toBeUndefined()
  })

  test('without sessions there is no event', async () => {
    const r = await rig({ offline: true })
    await r.login()
    expect(r.names()).toEqual(['logined', 'syncdone'])
    expect(r.nim.session.getAllSessions()).toEqual([])
  })

  test('read marks in any order and form: the same unread', async () => {
    const marks = [packet('4_14', { bob: String(timeOf(2)) }, { m_map: {} }, 0), packet('4_14', { m_map: { bob: timeOf(2) } }, null, 0)]
    for (const mark of marks)
      for (const sync of [[mark, roaming([1, 2, 3])], [roaming([1, 2, 3]), mark]]) {
        const r = await rig({ sync })
        expect([get(r).unread, ids(get(r).unreadMsgs), get(r).ack]).toEqual([1, ['c3'], timeOf(2)])
      }
    const r = await rig({ sync: [packet('4_20', { m_map: { 900: timeOf(5) } }, 0), roaming([4, 6], { scene: 'superTeam' })] })
    expect(get(r, 'superTeam-900').unread).toBe(1)
  })

  test('a mark of a later sync never lowers an earlier one', async () => {
    const r = await rig({ sync: [packet('4_14', { bob: timeOf(5) }, {}, 0), roaming([4])] })
    r.script.sync = [packet('4_14', { bob: timeOf(1) }, {}, 0)]
    await r.reconnect()
    expect([get(r).ack, get(r).unread]).toEqual([timeOf(5), 0])
  })

  test('a reconnect keeps the objects, adds what is new, counts nothing twice', async () => {
    const r = await rig({ sync: [roaming([1, 2])] })
    const before = get(r)
    r.script.sync = [roaming([1, 2, 3])]
    await r.reconnect()
    expect(get(r)).toBe(before)
    expect([before.unread, ids(before.unreadMsgs)]).toEqual([3, ['c3', 'c2', 'c1']])
    expect(r.heard('sessions')).toHaveLength(1)
  })

  test('receipts of peers mark what they have read', async () => {
    for (const sync of [
      [packet('4_12', [{ 1: 'alice', 2: 'bob', 7: String(timeOf(3)) }], 0), roaming([2, 3], { from: 'alice', to: 'bob' })],
      [roaming([2, 3], { from: 'alice', to: 'bob' }), packet('4_12', [{ 1: 'alice', 2: 'bob', 7: String(timeOf(3)) }], 0)],
    ]) {
      const r = await rig({ sync })
      expect(get(r)).toMatchObject({ msgReceiptTime: timeOf(3), lastMsg: { status: 'receipt' } })
    }
  })
})

describe('lists', () => {
  test('getAllSessions: oldest first, as of now; getSessions: pages either way', async () => {
    const r = await rig()
    await r.push(...from('a', 'b', 'c', 'd'), live(9, { from: 'b' }))
    const { session } = r.nim
    const names = (list: Session[]) => list.map((s) => s.to).join('')
    expect(names(session.getAllSessions())).toBe('acdb')
    expect(names(session.getSessions())).toBe('bdca')
    expect(names(session.getSessions({ limit: 2 }))).toBe('bd')
    expect(names(session.getSessions({ limit: 2, lastSessionId: 'p2p-d' }))).toBe('ca')
    expect(names(session.getSessions({ desc: false, limit: 3 }))).toBe('acd')
    expect(names(session.getSessions({ desc: false, lastSessionId: 'p2p-d' }))).toBe('b')
    expect(session.getSessions({ lastSessionId: 'p2p-a' })).toEqual([])
    for (const wrong of [{ limit: '1' }, { limit: -1 }, { lastSessionId: '' }, { desc: 1 }]) expect(() => session.getSessions(wrong as never)).toThrow(expect.objectContaining({ code: 414 }))
    expect(() => session.getSession({ id: '' })).toThrow(expect.objectContaining({ code: 414 }))
    expect(() => session.getSession(undefined as never)).toThrow(expect.objectContaining({ code: 414 }))
  })

  test('an id is split at its first dash', async () => {
    const r = await rig()
    await r.push(live(1, { from: 'a-b-c' }))
    expect(get(r, 'p2p-a-b-c')).toMatchObject({ scene: 'p2p', to: 'a-b-c' })
  })

  test('an own message with a clock ahead does not put updateTime ahead, nor back', async () => {
    const r = await rig({ sync: [roaming([100])] })
    let last = get(r).updateTime
    r.nim.on('updateSession', (s) => {
      expect(s.updateTime).toBeGreaterThanOrEqual(last)
      last = s.updateTime
    })
    r.script.on('7_1', ({ q }) => ({ r: [{ ...(q[0] as object), 7: String(timeOf(1)), 12: 's1' }] }))
    await r.done(r.nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'x' }))
    expect(last).toBe(timeOf(100))
    await r.push(live(101))
    expect(last).toBe(timeOf(101))
  })
})

describe('the last message', () => {
  test('one being sent stays on top until it is settled; two at once settle in any order', async () => {
    const r = await rig()
    r.script.on('7_1', 'silence')
    const sends = ['a', 'b'].map((body) => r.end(r.nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body })))
    await r.clock.run(10)
    await r.push(live(1))
    expect(get(r).lastMsg).toMatchObject({ body: 'b', status: 'sending' })
    const [a, b] = r.script.received.filter((c) => c.id === '7_1')
    const answer = (c: typeof a, n: number) => ({ ...packet('7_1', { ...(c!.q[0] as object), 7: String(timeOf(n)), 12: 's' + n }), ser: c!.ser })
    await r.push(answer(b, 11))
    expect(get(r).lastMsg).toMatchObject({ body: 'b', status: 'sent' })
    await r.push(answer(a, 10))
    expect(get(r).lastMsg).toMatchObject({ body: 'b', status: 'sent' })
    await Promise.all(sends)
    expect(get(r).unread).toBe(1)
  })

  test('a failed one stays until something newer comes', async () => {
    const r = await rig({ sync: [roaming([1])] })
    r.script.on('7_1', { code: 403 })
    await r.fails(() => r.nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'x' }))
    expect(get(r).lastMsg).toMatchObject({ status: 'sendFailed' })
    await r.push(live(1))
    expect(get(r).lastMsg).toMatchObject({ status: 'sendFailed' })
    await r.push(live(2))
    expect(get(r).lastMsg).toMatchObject({ idClient: 'c2' })
  })

  test('an older one never replaces it', async () => {
    const r = await rig()
    await r.push(live(5), live(1))
    expect(get(r).lastMsg).toMatchObject({ idClient: 'c5' })
    expect(ids(get(r).unreadMsgs)).toEqual(['c5', 'c1'])
  })
})

describe('marking read', () => {
  test('up to the newest message; later ones stay unread', async () => {
    const r = await rig()
    await r.push(live(1), live(2))
    r.clear()
    r.script.on('7_16', ({ device }) => (device.push(live(3)), { r: [] }))
    await r.done(r.nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))
    await r.clock.run(20)
    expect(r.frames('7_16').map((f) => [f.types, f.q])).toEqual([[['byte', 'String', 'long'], [0, 'bob', timeOf(2)]]])
    expect([get(r).unread, ids(get(r).unreadMsgs), get(r).ack]).toEqual([1, ['c3'], timeOf(2)])
  })

  test('each scene has its command; nothing to mark sends nothing; an unknown one is 404', async () => {
    const r = await rig()
    await r.push(live(1, { scene: 'team' }), live(2, { scene: 'superTeam' }))
    r.clear()
    for (const id of ['team-100', 'superTeam-900', 'team-100', 'superTeam-900']) await r.done(r.nim.session.resetSessionUnreadCount({ id }))
    expect(r.frames().filter((f) => f.id !== '4_5').map((f) => [f.id, f.q])).toEqual([
      ['7_16', [1, '100', timeOf(1)]],
      ['21_25', ['900', timeOf(2)]],
    ])
    expect(await r.fails(() => r.nim.session.resetSessionUnreadCount({ id: 'p2p-nobody' }))).toMatchObject({ code: 404, message: expect.stringMatching('p2p-nobody') })
    expect(await r.fails(() => r.nim.session.resetSessionUnreadCount({} as never))).toMatchObject({ code: 414 })
  })

  test('refused: unchanged; not answered but done: a late answer counts', async () => {
    const r = await rig()
    await r.push(live(1))
    r.script.on('7_16', { code: 500 }, 1)
    expect(await r.fails(() => r.nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))).toMatchObject({ code: 500 })
    expect(get(r).unread).toBe(1)
    r.script.on('7_16', 'silence')
    expect(await r.fails(() => r.nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))).toMatchObject({ code: 408 })
    await r.push(live(2))
    await r.push({ ...packet('7_16'), ser: r.script.last('7_16')!.ser })
    expect([get(r).unread, get(r).ack]).toEqual([1, timeOf(1)])
  })

  test('refused late: unchanged', async () => {
    const r = await rig()
    await r.push(live(1))
    for (const id of ['7_16', '7_25']) r.script.on(id, 'silence')
    expect(await r.fails(() => r.nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))).toMatchObject({ code: 408 })
    expect(await r.fails(() => r.nim.session.resetAllSessionsUnreadCount())).toMatchObject({ code: 408 })
    for (const id of ['7_16', '7_25']) await r.push({ ...packet(id), ser: r.script.last(id)!.ser, code: 403 })
    expect([get(r).unread, get(r).ack]).toEqual([1, 0])
  })

  test('many at once: super teams and others apart, 50 in a request, all of them on their way together', async () => {
    const r = await rig()
    const people = Array.from({ length: 120 }, (_, i) => live(i + 1, { from: 'p' + i }))
    const supers = Array.from({ length: 60 }, (_, i) => live(i + 200, { scene: 'superTeam', to: '9' + i }))
    await r.push(...people, ...supers, live(300, { scene: 'team' }))
    r.clear()
    await r.done(r.nim.session.resetAllSessionsUnreadCount())
    const sent = r.frames().filter((f) => f.id !== '4_5')
    expect(sent.map((f) => [f.id, f.q[0].length])).toEqual([['21_32', 50], ['21_32', 10], ['7_25', 50], ['7_25', 50], ['7_25', 21]])
    expect(sent[0]!.q[0][0].v).toEqual({ 2: '90', 3: timeOf(200) })
    expect(sent[2]!.q[0][0].v).toEqual({ 1: 0, 2: 'p0', 3: timeOf(1) })
    expect(sent[4]!.q[0].pop().v).toEqual({ 1: 1, 2: '100', 3: timeOf(300) })
    expect(r.nim.session.getAllSessions().map((s) => s.unread)).toEqual(Array(181).fill(0))
    expect(r.heard('updateSession')).toHaveLength(181)
    r.clear()
    await r.done(r.nim.session.resetAllSessionsUnreadCount())
    expect(r.story()).toEqual([])
  })

  test('many: unknown ones are skipped, 700 counts as done, another code rejects, none at all is fine', async () => {
    const r = await rig()
    await r.done(r.nim.session.resetAllSessionsUnreadCount())
    await r.push(...from('bob', 'carol'))
    r.script.on('7_25', { code: 700 }, 1)
    await r.done(r.nim.session.resetMultiSessionUnreadCount({ ids: ['p2p-bob', 'p2p-nobody'] }))
    expect(get(r).unread).toBe(0)
    r.script.on('7_25', { code: 500 }, 1)
    expect(await r.fails(() => r.nim.session.resetMultiSessionUnreadCount({ ids: ['p2p-carol'] }))).toMatchObject({ code: 500 })
    expect(get(r, 'p2p-carol').unread).toBe(1)
    for (const wrong of [undefined, { ids: [] }, { ids: [1] }, { ids: 'p2p-bob' }]) expect(await r.fails(() => r.nim.session.resetMultiSessionUnreadCount(wrong as never))).toMatchObject({ code: 414 })
  })

  test('by another device: what it covers is read; an older mark says nothing', async () => {
    const r = await rig()
    await r.push(live(1), live(2), live(3), live(4, { scene: 'team' }), live(5, { scene: 'superTeam' }))
    r.clear()
    await r.push(packet('7_116', 0, 'bob', String(timeOf(2))), packet('7_116', 1, '100', timeOf(4)), packet('21_125', '900', timeOf(5)))
    expect(['p2p-bob', 'team-100', 'superTeam-900'].map((id) => get(r, id).unread)).toEqual([1, 0, 0])
    expect(get(r, 'team-100').lastMsg!.status).toBe('read')
    expect(r.heard('updateSession')).toHaveLength(3)
    r.clear()
    await r.push(packet('7_116', 0, 'bob', timeOf(1)), packet('7_116', 0, 'bob', timeOf(2)), packet('7_116', 0, 'nobody', timeOf(1)), packet('7_116', 0, 'bob', null))
    expect(r.story()).toEqual([])
    // a mark that came before its session's messages is kept for them
    await r.push(live(1, { from: 'nobody', 11: 'x', 12: 'y' }))
    expect([get(r, 'p2p-nobody').unread, get(r, 'p2p-nobody').ack]).toEqual([0, timeOf(1)])
  })
})

describe('deleting', () => {
  test('here: gone without an event, its mark stays; a new message opens it anew', async () => {
    const r = await rig({ sync: [packet('4_14', { bob: timeOf(1) }, {}, 0), roaming([1, 2])] })
    await r.done(r.nim.session.deleteSession({ id: 'p2p-bob' }))
    expect([r.nim.session.getSession({ id: 'p2p-bob' }), r.nim.session.getAllSessions(), r.story()]).toEqual([undefined, [], []])
    await r.push(live(3))
    expect([get(r).unread, get(r).ack]).toEqual([1, timeOf(1)])
  })

  test('on the service too, by its name there; refused: the caller hears', async () => {
    const r = await rig()
    await r.push(live(1, { scene: 'superTeam' }))
    r.clear()
    await r.done(r.nim.session.deleteSession({ id: 'superTeam-900', isSyncToServer: true }))
    expect(r.frames('7_9')[0]!.q).toEqual([['super_team|900']])
    r.script.on('7_9', { code: 500 })
    expect(await r.fails(() => r.nim.session.deleteSession({ id: 'p2p-bob', isSyncToServer: true }))).toMatchObject({ code: 500 })
    expect(await r.fails(() => r.nim.session.deleteSession({ id: '' }))).toMatchObject({ code: 414 })
  })

  test('all of them', async () => {
    const r = await rig()
    await r.push(...from('a', 'b'))
    r.clear()
    r.nim.session.deleteAllSessionsFromLocal()
    expect([r.nim.session.getAllSessions(), r.story()]).toEqual([[], []])
  })
})

test('a destroyed client has no sessions', async () => {
  const r = await rig()
  await r.push(live(1))
  await r.done(r.nim.destroy())
  expect(r.nim.session.getAllSessions()).toEqual([])
})

test('a message costs the same in many sessions and much unread', async () => {
  // counted, not timed: how often the filter is asked, which runs once per message and place
  let asked = 0
  const r = await rig({ session: { unreadCountFilterFn: () => (asked++, true) } })
  await r.push(packet('8_4', Array.from({ length: 3000 }, (_, i) => wire(i, { scene: 'team', to: String(i % 1000) }))))
  expect(asked).toBe(3000)
  const events = r.heard('updateSession').length
  await r.push(live(5000, { scene: 'team', to: '7' }))
  expect([asked, r.heard('updateSession').length - events]).toEqual([3001, 1])
})
