import fc from 'fast-check'
import { envelope, packet } from '@nim/testkit'
import type { AnyPlugin, Plugin } from '@nim/core'
import { describe, expect, test } from 'vitest'
import { stage } from '../../core/test/stage'
import { msg } from '../../msg/src/index'
import { session } from '../../session/src/index'
import { systemMessage, type SystemMessageOptions, type SystemMessagePeer } from './index'

type Tagged = Record<number, unknown>
const sysMsg = (n: number, type: unknown, more: Tagged = {}): Tagged => ({ 0: String(1700000000000 + n), 1: type, 2: 'alice', 3: 'bob', 6: String(7000 + n), ...more })
const team = { tinfo: { 1: '100', 3: 'team', 4: '1', 16: '1' }, attach: 'ext' }

/** A plugin that answers friend requests, as friends do. */
const friends = (): Plugin<{ name: 'friends'; api: { answered: (o: object) => void }; events: object }> => ({
  name: 'friends',
  wire: { records: {}, commands: {} },
  setup: (ctx) => ({ api: { answered: (o) => ctx.peer<SystemMessagePeer>('systemMessage')!.answered(o as any) } }),
})

async function ready(options?: SystemMessageOptions, prepare: (s: ReturnType<typeof stage>) => void = () => {}, others: AnyPlugin[] = []) {
  const s = stage()
  prepare(s)
  const heard: [name: string, payload: any][] = []
  const nim = s.make({}, [systemMessage(options), friends, ...others])
  for (const name of ['sysMsg', 'syncSysMsgs', 'updateSystemMessages', 'sysMsgUnread', 'updateSession']) nim.on(name, (payload: any) => void heard.push([name, JSON.parse(JSON.stringify(payload))]))
  await s.end(nim.connect())
  await s.run(10)
  const acked = () => s.script.received.filter((c) => c.id === '4_5').map((c) => `${c.q[0]}_${c.q[1]} ${(c.q[2] as string[]).join()}`)
  const push = async (...packets: ReturnType<typeof packet>[]) => {
    s.script.push(packets)
    await s.run(20)
  }
  const told = (name: string) => heard.filter((h) => h[0] === name).map((h) => h[1])
  return { ...s, nim, api: nim.systemMessage, heard, told, acked, push }
}

describe('notices', () => {
  test('of every kind, alone on the core', async () => {
    const { push, told, acked } = await ready()
    await push(...[0, 1, 2, 3].map((n) => packet('7_3', sysMsg(n, n, { 5: JSON.stringify(team) }))))
    await push(...[15, 16, 17, 18].map((n) => packet('21_19', sysMsg(n, n, { 5: JSON.stringify(team) }))))
    await push(packet('7_3', sysMsg(20, '100', { 5: '{"a":1}' })), packet('21_19', sysMsg(21, '103', { 5: 'text' })), packet('7_3', sysMsg(22, 77)))
    const all = told('sysMsg')
    expect(all.map((m) => m.type)).toEqual(['applyTeam', 'rejectTeamApply', 'teamInvite', 'rejectTeamInvite', 'applySuperTeam', 'rejectSuperTeamApply', 'superTeamInvite', 'rejectSuperTeamInvite', 'customP2p', 'customSuperTeam', 77])
    for (const { attach } of all.slice(0, 4)) expect(attach).toEqual({ ext: 'ext', team: { teamId: '100', name: 'team', type: 'advanced', joinMode: 'needVerify' } })
    for (const { attach } of all.slice(4, 8)) expect(attach).toMatchObject({ ext: 'ext', team: { teamId: '100' }, ...team })
    expect(all.slice(8).map((m) => m.attach)).toEqual([{ a: 1 }, 'text', undefined])
    expect(acked()).toEqual(['7_3 7000,7001,7002,7003', '21_19 7015,7016,7017,7018', '7_3 7020,7022', '21_19 7021'])
  })

  test('friend requests keep what they say, readable or not', async () => {
    const { push, told, acked, count } = await ready()
    await push(...['{"vt":1}', '{"vt":"2"}', '{"vt":3}', '{"vt":4}', '{"vt":9}', 'text', 'null'].map((attach, n) => packet('7_3', sysMsg(n, '5', { 5: attach }))))
    expect(told('sysMsg').map(({ attach, state }) => [Object(attach).type || attach, state])).toEqual([['addFriend', 'none'], ['applyFriend', 'none'], ['passFriendApply', 'pass'], ['rejectFriendApply', 'decline'], [9, 'none'], ['text', 'none'], [null, 'none']])
    expect(acked().length).toBe(1)
    expect(count('error')).toBe(0)
  })

  test('come once, whichever way, and are acknowledged each time', async () => {
    const { push, heard, acked } = await ready({}, ({ script }) => (script.sync = [packet('4_6', [sysMsg(1, '100')])]))
    await push(packet('7_3', sysMsg(1, '100')), envelope(packet('7_3', sysMsg(2, '100', { 6: undefined })), 7002))
    await push(envelope(packet('7_3', sysMsg(2, '100', { 6: undefined })), 7002))
    expect(heard.map(([name, m]) => [name, [].concat(m).map((x: any) => x.idServer)])).toEqual([['syncSysMsgs', ['7001']], ['sysMsg', ['7002']]])
    expect(acked()).toEqual(['7_3 7001', '7_3 7001,7002', '7_3 7002'])
  })

  test('recalls, without messages installed', async () => {
    const { push, told, acked, script } = await ready({}, ({ script }) => (script.sync = [packet('7_15', [sysMsg(1, '7', { 10: 'c1', 11: 's1', 14: '5' })], '1700000009000', 1), packet('4_19', [sysMsg(2, '12', { 10: 'c2' })], '1700000008000', 2)]))
    await push(envelope(packet('21_18', sysMsg(3, '12', { 6: undefined, 10: 'c3' })), 7003), packet('7_14', sysMsg(1, '7', { 10: 'c1' })))
    expect(told('syncSysMsgs').map((list) => list.map((m: any) => [m.type, m.feature, m.recallMessageInfo.idClient]))).toEqual([[['recallMsgP2p', 'leave', 'c1']], [['recallMsgSuperTeam', 'roam', 'c2']]])
    expect(told('sysMsg').map((m) => m.recallMessageInfo)).toEqual([{ idClient: 'c3' }])
    expect(acked()).toEqual(['7_3 7001', '7_3 7003,7001'])
    expect((script.last('5_1')!.q[0] as Tagged)[17]).toBe(0)
  })

  test('recalls, with messages installed: the session first, then the notice', async () => {
    const { push, heard, acked } = await ready({}, () => {}, [msg, session])
    await push(packet('7_2', { 0: '0', 1: 'alice', 2: 'bob', 7: '1700000001000', 8: '0', 9: 'x', 11: 'c1', 12: 's1' }))
    heard.length = 0
    await push(packet('7_14', sysMsg(1, '7', { 10: 'c1', 11: 's1', 14: '1700000001000' })))
    expect(heard.map(([name]) => name)).toEqual(['updateSession', 'sysMsg', 'sysMsgUnread'])
    expect(acked().slice(1)).toEqual(['7_3 7001'])
  })
})

describe('sending', () => {
  test('carries everything that was given', async () => {
    const { api, script, end } = await ready()
    const all = { to: '900', type: 'customSuperTeam', attach: 'x', setting: { needSaveOffline: false, env: 'env' }, pushInfo: { needPush: true, pushContent: 'c' }, antiSpamInfo: { needAntiSpam: true, antiSpamContent: 'text' } }
    expect(await end(api.sendCustomSysMsg(all))).toMatchObject({ state: 'resolved', value: undefined })
    expect(script.last('21_16')!.q).toEqual([{ 1: 103, 2: '900', 5: 'x', 7: 0, 21: 'env', 107: 1, 8: 'c', 12: 1, 13: 'text' }])
    await end(api.sendCustomSysMsg({ to: 'bob', type: 'customP2p', attach: 'x', setting: { env: 'a', envConfig: 'b' } }))
    expect((script.last('7_7')!.q[0] as Tagged)[21]).toBe('b')
    expect(() => api.sendCustomSysMsg({ to: '', type: 'customP2p', attach: 'x' })).toThrow(expect.objectContaining({ code: 414 }))
  })
})

describe('answers to friend requests', () => {
  test('are told once, after reconnects too, and change what is kept', async () => {
    const { nim, push, told, network, clock, count } = await ready({ keep: 5 })
    await push(packet('7_3', sysMsg(1, '5', { 5: '{"vt":2}' })), packet('7_3', sysMsg(2, '5', { 3: 'carol', 5: '{"vt":2}' })))
    for (let n = 0; n < 3; n++) {
      network.drop()
      await clock.until(() => count('syncdone') === n + 2)
    }
    nim.answered({ from: 'bob', state: 'pass', type: 'friendRequest' })
    expect(told('updateSystemMessages')).toEqual([[{ from: 'bob', state: 'pass', type: 'friendRequest' }]])
    expect(nim.systemMessage.list().map((m: any) => [m.from, m.state])).toEqual([['carol', 'none'], ['bob', 'pass']])
  })
})

describe('unread counts', () => {
  test('by kind; custom ones are not counted', async () => {
    const { push, api, told } = await ready()
    for (const [n, type] of [0, 5, 6, 7, 8, 12, 13, 14, 15, 17, 100, 101, 103, 77].entries()) await push(packet('7_3', sysMsg(n, type)))
    expect(api.sysMsgUnread).toEqual({ total: 10, friend: 2, msg: 5, team: 1, superTeam: 2 })
    expect(told('sysMsgUnread').length).toBe(10)
    api.markRead()
    expect(told('sysMsgUnread').pop()).toEqual({ total: 0, friend: 0, msg: 0, team: 0, superTeam: 0 })
    api.markRead()
    expect(told('sysMsgUnread').length).toBe(11)
  })

  test('marking twice counts once, answered requests too', async () => {
    const { push, nim, api } = await ready({ keep: 10 })
    await push(packet('7_3', sysMsg(1, '5', { 5: '{"vt":2}' })), packet('7_3', sysMsg(2, '5', { 5: '{"vt":2}', 3: 'carol' })))
    nim.answered({ from: 'bob', state: 'pass', type: 'friendRequest' })
    for (let n = 0; n < 3; n++) api.markRead({ idServers: ['7001'] })
    expect(api.sysMsgUnread.friend).toBe(1)
    expect(api.list().map((m: any) => m.state)).toEqual(['none', 'pass'])
    expect(() => api.markRead({ idServers: '7001' })).toThrow(expect.objectContaining({ code: 414 }))
  })

  test('the newest are kept, as many as wanted', async () => {
    const { push, api } = await ready({ keep: 2 })
    await push(...[1, 2, 3].map((n) => packet('7_3', sysMsg(n, '6'))))
    expect(api.list().map((m: any) => m.idServer)).toEqual(['7003', '7002'])
    expect((await ready()).api.list()).toEqual([])
  })

  test('whatever comes and is marked, the counts are right, and every change is told once', async () => {
    const kinds = { 0: 'team', 5: 'friend', 7: 'msg', 17: 'superTeam', 100: undefined } as Record<number, string | undefined>
    const step = fc.oneof(
      fc.record({ come: fc.array(fc.record({ n: fc.integer({ min: 1, max: 12 }) }), { minLength: 1, maxLength: 3 }) }),
      fc.record({ mark: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }) }),
      fc.constant({ all: true })
    )
    const typeOf = (n: number) => [0, 5, 7, 17, 100][n % 5]!
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { push, api, told } = await ready({ keep: 50 })
        const known = new Set<number>()
        const unread = new Set<number>()
        const total = () => [...unread].filter((n) => kinds[typeOf(n)]).length
        let changes = 0
        for (const s of steps) {
          const before = total()
          if ('come' in s) {
            await push(packet('4_6', s.come.map(({ n }) => sysMsg(n, typeOf(n)))))
            for (const { n } of s.come) if (!known.has(n)) [known, unread].forEach((set) => set.add(n))
          } else if ('mark' in s) {
            api.markRead({ idServers: s.mark.map((n) => String(7000 + n)) })
            s.mark.forEach((n) => unread.delete(n))
          } else {
            api.markRead()
            unread.clear()
          }
          if (total() !== before) changes++
          expect(api.sysMsgUnread.total).toBe(total())
          for (const kind of ['team', 'friend', 'msg', 'superTeam']) expect(api.sysMsgUnread[kind]).toBe([...unread].filter((n) => kinds[typeOf(n)] === kind).length)
        }
        expect(told('sysMsgUnread').length).toBe(changes)
      }),
      { numRuns: 50, seed: 9 }
    )
  })
})
