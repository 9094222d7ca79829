import { expect, test } from 'vitest'
import { live, packet, rig, timeOf, wire } from '../test/rig'
import type { IMMessage } from './types'

const some = async () => {
  const r = await rig()
  await r.push(live(1), live(2, { scene: 'team' }), live(3, { scene: 'superTeam' }), packet('7_101', wire(4, { from: 'alice', to: 'bob' })))
  const msgs = r.heard('msg') as [IMMessage, IMMessage, IMMessage, IMMessage]
  await r.clock.run(20)
  r.clear()
  return { ...r, msgs, msg: r.nim.msg }
}

test('recallMsg: by its scene, with what goes along; the session loses it, the same object comes back', async () => {
  const r = await some()
  const [p2p, team, superTeam, own] = r.msgs
  const cases = [
    [own, '7_13', { 0: timeOf(4), 1: 7, 2: 'bob', 3: 'alice', 10: 'c4', 11: 's4', 16: 'alice' }],
    [team, '7_13', { 1: 8, 2: '100', 3: 'bob', 16: 'alice' }],
    [superTeam, '21_17', { 1: 12, 2: '900' }],
  ] as const
  for (const [msg, id, tags] of cases) {
    const pushInfo = { needPush: true, needPushBadge: false, pushContent: 'pc', pushPayload: '{}' }
    expect(await r.done(r.msg.recallMsg({ msg, ps: 'ps', attach: 'at', env: 'env', pushInfo }))).toBe(msg)
    expect(r.frames(id).pop()!.q[0]).toMatchObject({ ...tags, 4: 'ps', 5: 'at', 21: 'env', 8: 'pc', 9: '{}', 107: 1, 109: 0 })
    expect(r.nim.session.getSession({ id: msg.sessionId })!.lastMsg).toBe(null)
  }
  expect(r.nim.session.getSession({ id: 'p2p-bob' })!.unread).toBe(1)
  expect(r.names().filter((name) => name !== 'updateSession')).toEqual([])
  expect(p2p.status).toBe('unread')
})

test("recallMsg: the message's own attach and push settings do not go out", async () => {
  const r = await some()
  await r.done(r.msg.recallMsg({ msg: { ...r.msgs[3], attach: { url: 'secret' }, pushInfo: { pushContent: 'old' } } }))
  const sent = r.frames('7_13')[0]!.q[0]
  for (const tag of ['4', '5', '8', '9', '21', '107']) expect(sent).not.toHaveProperty(tag)
})

test('recallMsg: refused, too late or lost, it changes nothing', async () => {
  const r = await some()
  r.script.on('7_13', { code: 508 }, 1)
  const error = await r.fails(() => r.msg.recallMsg({ msg: r.msgs[3] }))
  expect(error).toMatchObject({ code: 508, cmd: 'recallMsg', message: expect.stringMatching('too late') })
  for (const wrong of [undefined, {}, { msg: null }, { msg: { ...r.msgs[3], idServer: undefined } }, { msg: r.msgs[3], ps: '' }, { msg: r.msgs[3], pushInfo: { needPush: 1 } }]) expect(await r.fails(() => r.msg.recallMsg(wrong as never))).toMatchObject({ code: 414 })
  expect(r.story()).toEqual(['> 7_13'])
})

test('deleteSelfMsgs: many at once, in p2p and teams; resolves with what was deleted', async () => {
  const r = await some()
  const [p2p, team] = r.msgs
  r.script.on('7_24', { r: [String(timeOf(50))] })
  const common = { deletedTime: timeOf(50), from: 'bob', ext: 'e' }
  expect(await r.done(r.msg.deleteSelfMsgs({ msgs: [p2p, team], ext: 'e' }))).toEqual([
    { ...common, scene: 'p2p', to: 'alice', idClient: 'c1', idServer: 's1', time: timeOf(1) },
    { ...common, scene: 'team', to: '100', idClient: 'c2', idServer: 's2', time: timeOf(2) },
  ])
  expect(r.frames('7_24')[0]!.q[0].map((p: any) => p.v)).toEqual([
    { 1: 1, 2: 'bob', 3: 'alice', 4: 's1', 5: 'c1', 6: timeOf(1), 8: 'e' },
    { 1: 2, 2: 'bob', 3: '100', 4: 's2', 5: 'c2', 6: timeOf(2), 8: 'e' },
  ])
  expect(r.nim.session.getSession({ id: 'team-100' })).toMatchObject({ unread: 0, lastMsg: null })
  // it does not come back by roaming
  r.script.sync = [packet('4_9', [wire(1)])]
  await r.reconnect()
  expect(r.nim.session.getSession({ id: 'p2p-bob' })!.unread).toBe(0)
})

test('deleteSelfMsgs: without an answer there is the time of this client; super teams and wrong ones are refused', async () => {
  const r = await some()
  expect((await r.done(r.msg.deleteSelfMsgs({ msgs: [r.msgs[0]] })))[0]).toMatchObject({ deletedTime: expect.any(Number), ext: null })
  for (const wrong of [undefined, { msgs: {} }, { msgs: [r.msgs[2]] }, { msgs: [{ ...r.msgs[0], time: '1' }] }, { msgs: [], ext: '' }]) expect(await r.fails(() => r.msg.deleteSelfMsgs(wrong as never))).toMatchObject({ code: 414 })
})

test('sendMsgReceipt: for received p2p messages, never later than the message', async () => {
  const r = await some()
  const [p2p, team, , own] = r.msgs
  r.script.on('7_11', { r: [{ 7: String(timeOf(99)) }] }, 1)
  expect(await r.done(r.msg.sendMsgReceipt({ msg: p2p }))).toEqual({ to: 'bob', idClient: 'c1', time: timeOf(1) })
  expect(r.frames('7_11').map((f) => f.q)).toEqual([[{ 1: 'bob', 7: timeOf(1), 11: 'c1' }]])
  r.script.on('7_11', { r: [{ 7: '5' }] }, 1)
  expect(await r.done(r.msg.sendMsgReceipt({ msg: p2p }))).toMatchObject({ time: 5 })
  expect(await r.done(r.msg.sendMsgReceipt({ msg: p2p }))).toMatchObject({ time: timeOf(1) })
  r.clear()
  for (const msg of [team, own]) expect(await r.done(r.msg.sendMsgReceipt({ msg }))).toBeUndefined()
  expect(r.story()).toEqual([])
  expect(await r.fails(() => r.msg.sendMsgReceipt({ msg: {} } as never))).toMatchObject({ code: 414 })
})

test('team receipts: sent, counted, listed', async () => {
  const r = await some()
  const one = { teamId: '100', idServer: 's2', idClient: 'c2' }
  expect(await r.done(r.msg.sendTeamMsgReceipt({ teamMsgReceipts: [one] }))).toBeUndefined()
  expect(r.frames('8_28')[0]!.q[0].map((p: any) => p.v)).toEqual([{ 0: '100', 1: 's2', 102: 'c2' }])
  r.script.on('8_29', { r: [[{ 0: '100', 1: 's2', 100: '1', 101: '9', 102: 'c2' }]] })
  expect(await r.done(r.msg.getTeamMsgReads({ teamMsgReceipts: [one] }))).toEqual([{ ...one, read: 1, unread: 9 }])
  r.script.on('8_30', { r: [{ 0: '100', 1: 's2', 102: 'c2' }, ['bob'], ['carol', 'dave']] }, 1)
  expect(await r.done(r.msg.getTeamMsgReadAccounts({ teamMsgReceipt: one }))).toEqual({ teamMsgReceipt: one, readAccounts: ['bob'], unreadAccounts: ['carol', 'dave'] })
  expect(await r.done(r.msg.getTeamMsgReadAccounts({ teamMsgReceipt: one }))).toEqual({ teamMsgReceipt: one, readAccounts: [], unreadAccounts: [] })
})

test('team receipts: a refusal reaches the caller, too many and wrong ones are refused here', async () => {
  const r = await some()
  const one = { teamId: '100', idServer: 's2', idClient: 'c2' }
  r.script.on('8_28', { code: 403 })
  expect(await r.fails(() => r.msg.sendTeamMsgReceipt({ teamMsgReceipts: [one] }))).toMatchObject({ code: 403 })
  r.clear()
  expect(await r.fails(() => r.msg.sendTeamMsgReceipt({ teamMsgReceipts: Array(51).fill(one) }))).toMatchObject({ code: 414 })
  for (const wrong of [{ ...one, teamId: '' }, { teamId: '100' }, null]) {
    expect(await r.fails(() => r.msg.getTeamMsgReads({ teamMsgReceipts: [wrong] } as never))).toMatchObject({ code: 414 })
    expect(await r.fails(() => r.msg.getTeamMsgReadAccounts({ teamMsgReceipt: wrong } as never))).toMatchObject({ code: 414 })
  }
  expect(r.story()).toEqual([])
})
