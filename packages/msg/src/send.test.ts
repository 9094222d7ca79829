import { describe, expect, test } from 'vitest'
import { live, packet, rig, timeOf, wire, type Rig } from '../test/rig'
import type { IMMessage, SendAnyOptions } from './types'

/** The service stores what it gets, under its own time and number. */
const storing = (n = 1) => (script: Rig['script']) => {
  for (const id of ['7_1', '8_2', '21_2']) script.on(id, ({ q }) => ({ r: [{ ...(q[0] as object), 7: String(timeOf(n)), 12: 's' + n++ }] }))
}
const bob = { scene: 'p2p', to: 'bob' } as const

test('a text goes out, is shown as sending, then resolves as it was stored: one object all the way', async () => {
  const r = await rig({ script: storing() })
  let before: IMMessage | undefined
  const seen: string[] = []
  r.nim.on('updateSession', (s) => seen.push(s.lastMsg!.status))
  const m = await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'hi', ext: 'e', onSendBefore: (m) => void ((before = m), seen.push('before ' + m.status)) }))
  expect(m).toMatchObject({ scene: 'p2p', from: 'alice', to: 'bob', type: 'text', body: 'hi', ext: 'e', flow: 'out', target: 'bob', sessionId: 'p2p-bob', status: 'sent', time: timeOf(1), idServer: 's1', feature: 'default', fromClientType: 'Web' })
  expect(m.idClient).toMatch(/^[0-9a-f]{32}$/)
  expect(seen).toEqual(['before sending', 'sending', 'sent'])
  expect(before).toBe(m)
  expect(r.nim.session.getSession({ id: 'p2p-bob' })!.lastMsg).toBe(m)
  expect(r.story()).toEqual(['updateSession', '> 7_1', 'updateSession'])
  const { q, types } = r.frames('7_1')[0]!
  expect(types).toEqual(['Property'])
  expect(q[0]).toEqual({ 0: 0, 1: 'bob', 2: 'alice', 4: 16, 5: expect.any(String), 8: 0, 9: 'hi', 11: m.idClient, 15: 'e' })
})

test('each scene has its command, each method its type and attach', async () => {
  const r = await rig({ script: storing() })
  const { msg } = r.nim
  const geo = { title: 'Cape Horn', lat: -55.98, lng: -67.27 }
  const url = { url: 'https://x/y', name: 'y' }
  const cases: [Promise<IMMessage>, string, Record<number, unknown>, object][] = [
    [msg.sendTipMsg({ scene: 'team', to: '100', body: 'tip' }), '8_2', { 0: 1, 1: '100', 8: 10, 9: 'tip' }, { type: 'tip', sessionId: 'team-100' }],
    [msg.sendGeoLocationMsg({ scene: 'superTeam', to: '900', attach: geo }), '21_2', { 0: 5, 8: 4, 10: JSON.stringify(geo) }, { type: 'geo', attach: geo }],
    [msg.sendCustomMsg({ ...bob, attach: '{"a":1}', body: 'b' }), '7_1', { 8: 100, 9: 'b', 10: '{"a":1}' }, { type: 'custom', attach: { a: 1 } }],
    [msg.sendCustomMsg({ ...bob, attach: 'plain' }), '7_1', { 8: 100, 10: 'plain' }, { attach: 'plain' }],
    [msg.sendMsg({ ...bob, type: 'robot', attach: '{}', robotInfo: { function: 'f', topic: 't' } }), '7_1', { 8: 11, 47: 'f', 48: 't' }, { type: 'robot', robotInfo: { function: 'f', topic: 't' } }],
    [msg.sendImageMsg({ ...bob, attach: url }), '7_1', { 8: 1, 10: JSON.stringify(url) }, { type: 'image', attach: url }],
    [msg.sendAudioMsg({ ...bob, attach: url }), '7_1', { 8: 2 }, { type: 'audio' }],
    [msg.sendVideoMsg({ ...bob, attach: url }), '7_1', { 8: 3 }, { type: 'video' }],
    [msg.sendFileMsg({ ...bob, attach: url }), '7_1', { 8: 6 }, { type: 'file' }],
  ]
  for (const [sending, , , m] of cases) expect(await r.done(sending)).toMatchObject(m)
  const sent = r.frames().filter(({ id }) => /^(7_1|8_2|21_2)$/.test(id))
  for (const [, id, tags, m] of cases) expect(sent.some((f) => f.id === id && JSON.stringify({ ...f.q[0], ...tags }) === JSON.stringify(f.q[0])), JSON.stringify(m)).toBe(true)
})

test('groups of options are flattened, a switch is 1 or 0', async () => {
  const r = await rig({ script: storing() })
  const m = await r.done(
    r.nim.msg.sendTextMsg({
      ...bob,
      body: 'x',
      subType: 3,
      callbackExt: 'cb',
      setting: { needSaveHistory: false, needRoaming: true, needOffline: false, needSelfSync: true, needRouted: false, needUpdateSession: true, envConfig: 'E' },
      pushInfo: { needPush: true, needPushBadge: false, needPushNick: true, pushContent: 'pc', pushPayload: '{}' },
      antiSpamInfo: { needAntiSpam: true, antiSpamContent: 'c', antiSpamBIZID: 'b', clientAntispamHitting: false, antiSpamUsingYidun: true, yidunCallbackURL: 'u', yidunAntiCheating: 'ac', yidunAntiSpamExtension: 'ex' },
    })
  )
  expect(r.frames('7_1')[0]!.q[0]).toMatchObject({ 41: 3, 40: 'cb', 100: 0, 101: 1, 108: 0, 102: 1, 105: 0, 28: 1, 43: 'E', 107: 1, 109: 0, 110: 1, 17: 'pc', 16: '{}', 21: 1, 22: 'c', 23: 'b', 24: 0, 25: 1, 27: 'u', 42: 'ac', 44: 'ex' })
  expect(m).toMatchObject({ setting: { needSaveHistory: false, needRoaming: true }, pushInfo: { needPushBadge: false }, antiSpamInfo: { antiSpamUsingYidun: true } })
})

test('options that mean nothing stay here, on the wire and in the message', async () => {
  const r = await rig({ script: storing() })
  const m = await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'x', needPush: false, from: 'eve', time: 5, idServer: 'mine', idClient: 'mine', secret: 1, status: 'read' } as never))
  expect(r.frames('7_1')[0]!.q[0]).not.toHaveProperty('107')
  expect(r.frames('7_1')[0]!.q[0]).not.toHaveProperty('7')
  expect(r.frames('7_1')[0]!.q[0]).not.toHaveProperty('12')
  expect(m).toMatchObject({ from: 'alice', status: 'sent', time: timeOf(1), idServer: 's1' })
  expect(m.idClient).not.toBe('mine')
  expect(m).not.toHaveProperty('secret')
})

test('a reply names its message and the root of its thread', async () => {
  const r = await rig({ script: storing() })
  await r.push(live(1), live(2, { 29: 'alice', 30: 'bob', 31: '5', 32: 'sr', 33: 'cr', 34: 'carol', 35: 'alice', 36: '4', 37: 'sroot', 38: 'croot' }))
  const [first, second] = r.heard('msg') as [IMMessage, IMMessage]
  const a = await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'x', replyMsg: first }))
  const b = await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'x', replyMsg: second }))
  expect(r.frames('7_1').map((f) => f.q[0])).toMatchObject([
    { 29: 'bob', 30: 'alice', 31: timeOf(1), 32: 's1', 33: 'c1', 34: 'bob', 35: 'alice', 36: timeOf(1), 37: 's1', 38: 'c1' },
    { 29: 'bob', 31: timeOf(2), 33: 'c2', 34: 'carol', 35: 'alice', 36: 4, 37: 'sroot', 38: 'croot' },
  ])
  expect(a.threadMessageInfo).toMatchObject({ replyMsgIdClient: 'c1', threadMsgIdClient: 'c1' })
  expect(b.threadMessageInfo).toMatchObject({ replyMsgIdClient: 'c2', threadMsgIdClient: 'croot' })
})

test('a forced push reaches everyone by default, in teams alone', async () => {
  const r = await rig({ script: storing() })
  const pushInfo = { needForcePush: true, pushContent: 'pc' }
  for (const [scene, to] of [['team', '100'], ['superTeam', '900']] as const) await r.done(r.nim.msg.sendTextMsg({ scene, to, body: 'x', pushInfo }))
  await r.done(r.nim.msg.sendTextMsg({ scene: 'team', to: '100', body: 'x', pushInfo: { ...pushInfo, forcePushIDsList: '["bob"]', forcePushContent: 'fc' } }))
  const [all, some] = r.frames('8_2').map((f) => f.q[0])
  expect([all, some]).toMatchObject([{ 20: 1, 18: '#%@all@%#', 19: 'pc' }, { 18: '["bob"]', 19: 'fc' }])
  expect(r.frames('21_2')[0]!.q[0]).not.toHaveProperty('18')
  expect(pushInfo).toEqual({ needForcePush: true, pushContent: 'pc' })
})

test('wrong arguments throw at once and show nothing', async () => {
  const r = await rig()
  const { msg } = r.nim
  const cases: [() => unknown, string][] = [
    [() => msg.sendTextMsg(undefined as never), 'body'],
    [() => msg.sendTextMsg(null as never), 'body'],
    [() => msg.sendTextMsg({ ...bob, body: '' }), 'body'],
    [() => msg.sendTextMsg({ scene: 'x', to: 'bob', body: 'b' } as never), 'scene'],
    [() => msg.sendTextMsg({ ...bob, to: '', body: 'b' }), 'to'],
    [() => msg.sendTextMsg({ ...bob, body: 'b', ext: {} } as never), 'ext'],
    [() => msg.sendTextMsg({ ...bob, body: 'b', setting: { needRoaming: 1 } } as never), 'needRoaming'],
    [() => msg.sendTextMsg({ ...bob, body: 'b', setting: null } as never), 'setting'],
    [() => msg.sendTextMsg({ ...bob, body: 'b', pushInfo: { pushContent: 5 } } as never), 'pushContent'],
    [() => msg.sendTextMsg({ ...bob, body: 'b', onSendBefore: 5 } as never), 'onSendBefore'],
    [() => msg.sendGeoLocationMsg({ ...bob, attach: { title: 'x', lat: '1', lng: 1 } } as never), 'lat'],
    [() => msg.sendCustomMsg({ ...bob, attach: {} } as never), 'attach'],
    [() => msg.sendMsg({ ...bob, type: 'song' } as unknown as SendAnyOptions), 'type'],
    [() => msg.sendMsg({ scene: 'team', to: '100', type: 'robot', robotInfo: {} }), 'account'],
  ]
  for (const [send, key] of cases) expect(send, key).toThrow(expect.objectContaining({ name: 'validateError', code: 414, data: { key } }))
  expect(() => msg.sendTextMsg({ ...bob, body: 'b', setting: { resendFlag: true } })).toThrow(expect.objectContaining({ name: 'formatError', code: 412 }))
  for (const send of [() => msg.sendImageMsg({ ...bob, attach: { url: '' } } as never), () => msg.sendFileMsg({ ...bob, maxSize: 0 } as never)]) expect(await r.fails(send)).toMatchObject({ code: 414 })
  expect(r.story()).toEqual([])
})

describe('a send that fails', () => {
  test('rejects with its code and its own message, whose state is final', async () => {
    const r = await rig({ sync: [] })
    for (const [code, status] of [
      [403, 'sendFailed'],
      [7101, 'refused'],
      [416, 'sendFailed'],
    ] as const) {
      r.script.on('7_1', ({ q }) => ({ code, r: [{ ...(q[0] as object), 12: 'refused-id', 7: String(timeOf(9)) }] }), 1)
      const error = await r.fails(() => r.nim.msg.sendTextMsg({ ...bob, body: 'text ' + code }))
      expect(error).toMatchObject({ name: 'cmdError', code, cmd: 'sendMsg', msg: { status, body: 'text ' + code } })
      expect(r.nim.session.getSession({ id: 'p2p-bob' })!.lastMsg).toBe(error.msg)
    }
    expect(r.nim.session.getSession({ id: 'p2p-bob' })!.unread).toBe(0)
  })

  test('offline: at once, and still shown', async () => {
    const r = await rig({ offline: true })
    const error = await r.fails(() => r.nim.msg.sendTextMsg({ ...bob, body: 'x' }))
    expect(error).toMatchObject({ code: 415, error: { code: 'No_connected' }, msg: { status: 'sendFailed', body: 'x' } })
    expect(r.story()).toEqual(['updateSession', 'updateSession'])
  })

  test('each of several lost with the connection has an error and a message of its own', async () => {
    const r = await rig()
    r.script.on('7_1', 'silence')
    const sends = ['a', 'b', 'c'].map((body) => r.end(r.nim.msg.sendTextMsg({ ...bob, body })))
    await r.clock.run(10)
    r.network.drop()
    const errors = (await Promise.all(sends)).map((o) => o.error)
    expect(errors.map((e) => [e.code, e.data.disconnect_reason, e.msg.body, e.msg.status])).toEqual(['a', 'b', 'c'].map((body) => [415, 'broken', body, 'sendFailed']))
    expect(new Set(errors).size).toBe(3)
    // what the app sends again is what failed
    r.script.off('7_1')
    storing()(r.script)
    await r.clock.until(() => r.nim.status === 'logined')
    const again = await Promise.all(errors.map((e) => r.done(r.nim.msg.resendMsg({ msg: e.msg }))))
    expect(again.map((m) => [m.body, m.idClient, m.status])).toEqual(errors.map((e) => [e.msg.body, e.msg.idClient, 'sent']))
  })

  test('not answered in 8 s: rejected; the answer that comes late still makes the message sent', async () => {
    const r = await rig()
    r.script.on('7_1', 'silence')
    const error = await r.fails(() => r.nim.msg.sendTextMsg({ ...bob, body: 'x' }))
    expect(error).toMatchObject({ code: 408, msg: { status: 'sendFailed' } })
    const { ser, q } = r.script.last('7_1')!
    r.clear()
    await r.push({ ...packet('7_1', { ...(q[0] as object), 7: String(timeOf(1)), 12: 's1' }), ser })
    expect(error.msg).toMatchObject({ status: 'sent', idServer: 's1', time: timeOf(1) })
    expect(r.nim.session.getSession({ id: 'p2p-bob' })!.lastMsg).toMatchObject({ status: 'sent', idServer: 's1' })
    expect(r.names()).toEqual(['updateSession'])
    await r.push({ ...packet('7_1', {}), ser, code: 500 })
    expect(error.msg.status).toBe('sent')
  })

  test('a late refusal changes nothing and nobody hears of it', async () => {
    const r = await rig()
    r.script.on('7_1', 'silence')
    const error = await r.fails(() => r.nim.msg.sendTextMsg({ ...bob, body: 'x' }))
    r.clear()
    await r.push({ ...packet('7_1'), ser: r.script.last('7_1')!.ser, code: 403 })
    expect([error.msg.status, r.story()]).toEqual(['sendFailed', []])
  })

  test('onSendBefore that throws does not stop it', async () => {
    const r = await rig({ script: storing() })
    const m = await r.done(
      r.nim.msg.sendTextMsg({
        ...bob,
        body: 'x',
        onSendBefore() {
          throw new Error('in the app')
        },
      })
    )
    expect(m.status).toBe('sent')
  })

  test('a file without @nim/storage and without url says what is missing, and shows nothing', async () => {
    const r = await rig()
    for (const send of ['sendImageMsg', 'sendAudioMsg', 'sendVideoMsg', 'sendFileMsg'] as const) {
      const error = await r.fails(() => r.nim.msg[send]({ ...bob, filePath: 'wxfile://x.png' }))
      expect(error).toMatchObject({ name: 'uploadError', code: 400, message: expect.stringMatching('@nim/storage') })
    }
    expect(r.story()).toEqual([])
  })
})

test('an answer without content is still a success, with the time of the sending', async () => {
  const r = await rig()
  for (const answer of [{ r: [] }, { without: ['r'] as 'r'[] }, { code: 406 }, { code: 808, r: [null] }]) {
    r.script.on('7_1', answer, 1)
    const m = await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'x' }))
    expect(m).toMatchObject({ status: 'sent', body: 'x' })
    expect(m.time).toBeGreaterThan(timeOf(0) - 1)
    expect(m.time).toBeLessThan(timeOf(1000))
  }
})

test('a note to oneself: acknowledged, sent, not counted', async () => {
  const r = await rig({ script: storing() })
  const m = await r.done(r.nim.msg.sendTextMsg({ scene: 'p2p', to: 'alice', body: 'note' }))
  await r.clock.run(10)
  expect(m).toMatchObject({ flow: 'in', target: 'alice', sessionId: 'p2p-alice', status: 'sent' })
  expect(r.frames('4_5').map((f) => f.q)).toEqual([[7, 2, ['s1']]])
  expect(r.nim.session.getSession({ id: 'p2p-alice' })!.unread).toBe(0)
})

test('the name card goes with it when it is known', async () => {
  const r = await rig({ script: storing() })
  await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'x' }))
  expect(r.frames('7_1')[0]!.q[0]).not.toHaveProperty('6')
})

describe('again', () => {
  test('resendMsg keeps id, settings, text attaches; leaves what only the service says', async () => {
    const r = await rig({ script: storing(5) })
    const msg = { ...(await r.done(r.nim.msg.sendCustomMsg({ ...bob, attach: 'plain', setting: { needRoaming: false }, ext: 'e' }))), status: 'sendFailed' as const, time: 1, teamSpecializationInfo: { needACK: true, ackSnapshot: 5 } }
    r.clear()
    const m = await r.done(r.nim.msg.resendMsg({ msg }))
    const sent = r.frames('7_1')[0]!.q[0]
    expect(sent).toMatchObject({ 10: 'plain', 11: msg.idClient, 13: 1, 15: 'e', 26: 1, 101: 0 })
    for (const tag of [7, 12, 104, 112]) expect(sent).not.toHaveProperty(String(tag))
    expect(m).toMatchObject({ idClient: msg.idClient, status: 'sent', attach: 'plain' })
  })

  test('resendMsg refuses the messages of others, and what is none', async () => {
    const r = await rig()
    await r.push(live(1))
    expect(await r.fails(() => r.nim.msg.resendMsg({ msg: r.heard('msg')[0] }))).toMatchObject({ code: 403, message: expect.stringMatching('c1') })
    for (const wrong of [undefined, {}, { msg: {} }, { msg: { from: 'alice' } }]) expect(await r.fails(() => r.nim.msg.resendMsg(wrong as never))).toMatchObject({ code: 414 })
  })

  test('forwardMsg is a new message of the same content', async () => {
    const r = await rig({ script: storing(7) })
    await r.push(live(1, { 8: '100', 9: undefined, 10: '{"a":1}', 15: 'ext', 13: '1', 104: '1', 106: '0' }))
    const [msg] = r.heard('msg') as [IMMessage]
    const m = await r.done(r.nim.msg.forwardMsg({ msg, scene: 'team', to: '100' }))
    const sent = r.frames('8_2')[0]!.q[0]
    expect(sent).toMatchObject({ 0: 1, 1: '100', 2: 'alice', 8: 100, 10: '{"a":1}', 15: 'ext' })
    expect(sent[11]).not.toBe('c1')
    for (const tag of [7, 12, 13, 104]) expect(sent).not.toHaveProperty(String(tag))
    expect(m).toMatchObject({ scene: 'team', sessionId: 'team-100', from: 'alice', attach: { a: 1 } })
    expect(msg).toMatchObject({ scene: 'p2p', from: 'bob', idClient: 'c1' })
  })
})

test('what was sent here and comes back as roaming is told no second time', async () => {
  const r = await rig({ script: storing(3) })
  const m = await r.done(r.nim.msg.sendTextMsg({ ...bob, body: 'x' }))
  r.script.sync = [packet('4_9', [wire(3, { from: 'alice', to: 'bob', 11: m.idClient }), wire(1)])]
  r.clear()
  await r.reconnect()
  expect(r.heard('syncRoamingMsgs').map((s) => s.msgs.map((x: IMMessage) => x.idClient))).toEqual([['c1']])
  expect(r.nim.session.getSession({ id: 'p2p-bob' })!.lastMsg!.idClient).toBe(m.idClient)
})
