import { describe, expect, test } from 'vitest'
import { envelope, ids, live, packet, rig, timeOf, wire } from '../test/rig'
import type { IMMessage } from './types'

test('a message is shown, told, and acknowledged', async () => {
  const r = await rig()
  let heard: IMMessage | undefined
  r.nim.on('msg', (m) => (heard = m))
  await r.push(live(1))
  expect(r.story()).toEqual(['updateSession', 'msg', '> 4_5'])
  expect(r.heard('msg')).toEqual([{ scene: 'p2p', to: 'alice', from: 'bob', fromClientType: 'Web', time: timeOf(1), type: 'text', body: 'text 1', idClient: 'c1', idServer: 's1', flow: 'in', target: 'bob', sessionId: 'p2p-bob', status: 'unread', feature: 'default' }])
  expect(r.frames('4_5').map((f) => [f.types, f.q])).toEqual([[['byte', 'byte', 'LongArray'], [7, 2, ['s1']]]])
  expect(r.nim.session.getSession({ id: 'p2p-bob' })!.lastMsg).toBe(heard)
})

test('a burst has one receipt notice per kind; super teams and own messages have none', async () => {
  const r = await rig()
  const burst = Array.from({ length: 50 }, (_, i) => [live(i), live(100 + i, { scene: 'team' }), live(200 + i, { scene: 'superTeam' }), packet('7_101', wire(300 + i, { from: 'alice', to: 'bob' }))]).flat()
  await r.push(...burst)
  expect(r.heard('msg')).toHaveLength(200)
  const acks = r.frames('4_5')
  expect(acks.length).toBeLessThanOrEqual(4)
  for (const [sid, cid, from] of [[7, 2, 0], [8, 3, 100]] as const) {
    const of = acks.filter((f) => f.q[0] === sid && f.q[1] === cid).flatMap((f) => f.q[2])
    expect(of).toEqual(Array.from({ length: 50 }, (_, i) => 's' + (from + i)))
  }
})

test('every packet that carries a message', async () => {
  const r = await rig()
  await r.push(
    live(1),
    live(2, { scene: 'team' }),
    live(3, { scene: 'superTeam' }),
    packet('7_101', wire(4, { from: 'alice', to: 'bob' })),
    packet('8_102', wire(5, { scene: 'team', from: 'alice' })),
    packet('21_102', wire(6, { scene: 'superTeam', from: 'alice' })),
    packet('8_4', [wire(7, { scene: 'team' }), wire(8, { scene: 'team' })]),
    envelope(live(9, { 12: undefined }), 12345, '4_2')
  )
  expect(r.heard('msg').map((m: IMMessage) => [m.idClient, m.sessionId, m.flow, m.status, m.idServer])).toEqual([
    ['c1', 'p2p-bob', 'in', 'unread', 's1'],
    ['c2', 'team-100', 'in', 'unread', 's2'],
    ['c3', 'superTeam-900', 'in', 'unread', 's3'],
    ['c4', 'p2p-bob', 'out', 'sent', 's4'],
    ['c5', 'team-100', 'out', 'sent', 's5'],
    ['c6', 'superTeam-900', 'out', 'sent', 's6'],
    ['c7', 'team-100', 'in', 'unread', 's7'],
    ['c8', 'team-100', 'in', 'unread', 's8'],
    ['c9', 'p2p-bob', 'in', 'unread', '12345'],
  ])
})

test('an envelope above 2^53 gives its exact id to message and receipt', async () => {
  const r = await rig()
  const { 12: _, ...body } = wire(1)
  r.script.raw(`3:::{"sid":4,"cid":1,"ser":0,"code":200,"r":[9007199254740993,{"headerPacket":{"sid":7,"cid":2},"body":[${JSON.stringify(body)}]}]}`)
  await r.clock.run(20)
  expect(r.heard('msg')[0].idServer).toBe('9007199254740993')
  expect(r.frames('4_5')[0]!.q[2]).toEqual(['9007199254740993'])
})

test('all groups and words of a message', async () => {
  const r = await rig()
  await r.push(live(1, { 8: 1, 10: '{"url":"u","w":1}', 15: '{"x":1}', 40: 'cb', 41: '7', 13: '1', 100: '0', 104: '1', 107: '1', 109: '0', 17: 'pc', 26: '1', 112: '3', 31: '5', 29: 'eve', 47: 'f', 21: '1', 14: '99', 3: 'unknown', 999: 'x' }))
  expect(r.heard('msg')[0]).toMatchObject({
    type: 'image',
    attach: { url: 'u', w: 1 },
    ext: '{"x":1}',
    callbackExt: 'cb',
    subType: '7',
    userUpdateTime: 99,
    setting: { resendFlag: true, needSaveHistory: false, isMuted: true },
    pushInfo: { needPush: true, needPushBadge: false, pushContent: 'pc' },
    teamSpecializationInfo: { needACK: true, ackSnapshot: 3 },
    threadMessageInfo: { replyMsgTime: 5, replyMsgFromAccount: 'eve' },
    robotInfo: { function: 'f' },
    antiSpamInfo: { needAntiSpam: true },
  })
  await r.push(live(2, { 106: '1' }), live(3, { 106: '0' }))
  const [, refused, fine] = r.heard('msg')
  expect([refused.status, 'isInBlackList' in refused, fine.status]).toEqual(['refused', false, 'unread'])
})

test('notifications: names, team, people', async () => {
  const r = await rig()
  const attach = (id: number, data?: object) => live(id, { scene: 'team', 8: 5, 10: JSON.stringify({ id, data }) })
  await r.push(attach(0, { ids: ['bob'], tinfo: { 1: 100, 3: 'T', 4: 1, 100: '1', 101: '1', 17: 'dropped' }, uinfos: [{ 1: 'bob', 3: 'Bob', 6: 1 }], other: 1 }), attach(10, { id: 'bob', mute: 1 }), attach(101, { calltype: 1, channel: 'c', duration: 5 }), attach(409, { ids: [] }), attach(77, {}), attach(4))
  expect(r.heard('msg').map((m) => m.attach)).toEqual([
    { type: 'addTeamMembers', accounts: ['bob'], team: { teamId: '100', name: 'T', type: 'advanced', mute: true, muteType: 'normal' }, users: [{ account: 'bob', nick: 'Bob', gender: 'male' }] },
    { type: 'updateTeamMemberMute', account: 'bob', mute: true },
    { type: 'netcallMiss', netcallType: 1, channelId: 'c', duration: 5 },
    { type: 'updateSuperTeamMembersMute', accounts: [] },
    { type: 77 },
    { type: 'dismissTeam' },
  ])
  // super teams have an order of their own
  const supers = Array.from({ length: 11 }, (_, i) => live(500 + i, { scene: 'superTeam', 8: 5, 10: JSON.stringify({ id: 401 + i, data: {} }) }))
  r.clear()
  await r.push(...supers)
  expect(r.heard('msg').map((m) => m.attach.type)).toEqual('addSuperTeamMembers removeSuperTeamMembers leaveSuperTeam updateSuperTeam dismissSuperTeam transferSuperTeam addSuperTeamManagers removeSuperTeamManagers updateSuperTeamMembersMute passSuperTeamApply acceptSuperTeamInvite'.split(' '))
})

test('what came by an error packet or is no message is dropped', async () => {
  const r = await rig()
  await r.push({ ...live(1), code: 500 }, packet('7_2'), packet('7_2', null), packet('8_4', null), packet('8_4'), packet('4_9', []), packet('4_4', null))
  expect(r.heard('msg')).toEqual([])
  expect(r.heard('syncRoamingMsgs')).toEqual([])
  expect(r.expectErrors()).toEqual([])
})

describe('receipts', () => {
  test('of the peer: raise the status of the last message, are told, and are never taken back', async () => {
    const r = await rig({ sync: [] })
    await r.push(packet('7_101', wire(5, { from: 'alice', to: 'bob' })))
    const receipt = (time: number) => packet('7_12', { 1: 'alice', 2: 'bob', 7: String(time), 11: 'c5' })
    r.clear()
    await r.push(receipt(timeOf(5)))
    expect(r.heard('msgReceipts')).toEqual([[{ to: 'alice', idClient: 'c5', msgReceiptTime: timeOf(5), sessionId: 'p2p-bob' }]])
    const s = r.nim.session.getSession({ id: 'p2p-bob' })!
    expect([s.lastMsg!.status, s.msgReceiptTime]).toEqual(['receipt', timeOf(5)])
    await r.push(receipt(timeOf(1)))
    expect(s.msgReceiptTime).toBe(timeOf(5))
    // what is older than the receipt comes as read already
    await r.push(packet('7_101', wire(4, { from: 'alice', to: 'bob' })))
    expect(r.heard('msg')[0].status).toBe('receipt')
  })

  test('of a team are told as they are', async () => {
    const r = await rig()
    await r.push(packet('8_31', [{ 0: '100', 1: 's1', 100: '3', 101: '4', 102: 'c1', 103: 'bob' }]))
    expect(r.heard('msgReceipts')).toEqual([[{ teamId: '100', idServer: 's1', read: 3, unread: 4, idClient: 'c1', account: 'bob' }]])
  })
})

test('broadcasts: acknowledged each time, told once', async () => {
  const r = await rig({ syncOptions: { broadcastMsgs: true } })
  const one = { 1: 'b1', 2: 'admin', 4: '1700000000000', 5: 'hello' }
  await r.push(packet('7_17', one))
  await r.push(packet('7_17', one))
  expect(r.heard('broadcastMsgs')).toEqual([[{ id: 'b1', fromAccid: 'admin', time: 1700000000000, body: 'hello' }]])
  expect(r.frames('4_5').map((f) => f.q)).toEqual([[7, 17, ['b1']], [7, 17, ['b1']]])
})

describe('recalled, deleted, cleared', () => {
  const recall = (n: number, more: object = {}) => packet('7_14', { 0: String(timeOf(50)), 1: '7', 2: 'alice', 3: 'bob', 6: 'r' + n, 10: 'c' + n, 11: 's' + n, 14: String(timeOf(n)), ...more })

  test('a recall takes the message out of its session; one that comes before it too', async () => {
    const r = await rig()
    await r.push(live(1), live(2))
    await r.push(recall(2))
    const s = r.nim.session.getSession({ id: 'p2p-bob' })!
    expect([s.unread, ids(s.unreadMsgs), s.lastMsg]).toEqual([1, ['c1'], null])
    await r.push(recall(3))
    await r.push(live(3))
    expect([s.unread, s.lastMsg]).toEqual([1, null])
    expect(r.heard('msg')[2].status).toBe('deleted')
  })

  test('a recall without the time of its message works too', async () => {
    const r = await rig()
    await r.push(live(1))
    await r.push(recall(1, { 14: undefined }))
    expect(r.nim.session.getSession({ id: 'p2p-bob' })!).toMatchObject({ unread: 0, lastMsg: null })
  })

  test('deleted for this account by another device', async () => {
    const r = await rig()
    await r.push(live(1), live(2, { scene: 'team' }))
    const gone = (scene: number, n: number) => ({ 1: scene, 2: 'bob', 3: scene === 1 ? 'alice' : '100', 4: 's' + n, 5: 'c' + n, 6: String(timeOf(n)), 7: String(timeOf(60)) })
    await r.push(packet('7_123', gone(1, 1)), packet('7_124', [gone(2, 2)]))
    expect(r.heard('deleteSelfMsgs')).toEqual([
      [{ scene: 'p2p', from: 'bob', to: 'alice', idServer: 's1', idClient: 'c1', time: timeOf(1), deletedTime: timeOf(60), ext: null }],
      [expect.objectContaining({ scene: 'team', to: '100', idClient: 'c2' })],
    ])
    for (const id of ['p2p-bob', 'team-100']) expect(r.nim.session.getSession({ id })).toMatchObject({ unread: 0, lastMsg: null })
  })

  test('cleared by another device: everything up to its time', async () => {
    const r = await rig()
    await r.push(live(1), live(2), live(3))
    await r.push(packet('7_118', { 0: '1', 1: 'bob', 6: String(timeOf(2)) }))
    expect(r.heard('clearServerHistoryMsgs')).toEqual([[{ sessionId: 'p2p-bob', time: timeOf(2) }]])
    const s = r.nim.session.getSession({ id: 'p2p-bob' })!
    expect([s.unread, ids(s.unreadMsgs), s.lastMsg!.idClient]).toEqual([1, ['c3'], 'c3'])
    await r.push(packet('7_118', { 0: '1', 1: 'bob', 6: String(timeOf(9)) }))
    expect([s.unread, s.unreadMsgs, s.lastMsg]).toEqual([0, [], null])
  })
})
