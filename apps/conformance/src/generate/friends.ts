import { packet, serviceTime } from '@nim/testkit'
import fc from 'fast-check'
import type { Family } from './family'
import { user } from './messages'
import { attach, maybe, numeric, people, record, text, time, word } from './values'

const number = numeric(fc.nat(9))
const list = <T>(arb: fc.Arbitrary<T>) => fc.array(arb, { maxLength: 4 })
const friend = record({ 5: word('0', '1', 0, 1), 6: number, 7: number, 8: text, 9: number, 10: text, 11: time, 12: time, 13: text }, { 4: people })
/** Flags as the service writes them; in other spellings they have a scenario of their own. */
const relation = record({ 1: word('0', '1', '2'), 2: word('0', '1', '2') }, { 0: people, 3: time, 4: time })

const action = fc.oneof(
  fc.tuple(people, word(1, 2, 3, 4, '1', '3', 9), maybe(fc.oneof(text, attach))).map(([who, type, ps]) => packet('12_101', who, type, ps)),
  people.map((who) => packet('12_102', who)),
  friend.map((f) => packet('12_103', f))
)
const mark = fc.tuple(word('3_103', '3_105'), people, fc.boolean()).map(([id, who, isAdd]) => packet(id as string, who, isAdd))
const message = (n: number, told: unknown) => packet('7_2', { 0: 0, 1: 'alice', 2: 'bob', 7: serviceTime + n, 8: 0, 9: 'x', 11: 'client-' + n, 12: String(n), 14: told })

/** Every packet of friends and name cards. */
export const friendFamilies: Family[] = [
  {
    name: 'friends',
    differs: [],
    cases: fc.tuple(list(friend), time, list(action), list(friend)).map(([rows, t, live, all]) => ({ sync: [packet('12_5', rows, t)], live, answers: { '12_4': [all, t] }, calls: [['friend.getFriends', {}]] })),
  },
  {
    name: 'name cards',
    differs: ['D95-signature'],
    cases: fc
      .tuple(maybe(user), list(user), time, list(user), list(user))
      .map(([mine, rows, t, live, all]) => ({ sync: [packet('3_109', ...(mine ? [mine, t] : [])), packet('12_6', rows, t)], live: live.map((card) => packet('3_110', card)), answers: { '3_7': [all] }, calls: [['user.getUsersNameCardFromServer', { accounts: ['bob'] }], ['user.updateMyNameCard', {}]] })),
  },
  {
    name: 'relations',
    differs: [],
    cases: fc.tuple(list(relation), time, list(mark), list(relation)).map(([rows, t, live, all]) => ({ sync: [packet('3_8', rows, t)], live, answers: { '3_8': [all, t] }, calls: [['user.getRelations', {}], ['user.getBlackList', {}], ['user.getMuteList', {}]] })),
  },
  {
    name: 'cards of senders',
    differs: [],
    cases: fc.tuple(list(maybe(time)), maybe(user)).map(([told, card]) => ({ sync: [], live: told.map((t, n) => message(n, t)), answers: { '3_7': [card ? [{ ...card, 1: 'bob' }] : []] } })),
  },
]
