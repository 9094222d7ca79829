import type { Calls } from './calls'

const id = { teamId: '100' }
const modes = { joinMode: 'needVerify', beInviteMode: 'noVerify', inviteMode: 'all', updateTeamMode: 'all', updateExtMode: 'manager', intro: 'intro', announcement: 'announcement', avatar: 'https://nos.test/a.png', ext: '{"a":1}' }

const right: Calls['right'] = [
  ['team.getTeamInfo', id, '8_9'],
  ['team.getTeams', undefined, '8_10'],
  ['team.getTeamsById', { teamIds: ['100', '200'] }, '8_34'],
  ['team.getTeamMembers', id, '8_11'],
  ['team.getMutedTeamMembers', id, '8_27'],
  ['team.getTeamMemberInvitorAccid', { ...id, accounts: ['bob'] }, '8_33'],
  ['team.createTeam', { type: 'advanced', name: 'name', level: 50, accounts: ['bob', 'carol'], ps: 'come', ...modes }, '8_1'],
  ['team.updateTeamInfo', { ...id, name: 'new', ...modes }, '8_7'],
  ['team.updateMyMemberInfo', { ...id, nickInTeam: 'me', bitConfigMask: 1, ext: 'e' }, '8_19'],
  ['team.updateMemberNick', { ...id, account: 'bob', nickInTeam: 'Bob' }, '8_20'],
  ['team.addTeamMembers', { ...id, accounts: ['bob'], ps: 'come', ext: 'e' }, '8_5'],
  ['team.addTeamManagers', { ...id, accounts: ['bob'] }, '8_16'],
  ['team.applyTeam', { ...id, ps: 'let me in' }, '8_13'],
  ['team.acceptTeamInvite', { ...id, from: 'bob' }, '8_21'],
  ['team.removeTeamMembers', { ...id, accounts: ['bob'] }, '8_6'],
  ['team.removeTeamManagers', { ...id, accounts: ['bob'] }, '8_17'],
  ['team.rejectTeamApply', { ...id, from: 'bob', ps: 'no' }, '8_15'],
  ['team.rejectTeamInvite', { ...id, from: 'bob' }, '8_22'],
  ['team.passTeamApply', { ...id, from: 'bob' }, '8_14'],
  ['team.transferTeam', { ...id, account: 'bob', leave: false }, '8_18'],
  ['team.muteTeamMember', { ...id, account: 'bob', mute: true }, '8_25'],
  ['team.muteTeam', { ...id, mute: false }, '8_32'],
  ['team.dismissTeam', id, '8_12'],
  ['team.leaveTeam', id, '8_8'],
]

/** Every id that is none. */
export const noIds = [{}, { teamId: '' }, { teamId: 'abc' }, { teamId: 100 }, { teamId: null }]
const lists = (o: object) => [...noIds.map((bad) => ({ accounts: ['a'], ...bad })), { ...o }, { ...o, accounts: [] }, { ...o, accounts: 'x' }, { ...o, accounts: [5] }, { ...o, accounts: ['a', null] }]
const long = 'x'.repeat(5001)
const wrongPs = (o: object) => [{ ...o, ps: 5 }, { ...o, ps: null }, { ...o, ps: long }]
const from = (o: object) => [...noIds.map((bad) => ({ from: 'a', ...bad })), { ...o }, { ...o, from: '' }, { ...o, from: 5 }]
const texts = ['intro', 'announcement', 'avatar', 'ext']
/** Each mode and text, wrong. */
export const wrongModes = (o: object) => [
  ...[['joinMode', 0], ['joinMode', 'all'], ['beInviteMode', 'rejectAll'], ['inviteMode', 'noVerify'], ['updateTeamMode', 1], ['updateExtMode', ''], ['joinMode', null]].map(([k, v]) => ({ ...o, [k as string]: v })),
  ...texts.flatMap((k) => [{ ...o, [k]: 5 }, { ...o, [k]: {} }, { ...o, [k]: null }]),
]
const made = { type: 'advanced', name: 'n' }
const mine = [...noIds, { ...id, nickInTeam: 5 }, { ...id, bitConfigMask: 3 }, { ...id, bitConfigMask: -1 }, { ...id, bitConfigMask: '1' }, { ...id, ext: 5 }, { ...id, ext: null }]
const nick = [...noIds.map((bad) => ({ account: 'a', nickInTeam: 'n', ...bad })), id, { ...id, account: '', nickInTeam: 'n' }, { ...id, account: 5, nickInTeam: 'n' }, { ...id, account: 'a' }, { ...id, account: 'a', nickInTeam: 5 }]
const transfer = [...noIds.map((bad) => ({ account: 'a', leave: true, ...bad })), { ...id, leave: true }, { ...id, account: '', leave: true }, { ...id, account: 'a' }, { ...id, account: 'a', leave: 1 }]
const mute = [...noIds.map((bad) => ({ mute: true, ...bad })), id, { ...id, mute: 1 }, { ...id, mute: null }]

export const wrongCalls = { lists, from, wrongPs, mine, nick, transfer, mute }

const wrong: Calls['wrong'] = {
  'team.getTeamInfo': noIds,
  'team.dismissTeam': noIds,
  'team.leaveTeam': noIds,
  'team.getMutedTeamMembers': noIds,
  'team.getTeamsById': [{}, { teamIds: '100' }, { teamIds: [5] }],
  'team.getTeamMembers': [...noIds, { ...id, accounts: 'x' }, { ...id, accounts: [5] }],
  'team.getTeamMemberInvitorAccid': [...noIds.map((bad) => ({ accounts: ['a'], ...bad })), { ...id, accounts: 'x' }, { ...id, accounts: [5] }, { ...id, accounts: Array(201).fill('a') }],
  'team.createTeam': [{}, { type: 'advanced' }, { name: 'n' }, { ...made, type: 'super' }, { ...made, type: 1 }, { ...made, name: '' }, { ...made, name: 5 }, { ...made, level: '5' }, { ...made, accounts: 'x' }, { ...made, accounts: [5] }, ...wrongPs(made)],
  'team.createTeam ': wrongModes(made),
  'team.updateTeamInfo': [...noIds, ...wrongModes(id)],
  'team.addTeamMembers': [...lists(id), ...wrongPs({ ...id, accounts: ['a'] })],
  'team.removeTeamMembers': lists(id),
  'team.addTeamManagers': lists(id),
  'team.removeTeamManagers': lists(id),
  'team.applyTeam': [...noIds, ...wrongPs(id)],
  'team.passTeamApply': from(id),
  'team.rejectTeamApply': [...from(id), ...wrongPs({ ...id, from: 'a' })],
  'team.acceptTeamInvite': from(id),
  'team.rejectTeamInvite': [...from(id), ...wrongPs({ ...id, from: 'a' })],
  'team.transferTeam': transfer,
  'team.updateMyMemberInfo': mine,
  'team.updateMemberNick': nick,
  'team.muteTeam': mute,
  'team.muteTeamMember': [...mute.map((o) => ({ account: 'a', ...o })), { ...id, mute: true }, { ...id, account: '', mute: true }, { ...id, account: 5, mute: true }],
}

export const teamCalls: Calls = {
  needs: ['team'],
  groups: ['team.get', 'team.create', 'team.update', 'team.a', 'team.re', 'team.pass', 'team.transfer', 'team.mute', 'team.dismiss', 'team.leave'],
  right,
  wrong,
}
