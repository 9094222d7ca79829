import { packet } from '@nim/testkit'
import { at, own, recalled, text, toSuperTeam, toTeam } from '../records'
import { room } from '../scenario'
import type { Stage } from '../stage'

const needs = ['msg', 'session']
const acks = (p2p: object, team: object = {}) => packet('4_14', p2p, { m_map: team }, at(50))
const superAcks = (team: object) => packet('4_20', { m_map: team }, at(50))
const receipt = (from: string, n: number) => ({ 1: 'alice', 2: from, 7: at(n), 11: 'client-x' })
const removed = (n: number, more = {}) => ({ 1: '1', 2: 'bob', 3: 'alice', 4: String(1000 + n), 5: 'client-' + n, 6: at(n), 7: at(n + 30), ...more })

/** Logs in with these packets in the sync, and lists the sessions. */
const synced = async (t: Stage, ...sync: ReturnType<typeof packet>[]) => {
  t.script.sync = sync
  await t.login()
  await t.do('session.getAllSessions')
}
const back = (t: Stage, logins: number) => t.until('back', () => t.script.count('2_3') >= logins && t.nim.status === 'logined')

export const sync = room('sync', { needs }, [
  ['roaming messages', (t) => synced(t, packet('4_9', [text(3), own(2), text(1)]), packet('4_9', [toTeam(5), toTeam(4)]), packet('4_17', [toSuperTeam(6)]))],
  ['roaming messages in the wrong order, twice, from two sessions', (t) => synced(t, packet('4_9', [text(1), text(3), text(2)]), packet('4_9', [text(3), text(3)]), packet('4_9', [toTeam(4), text(5)]))],
  ['no roaming messages', (t) => synced(t, packet('4_9', []), packet('4_9'))],
  ['offline messages', (t) => synced(t, packet('4_4', [text(1), toTeam(2), text(3), toTeam(4), own(5), toSuperTeam(6)]))],
  ['offline messages, twice', (t) => synced(t, packet('4_4', [text(1), text(1), text(2)]))],
  ['no offline messages', (t) => synced(t, packet('4_4', []))],
  ['roaming and offline, the same ones', (t) => synced(t, packet('4_4', [text(2)]), packet('4_9', [text(2), text(1)]))],
  ['acks before the messages', { differs: ['D52-numbers'] }, (t) => synced(t, acks({ bob: at(2) }, { 100: at(4) }), superAcks({ 900: at(6) }), packet('4_9', [text(3), text(2), text(1)]), packet('4_9', [toTeam(5), toTeam(4)]), packet('4_17', [toSuperTeam(7), toSuperTeam(6)]))],
  ['acks after the messages', { differs: ['D52-numbers'] }, (t) => synced(t, packet('4_9', [text(3), text(2), text(1)]), packet('4_9', [toTeam(5), toTeam(4)]), acks({ bob: at(2) }, { 100: at(5) }))],
  ['acks as numbers, of unknown conversations', (t) => synced(t, acks({ bob: Number(at(1)), stranger: Number(at(2)) }), packet('4_9', [text(2)]))],
  ['acks that go back', (t) => synced(t, acks({ bob: at(3) }), acks({ bob: at(1) }), packet('4_9', [text(4), text(2)]))],
  ['receipts', (t) => synced(t, packet('4_9', [own(3), own(1)]), packet('4_12', [receipt('bob', 2), receipt('carol', 5)], at(5)), packet('4_9', [own(7, { 1: 'carol' }), own(4, { 1: 'carol' })]))],
  ['receipts that cover the last one', (t) => synced(t, packet('4_9', [own(3)]), packet('4_12', [receipt('bob', 3)], at(5)))],
  ['recalls', { differs: ['D46-sysmsg-unread'] }, (t) => synced(t, packet('4_9', [text(3), text(2), text(1)]), packet('7_15', [recalled(3), recalled(1)], at(60), 2))],
  ['offline recalls', { differs: ['D46-sysmsg-unread'] }, (t) => synced(t, packet('4_4', [text(1)]), packet('7_15', [recalled(1)], at(60), 1))],
  ['recalls in super teams', { differs: ['D46-sysmsg-unread'] }, (t) => synced(t, packet('4_17', [toSuperTeam(2)]), packet('4_19', [recalled(2, { 1: '12', 2: '900' })], at(60), 2))],
  ['no recalls', (t) => synced(t, packet('7_15', [], at(60), 2), packet('4_19', [], at(60), 1))],
  ['one-way deletes', (t) => synced(t, packet('4_9', [text(2), text(1)]), packet('4_21', [removed(1), removed(2)]))],
  ['no one-way deletes', (t) => synced(t, packet('4_21', []))],
  ['cleared histories', (t) => synced(t, packet('4_9', [text(1)]), packet('4_24', [{ 0: '1', 1: 'bob', 5: 'alice', 6: at(5), 7: 'ext' }, { 0: '2', 3: '100', 5: 'alice', 6: at(5) }]))],
  ['no cleared histories', (t) => synced(t, packet('4_24', []))],
  ['broadcasts', async (t) => {
    t.script.sync = [packet('4_16', [{ 1: '5', 2: 'sender', 4: at(1), 5: 'to all' }, { 1: '6', 4: at(2), 5: 'again' }])]
    await t.login({}, { syncOptions: { broadcastMsgs: true } })
    await t.push('7_17', { 1: '7', 2: 'sender', 4: at(3), 5: 'live' })
  }],
  ['stick-top sessions', async (t) => {
    t.script.sync = [packet('4_23', at(5), 1, [{ 1: 'p2p|bob', 2: 'ext', 3: at(1), 4: at(2) }, { 1: 'super_team|900', 3: at(1), 4: at(2) }]), packet('4_9', [text(1)])]
    await t.login({}, { syncOptions: { stickTopSessions: true } })
    await t.do('session.getAllSessions')
  }],
  ['stick-top sessions, without a list', async (t) => {
    t.script.sync = [packet('4_23', at(5), 0)]
    await t.login({}, { syncOptions: { stickTopSessions: true } })
  }],
  ['what is only logged', (t) => synced(t, packet('4_22', [{ 0: '0', 1: 'alice', 2: 'bob', 7: at(1), 12: '1' }]), packet('4_25', { 1: at(1), 2: '1' }, []))],
  ['nothing at all', (t) => synced(t)],
  ['lists that are missing', (t) => synced(t, packet('4_4'), packet('4_12'), packet('4_24'), packet('7_15'))],
  ['acks without teams', (t) => synced(t, packet('4_14', { bob: at(1) }))],
  ['system messages', (t) => synced(t, packet('4_6', [{ 0: at(1), 1: '100', 2: 'alice', 3: 'bob', 5: '{"a":1}', 6: '77' }]))],
  ['timetags of the next sync', async (t) => {
    t.script.sync = [packet('4_9', [text(5), text(1)]), packet('4_9', [toTeam(3)]), packet('4_17', [toSuperTeam(6)]), packet('4_4', [text(7), text(8)]), packet('7_15', [], at(60), 2), packet('4_21', [removed(1), removed(2)])]
    await t.login()
    t.script.sync = []
    await t.do('disconnect')
    await t.do('connect')
  }],
  ['live messages raise the timetag', async (t) => {
    await t.login()
    await t.push('7_2', text(5))
    await t.push('8_102', toTeam(9, { 2: 'alice' }))
    await t.push('21_3', toSuperTeam(4))
    await t.do('disconnect')
    await t.do('connect')
  }],
  ['a reconnect brings more', { differs: ['D52-numbers'] }, async (t) => {
    t.script.sync = [packet('4_9', [text(2), text(1)])]
    await t.login()
    await t.push('7_2', text(3))
    t.script.sync = [packet('4_9', [text(5), text(4), text(3)]), acks({ bob: at(1) })]
    await t.do('disconnect')
    await t.do('connect')
    await t.do('session.getAllSessions')
  }],
  ['the order of sessions', async (t) => {
    t.script.sync = [packet('4_9', [text(5)]), packet('4_9', [toTeam(9)]), packet('4_9', [text(1, { 2: 'carol' })])]
    await t.login()
    await t.do('session.getAllSessions')
    for (const o of [{}, { limit: 2 }, { limit: 2, desc: false }, { lastSessionId: 'p2p-bob' }, { lastSessionId: 'p2p-bob', desc: false }, { lastSessionId: 'nobody' }, { lastSessionId: 'nobody', desc: false }]) await t.do('session.getSessions', o)
  }],
  ['after the sync', async (t) => {
    await t.login()
    await t.push('4_9', [text(2), text(1)])
    await t.push('4_4', [text(4), text(3)])
    await t.do('session.getAllSessions')
  }],
  ['a loss in the middle', async (t) => {
    t.script.on('5_1', ({ device }) => {
      device.push(packet('4_9', [text(9)]))
      return 'silence'
    }, 1)
    t.make({})
    void t.start('connect')
    await t.clock.run(50)
    t.network.drop()
    await t.run(1)
    t.script.sync = [packet('4_9', [toTeam(3)])]
    await t.run(3000)
    if (t.nim.status !== 'logined') await t.do('connect')
    await back(t, 2)
    await t.clock.run(100)
    await t.do('session.getAllSessions')
  }],
])
