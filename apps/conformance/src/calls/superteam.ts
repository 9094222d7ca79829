import type { Calls } from './calls'
import { noIds, wrongCalls, wrongModes } from './team'

const id = { teamId: '900' }
const modes = { joinMode: 'rejectAll', beInviteMode: 'needVerify', inviteMode: 'manager', updateTeamMode: 'manager', updateExtMode: 'all', intro: 'intro', announcement: 'announcement', avatar: 'https://nos.test/a.png', ext: '{"a":1}' }

const right: Calls['right'] = [
  ['superTeam.getSuperTeamInfo', id, '21_9'],
  ['superTeam.getSuperTeams', undefined, '21_12'],
  ['superTeam.getSuperTeamMembers', { ...id, joinTime: 5, limit: 1000, reverse: true }, '21_15'],
  ['superTeam.getSuperTeamMembersByAccounts', { ...id, accounts: ['bob', 'carol'] }, '21_33'],
  ['superTeam.queryMuteMembers', id, '21_34'],
  ['superTeam.updateSuperTeamInfo', { ...id, name: 'new', ...modes }, '21_8'],
  ['superTeam.updateMyMemberInfo', { ...id, nickInTeam: 'me', bitConfigMask: 1, ext: 'e' }, '21_10'],
  ['superTeam.updateMemberNick', { ...id, account: 'bob', nickInTeam: 'Bob' }, '21_30'],
  ['superTeam.addSuperTeamMembers', { ...id, accounts: ['bob'], ps: 'come', ext: 'e' }, '21_5'],
  ['superTeam.addSuperTeamManagers', { ...id, accounts: ['bob'] }, '21_26'],
  ['superTeam.applySuperTeam', { ...id, ps: 'let me in' }, '21_20'],
  ['superTeam.acceptSuperTeamInvite', { ...id, from: 'bob' }, '21_23'],
  ['superTeam.removeSuperTeamMembers', { ...id, accounts: ['bob'] }, '21_6'],
  ['superTeam.removeSuperTeamManagers', { ...id, accounts: ['bob'] }, '21_27'],
  ['superTeam.rejectSuperTeamApply', { ...id, from: 'bob', ps: 'no' }, '21_22'],
  ['superTeam.rejectSuperTeamInvite', { ...id, from: 'bob' }, '21_24'],
  ['superTeam.passSuperTeamApply', { ...id, from: 'bob' }, '21_21'],
  ['superTeam.transferSuperTeam', { ...id, account: 'bob', leave: true }, '21_31'],
  ['superTeam.muteSuperTeam', { ...id, mute: true }, '21_28'],
  ['superTeam.muteSuperTeamMembers', { ...id, accounts: ['bob', 'carol'], mute: true }, '21_29'],
  ['superTeam.leaveSuperTeam', id, '21_7'],
]

const { lists, from, wrongPs, mine, nick, transfer, mute } = wrongCalls
const page = [...noIds, { ...id, joinTime: -1 }, { ...id, joinTime: '5' }, { ...id, limit: 0 }, { ...id, limit: '5' }, { ...id, reverse: 1 }, { ...id, reverse: null }]

const wrong: Calls['wrong'] = {
  'superTeam.getSuperTeamInfo': noIds,
  'superTeam.leaveSuperTeam': noIds,
  'superTeam.updateSuperTeamInfo': [...noIds, { ...id, name: '' }, { ...id, name: 5 }, { ...id, name: null }, ...wrongModes(id)],
  'superTeam.addSuperTeamMembers': [...lists(id), ...wrongPs({ ...id, accounts: ['a'] })],
  'superTeam.removeSuperTeamMembers': lists(id),
  'superTeam.addSuperTeamManagers': lists(id),
  'superTeam.removeSuperTeamManagers': lists(id),
  'superTeam.applySuperTeam': [...noIds, ...wrongPs(id)],
  'superTeam.passSuperTeamApply': from(id),
  'superTeam.rejectSuperTeamApply': [...from(id), ...wrongPs({ ...id, from: 'a' })],
  'superTeam.acceptSuperTeamInvite': from(id),
  'superTeam.rejectSuperTeamInvite': [...from(id), ...wrongPs({ ...id, from: 'a' })],
  'superTeam.transferSuperTeam': transfer,
  'superTeam.updateMyMemberInfo': mine,
  'superTeam.updateMemberNick': nick,
  'superTeam.muteSuperTeam': mute,
  'superTeam.muteSuperTeamMembers': [...mute.map((o) => ({ accounts: ['a'], ...o })), { ...id, mute: true }, { ...id, accounts: 'x', mute: true }, { ...id, accounts: [5], mute: true }],
  'superTeam.getSuperTeamMembers': [...page, { ...id, limit: 1001 }],
  'superTeam.queryMuteMembers': page,
  'superTeam.getSuperTeamMembersByAccounts': [...lists(id), { ...id, accounts: Array(21).fill('a') }],
}

export const superTeamCalls: Calls = {
  needs: ['superTeam'],
  groups: ['superTeam.get', 'superTeam.query', 'superTeam.update', 'superTeam.a', 'superTeam.re', 'superTeam.pass', 'superTeam.transfer', 'superTeam.mute', 'superTeam.leave'],
  right,
  wrong,
}
