import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverClient, startEmulator, type Emulator, type ServerClient } from '../index'
import { login, long, properties, text, type Probe } from '../probe'

let emulator: Emulator
let call: ServerClient
let now: number
let bob: Probe

beforeEach(async () => {
  now = 1_700_000_000_000
  emulator = await startEmulator({ now: () => now })
  call = serverClient(emulator, () => now)
  bob = await login(emulator, 'bob')
})
afterEach(() => emulator.close())

const ok = { code: 200 }
const hello = { from: 'alice', ope: 0 as const, to: 'bob', type: 0, body: { msg: 'hi' } }
const always = { begintime: 0, endtime: 2e12, limit: 100 }

/** The parameters that take a message back. */
const back = ({ data }: { data: { msgid: number; timetag: number } }) => ({ deleteMsgid: data.msgid, timetag: data.timetag, from: 'alice', to: 'bob', msg: 'sorry' })

describe('messages', () => {
  it('msg/sendMsg', async () => {
    const alice = await login(emulator, 'alice')
    const { data } = await call('msg/sendMsg', { ...hello, ext: 'e', subType: 7, env: 'E', pushcontent: 'p', payload: '{}', forcepushlist: ['bob'], forcepushcontent: 'f', option: { roam: false, push: 'false', badge: true } })
    const [m] = await bob.next('7_2')
    expect(m).toMatchObject({ 0: '0', 1: 'bob', 2: 'alice', 4: '32', 8: '0', 9: 'hi', 12: String(data.msgid), 7: String(data.timetag), 15: 'e', 16: '{}', 17: 'p', 18: 'bob', 19: 'f', 20: '1', 41: '7', 43: 'E', 101: '0', 107: '0', 109: '1' })
    expect(data.antispam).toBe(false)
    expect(await alice.next('7_101')).toEqual([m])
    await call('msg/sendMsg', { ...hello, type: 1, body: { url: 'u' } })
    expect((await bob.next('7_2'))[0]).toMatchObject({ 8: '1', 10: '{"url":"u"}' })
    for (const wrong of [{ body: 'no json' as never }, { body: {} }, { type: 5 }, { ope: 2 as never }, { option: [] as never }]) expect(await call('msg/sendMsg', { ...hello, ...wrong })).toMatchObject({ code: 414 })
    expect(await call('msg/sendMsg', { ...hello, to: 'x' })).toMatchObject({ code: 414, desc: 'x not register' })
    expect(await call('msg/sendMsg', { ...hello, checkFriend: true })).toEqual({ code: 403 })
    await call('friend/add', { accid: 'alice', faccid: 'bob', type: 1 })
    expect(await call('msg/sendMsg', { ...hello, checkFriend: true })).toMatchObject(ok)
    await call('user/setSpecialRelation', { accid: 'bob', targetAcc: 'alice', relationType: 1, value: 1 })
    expect(await call('msg/sendMsg', hello)).toMatchObject({ code: 7101 })
  })

  it('sends to teams, with receipts, to members only', async () => {
    const tid = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    await bob.next('8_3')
    const { data } = await call('msg/sendMsg', { ...hello, ope: 1, to: tid, markRead: 1 })
    expect((await bob.next('8_3'))[0]).toMatchObject({ 1: tid, 9: 'hi', 26: '1' })
    expect((await bob.call('8_29', [properties([{ 0: tid, 1: data.msgid }])])).r[0]).toMatchObject([{ 100: '0', 101: '1' }])
    expect(await call('msg/sendMsg', { ...hello, ope: 1, to: tid, from: 'carol' })).toEqual({ code: 804 })
    expect(await call('msg/sendMsg', { ...hello, ope: 1, to: '99' })).toEqual({ code: 803 })
  })

  it('hides a message from its sender or receiver, if it is told to', async () => {
    const alice = await login(emulator, 'alice')
    await call('msg/sendMsg', { ...hello, body: { msg: 'not for alice' }, msgSenderNoSense: 1 })
    await call('msg/sendMsg', { ...hello, body: { msg: 'not for bob' }, msgReceiverNoSense: 1 })
    expect((await alice.next('7_101'))[0]).toMatchObject({ 9: 'not for bob' })
    expect((await bob.next('7_2'))[0]).toMatchObject({ 9: 'not for alice' })
    expect([await alice.waiting(), await bob.waiting()]).toEqual([[], []])
    const seen = async (from: string, to: string) => (await call('history/querySessionMsg', { from, to, ...always })).msgs.map((m) => m.body['msg'])
    expect([await seen('alice', 'bob'), await seen('bob', 'alice')]).toEqual([['not for bob'], ['not for alice']])
  })

  it('msg/sendBatchMsg', async () => {
    const { from: _, ope: __, to: ___, ...message } = hello
    const { unregister, msgids } = await call('msg/sendBatchMsg', { ...message, fromAccid: 'alice', toAccids: ['bob', 'x'], returnMsgid: true })
    expect([JSON.parse(unregister), Object.keys(msgids!)]).toEqual([['x'], ['bob']])
    expect((await bob.next('7_2'))[0]).toMatchObject({ 9: 'hi', 12: String(msgids!['bob']) })
    expect(await call('msg/sendBatchMsg', { ...message, fromAccid: 'alice', toAccids: ['bob'] })).not.toHaveProperty('msgids')
    expect(await call('msg/sendBatchMsg', { ...message, fromAccid: 'alice', toAccids: Array.from({ length: 501 }, () => 'bob') })).toMatchObject({ code: 414 })
  })

  it('msg/sendAttachMsg', async () => {
    expect(await call('msg/sendAttachMsg', { from: 'alice', msgtype: 0, to: 'bob', attach: 'a', save: 1 })).toEqual(ok)
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '100', 2: 'bob', 3: 'alice', 5: 'a', 7: '0' })
    const tid = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    await call('msg/sendAttachMsg', { from: 'alice', msgtype: 1, to: tid, attach: 't' })
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '101', 2: tid, 5: 't' })
    await call('msg/sendAttachMsg', { from: 'alice', msgtype: 0, to: 'carol', attach: 'kept' })
    await call('msg/sendAttachMsg', { from: 'alice', msgtype: 0, to: 'carol', attach: 'lost', save: 1 })
    const carol = await login(emulator, 'carol')
    expect((await carol.sync(2)).get('4_6')![0]![0]).toMatchObject([{ 5: 'kept' }])
    expect(await call('msg/sendAttachMsg', { from: 'alice', msgtype: 0, to: 'bob', attach: 'a', save: 3 as never })).toMatchObject({ code: 414 })
  })

  it('msg/sendBatchAttachMsg', async () => {
    const { unregister } = await call('msg/sendBatchAttachMsg', { fromAccid: 'alice', toAccids: ['bob', 'x'], attach: 'a' })
    expect(JSON.parse(unregister)).toEqual(['x'])
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '100', 5: 'a' })
  })

  it('msg/recall', async () => {
    const sent = await call('msg/sendMsg', hello)
    now += 130_000
    expect(await call('msg/recall', { type: 7, ...back(sent) })).toEqual({ code: 508 })
    expect(await call('msg/recall', { type: 8, ...back(sent), ignoreTime: '1' })).toEqual({ code: 414 })
    expect(await call('msg/recall', { type: 7, ...back(sent), from: 'bob', to: 'alice', ignoreTime: '1' })).toEqual({ code: 414 })
    expect(await call('msg/recall', { type: 7, ...back(sent), ignoreTime: '1' })).toEqual(ok)
    expect((await bob.next('7_14'))[0]).toMatchObject({ 1: '7', 4: 'sorry', 11: String(sent.data.msgid), 16: 'alice' })
    expect(await call('msg/recall', { type: 7, ...back(sent) })).toEqual(ok) // gone already
    expect((await call('history/querySessionMsg', { from: 'alice', to: 'bob', ...always })).size).toBe(0)
  })

  it('lets only sender, owner and managers recall in a team', async () => {
    const tid = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob', 'carol'] })
    const sent = await call('msg/sendMsg', { ...hello, ope: 1, to: tid, from: 'bob' })
    expect(await call('msg/recall', { type: 8, ...back(sent), from: 'carol', to: tid })).toEqual({ code: 403 })
    expect(await call('msg/recall', { type: 8, ...back(sent), from: 'alice', to: tid })).toEqual(ok)
  })

  it('msg/delMsgOneWay', async () => {
    const sent = await call('msg/sendMsg', hello)
    expect(await call('msg/delMsgOneWay', { type: 13, ...back(sent) })).toEqual(ok)
    expect((await bob.next('7_3'))[0]).toMatchObject({ 1: '13', 3: 'alice', 4: 'sorry', 11: String(sent.data.msgid) })
    expect((await call('history/querySessionMsg', { from: 'bob', to: 'alice', ...always })).size).toBe(0)
    expect((await call('history/querySessionMsg', { from: 'alice', to: 'bob', ...always })).size).toBe(1)
    expect((await bob.sync(2)).get('4_4')).toBeUndefined()
    expect(await call('msg/delMsgOneWay', { type: 14, ...back(sent) })).toEqual({ code: 414 })
  })

  it('msg/delMsg', async () => {
    const sent = await call('msg/sendMsg', hello)
    now += 9 * 86_400_000
    expect(await call('msg/delMsg', { type: 7, ...back(sent) })).toEqual(ok)
    expect((await call('history/querySessionMsg', { from: 'alice', to: 'bob', ...always })).size).toBe(0)
  })

  it('msg/markReadMsg', async () => {
    const { data } = await call('msg/sendMsg', { ...hello, from: 'bob', to: 'alice' })
    expect(await call('msg/markReadMsg', { from: 'alice', to: 'bob' })).toEqual({ code: 200, data: { timestamp: data.timetag } })
    expect((await bob.next('7_12'))[0]).toMatchObject({ 2: 'alice', 7: String(data.timetag) })
    expect(await call('msg/markReadMsg', { from: 'alice', to: 'carol' })).toMatchObject({ code: 404 })
  })

  it('msg/markReadTeamMsg', async () => {
    const tid = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    const sent = await call('msg/sendMsg', { ...hello, ope: 1, to: tid, from: 'bob', markRead: 1 })
    const plain = await call('msg/sendMsg', { ...hello, ope: 1, to: tid, from: 'bob' })
    expect((await call('msg/markReadTeamMsg', { tid, fromAccid: 'alice', msgIds: [sent.data.msgid, plain.data.msgid] })).data).toEqual({ errMsgIds: [plain.data.msgid] })
    expect((await bob.next('8_31'))[0]).toMatchObject([{ 100: '1', 101: '0', 103: 'alice' }])
    expect(await call('msg/markReadTeamMsg', { tid, fromAccid: 'carol', msgIds: [] })).toEqual({ code: 804 })
  })

  it('msg/delRoamSession', async () => {
    await call('msg/sendMsg', hello)
    expect((await bob.sync(7)).get('4_9')).toHaveLength(1)
    expect(await call('msg/delRoamSession', { type: 1, from: 'bob', to: 'alice' })).toEqual(ok)
    expect((await bob.sync(7)).get('4_9')).toBeUndefined()
    expect((await (await login(emulator, 'alice')).sync(7)).get('4_9')).toHaveLength(1)
  })
})

describe('files', () => {
  it('msg/upload', async () => {
    const { url } = await call('msg/upload', { content: Buffer.from('hello').toString('base64'), type: 'text/plain' })
    const file = await fetch(url)
    expect([await file.text(), file.headers.get('content-type')]).toEqual(['hello', 'text/plain'])
    const odd = await call('msg/upload', { content: 'aGVsbG8=', type: 'a\r\nX-Evil: 1' })
    expect((await fetch(odd.url, { headers: { origin: 'http://localhost' } })).headers.get('content-type')).toBe('application/octet-stream')
    expect((await fetch(odd.url, { headers: { origin: 'http://localhost' } })).headers.get('access-control-allow-origin')).toBe('http://localhost')
    expect(await call('msg/upload', { content: '***' })).toMatchObject({ code: 414 })
    expect(await call('msg/upload', { content: 'aGVsbG8=', expireSec: 60 })).toMatchObject({ code: 414 })
  })

  it('msg/fileUpload', async () => {
    const { url } = await call('msg/fileUpload', { content: new Blob(['hello'], { type: 'text/plain' }) })
    expect(await (await fetch(url)).text()).toBe('hello')
    expect(await call('msg/fileUpload', { content: 'no file' as never })).toMatchObject({ code: 414 })
  })

  it('job/nos/del', async () => {
    const { url } = await call('msg/upload', { content: 'aGVsbG8=' })
    expect(await call('job/nos/del', { startTime: now, endTime: now - 1 })).toEqual({ code: 414 })
    expect((await call('job/nos/del', { startTime: now - 1000, endTime: now + 1000 })).data.taskid).toMatch(/^\d+$/)
    expect((await fetch(url)).status).toBe(404)
  })
})

describe('broadcasts', () => {
  it('msg/broadcastMsg', async () => {
    const { msg } = await call('msg/broadcastMsg', { body: 'all', from: 'alice', isOffline: true, ttl: 1, targetOs: ['web'] })
    expect(msg).toMatchObject({ from: 'alice', body: 'all', isOffline: true, targetOs: ['web'] })
    expect(msg.expireTime - msg.createTime).toBe(3600_000)
    expect((await bob.next('7_17'))[0]).toMatchObject({ 1: String(msg.broadcastId), 5: 'all' })
    await call('msg/broadcastMsg', { body: 'phones', targetOs: ['ios'] })
    expect(await bob.waiting()).toEqual([])
    expect((await (await login(emulator, 'carol')).sync(20)).get('4_16')![0]![0]).toMatchObject([{ 5: 'all' }])
    expect(await call('msg/broadcastMsg', { body: 'all', targetOs: ['toaster'] })).toEqual({ code: 414 })
  })

  it('history/queryBroadcastMsg', async () => {
    const made = []
    for (const [i, isOffline] of [true, false, true].entries()) made.push((await call('msg/broadcastMsg', { body: `b${i}`, isOffline })).msg.broadcastId)
    const bodies = async (fields: { broadcastId?: number; limit?: number; type?: 1 | 2 | 3 }) => (await call('history/queryBroadcastMsg', fields)).msgs.map((m) => m.body)
    expect(await bodies({})).toEqual(['b2', 'b1', 'b0'])
    expect(await bodies({ broadcastId: made[2]!, limit: 1 })).toEqual(['b1'])
    expect([await bodies({ type: 2 }), await bodies({ type: 3 })]).toEqual([['b2', 'b0'], ['b1']])
    expect(await call('history/queryBroadcastMsg', { limit: 101 })).toMatchObject({ code: 414 })
  })

  it('history/queryBroadcastMsgById', async () => {
    const { msg } = await call('msg/broadcastMsg', { body: 'all' })
    expect((await call('history/queryBroadcastMsgById', { broadcastId: msg.broadcastId })).msg).toEqual(msg)
    expect(await call('history/queryBroadcastMsgById', { broadcastId: 1 })).toEqual({ code: 404 })
  })

  it('history/delBroadcastMsgById', async () => {
    const { msg } = await call('msg/broadcastMsg', { body: 'all', isOffline: true })
    expect(await call('history/delBroadcastMsgById', { broadcastId: msg.broadcastId })).toEqual(ok)
    expect((await call('history/queryBroadcastMsg', {})).msgs).toEqual([])
    expect((await (await login(emulator, 'carol')).sync(20)).get('4_16')).toBeUndefined()
  })
})

describe('history', () => {
  it('history/querySessionMsg', async () => {
    for (const msg of ['one', 'two', 'three']) await call('msg/sendMsg', { ...hello, body: { msg } })
    await call('msg/sendMsg', { ...hello, body: { msg: 'off the record' }, option: { history: false } })
    await call('msg/sendMsg', { ...hello, type: 100, body: { any: 'thing' } })
    const page = (more: object) => call('history/querySessionMsg', { from: 'bob', to: 'alice', ...always, ...more })
    const { size, msgs } = await page({})
    expect([size, msgs.map((m) => m.body)]).toEqual([4, [{ any: 'thing' }, { msg: 'three' }, { msg: 'two' }, { msg: 'one' }]])
    expect(msgs[3]).toMatchObject({ from: 'alice', type: 0, fromclienttype: 32, msgid: expect.any(Number), msgidclient: expect.any(String), sendtime: expect.any(Number) })
    expect((await page({ limit: 1, reverse: 1 })).msgs[0]!.body).toEqual({ msg: 'one' })
    expect((await page({ begintime: msgs[2]!.sendtime, endtime: msgs[1]!.sendtime })).size).toBe(2)
    expect((await page({ type: '100' })).size).toBe(1)
    for (const wrong of [{ limit: 0 }, { limit: 101 }, { reverse: 3 }, { begintime: 'x' }]) expect(await page(wrong)).toMatchObject({ code: 414 })
  })

  it('history/queryTeamMsg', async () => {
    const tid = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    await call('msg/sendMsg', { ...hello, ope: 1, to: tid })
    const page = (accid: string, checkTeamValid = true) => call('history/queryTeamMsg', { tid, accid, ...always, type: '0', checkTeamValid })
    expect((await page('bob')).msgs).toMatchObject([{ body: { msg: 'hi' } }])
    expect(await page('carol')).toEqual({ code: 804 })
    await call('team/kick', { tid, owner: 'alice', member: 'bob' })
    expect([await page('bob'), (await page('bob', false)).size]).toEqual([{ code: 804 }, 1])
    await call('team/remove', { tid, owner: 'alice' })
    expect([(await page('alice')).code, (await page('alice', false)).size]).toEqual([803, 1])
  })

  it('history/querySessionList', async () => {
    const tid = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    await call('msg/sendMsg', hello)
    const { sessions, hasMore } = (await call('history/querySessionList', { accid: 'bob' })).data
    expect([sessions.map(({ sessionType, accid, tid: team }) => [sessionType, accid ?? team]), hasMore]).toEqual([[[0, 'alice'], [1, Number(tid)]], false])
    expect(sessions[0]!.lastMsg).toMatchObject({ from: 'alice', body: { msg: 'hi' } })
    const part = await call('history/querySessionList', { accid: 'bob', limit: 1, needLastMsg: 0 })
    expect([part.data.hasMore, part.data.sessions.length, part.data.sessions[0]!.lastMsg]).toEqual([true, 1, undefined])
    expect((await call('history/querySessionList', { accid: 'bob', maxTimestamp: sessions[1]!.updateTime })).data.sessions).toHaveLength(1)
  })

  it('history/queryUserEvents', async () => {
    const alice = await login(emulator, 'alice', { deviceId: 'A1', tags: { 38: 'tag' } })
    await alice.call('2_6')
    const { size, events } = await call('history/queryUserEvents', { accid: 'alice', ...always })
    expect([size, events.map((e) => e.eventType)]).toEqual([2, [1, 2]])
    expect(events[0]).toMatchObject({ accid: 'alice', clientType: 16, deviceId: 'A1', customTag: 'tag', clientIp: expect.stringContaining('127.0.0.1') })
    expect((await call('history/queryUserEvents', { accid: 'alice', ...always, limit: 1, reverse: 2 })).events[0]!.eventType).toBe(2)
  })

  it('goes on from what clients wrote', async () => {
    const alice = await login(emulator, 'alice')
    await alice.call('7_1', [text('bob', 'from a phone', { 15: 'ext' })])
    expect((await call('history/querySessionMsg', { from: 'alice', to: 'bob', ...always })).msgs).toMatchObject([{ body: { msg: 'from a phone' }, ext: 'ext', fromclienttype: 16 }])
    expect((await alice.call('7_6', [{ t: 'String', v: 'bob' }, long(0), long(0), long(0), { t: 'int', v: 9 }])).r[0]).toHaveLength(1)
  })
})
