import fc, { type Arbitrary } from 'fast-check'
import { attach, flag, maybe, numeric, people, record, teams, text, time, word, type Tagged } from './values'

export type Scene = 'p2p' | 'team' | 'superTeam'

const optional = {
  4: word('1', '2', 4, 8, '16', 32, '64', '77', 0),
  5: text,
  6: text,
  9: text,
  10: attach,
  13: flag,
  14: time,
  15: text,
  16: text,
  17: text,
  18: text,
  19: text,
  20: flag,
  21: flag,
  22: text,
  23: text,
  24: flag,
  25: flag,
  26: flag,
  27: text,
  28: flag,
  29: people,
  30: people,
  31: time,
  32: text,
  33: text,
  34: people,
  36: time,
  37: text,
  40: text,
  41: word('1', 2, 'x'),
  43: text,
  44: text,
  47: text,
  50: text,
  100: flag,
  101: flag,
  102: flag,
  104: flag,
  105: flag,
  107: flag,
  108: flag,
  109: flag,
  110: flag,
  111: text,
  112: numeric(fc.nat(9)),
}
const scenes = { p2p: 0, team: 1, superTeam: 5 }

/** Who wrote to whom; `from` is sometimes the account itself. */
const ends = (scene: Scene): Arbitrary<[from: string, to: string]> => {
  const others = scene === 'p2p' ? people : teams
  return fc.tuple(others, people, fc.nat(4)).map(([other, author, n]) => (n === 0 ? ['alice', other] : scene === 'p2p' ? [author, 'alice'] : [author, other]))
}

/** A message of this scene: any of its tags, with values of every spelling. */
export const message = (scene: Scene, types = word('0', 0, '1', 2, '3', '4', 6, '10', '11', 12, '100', '77')): Arbitrary<Tagged> =>
  fc
    .tuple(record(optional, { 0: word(scenes[scene], String(scenes[scene])), 7: time, 8: types, 12: word('id', 'id', 'id', 1) }), ends(scene))
    .map(([row, [from, to]]) => ({ ...row, 1: to, 2: from }))

export const team = record({ 3: text, 4: word('0', 1, '9'), 5: people, 6: numeric(fc.nat(200)), 7: text, 8: flag, 9: numeric(fc.nat(200)), 10: time, 11: time, 12: time, 13: flag, 14: text, 15: text, 16: word('0', 1, '2', 9), 17: flag, 18: text, 19: text, 20: text, 21: word(0, '1', 9), 22: word(0, '1'), 23: word(0, '1'), 24: word(0, '1'), 100: flag, 101: word('0', 1, '3') }, { 1: word('100', 100) })
export const user = record({ 3: text, 4: text, 5: text, 6: word('0', 1, '2', 9), 7: text, 8: text, 9: text, 10: text, 12: time, 13: time }, { 1: people })
export const list = fc.array(people, { maxLength: 3 })

/** Numbers of notifications. */
export const notices = { team: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], superTeam: [401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411] }

/** The attach of a notification, with the data its id may carry. */
const notice = fc
  .tuple(
    word(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 101, 102, 103, 401, 404, 409, 411, 777),
    fc.record({ ids: list, id: people, attach: text, channel: text, calltype: word('1', 2), mute: word(0, 1), duration: fc.nat(9), time: fc.nat(9), from: people, ext: text, tinfo: team, uinfos: fc.array(user, { maxLength: 2 }), unknown: text }, { requiredKeys: ['ids', 'id', 'mute', 'tinfo'] }),
    maybe(word('', 'text', '{}', 'null', '5'), 1)
  )
  .map(([id, data, odd]) => odd ?? JSON.stringify({ id, data }))

export const notification = (scene: Scene): Arbitrary<Tagged> => fc.tuple(message(scene, word('5', 5)), notice).map(([row, it]) => ({ ...row, 10: it }))
