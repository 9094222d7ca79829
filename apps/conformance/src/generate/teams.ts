import { packet, type Packet } from '@nim/testkit'
import fc, { type Arbitrary } from 'fast-check'
import type { Case, Family } from './family'
import { list, notices, team, user } from './messages'
import { flag, maybe, numbered, numeric, people, record, teams, text, time, word, type Tagged } from './values'

const some = <T>(arb: Arbitrary<T>, max = 3) => fc.array(arb, { minLength: 1, maxLength: max })
const live = (packets: Arbitrary<Packet[]>): Arbitrary<Case> => packets.map((p) => ({ sync: [], live: p }))

const everyone = word('alice', 'bob', 'carol') as Arbitrary<string>
/** A member; the tag of its join time is the kind's. */
const member = (joined: number, who: Arbitrary<string> = everyone, always: Record<number, Arbitrary<unknown>> = {}) =>
  record({ 4: word('0', 1, '2'), 5: text, 7: word('0', 1, '2', 3), 8: flag, 9: flag, 12: text, 13: flag, 14: people, [joined]: time }, { 1: teams, 3: who, ...always })
const made = team.map((row): Tagged => ({ 5: 'alice', ...row, 10: row[10] ?? '1700000001000', 1: '100' }))

/** Complete data of a notification. */
const data = fc.record({ ids: list, id: people, attach: text, mute: word(0, 1, '0', '1'), tinfo: team, uinfos: fc.array(user, { maxLength: 2 }) }, { requiredKeys: ['ids', 'id', 'mute', 'tinfo'] })
const notification = (scene: number, numbers: number[], id: string) =>
  fc.tuple(word(...numbers), data, time, everyone, word(scene, String(scene))).map(([number, what, t, from, s]): Tagged => ({ 0: s, 1: id, 2: from, 7: t, 8: '5', 10: JSON.stringify({ id: number, data: what }), 12: 'id' }))

interface Kind {
  name: string
  joined: number
  scene: number
  /** Packets: the sync of teams, of own members; made, changed member; messages. */
  teams: (rows: Tagged[], t: unknown) => Packet
  mine: (rows: Tagged[], t: unknown) => Packet
  made: string
  member: string
  messages: string[]
  told: string[]
}

const families = ({ name, joined, scene, teams, mine, made: madeId, member: memberId, messages, told }: Kind): Family[] => [
  { name: `${name}, the sync`, differs: ['D106-no-empty-lists', ...told], cases: fc.tuple(fc.array(team, { maxLength: 3 }), fc.array(member(joined, word('alice') as Arbitrary<string>), { maxLength: 3 }), time, time).map(([rows, own, t, u]) => ({ sync: [teams(rows, t), mine(own, u)], live: [] })) },
  { name: `${name}, made`, differs: [], cases: live(some(made).map((rows) => rows.map((row) => packet(madeId, row)))) },
  { name: `${name}, members`, differs: ['D102-own-record'], cases: fc.tuple(maybe(member(joined, word('alice') as Arbitrary<string>)), some(member(joined, everyone, { 11: time }))).map(([own, rows]) => ({ sync: own ? [mine([own], '1700000000000')] : [], live: rows.map((row) => packet(memberId, row)) })) },
  { name: `${name}, notifications`, differs: ['D47-mutated-messages', 'D105-times-of-members'], cases: live(fc.tuple(some(notification(scene, [...notices.team, ...notices.superTeam], '100')), word(...messages)).map(([rows, id]) => numbered(rows).map((row) => packet(id as string, row)))) },
  { name: `${name}, a batch`, differs: ['D47-mutated-messages', 'D105-times-of-members'], cases: live(some(notification(scene, notices[scene === 1 ? 'team' : 'superTeam'], '100')).map((rows) => [packet('8_4', numbered(rows))])) },
  { name: `${name}, found`, differs: ['D101-time-of-change', 'D100-aborted-accounts'], cases: fc.tuple(fc.array(team, { maxLength: 2 }), some(member(joined)), numeric(fc.integer({ min: 1, max: 9 }))).map(([rows, members, t]): Case => asked(name, rows, members, t)) },
]

const asked = (name: string, rows: Tagged[], members: Tagged[], t: unknown): Case =>
  name === 'teams'
    ? {
        sync: [],
        live: [],
        answers: { '8_9': rows.slice(0, 1), '8_10': [rows, t], '8_34': [rows, ['5']], '8_11': ['100', members, t], '8_27': ['100', members], '8_1': [rows[0] ?? { 1: '100' }] },
        calls: [['team.getTeamInfo', { teamId: '100' }], ['team.getTeams', {}], ['team.getTeamsById', { teamIds: ['100'] }], ['team.getTeamMembers', { teamId: '100', accounts: ['bob'] }], ['team.getMutedTeamMembers', { teamId: '100' }], ['team.createTeam', { type: 'normal', name: 'n' }]],
      }
    : {
        sync: [],
        live: [],
        answers: { '21_9': rows.slice(0, 1), '21_12': [rows, t], '21_15': [members], '21_33': [members], '21_34': [members] },
        calls: [['superTeam.getSuperTeamInfo', { teamId: '100' }], ['superTeam.getSuperTeams', {}], ['superTeam.getSuperTeamMembers', { teamId: '100' }], ['superTeam.getSuperTeamMembersByAccounts', { teamId: '100', accounts: ['bob'] }], ['superTeam.queryMuteMembers', { teamId: '100' }]],
      }

export const teamFamilies: Family[] = [
  ...families({ name: 'teams', joined: 10, scene: 1, teams: (rows, t) => packet('8_109', t, rows), mine: (rows, t) => packet('8_126', rows, t), made: '8_101', member: '8_119', messages: ['8_3', '8_102', '7_2'], told: [] }),
  ...families({ name: 'super teams', joined: 15, scene: 5, teams: (rows, t) => packet('21_109', rows, false, t), mine: (rows, t) => packet('21_111', rows, t), made: '21_101', member: '21_110', messages: ['21_3', '21_102'], told: ['D103-super-teams-told'] }),
]
