import { msg } from '@nim/msg'
import { packet, serviceTime } from '@nim/testkit'
import { expect, test } from 'vitest'
import { stage, type AnyNim, type Stage } from '../../core/test/stage'
import { user } from './index'

const at = (n: number) => serviceTime + n
const card = (account: string, n: number, more: object = {}) => ({ 1: account, 3: 'nick of ' + account, 5: 'hi', 6: '1', 12: at(n), 13: at(n), ...more })
const mark = (account: string, muted: unknown, black: unknown) => ({ 0: account, 1: muted, 2: black, 3: at(1), 4: at(1) })
let sent = 0
const text = (from: string, more: object = {}) => packet('7_2', { 0: 0, 1: 'alice', 2: from, 7: at(++sent), 8: 0, 9: 'x', 11: 'client-' + sent, 12: String(sent), ...more })

const hear = (nim: AnyNim, ...names: string[]) => {
  const heard: [string, any][] = []
  for (const name of names) nim.on(name as never, (arg: unknown) => void heard.push([name, arg]))
  return heard
}
const push = async (s: Stage, id: string, ...r: unknown[]) => {
  s.script.push(packet(id, ...r))
  await s.run(20)
}
const reconnect = async (s: Stage) => {
  const n = s.count('syncdone')
  s.network.drop()
  await s.clock.until(() => s.count('syncdone') > n)
  await s.run(50)
}
/** Whose cards were asked for, request by request. */
const asked = (s: Stage) => s.script.received.filter((c) => c.id === '3_7').map((c) => c.q[0] as string[])
const list = (rows: { account: string }[]) => rows.map((m) => m.account)

test('alone: asks for its three keys, and its methods work', async () => {
  const s = stage()
  const nim = await s.login({}, [user])
  expect(s.script.last('5_1')!.q).toEqual([{ 1: 0, 9: 0, 13: 0 }])
  expect((await s.end(nim.user.setBlack({ account: 'bob', isAdd: true }))).state).toBe('resolved')
  expect('friend' in nim).toBe(false)
  expect(nim.user.get('alice')).toBeUndefined()
  expect(nim.user.relations()).toEqual({ blackList: [], muteList: [] })
})

test('checks throw at once, as those of the official client do', async () => {
  const s = stage()
  const nim = await s.login({}, [user])
  for (const call of [() => nim.user.setBlack({}), () => nim.user.setMute({ account: 'bob' }), () => nim.user.getUsersNameCardFromServer({}), () => nim.user.updateMyNameCard({ nick: 5 })]) expect(call).toThrow(expect.objectContaining({ name: 'validateError', code: 414 }))
})

test('messages carry nick and time of the own card, whatever changed it last', async () => {
  const s = stage()
  s.script.sync = [packet('3_109', card('alice', 1), at(10))]
  s.script.on('3_10', { r: [at(30)] })
  const nim = await s.login({}, [user, msg])
  const carried = async () => {
    await s.end(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'x' }))
    const { 6: nick, 14: time } = s.script.last('7_1')!.q[0] as Record<number, unknown>
    return [nick, time]
  }
  expect(await carried()).toEqual(['nick of alice', at(1)])
  await push(s, '3_110', { 1: 'alice', 3: 'Alicia', 13: at(20) })
  expect(await carried()).toEqual(['Alicia', at(20)])
  expect((await s.end(nim.user.updateMyNameCard({ nick: 'Ali', gender: 'female' }))).value).toEqual({ account: 'alice', nick: 'Ali', signature: 'hi', gender: 'female', createTime: at(1), updateTime: at(30) })
  expect(await carried()).toEqual(['Ali', at(30)])
})

test('cards of senders: one request a tick, and none while one is under way', async () => {
  const s = stage()
  const nim = await s.login({}, [user])
  s.script.on('3_7', ({ q }) => ({ r: [(q[0] as string[]).map((account) => card(account, 1))] }))
  const heard = hear(nim, 'updateUserInfo')
  for (let n = 0; n < 5; n++) s.script.push([text('bob'), text('carol'), text('alice'), text('dave', { 8: 5 })])
  await s.run(50)
  expect(asked(s)).toEqual([['bob', 'carol']])
  expect(heard.map(([, c]) => c.account)).toEqual(['bob', 'carol'])

  s.script.on('3_7', 'silence')
  s.script.push(text('erin'))
  await s.run(50)
  s.script.push([text('erin'), text('frank')])
  await s.run(50)
  expect(asked(s).slice(1)).toEqual([['erin'], ['frank']])
})

test('cards of senders: only when they say that theirs is newer', async () => {
  const s = stage()
  await s.login({}, [user])
  s.script.on('3_7', { r: [[card('bob', 40)]] })
  for (const time of [undefined, at(10), String(at(40)), undefined, at(41), at(41), String(at(42)), 'x']) {
    s.script.push(text('bob', { 14: time }))
    await s.run(50)
  }
  expect(asked(s).length).toBe(3)
})

test('cards of senders: who is unknown to the service is not asked for again; after a failure the next message does', async () => {
  const s = stage()
  await s.login({}, [user])
  for (let n = 0; n < 3; n++) {
    s.script.push(text('nobody'))
    await s.run(50)
  }
  expect(asked(s)).toEqual([['nobody']])
  s.script.on('3_7', { code: 500 })
  for (let n = 0; n < 2; n++) {
    s.script.push(text('bob'))
    await s.run(50)
  }
  s.script.on('3_7', 'silence')
  s.script.push(text('bob'))
  await s.run(10)
  await reconnect(s)
  s.script.on('3_7', { r: [[card('bob', 1)]] })
  for (let n = 0; n < 2; n++) {
    s.script.push(text('bob'))
    await s.run(50)
  }
  expect(asked(s).slice(1)).toEqual([['bob'], ['bob'], ['bob'], ['bob']])
  expect(s.count('error')).toBe(0)
})

test('cards of senders: at most 150 in a request, and bounded memory', async () => {
  const s = stage()
  await s.login({}, [user])
  const many = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => text('user ' + (from + i)))
  s.script.push(many(0, 400))
  await s.run(50)
  expect(asked(s).map((a) => a.length)).toEqual([150, 150, 100])
  s.script.push([...many(400, 1000), text('user 0'), ...many(1000, 1001)])
  await s.run(50)
  expect(new Set(asked(s).flat()).size).toBe(1001)
  const before = asked(s).length
  s.script.push([text('user 0'), text('user 1')]) // the one that wrote longest ago was forgotten
  await s.run(50)
  expect(asked(s).slice(before)).toEqual([['user 1']])
})

test('cards of senders: messages of a sync pass wait for its end, destroy() leaves no timer behind', async () => {
  const s = stage()
  s.script.sync = [text('bob')]
  const nim = await s.login({}, [user, msg])
  expect(s.script.received.map((c) => c.id).filter((id) => id === '5_1' || id === '3_7')).toEqual(['5_1', '3_7'])
  nim.on('msg' as never, () => void nim.destroy())
  s.script.push(text('carol'))
  await s.run(5000)
  expect(s.timers.size).toBe(0)
})

test('an error answer to relations rejects, and empties nothing', async () => {
  const s = stage()
  s.script.sync = [packet('3_8', [mark('bob', '1', '0'), mark('carol', 0, 1)], at(10))]
  const nim = await s.login({}, [user({ keep: true })])
  const heard = hear(nim, 'relations')
  s.script.on('3_8', { code: 500 })
  for (const name of ['getRelations', 'getBlackList', 'getMuteList']) expect(await s.end(nim.user[name]())).toMatchObject({ state: 'rejected', error: { code: 500 } })
  expect(heard).toEqual([])
  expect(nim.user.relations()).toMatchObject({ blackList: [{ account: 'carol', isBlack: true }], muteList: [{ account: 'bob', isMuted: true }] })
})

test('kept relations: a partial sync, removals, other devices, own calls', async () => {
  const s = stage()
  s.script.sync = [packet('3_8', [mark('bob', '1', '1'), mark('carol', 0, 1), mark('dave', 1, 0)], at(10))]
  const nim = await s.login({}, [user({ keep: true })])
  const view = () => [list(nim.user.relations().blackList), list(nim.user.relations().muteList)]
  expect(view()).toEqual([['bob', 'carol'], ['bob', 'dave']])
  expect(nim.user.relations()).toBe(nim.user.relations())

  // erin came, bob is no more on the blacklist, dave on neither: the event says what arrived, the view has the whole
  s.script.sync = [packet('3_8', [mark('erin', 0, '1'), mark('bob', '1', '0'), mark('dave', '0', '0')], at(20))]
  const heard = hear(nim, 'relations', 'updateBlackList', 'updateMuteList')
  await reconnect(s)
  expect(s.script.last('5_1')!.q).toEqual([{ 1: 0, 9: at(10), 13: 0 }])
  expect(heard[0]![1]).toMatchObject({ blackList: [{ account: 'erin' }], muteList: [{ account: 'bob' }] })
  expect(view()).toEqual([['carol', 'erin'], ['bob']])

  await push(s, '3_103', 'frank', 1)
  await push(s, '3_105', 'bob', '0')
  await push(s, '3_105', 'carol', true)
  expect(heard.slice(1)).toEqual([['updateBlackList', { account: 'frank', isAdd: true }], ['updateMuteList', { account: 'bob', isAdd: false }], ['updateMuteList', { account: 'carol', isAdd: true }]])
  expect(view()).toEqual([['carol', 'erin', 'frank'], ['carol']])

  await s.end(nim.user.setBlack({ account: 'carol', isAdd: false }))
  await s.end(nim.user.setMute({ account: 'grace', isAdd: true }))
  expect(view()).toEqual([['erin', 'frank'], ['carol', 'grace']])
  expect(nim.user.relations().muteList[0]).toMatchObject({ createTime: at(1) })
  s.script.on('3_3', { code: 419 })
  expect((await s.end(nim.user.setBlack({ account: 'zoe', isAdd: true }))).error.code).toBe(419)
  expect(view()[0]).toEqual(['erin', 'frank'])

  s.script.on('3_8', { r: [[mark('heidi', '1', '0')], at(30)] })
  await s.end(nim.user.getBlackList())
  expect(view()).toEqual([[], ['heidi']])
  s.script.on('3_8', { r: [[], at(31)] })
  await s.end(nim.user.getBlackList())
  expect(view()).toEqual([[], []])
})

test('kept cards: of oneself, friends, senders, and those that were asked for', async () => {
  const s = stage()
  s.script.sync = [packet('3_109', card('alice', 1), at(10)), packet('12_6', [card('bob', 1)], at(11))]
  s.script.on('3_10', { r: [at(50)] })
  const nim = s.make({}, [user({ keep: true })])
  const heard = hear(nim, 'users', 'syncMyNameCard')
  nim.on('syncMyNameCard' as never, (mine: any) => void (mine.nick = 'spoiled'))
  await s.end(nim.connect())
  expect(heard.find(([name]) => name === 'users')![1]).toMatchObject([{ account: 'bob', sign: 'hi', signature: 'hi', gender: 'male' }])
  expect(nim.user.get('bob')).toMatchObject({ nick: 'nick of bob', signature: 'hi' })
  expect('sign' in nim.user.get('bob')).toBe(false)
  expect(nim.user.get('alice').nick).toBe('nick of alice')
  expect((await s.end(nim.user.updateMyNameCard({}))).value.nick).toBe('nick of alice')

  await s.end(nim.user.updateMyNameCard({ nick: 'Ali' }))
  expect(nim.user.get('alice')).toMatchObject({ nick: 'Ali', updateTime: at(50) })
  await push(s, '3_110', { 1: 'alice', 5: 'signed' })
  expect(nim.user.get('alice')).toMatchObject({ nick: 'Ali', signature: 'signed' })

  s.script.on('3_7', { r: [[card('bob', 60, { 3: 'Bobby', 6: 9 })]] })
  s.script.push(text('bob', { 14: at(60) }))
  await s.run(50)
  expect(nim.user.get('bob')).toMatchObject({ nick: 'Bobby', gender: 9 })
  s.script.on('3_7', { r: [[card('carol', 1)]] })
  await s.end(nim.user.getUsersNameCardFromServer({ accounts: ['carol'] }))
  expect(nim.user.get('carol').nick).toBe('nick of carol')
  await s.end(nim.destroy())
  expect(nim.user.get('carol')).toBeUndefined()
})
