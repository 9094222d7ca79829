import { envelope, packet } from '@nim/testkit'
import { describe, expect, test } from 'vitest'
import { outcome, stage } from '../../core/test/stage'
import { signaling } from './index'

const events = ['signalingClose', 'signalingJoin', 'signalingInvite', 'signalingCancelInvite', 'signalingReject', 'signalingAccept', 'signalingLeave', 'signalingCustomCommand', 'singalingSyncChannels']
type Tagged = Record<number, unknown>
const notice = (type: number, more: Tagged = {}, attach = {}): Tagged => ({ 1: '2', 3: '77', 10: 'bob', 11: 'alice', 12: 'r', 19: JSON.stringify({ type, ...attach }), 20: 'ext', 24: '1700000000000', ...more })

async function ready(prepare: (s: ReturnType<typeof stage>) => void = () => {}) {
  const s = stage()
  prepare(s)
  const heard: [name: string, payload: any][] = []
  const nim = s.make({}, [signaling()])
  for (const name of events) nim.signaling.on(name, (payload: any) => void heard.push([name, payload]))
  await s.end(nim.connect())
  await s.run(10)
  /** Ids that were acknowledged. */
  const acked = () => s.script.received.filter((c) => c.id === '4_5' && c.q[0] === 15).flatMap((c) => c.q[2] as string[])
  const push = async (...packets: ReturnType<typeof packet>[]) => {
    s.script.push(packets)
    await s.run(20)
  }
  return { ...s, nim, signals: nim.signaling, heard, acked, push }
}

describe('notices', () => {
  test('of every kind, alone on the core', async () => {
    const { push, heard, acked } = await ready()
    const kinds = [1, 2, 3, 4, 5, 6, 7, 8]
    await push(...kinds.map((n) => envelope(packet('15_11', notice(n, { 15: 'ring' }, n === 2 ? { member: { 1: 'bob', 2: '7', 3: '5', 4: '6' } } : {})), 100 + n)))
    expect(heard.map(([name]) => name)).toEqual(events.slice(0, 8))
    for (const [, { fromAccid, metaData }] of heard) {
      expect(fromAccid).toBe('bob')
      expect(metaData).toMatchObject({ channelInfo: { channelId: '77', type: 2 }, feature: 0, ext: 'ext', time: 1700000000000 })
      expect(metaData.channelInfo).not.toHaveProperty('attach')
    }
    expect(heard[1]![1].member).toEqual({ accid: 'bob', uid: 7, createTime: 5, expireTime: 6 })
    expect(heard[2]![1]).toMatchObject({ toAccid: 'alice', requestId: 'r', pushInfo: { pushContent: 'ring' } })
    for (const n of [4, 5]) expect(heard[n]![1]).toMatchObject({ fromAccid: 'bob', toAccid: 'alice', requestId: 'r' })
    expect(acked()).toEqual(kinds.map((n) => String(100 + n)))
  })

  test('say how they came', async () => {
    const { push, heard, acked } = await ready(({ script }) => (script.sync = [packet('15_13', [notice(3, { 22: '9' })])]))
    await push(packet('15_12', notice(6, { 22: '10' })), packet('15_11', notice(8, { 22: '11' })))
    expect(heard.map(([name, { metaData }]) => [name, metaData.feature, metaData.msgId])).toEqual([
      ['signalingInvite', 1, '9'],
      ['signalingAccept', 3, '10'],
      ['signalingCustomCommand', 0, '11'],
    ])
    expect(acked()).toEqual(['9', '11'])
  })

  test('come once, and are acknowledged each time', async () => {
    const { push, heard, acked } = await ready(({ script }) => (script.sync = [packet('15_13', [notice(3, { 22: '9' })])]))
    for (let n = 0; n < 2; n++) await push(envelope(packet('15_11', notice(3)), 9))
    expect(heard.length).toBe(1)
    expect(acked()).toEqual(['9', '9', '9'])
  })

  test('that cannot be read tell nothing, and are acknowledged', async () => {
    const { push, heard, acked, count } = await ready()
    await push(...['{', 'null', '5', undefined, '{"type":99}'].map((attach, n) => envelope(packet('15_11', notice(1, { 19: attach })), n + 1)))
    await push(packet('15_11'), packet('15_12'), packet('15_13'), packet('15_14'))
    expect([heard, acked(), count('error')]).toEqual([[], ['1', '2', '3', '4', '5'], 0])
  })

  test('a listener that throws harms neither the others nor the acknowledgement', async () => {
    const { push, signals, heard, acked, last } = await ready()
    signals.removeAllListeners('signalingInvite')
    signals.on('signalingInvite', () => {
      throw new Error('of the app')
    })
    signals.on('signalingInvite', () => void heard.push(['second', {}]))
    await push(envelope(packet('15_11', notice(3)), 5))
    expect(heard).toEqual([['second', {}]])
    expect(acked()).toEqual(['5'])
    expect(last('error')[0]).toMatchObject({ code: 500, cause: { message: 'of the app' } })
  })

  test('are not listened to after destroy()', async () => {
    const { nim, signals, end } = await ready()
    await end(nim.destroy())
    expect(signals.eventNames()).toEqual([])
  })

  test('move the timetag of the next sync', async () => {
    const { script, network, clock } = await ready(({ script }) => (script.sync = [packet('15_13', [notice(3, { 22: '9' }), notice(4, { 22: '8', 24: '5' })])]))
    network.drop()
    await clock.until(() => script.count('5_1') === 2)
    expect(script.received.filter((c) => c.id === '5_1').map((c) => (c.q[0] as Tagged)[21])).toEqual([0, 1700000000000])
  })
})

describe('calls', () => {
  test('a call that is not heard tells the channel it made', async () => {
    const { signals, script, end } = await ready()
    script.on('15_16', { code: 10201, r: [{ 3: '77', 18: '[{"1":"alice","2":"5","3":"1","4":"2"}]' }] }, 1)
    const { error } = await end(signals.callEx({ type: 1, toAccid: 'bob', requestId: 'r' }))
    expect(error).toMatchObject({ name: 'cmdError', code: 10201, data: { channel: { channelInfo: { channelId: '77' }, memberList: [{ accid: 'alice', uid: 5, createTime: 1, expireTime: 2 }] } } })
    script.on('15_16', { code: 10202, without: ['r'] }, 1)
    expect((await end(signals.callEx({ type: 1, toAccid: 'bob', requestId: 'r' }))).error).toMatchObject({ code: 10202, data: {} })
    script.on('15_16', { code: 10405 }, 1)
    expect((await end(signals.callEx({ type: 1, toAccid: 'bob', requestId: 'r' }))).error).toMatchObject({ code: 10405, message: expect.stringContaining('there is a channel of this name') })
  })

  test('what the call service answered is found in both places', async () => {
    const { signals, script, end } = await ready()
    script.on('15_17', { r: [{ 3: '77', 27: 'token', 29: '{}' }] })
    const { value } = await end(signals.joinAndAccept({ channelId: '77', fromAccid: 'bob', requestId: 'r' }))
    expect(value.channelInfo).toEqual({ channelId: '77', pluginSetting: { nertcInfo: { nertcToken: 'token', nertcJoinRoomResponse: '{}' } }, nertcJoinRoomResponse: '{}' })
  })

  test('the one who invited is the receiver on the wire; what the app passes stays as it is', async () => {
    const { signals, script, end } = await ready()
    const options = { channelId: '77', fromAccid: 'bob', requestId: 'r' }
    for (const method of ['reject', 'accept', 'joinAndAccept']) await end(signals[method](options))
    for (const id of ['15_8', '15_9', '15_17']) expect(script.last(id)!.q).toEqual([{ 3: '77', 11: 'bob', 12: 'r' }])
    expect(options).toEqual({ channelId: '77', fromAccid: 'bob', requestId: 'r' })
  })

  test('a command goes to one member or to all', async () => {
    const { signals, script, end } = await ready()
    for (const toAccid of ['bob', '', undefined]) await end(signals.sendCustomCommand({ channelId: '77', toAccid, attachExt: 'x' }))
    expect(script.received.filter((c) => c.id === '15_10').map((c) => (c.q[0] as Tagged)[11])).toEqual(['bob', undefined, undefined])
    const { error } = await end(signals.sendCustomCommand({ channelId: '77', toAccid: 5 }))
    expect(error).toMatchObject({ name: 'validateError', code: 414, data: { key: 'toAccid' } })
  })

  test('nothing throws at once, not even null', async () => {
    const { signals } = await ready()
    const ended = ['create', 'callEx', 'joinAndAccept', 'join', 'leave', 'close', 'invite', 'cancelInvite', 'reject', 'accept', 'sendCustomCommand', 'queryInfo'].map((method) => outcome(signals[method](null)))
    await Promise.resolve()
    await new Promise<void>((done) => setImmediate(done))
    for (const o of ended) expect(o).toMatchObject({ state: 'rejected', error: { code: 414 } })
  })
})
