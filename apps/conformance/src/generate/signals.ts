import { envelope, packet, serviceTime, type Packet } from '@nim/testkit'
import fc, { type Arbitrary } from 'fast-check'
import type { Family } from './family'
import { flag, maybe, numeric, people, record, text, time, word, type Tagged } from './values'

const few = <T>(arb: Arbitrary<T>, max = 4) => fc.array(arb, { minLength: 1, maxLength: max })
/** Ids that no two of a case share: what comes twice has scenarios of its own. */
const withIds = (rows: Tagged[], tag: number, from: number): Tagged[] => rows.map((row, n) => ({ ...row, [tag]: String(from + n) }))

// ---- signalling

const member = fc.tuple(people, numeric(fc.nat(99)), time, time).map(([name, uid, made, ends]) => ({ 1: name, 2: uid, 3: made, 4: ends }))
const members = few(member, 3).map((list) => JSON.stringify(list))
const channelTags = { 2: text, 4: time, 5: time, 6: people, 7: text, 8: word('0', 1), 21: word('0', '1', 0, 1), 23: numeric(fc.nat(99)), 25: text, 26: numeric(fc.nat(600)), 27: text, 28: text, 30: word('200', 10201) }
const id = { 1: word('1', 2, '3'), 3: word('channel-1', 'channel-2') }
const channel = fc.tuple(record(channelTags, id), maybe(members), maybe(text)).map(([row, list, response]) => ({ ...row, ...(list !== undefined && { 18: list }), ...(response !== undefined && { 29: response }) }))
const attach = fc.tuple(fc.integer({ min: 0, max: 10 }), maybe(member)).map(([type, m]) => JSON.stringify({ type, ...(m && { member: m }) }))
const notice = fc
  .tuple(record({ ...channelTags, 10: people, 11: people, 12: text, 13: word('0', '1', 0, 1), 14: text, 15: text, 16: text, 17: word('0', 1), 20: text, 24: time }, id), attach, maybe(members))
  .map(([row, told, list]) => ({ ...row, 19: told, ...(list !== undefined && { 18: list }) }))
const enveloped = (rows: Tagged[]): Packet[] => rows.map((row, n) => envelope(packet('15_11', row), 5000 + n))
const channelCalls: [string, object][] = [
  ['signaling.create', { type: 1 }],
  ['signaling.join', { channelId: 'channel-1' }],
  ['signaling.queryInfo', { name: 'room' }],
  ['signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r' }],
  ['signaling.joinAndAccept', { channelId: 'channel-1', fromAccid: 'bob', requestId: 'r' }],
]

// ---- events

const online = word('{"online":[4,16]}', '{}')
const eventTags = { 3: text, 5: numeric(fc.nat(900)), 6: numeric(fc.integer({ min: 1, max: 2 })), 7: word('0', '1', 0, 1), 8: numeric(fc.nat(3)), 9: numeric(fc.nat(3)), 11: text, 13: online, 101: text, 104: numeric(fc.nat(2)), 106: text }
const event = fc
  .tuple(record(eventTags, { 1: numeric(fc.integer({ min: 1, max: 3 })), 2: numeric(fc.integer({ min: 1, max: 20000 })), 10: time, 12: word('1', 2, '4', 16, '64'), 103: people }), maybe(text))
  .map(([row, ext]) => ({ ...row, ...(ext !== undefined && { 4: ext }) }))
const subscription = record({ 3: word('0', '1') }, { 1: word('1', '2'), 2: numeric(fc.integer({ min: 60, max: 900 })), 102: people, 104: word('alice'), 105: time })

// ---- system messages

const team = record({ 3: text, 4: word('0', 1), 5: people, 6: numeric(fc.nat(200)), 8: flag, 9: numeric(fc.nat(200)), 10: time, 11: time, 12: time, 14: text, 16: word('0', 1, '2'), 18: text, 21: word(0, '1'), 22: word(0, '1'), 23: word(0, '1'), 24: word(0, '1'), 101: word('0', 1, '3') }, { 1: word('100', 100) })
const told = { 0: time, 3: people, 4: text, 7: word('0', '1', 0, 1), 8: text, 9: text, 21: text, 22: text, 105: word('0', 1), 107: word('0', '1'), 109: word(0, '1'), 110: word('0', 1) }
const object = fc.dictionary(fc.constantFrom('a', 'b', 'more'), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
const ofType = (types: unknown[], attachment: Arbitrary<object>) => fc.tuple(record(told, { 1: word(...types), 2: word('alice') }), attachment).map(([row, it]) => ({ ...row, 5: JSON.stringify(it) }))
const invitation = fc.tuple(team, object, maybe(text)).map(([tinfo, more, ext]) => ({ ...more, tinfo, ...(ext !== undefined && { attach: ext }) }))
const request = fc.tuple(word('1', 2, '3', 4), object).map(([vt, more]) => ({ ...more, vt }))
const plain = fc.oneof(ofType(['0', 1, '2', 3], invitation), ofType(['5', 5], request), ofType(['6', '9', 77, '13', 14, '100', 101], object))
const superTeam = fc.oneof(ofType(['15', 16, '17', 18], invitation), ofType(['103', 103], object))
const recall = record({ 0: time, 4: text, 15: text, 16: people }, { 2: word('alice'), 3: people }).map((row) => row as Tagged)
const recalls = (rows: Tagged[], type: string) => withIds(rows, 6, type === '7' ? 8100 : 8200).map((row, n) => ({ ...row, 1: type, 10: 'gone-' + n, 11: String(90 + n), 14: String(serviceTime + n) }))

export const signalFamilies: readonly Family[] = [
  {
    name: 'signalling notices',
    differs: ['D136-who-answered', 'D137-nertc-response', 'D138-offline-feature'],
    cases: fc.tuple(few(notice), few(notice), few(notice)).map(([live, missed, own]) => ({ sync: [packet('15_13', withIds(missed, 22, 7000))], live: [...enveloped(live), ...withIds(own, 22, 8000).map((row) => packet('15_12', row))] })),
  },
  {
    name: 'signalling channels',
    differs: ['D137-nertc-response'],
    cases: fc.tuple(fc.array(channel, { maxLength: 3 }), channel).map(([mine, one]) => ({ sync: [packet('15_14', mine)], live: [], answers: { '15_1': [one], '15_4': [one], '15_15': [one], '15_16': [one], '15_17': [one] }, calls: channelCalls })),
  },
  {
    name: 'events',
    differs: ['D141-event-values', 'D142-subscription-values'],
    cases: fc.tuple(few(event), few(event), event, fc.array(subscription, { maxLength: 3 })).map(([single, many, one, rows]) => ({
      sync: [],
      live: [...single.map((row) => packet('14_2', row)), packet('14_9', many)],
      answers: { '14_1': [one], '14_6': [rows], '14_7': [rows] },
      calls: [['event.publishEvent', { type: 1, value: 10001 }], ['event.querySubscribeEvents', { type: 1 }], ['event.querySubscribeEvents', { type: 1, accounts: ['bob'] }]] as [string, object][],
    })),
  },
  {
    name: 'system messages',
    differs: ['D46-sysmsg-unread', 'D146-super-team-notices'],
    cases: fc.tuple(few(plain), few(superTeam), few(plain), few(superTeam), fc.boolean()).map(([a, b, c, d, wrapped]) => ({
      sync: [packet('4_6', withIds(a, 6, 7100)), packet('4_18', withIds(b, 6, 7200))],
      live: [...withIds(c, 6, 7300).map((row) => (wrapped ? envelope(packet('7_3', { ...row, 6: undefined }), Number(row[6])) : packet('7_3', row))), ...withIds(d, 6, 7400).map((row) => packet('21_19', row))],
    })),
  },
  {
    name: 'recalls, missed and roaming',
    differs: ['D46-sysmsg-unread'],
    cases: fc.tuple(few(recall), few(recall), word(1, 2), time).map(([p2p, superTeams, kind, timetag]) => ({ sync: [packet('7_15', recalls(p2p, '7'), timetag, kind), packet('4_19', recalls(superTeams, '12'), timetag, kind)], live: [] })),
  },
]
