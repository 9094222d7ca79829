import { envelope, packet, type Packet } from '@nim/testkit'
import { at, type Tagged } from '../records'
import { room } from '../scenario'
import type { Stage } from '../stage'
import { loss } from '../differences/connection'

/** A channel as the service has it: the n-th. */
const channel = (n: number, more: Tagged = {}): Tagged => ({ 1: '2', 2: 'room ' + n, 3: 'channel-' + n, 4: at(n), 5: at(n + 50), 6: 'bob', 7: 'ext', 8: '0', ...more })
const member = (name: string, uid: unknown = '7') => ({ 1: name, 2: uid, 3: at(1), 4: at(60) })
const full = (n: number, more: Tagged = {}) => channel(n, { 18: JSON.stringify([member('bob'), member('alice', 8)]), 23: '8', ...more })
/** What is told of it; 1 close, 2 join, 3 invite, 4 cancelled, 5 rejected, 6 accepted, 7 left, 8 custom. */
const notice = (kind: unknown, more: Tagged = {}, attach: object = {}): Tagged => channel(1, { 10: 'bob', 11: 'alice', 12: 'request', 18: '[]', 19: JSON.stringify({ type: kind, ...attach }), 20: 'attach ext', 24: at(9), ...more })
const kinds = [1, 2, 3, 4, 5, 6, 7, 8]
const pushTags = { 13: '1', 14: 'title', 15: 'content', 16: '{}', 17: '0' }
const rtc = { 25: 'rtc', 26: '600', 27: 'token', 28: '{}', 30: '200' }

const live = (t: Stage, inner: Packet, id: unknown = 5001) => {
  t.script.push(envelope(inner, id))
  return t.clock.run(20)
}
/** The service takes a channel's members in. */
const serve = (t: Stage) => {
  for (const id of ['15_1', '15_4', '15_16', '15_17']) t.script.on(id, ({ q }) => ({ r: [full(Number(String((q[0] as Tagged)[3] ?? 'channel-1').slice(8)))] }))
  t.script.on('15_2', ({ q }) => ({ r: [full(Number(String((q[0] as Tagged)[3]).slice(8)))] }))
}
const back = (t: Stage, logins: number) => t.until('back', () => t.script.count('5_1') >= logins && t.nim.status === 'logined')
const join = (t: Stage, n: number) => t.do('signaling.join', { channelId: 'channel-' + n })
const minutes = (n: number) => n * 60_000

const answers = room('signaling', { needs: ['signaling'] }, [
  ['what is answered', async (t) => {
    t.script.on('15_1', { r: [channel(1)] })
    t.script.on('15_4', { r: [full(2)] })
    t.script.on('15_15', { r: [full(3, { 18: '[]', 8: '1' })] })
    await t.login()
    await t.do('signaling.create', { type: 2, name: 'room 1', ext: 'ext' })
    await t.do('signaling.join', { channelId: 'channel-2', uid: 8 })
    await t.do('signaling.queryInfo', { name: 'room 3' })
  }],
  ['what is answered, with the call service', { differs: ['D137-nertc-response'] }, async (t) => {
    for (const id of ['15_16', '15_17']) t.script.on(id, { r: [full(1, { ...rtc, 29: '{"a":1}' })] })
    await t.login()
    await t.do('signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r', pluginSetting: { nertcInfo: { nertcTokenTtl: 600 } } })
    await t.do('signaling.joinAndAccept', { channelId: 'channel-1', fromAccid: 'bob', requestId: 'r' })
  }],
  ['members that cannot be read', async (t) => {
    for (const members of ['{broken', '{}', 'null', '5', undefined, JSON.stringify([{ 1: 'bob', 2: 5 }])]) {
      t.script.on('15_15', { r: [full(1, { 18: members })] })
      await t.login()
      await t.do('signaling.queryInfo', { name: 'room 1' })
    }
  }],
  ['accept, and join', async (t) => {
    serve(t)
    await t.login()
    await t.do('signaling.accept', { channelId: 'channel-1', fromAccid: 'bob', requestId: 'r', needOffline: true, attachExt: 'a', autoJoin: true, uid: 5, joinAttachExt: 'j' })
    await t.do('signaling.accept', { channelId: 'channel-1', fromAccid: 'bob', requestId: 'r' })
  }],
  ['accept, refused', async (t) => {
    t.script.on('15_9', { code: 10408 })
    await t.login()
    await t.do('signaling.accept', { channelId: 'channel-1', fromAccid: 'bob', requestId: 'r', autoJoin: true })
  }],
  ['parameters without a rule', async (t) => {
    await t.login()
    const extra = { name: 'n', ext: 'e', uid: 3, type: 1, attach: { a: 1 }, members: [1], time: 5, msgId: '9', fromAccid: 'carol', toAccid: 'dave', requestId: 'q' }
    await t.do('signaling.create', { ...extra, type: 3 })
    await t.do('signaling.callEx', { ...extra })
    for (const method of ['join', 'leave', 'close', 'invite', 'cancelInvite', 'reject', 'accept', 'sendCustomCommand', 'joinAndAccept']) await t.do('signaling.' + method, { ...extra, channelId: 'channel-1' })
    await t.do('signaling.queryInfo', { ...extra, attach: undefined, members: undefined })
  }],
  ['parameters given as undefined', async (t) => {
    await t.login()
    await t.do('signaling.create', { type: 1, name: undefined, ext: undefined })
    await t.do('signaling.join', { channelId: 'channel-1', uid: undefined, attachExt: undefined, needOffline: undefined })
    await t.do('signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r', pushInfo: undefined, pluginSetting: undefined })
  }],
  ['every code', async (t) => {
    await t.login()
    for (const code of [10201, 10202, 10404, 10405, 10406, 10407, 10408, 10409, 10410, 10414, 10417, 10419, 10420]) {
      for (const id of ['15_6', '15_4']) t.script.on(id, { code })
      await t.do('signaling.invite', { channelId: 'channel-1', toAccid: 'bob', requestId: 'r' })
      await join(t, 1)
    }
  }],
  ['a call that the other one does not hear', async (t) => {
    await t.login()
    for (const code of [10201, 10202]) {
      t.script.on('15_16', { code, r: [full(1)] })
      await t.do('signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r' })
      t.script.on('15_16', { code, without: ['r'] })
      await t.do('signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r' })
    }
  }],
])

const notices = room('signaling notices', { needs: ['signaling'] }, [
  ['every kind', { differs: ['D136-who-answered'] }, async (t) => {
    await t.login()
    for (const n of kinds) await live(t, packet('15_11', notice(n, n === 3 ? pushTags : {}, n === 2 ? { member: member('bob') } : {})), 5000 + n)
  }],
  ['every kind, of another device', { differs: ['D136-who-answered'] }, async (t) => {
    await t.login()
    for (const n of kinds) await t.push('15_12', notice(n, { 22: '900' + n }))
  }],
  ['every kind, missed', { differs: ['D136-who-answered', 'D138-offline-feature'] }, async (t) => {
    t.script.sync = [packet('15_13', kinds.map((n) => notice(n, { 22: '900' + n })))]
    await t.login()
  }],
  ['missed ones without an id, or none at all', { differs: ['D138-offline-feature'] }, async (t) => {
    t.script.sync = [packet('15_13', [notice(8)]), packet('15_13', [])]
    await t.login()
  }],
  ['as little as possible', async (t) => {
    await t.login()
    for (const n of kinds) await live(t, packet('15_11', { 3: 'channel-1', 19: JSON.stringify({ type: n }) }), 5000 + n)
  }],
  ['unknown kinds, and kinds as text', async (t) => {
    await t.login()
    for (const n of [0, 9, 'x', '8', null, -1]) await live(t, packet('15_11', notice(n)), 'x')
    for (const [i, n] of [0, 9, 'x', -1].entries()) await live(t, packet('15_11', notice(n)), 7000 + i)
  }],
  ['an id beyond 2^53', async (t) => {
    await t.login()
    t.script.raw('3:::{"sid":4,"cid":1,"ser":0,"code":200,"r":[9007199254740993,{"headerPacket":{"sid":15,"cid":11},"body":[' + JSON.stringify(notice(8)) + ']}]}')
    await t.run(50)
  }],
  ['in each envelope, and in none', async (t) => {
    await t.login()
    for (const [i, id] of ['4_1', '4_2', '4_10', '4_11'].entries()) {
      t.script.push(envelope(packet('15_11', notice(8, { 22: 'own' + i })), 5000 + i, id))
      await t.clock.run(20)
    }
    await t.push('15_11', notice(8))
    await t.push('15_11', notice(8, { 22: '777' }))
    await live(t, packet('15_11', notice(8)), 'a text id')
  }],
  ['the same one twice', async (t) => {
    await t.login()
    for (let n = 0; n < 2; n++) await live(t, packet('15_11', notice(3)))
  }],
  ['missed, and delivered again later', { differs: ['D138-offline-feature'] }, async (t) => {
    t.script.sync = [packet('15_13', [notice(3, { 22: '5001' })])]
    await t.login()
    await live(t, packet('15_11', notice(3)))
  }],
  ['the timetag of the next sync', { differs: [...loss, 'D138-offline-feature'] }, async (t) => {
    t.script.sync = [packet('15_13', [notice(3, { 22: '5001', 24: at(9) }), notice(4, { 22: '5002', 24: at(3) })])]
    await t.login()
    t.script.sync = []
    t.network.drop()
    await back(t, 2)
  }],
  ['attaches that cannot be read', async (t) => {
    await t.login()
    for (const [i, attach] of ['{broken', 'null', '5', '"text"', '[]', '', '{}', undefined].entries()) await live(t, packet('15_11', notice(8, { 19: attach })), 5000 + i)
  }],
  ['nothing at all', async (t) => {
    await t.login()
    await live(t, packet('15_11'))
    await t.push('15_12')
    await t.push('15_13')
  }],
  ['a listener that throws', async (t) => {
    await t.login()
    t.nim.signaling.on('signalingInvite', () => {
      throw new Error('listener')
    })
    t.nim.signaling.on('signalingInvite', () => t.note('the next one hears it'))
    await live(t, packet('15_11', notice(3)))
    await live(t, packet('15_11', notice(8)), 5002)
  }],
  ['after destroy()', async (t) => {
    await t.login()
    const { signaling } = t.nim
    await t.do('destroy')
    t.note('listeners left', signaling.listenerCount('signalingInvite'))
  }],
])

const alive = room('signaling alive', { needs: ['signaling'] }, [
  ['one channel', async (t) => {
    serve(t)
    await t.login()
    await join(t, 1)
    await t.run(minutes(2) - 1000)
    await t.run(minutes(2))
    await t.run(minutes(2))
    await t.do('signaling.leave', { channelId: 'channel-1' })
    await t.run(minutes(5))
  }],
  ['several channels', async (t) => {
    serve(t)
    await t.login()
    for (const n of [1, 2, 3]) await join(t, n)
    await t.run(minutes(3))
    await t.do('signaling.close', { channelId: 'channel-2' })
    await t.run(minutes(2))
  }],
  ['a call, and one that is accepted', async (t) => {
    serve(t)
    await t.login()
    await t.do('signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r' })
    await t.run(minutes(3))
    await t.do('signaling.joinAndAccept', { channelId: 'channel-2', fromAccid: 'bob', requestId: 'r' })
    await t.run(minutes(3))
  }],
  ['made, but not joined', async (t) => {
    serve(t)
    await t.login()
    await t.do('signaling.create', { type: 1 })
    await t.run(minutes(5))
  }],
  ['refused', async (t) => {
    serve(t)
    t.script.on('15_2', { code: 10404 })
    await t.login()
    await join(t, 1)
    await t.run(minutes(5))
  }],
  ['not answered', async (t) => {
    serve(t)
    await t.login()
    await join(t, 1)
    t.script.on('15_2', 'silence', 1)
    await t.run(minutes(3))
    await t.run(minutes(2))
  }],
  ['closed by somebody else', async (t) => {
    serve(t)
    await t.login()
    await join(t, 1)
    await live(t, packet('15_11', notice(1)))
    await t.run(minutes(3))
  }],
  ['over a reconnect', { differs: loss }, async (t) => {
    serve(t)
    await t.login()
    await join(t, 1)
    await t.run(1000)
    t.network.drop()
    await back(t, 2)
    await t.run(minutes(5))
  }],
  ['over a reconnect, with a list', { differs: loss }, async (t) => {
    serve(t)
    await t.login()
    await join(t, 1)
    await join(t, 2)
    await t.run(1000)
    t.script.sync = [packet('15_14', [full(1)])]
    t.network.drop()
    await back(t, 2)
    await t.run(minutes(3))
  }],
  ['known from the sync', async (t) => {
    serve(t)
    t.script.sync = [packet('15_14', [full(1), full(2)])]
    await t.login()
    await t.run(minutes(3))
  }],
  ['an empty list', async (t) => {
    t.script.sync = [packet('15_14', [])]
    await t.login()
    await t.run(minutes(3))
  }],
  ['after destroy()', async (t) => {
    serve(t)
    await t.login()
    await join(t, 1)
    await t.do('destroy')
    await t.run(minutes(3))
  }],
])

export const signaling = [...answers, ...notices, ...alive]
export { channel, full, notice, pushTags, rtc }
