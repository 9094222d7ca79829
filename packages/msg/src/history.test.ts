import { expect, test } from 'vitest'
import { ids, live, packet, rig, timeOf, wire } from '../test/rig'

const bob = { scene: 'p2p', to: 'bob' } as const

test('getHistoryMsgs: each scene, with defaults in their places', async () => {
  const r = await rig()
  const { msgLog } = r.nim
  for (const [o, id, to, type] of [
    [bob, '7_6', 'bob', 'String'],
    [{ scene: 'team', to: '100' }, '8_23', '100', 'Long'],
    [{ scene: 'superTeam', to: '900' }, '21_14', '900', 'Long'],
  ] as const) {
    expect(await r.done(msgLog.getHistoryMsgs(o))).toEqual([])
    const { types, q } = r.frames(id)[0]!
    expect(types).toEqual([type, 'Long', 'Long', 'Long', 'int', 'bool', 'LongArray'])
    expect(q).toEqual([to, 0, 0, 0, 100, 'false', []])
  }
  r.clear()
  const full = { ...bob, beginTime: 1, endTime: 2, lastMsgId: '3', limit: 4, reverse: true, msgTypes: ['text', 'custom'] as const, asc: undefined }
  await r.done(msgLog.getHistoryMsgs(full as never))
  await r.done(msgLog.getHistoryMsgs({ ...bob, beginTime: undefined, endTime: undefined, limit: undefined, msgTypes: undefined }))
  expect(r.frames('7_6').map((f) => f.q)).toEqual([
    ['bob', 1, 2, '3', 4, 'true', [0, 100]],
    ['bob', 0, 0, 0, 100, 'false', []],
  ])
})

test('getHistoryMsgs: messages with their state, each once, in the order of the service or by time; nothing else happens', async () => {
  const r = await rig({ sync: [packet('4_14', { bob: timeOf(2) }, {}, 0)] })
  r.script.on('7_6', { r: [[wire(3), wire(2), wire(2), wire(1, { from: 'alice', to: 'bob' })]] })
  const down = await r.done(r.nim.msgLog.getHistoryMsgs(bob))
  expect(ids(down)).toEqual(['c3', 'c2', 'c1'])
  expect(down.map((m) => m.status)).toEqual(['unread', 'read', 'sent'])
  expect(ids(await r.done(r.nim.msgLog.getHistoryMsgs({ ...bob, asc: true })))).toEqual(['c1', 'c2', 'c3'])
  expect(r.names()).toEqual([])
  expect(r.nim.session.getSession({ id: 'p2p-bob' })).toBeUndefined()
  // what was seen in history is still new when it comes
  await r.push(live(3))
  expect(ids(r.heard('msg'))).toEqual(['c3'])
})

test('what is wrong is refused', async () => {
  const r = await rig()
  const { msgLog, msgExtend } = r.nim
  const thread = { ...bob, threadMsgFromAccount: 'a', threadMsgToAccount: 'b', threadMsgIdServer: '1', threadMsgTime: 1 }
  const cases: [() => Promise<unknown>, string][] = [
    [() => msgLog.getHistoryMsgs(undefined as never), 'scene'],
    [() => msgLog.getHistoryMsgs({ ...bob, limit: 101 }), 'limit'],
    [() => msgLog.getHistoryMsgs({ ...bob, limit: 0 }), 'limit'],
    [() => msgLog.getHistoryMsgs({ ...bob, msgTypes: ['song'] } as never), 'msgTypes'],
    [() => msgLog.getHistoryMsgs({ ...bob, lastMsgId: '' }), 'lastMsgId'],
    [() => msgLog.deleteRoamingMsgs({ ids: ['nodash'] }), 'ids'],
    [() => msgLog.clearHistoryMsgsFromServer({ scene: 'superTeam', to: '900' } as never), 'scene'],
    [() => msgLog.ftsCloudMsgLogs({ keyword: '' }), 'keyword'],
    [() => msgLog.ftsCloudMsgLogs({ keyword: 'x', fromTime: 2, toTime: 1 }), 'toTime'],
    [() => msgLog.ftsCloudMsgLogs({ keyword: 'x', orderRule: 'UP' } as never), 'orderRule'],
    [() => msgExtend.getThreadMsgs({ ...thread, threadMsgIdServer: '' }), 'threadMsgIdServer'],
    [() => msgExtend.getThreadMsgs({ ...thread, limit: 101 }), 'limit'],
    [() => msgExtend.getMsgsByIdServer({ reqMsgs: [] }), 'reqMsgs'],
    [() => msgExtend.getMsgsByIdServer({ reqMsgs: [{ ...bob, from: 'a', idServer: '1', time: '1' }] } as never), 'time'],
  ]
  for (const [call, key] of cases) expect(await r.fails(call), key).toMatchObject({ name: 'validateError', code: 414, data: { key } })
  expect(r.story()).toEqual([])
})

test('deleteRoamingMsgs: sessions by the names of the service', async () => {
  const r = await rig()
  await r.done(r.nim.msgLog.deleteRoamingMsgs({ ids: ['p2p-bob', 'team-100', 'superTeam-900', 'p2p-a-b'] }))
  expect(r.frames('7_9').map((f) => [f.types, f.q])).toEqual([[['StrArray'], [['p2p|bob', 'team|100', 'super_team|900', 'p2p|a-b']]]])
})

test('clearHistoryMsgsFromServer: the session is cleared up to the time of the answer', async () => {
  const r = await rig()
  await r.push(live(1), live(9), live(3, { scene: 'team' }))
  r.clear()
  r.script.on('7_18', { r: [String(timeOf(5))] }, 1)
  expect(await r.done(r.nim.msgLog.clearHistoryMsgsFromServer({ ...bob, isSyncSelf: true, ext: 'e' }))).toEqual({ timetag: timeOf(5) })
  expect(r.frames('7_18')[0]!.q[0]).toEqual({ 0: 1, 1: 'bob', 2: 1, 4: 1, 7: 'e' })
  expect(r.nim.session.getSession({ id: 'p2p-bob' })).toMatchObject({ unread: 1, lastMsg: { idClient: 'c9' } })
  expect(r.names()).toEqual(['updateSession'])
  const { timetag } = await r.done(r.nim.msgLog.clearHistoryMsgsFromServer({ scene: 'team', to: '100' }))
  expect(timetag).toBeGreaterThan(timeOf(0) - 1)
  expect(r.frames('7_18')[1]!.q[0]).toEqual({ 0: 2, 2: 1, 3: '100', 4: 0 })
})

test('full-text search: lists as texts, words as numbers', async () => {
  const r = await rig()
  const o = { keyword: 'k', fromTime: 1, toTime: 2, sessionLimit: 3, msglogsLimit: 4, orderRule: 'DESC', p2pSessionList: ['a', 'b'], teamSessionList: ['1'], senderList: ['c'], msgTypeList: ['text', 'image'], msgSubTypeList: [1, 2] } as const
  for (const [find, id] of [
    ['ftsCloudMsgLogs', '7_27'],
    ['ftsCloudMsgLogsAggWithSession', '7_26'],
  ] as const) {
    r.script.on(id, { r: [[wire(1), wire(2)]] }, 1)
    expect(ids(await r.done(r.nim.msgLog[find](o as never)))).toEqual(['c1', 'c2'])
    expect(r.frames(id)[0]!.q[0]).toEqual({ 1: 'k', 2: 1, 3: 2, 4: 3, 5: 4, 6: 2, 7: 'a,b', 8: '1', 9: 'c', 10: '0,1', 11: '1,2' })
    expect(await r.done(r.nim.msgLog[find]({ keyword: 'k' }))).toEqual([])
    expect(r.frames(id)[1]!.q[0]).toEqual({ 1: 'k' })
  }
})

test('threads: the root, its answers, how many; a root that is not there is 404', async () => {
  const r = await rig()
  const o = { scene: 'team', threadMsgFromAccount: 'bob', threadMsgToAccount: '100', threadMsgIdServer: 's1', threadMsgTime: 5 } as const
  const root = wire(1, { scene: 'team' })
  r.script.on('23_1', { r: [root, { 1: '7', 2: '99' }, [wire(2, { scene: 'team' }), wire(3, { scene: 'team' }), wire(2, { scene: 'team' })]] }, 1)
  const found = await r.done(r.nim.msgExtend.getThreadMsgs({ ...o, beginTime: 1, endTime: 9, lastMsgId: 'l', limit: 5, reverse: true }))
  expect([ids(found.msgs), found.threadMsg.idClient, found.total, found.timetag]).toEqual([['c2', 'c3'], 'c1', 7, 99])
  expect(r.frames('23_1')[0]!.q).toEqual([
    { 0: 1, 1: '100', 2: 'bob', 7: 5, 12: 's1' },
    { 1: 1, 2: 9, 3: 'l', 4: 5, 5: 1 },
  ])
  r.script.on('23_1', { r: [root] }, 1)
  expect(await r.done(r.nim.msgExtend.getThreadMsgs(o))).toMatchObject({ msgs: [], total: 0, timetag: 0 })
  expect(await r.fails(() => r.nim.msgExtend.getThreadMsgs(o))).toMatchObject({ name: 'cmdError', code: 404 })
})

test('getMsgsByIdServer: scenes as texts', async () => {
  const r = await rig()
  r.script.on('23_2', { r: [[wire(1)]] })
  const found = await r.done(r.nim.msgExtend.getMsgsByIdServer({ reqMsgs: [{ scene: 'superTeam', from: 'a', to: 'b', idServer: '1', time: 2 }, { ...bob, from: 'a', idServer: '2', time: 3 }] }))
  expect(ids(found)).toEqual(['c1'])
  expect(r.frames('23_2')[0]!.q[0].map((p: any) => p.v)).toEqual([{ 0: '5', 1: 'b', 2: 'a', 7: 2, 12: '1' }, { 0: '0', 1: 'bob', 2: 'a', 7: 3, 12: '2' }])
})
