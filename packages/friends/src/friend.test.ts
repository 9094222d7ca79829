import { packet, serviceTime } from '@nim/testkit'
import { systemMessage } from '@nim/sysmsg'
import { expect, test } from 'vitest'
import { basics, NIM, stage, type AnyNim, type Stage } from '../../core/test/stage'
import { friend } from './index'

const at = (n: number) => serviceTime + n
const mate = (account: string, n: number, more: object = {}) => ({ 4: account, 5: '1', 8: 'alias of ' + account, 11: at(n), 12: at(n), ...more })
const accounts = (nim: AnyNim) => nim.friend.list().map((f: { account: string }) => f.account)

/** What the app hears of these events. */
const hear = (nim: AnyNim, ...names: string[]) => {
  const heard: [string, ...unknown[]][] = []
  for (const name of names) nim.on(name as never, (...args: unknown[]) => void heard.push([name, ...args]))
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
/** Bob and carol are friends; the view is kept. */
async function withFriends(): Promise<{ s: Stage; nim: AnyNim }> {
  const s = stage()
  s.script.sync = [packet('12_5', [mate('bob', 1), mate('carol', 2)], at(10))]
  const nim = await s.login({}, [friend({ keep: true })])
  s.script.sync = []
  return { s, nim }
}

test('alone: asks for friends only, and its methods work', async () => {
  const s = stage()
  const nim = await s.login({}, [friend])
  expect(s.script.last('5_1')!.q).toEqual([{ 11: 0 }])
  const heard = hear(nim, 'updateSystemMessages', 'error')
  for (const call of [nim.friend.passFriendApply({ account: 'bob', idServer: '1' }), nim.friend.rejectFriendApply({ account: 'bob' })]) expect((await s.end(call)).state).toBe('resolved')
  expect(heard).toEqual([])
  expect('user' in nim).toBe(false)
})

test('an answer to an application is told once by system messages, however many logins there were', async () => {
  const s = stage()
  const nim = await s.login({}, [friend, systemMessage({ keep: 5 })])
  await reconnect(s)
  await reconnect(s)
  await push(s, '7_3', { 0: at(1), 1: '5', 2: 'alice', 3: 'bob', 5: '{"vt":2}', 6: '55' })
  const heard = hear(nim, 'updateSystemMessages')
  const call = nim.friend.passFriendApply({ account: 'bob', idServer: '55' }).then(() => heard.push(['resolved']))
  await s.end(call)
  expect(heard).toEqual([['updateSystemMessages', [{ idServer: '55', from: 'bob', state: 'pass', type: 'friendRequest' }]], ['resolved']])
  expect(nim.systemMessage.list()[0]).toMatchObject({ from: 'bob', state: 'pass' })

  s.script.on('12_1', { code: 404 })
  expect(await s.end(nim.friend.rejectFriendApply({ account: 'bob' }))).toMatchObject({ state: 'rejected', error: { code: 404, cmd: 'friendReuqest' } })
  expect(heard.length).toBe(2)
})

test('nothing is kept unless asked for', async () => {
  const s = stage()
  s.script.sync = [packet('12_5', [mate('bob', 1)], at(10))]
  const nim = await s.login({}, [friend])
  await s.end(nim.friend.addFriend({ account: 'carol' }))
  expect(nim.friend.list()).toEqual([])
  expect(nim.friend.get('bob')).toBeUndefined()
})

test('the class form asks for it among the other options', async () => {
  const s = stage()
  s.script.sync = [packet('12_5', [mate('bob', 1)], at(10))]
  const nim: any = s.listen(new (NIM.use(friend))(basics, { friendConfig: { keep: true } }))
  await s.end(nim.connect())
  expect(accounts(nim)).toEqual(['bob'])
})

test('kept: sync, then what changed since', async () => {
  const { s, nim } = await withFriends()
  expect(accounts(nim)).toEqual(['bob', 'carol'])
  const before = nim.friend.list()
  expect(nim.friend.list()).toBe(before)
  s.script.sync = [packet('12_5', [mate('bob', 20, { 5: 0 }), mate('carol', 21, { 8: 'Caro' })], at(22))]
  const heard = hear(nim, 'friends')
  await reconnect(s)
  expect(s.script.last('5_1')!.q).toEqual([{ 11: at(10) }])
  expect(heard[0]![1]).toMatchObject([{ account: 'bob', valid: false }, { account: 'carol', valid: true }])
  expect(accounts(nim)).toEqual(['carol'])
  expect(nim.friend.get('carol')).toMatchObject({ alias: 'Caro', createTime: at(21) })
  expect(before.map((f: { account: string }) => f.account)).toEqual(['bob', 'carol'])
})

test('kept: own calls', async () => {
  const { s, nim } = await withFriends()
  const done = async (call: Promise<unknown>) => expect((await s.end(call)).state).toBe('resolved')
  await done(nim.friend.addFriend({ account: 'dave' }))
  await done(nim.friend.passFriendApply({ account: 'erin' }))
  await done(nim.friend.applyFriend({ account: 'frank' }))
  await done(nim.friend.rejectFriendApply({ account: 'grace' }))
  expect(accounts(nim)).toEqual(['bob', 'carol', 'dave', 'erin'])
  expect(nim.friend.get('dave')).toMatchObject({ valid: true, createTime: expect.any(Number) })
  await done(nim.friend.deleteFriend({ account: 'dave', delAlias: true }))
  await done(nim.friend.updateFriend({ account: 'bob', alias: 'Bobby' }))
  await done(nim.friend.updateFriend({ account: 'stranger', alias: 'x' }))
  expect(accounts(nim)).toEqual(['bob', 'carol', 'erin'])
  expect(nim.friend.get('bob')).toMatchObject({ alias: 'Bobby', createTime: at(1) })
  await done(nim.friend.updateFriend({ account: 'bob', alias: '', ext: 'e' }))
  await done(nim.friend.updateFriend({ account: 'bob', alias: 'B' }))
  expect(nim.friend.get('bob')).toMatchObject({ alias: 'B', ext: 'e' })

  s.script.on('12_2', { code: 500 })
  await s.end(nim.friend.deleteFriend({ account: 'bob', delAlias: true }))
  expect(accounts(nim)).toEqual(['bob', 'carol', 'erin'])
  s.script.on('12_4', { r: [[mate('zoe', 1)], at(30)] })
  await done(nim.friend.getFriends())
  expect(accounts(nim)).toEqual(['zoe'])
})

test('kept: other devices, and what others do', async () => {
  const { s, nim } = await withFriends()
  await push(s, '12_101', 'dave', 1, '')
  await push(s, '12_101', 'bob', 3, '')
  await push(s, '12_101', 'erin', 2, '')
  expect(accounts(nim)).toEqual(['bob', 'carol', 'dave'])
  expect(nim.friend.get('bob').alias).toBe('alias of bob')
  await push(s, '12_102', 'carol')
  await push(s, '12_103', { 4: 'bob', 8: 'Bobby' })
  await push(s, '12_103', { 4: 'stranger', 8: 'x' })
  expect(nim.friend.list()).toMatchObject([{ account: 'bob', alias: 'Bobby' }, { account: 'dave' }])

  const notice = (type: number, from: string, vt?: unknown) => push(s, '7_3', { 0: at(1), 1: String(type), 2: 'alice', 3: from, ...(vt !== undefined && { 5: JSON.stringify({ vt }) }) })
  await notice(5, 'frank', 1)
  await notice(5, 'grace', '3')
  await notice(5, 'heidi', 2)
  await notice(5, 'ivan', 4)
  expect(accounts(nim)).toEqual(['bob', 'dave', 'frank', 'grace'])
  await notice(6, 'dave')
  await notice(100, 'bob', 1)
  expect(accounts(nim)).toEqual(['bob', 'frank', 'grace'])
  await push(s, '7_3')
  await push(s, '12_103')
  await s.end(nim.destroy())
  expect(nim.friend.list()).toEqual([])
})

test('what an app does to what it was handed does not reach the view', async () => {
  const s = stage()
  s.script.sync = [packet('12_5', [mate('bob', 1)], at(10))]
  const nim = s.make({}, [friend({ keep: true })])
  nim.on('friends' as never, ([f]: any) => void (f.alias = 'spoiled'))
  await s.end(nim.connect())
  const { value } = await s.end(nim.friend.addFriend({ account: 'carol' }))
  value.account = 'spoiled'
  expect(nim.friend.list()).toMatchObject([{ account: 'bob', alias: 'alias of bob' }, { account: 'carol' }])
})
