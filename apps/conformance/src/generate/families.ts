import { envelope, packet, serviceTime, type Packet } from '@nim/testkit'
import fc, { type Arbitrary } from 'fast-check'
import type { Case, Family } from './family'
import { fileFamilies } from './files'
import { friendFamilies } from './friends'
import { message, notification, type Scene } from './messages'
import { signalFamilies } from './signals'
import { teamFamilies } from './teams'
import { flag, maybe, numbered, numeric, people, record, teams, text, time, timed, word, type Tagged } from './values'

const inbound: Record<Scene, string[]> = { p2p: ['7_2', '7_101'], team: ['8_3', '8_102'], superTeam: ['21_3', '21_102'] }
const scenes: Scene[] = ['p2p', 'team', 'superTeam']
const any = (one: (scene: Scene) => Arbitrary<Tagged>) => fc.oneof(...scenes.map((scene) => fc.tuple(fc.constant(scene), one(scene), fc.nat(1))))
const pushes = (rows: [Scene, Tagged, number][], from = 0): Packet[] => numbered(rows.map(([, row]) => row), from).map((row, i) => packet(inbound[rows[i]![0]][rows[i]![2]]!, row))
const cases = (live: Arbitrary<Packet[]>): Arbitrary<Case> => live.map((packets) => ({ sync: [], live: packets }))
const some = <T>(arb: Arbitrary<T>, max = 4) => fc.array(arb, { minLength: 1, maxLength: max })

const text_ = (n: number, from = 'bob') => ({ 0: 0, 1: 'alice', 2: from, 7: serviceTime + n * 1000, 8: 0, 9: 'text', 11: 'client-' + n, 12: String(1000 + n) })
/** Something to be read, recalled, deleted: three messages of bob and one of carol. */
const known: Packet[] = [1, 2, 3].map((n) => packet('7_2', text_(n))).concat(packet('7_2', text_(4, 'carol')))
const which = fc.integer({ min: 1, max: 6 })

const recall = fc.tuple(which, record({ 0: time, 4: text, 15: text, 16: people }), fc.boolean()).map(([n, row, timed]) => ({ ...row, 1: '7', 2: 'alice', 3: n === 4 ? 'carol' : 'bob', 10: 'client-' + n, 11: String(1000 + n), 14: timed ? String(serviceTime + n * 1000) : serviceTime + n * 1000 }))
const removal = fc.tuple(which, time, maybe(text)).map(([n, t, ext]) => ({ 1: '1', 2: n === 4 ? 'carol' : 'bob', 3: 'alice', 4: String(1000 + n), 5: 'client-' + n, 6: serviceTime + n * 1000, 7: t, ...(ext !== undefined && { 8: ext }) }))
/** Later than every message: what an earlier one does is a difference with a scenario of its own. */
const after = numeric(fc.integer({ min: 91, max: 99 }).map((n) => serviceTime + n * 1000))
const clearing = fc.tuple(word('1', 1), word('bob', 'carol'), after, maybe(text)).map(([type, who, t, ext]) => ({ 0: type, 1: who, 5: 'alice', 6: t, ...(ext !== undefined && { 7: ext }) }))
const port = record({ 4: text, 5: text, 13: text, 19: people, 32: text, 38: text, 103: text, 109: time }, { 3: word('1', 2, '16', 64, '77', 9), 102: word('c1', 'c2', 'c3') })
const top = record({ 2: text, 3: time, 4: time }, { 1: word('p2p|bob', 'team|100', 'super_team|900', 'p2p|carol') })
const cloud = record({ 2: time, 3: text, 4: message('p2p').map((m) => JSON.stringify(numbered([m])[0])), 5: word('0', 0) }, { 1: word('p2p|bob', 'team|100', 'super_team|900') })
const acks = fc.tuple(fc.dictionary(people, numeric(fc.integer({ min: 1, max: 90 }).map((n) => serviceTime + n * 1000))), fc.dictionary(teams, time), time).map(([p2p, team, t]) => packet('4_14', p2p, { m_map: team }, t))
/** The messages of one conversation, the newest first. */
const roaming = (scene: Scene) => some(message(scene)).map((rows) => timed(rows.map((r) => ({ ...r, 1: scene === 'p2p' ? 'alice' : '100', 2: 'bob', 12: 'id' }))).sort((a, b) => Number(b[7]) - Number(a[7])))
const batches = (parts: (Tagged[] | Packet)[]) => parts.map((rows, i) => (Array.isArray(rows) ? packet(Number(rows[0]![0]) === 5 ? '4_17' : '4_9', numbered(rows, i * 10)) : rows))

export const families: Family[] = [
  { name: 'live messages', differs: [], cases: cases(some(any((s) => message(s))).map((rows) => pushes(rows))) },
  { name: 'notifications', differs: ['D47-mutated-messages', 'D105-times-of-members'], cases: cases(some(any((s) => notification(s)), 2).map((rows) => pushes(rows))) },
  { name: 'several in one packet', differs: [], cases: cases(some(message('team')).map((rows) => [packet('8_4', numbered(rows))])) },
  { name: 'envelopes', differs: [], cases: cases(fc.tuple(message('p2p'), fc.nat(1e9), word('4_1', '4_2', '4_10', '4_11')).map(([row, id, outer]) => [envelope(packet('7_2', { ...numbered([row])[0], 12: undefined }), id, outer as string)])) },
  { name: 'roaming and acks', differs: [], cases: fc.tuple(some(fc.oneof(roaming('p2p'), roaming('team'), roaming('superTeam')), 3), maybe(acks), fc.nat(2), some(any((s) => message(s)), 2)).map(([parts, ack, at, live]) => ({ sync: batches(ack ? [...parts.slice(0, at), ack, ...parts.slice(at)] : parts), live: pushes(live, 500) })) },
  { name: 'offline messages', differs: [], cases: fc.tuple(some(fc.oneof(message('p2p'), message('team'), message('superTeam')), 6), maybe(acks)).map(([rows, ack]) => ({ sync: [...(ack ? [ack] : []), packet('4_4', timed(numbered(rows)))], live: [] })) },
  { name: 'receipts', differs: ['D50-incomplete-sessions', 'D51-changes-only'], cases: cases(some(fc.oneof(fc.tuple(people, time, text).map(([from, t, id]) => packet('7_12', { 1: 'alice', 2: from, 7: t, 11: id })), some(record({ 1: text, 100: numeric(fc.nat(9)), 101: numeric(fc.nat(9)), 102: text, 103: people }, { 0: teams })).map((rows) => packet('8_31', rows)))).map((packets) => [...known, ...packets])) },
  { name: 'recalls', differs: ['D46-sysmsg-unread', 'D51-changes-only'], cases: cases(some(recall).map((rows) => [...known, ...rows.map((r, n) => packet('7_14', { ...r, 6: 'notice-' + n }))])) },
  { name: 'deletes and clears', differs: ['D51-changes-only'], cases: cases(some(fc.oneof(removal.map((r) => packet('7_123', r)), some(removal).map((rows) => packet('7_124', rows)), clearing.map((r) => packet('7_118', r)))).map((packets) => [...known, ...packets])) },
  { name: 'read elsewhere', differs: ['D50-incomplete-sessions', 'D51-changes-only'], cases: cases(some(fc.oneof(fc.tuple(word(0, '0'), people, time).map(([s, to, t]) => packet('7_116', s, to, t)), fc.tuple(word('900', 900), time).map(([to, t]) => packet('21_125', to, t)))).map((packets) => [...known, packet('21_3', { ...text_(5), 0: 5, 1: '900' }), ...packets])) },
  { name: 'stick-top', differs: ['D83-stick-top-kept'], cases: fc.tuple(some(top), some(fc.oneof(top.map((r) => packet('23_112', r)), top.map((r) => packet('23_114', r)), fc.tuple(time, top).map(([t, r]) => packet('23_113', t, r))))).map(([rows, live]) => ({ sync: [packet('4_23', serviceTime, 1, rows)], live: [...known, ...live], syncOptions: { stickTopSessions: true } })) },
  { name: 'cloud sessions', differs: [], cases: fc.tuple(some(cloud), some(cloud), flag).map(([live, rows, more]) => ({ sync: [], live: live.map((r) => packet('7_121', r)), answers: { '7_19': [{ 5: more }, rows], '7_20': [rows[0]] }, calls: [['cloudSession.queryCloudSessionList', {}], ['cloudSession.queryCloudSession', { sessionId: 'p2p-bob' }]] })) },
  { name: 'ports', differs: ['D07-status-first'], cases: fc.tuple(fc.array(port, { maxLength: 3 }), some(fc.tuple(word(1, 2, 3), fc.array(port, { maxLength: 2 })).map(([state, rows]) => packet('2_7', state, rows))), record({ 17: text, 38: text, 103: text, 104: text, 106: text, 111: text }, { 102: word('c1') }), maybe(record({ 110: text, 111: text }))).map(([rows, live, result, push]) => ({ sync: [], live, login: push ? [result, rows, push] : [result, rows] })) },
  { name: 'histories', differs: [], cases: fc.tuple(fc.array(message('p2p'), { maxLength: 4 }), fc.array(notification('team'), { maxLength: 2 }), message('p2p')).map(([rows, notices, root]) => ({ sync: [], live: known, answers: { '7_6': [numbered(rows)], '8_23': [numbered(notices)], '23_1': [numbered([root], 50)[0], { 1: '5', 2: String(serviceTime) }, numbered(rows)], '7_27': [numbered(rows)], '23_2': [numbered(rows)] }, calls: [['msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' }], ['msgLog.getHistoryMsgs', { scene: 'team', to: '100', asc: true }], ['msgLog.ftsCloudMsgLogs', { keyword: 'x' }], ['msgExtend.getThreadMsgs', { scene: 'p2p', threadMsgFromAccount: 'a', threadMsgToAccount: 'b', threadMsgIdServer: '1', threadMsgTime: 1 }], ['msgExtend.getMsgsByIdServer', { reqMsgs: [{ scene: 'p2p', from: 'a', to: 'b', idServer: '1', time: 1 }] }]] })) },
  { name: 'broadcasts', differs: [], cases: fc.tuple(some(record({ 2: people, 4: time, 5: text }, { 1: fc.boolean() })).map((rows) => rows.map((row, n) => ({ ...row, 1: row[1] ? n : String(n) }))), record({ 2: people, 4: time, 5: text }, { 1: word('80', 90) })).map(([rows, one]) => ({ sync: [packet('4_16', rows)], live: [packet('7_17', one)], syncOptions: { broadcastMsgs: true } })) },
  ...friendFamilies,
  ...signalFamilies,
  ...fileFamilies,
  ...teamFamilies,
]
