import { packet } from '@nim/testkit'
import { at, withSession } from '../records'
import { room } from '../scenario'
import { groups, tinfo } from './groups'

const member = (account: string, more: object = {}) => ({ 1: '100', 3: account, 4: 0, 5: 'nick', 7: '1', 8: 1, 9: 1, 10: at(1), 11: at(2), 12: 'ext', 13: 0, 14: 'bob', ...more })
const members = [member('bob', { 4: 1 }), member('carol', { 4: '2', 13: '1' }), member('dave', { 4: 9, 7: 2 })]

const both = groups({
  module: 'team',
  name: 'Team',
  scene: '1',
  id: '100',
  message: '8_3',
  own: '8_102',
  member: '8_119',
  made: '8_101',
  notices: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  foreign: [401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411],
  joined: 10,
  sync: (teams, time = at(5)) => packet('8_109', time, teams),
  syncMine: (list, time = at(5)) => packet('8_126', list, time),
  add: '8_5',
  update: '8_7',
  list: '8_10',
  info: '8_9',
  apply: '8_13',
  mine: '8_19',
  aborted: (accounts) => [at(5), accounts],
  updated: (time) => ['100', time],
})

const own = room('team', { needs: ['team', 'msg', 'session'] }, [
  ['teams by their ids', async (t) => {
    await t.login()
    t.script.on('8_34', { r: [[tinfo(), tinfo({ 1: 200 })], ['5']] }, 1)
    await t.do('team.getTeamsById', { teamIds: ['100', '200', '5'] })
    t.script.on('8_34', { code: 816, r: [[tinfo()], ['5', '6']] }, 1)
    await t.do('team.getTeamsById', { teamIds: ['100', '5', '6'] })
    t.script.on('8_34', { r: [[tinfo()]] }, 1)
    await t.do('team.getTeamsById', { teamIds: [] })
    t.script.on('8_34', { code: 803, r: [] }, 1)
    await t.do('team.getTeamsById', { teamIds: ['x'] })
  }],
  ['making a team', { differs: ['D100-aborted-accounts'] }, async (t) => {
    await t.login()
    t.script.on('8_1', { r: [tinfo(), []] }, 1)
    await t.do('team.createTeam', { type: 'normal', name: 'n' })
    t.script.on('8_1', { r: [tinfo(), ['carol']] }, 1)
    await t.do('team.createTeam', { type: 'advanced', name: 'n', accounts: ['bob', 'carol'], ps: 'ps', level: 50, joinMode: 'noVerify', beInviteMode: 'needVerify', inviteMode: 'manager', updateTeamMode: 'all', updateExtMode: 'all', intro: 'i', announcement: 'an', avatar: 'av', ext: 'e' })
    t.script.on('8_1', { code: 810, r: [tinfo({ 1: 7 })] }, 1)
    await t.do('team.createTeam', { type: 'advanced', name: 'n', accounts: [], intro: '' })
    t.script.on('8_1', { code: 806, r: [] }, 1)
    await t.do('team.createTeam', { type: 'advanced', name: 'n' })
  }],
  ['members', async (t) => {
    t.script.on('8_11', { r: ['100', members, at(9)] })
    t.script.on('8_27', { r: ['100', members.slice(1, 2)] })
    await t.login()
    for (const accounts of [undefined, [], ['dave', 'bob'], ['nobody']]) await t.do('team.getTeamMembers', { teamId: '100', accounts })
    await t.do('team.getMutedTeamMembers', { teamId: '100' })
  }],
  ['who invited whom', async (t) => {
    await t.login()
    for (const r of [[{ bob: 'alice', carol: 'bob' }], [{}], []]) {
      t.script.on('8_33', { r })
      await t.do('team.getTeamMemberInvitorAccid', { teamId: '100', accounts: ['bob', 'carol'] })
    }
    await t.do('team.getTeamMemberInvitorAccid', { teamId: '100', accounts: [] })
  }],
  ['who invited whom, of everybody', async (t) => {
    t.script.on('8_33', { r: [{ bob: 'alice' }] })
    await t.login()
    await t.do('team.getTeamMemberInvitorAccid', { teamId: '100' })
  }],
  ['receipts', { differs: ['D52-numbers'] }, async (t) => {
    await withSession(t)
    await t.push('8_31', [{ 0: '100', 1: '5', 100: '1', 101: '2', 102: 'c', 103: 'bob' }, { 0: '100', 1: '6', 100: 0, 101: 3, 102: 'd' }])
    await t.push('8_31', [])
  }],
  ['donnop, when an app insists', async (t) => {
    await t.login({}, { syncOptions: { donnop: true, teams: false } })
  }],
])

export const teamRooms = [...both, ...own]
