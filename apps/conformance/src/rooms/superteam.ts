import { packet } from '@nim/testkit'
import { at } from '../records'
import { room } from '../scenario'
import { groups } from './groups'

const member = (account: string, more: object = {}) => ({ 1: '900', 3: account, 4: 0, 5: 'nick', 7: '1', 8: 1, 9: 1, 10: at(8), 11: at(2), 12: 'ext', 13: 0, 14: 'bob', 15: at(1), ...more })
const members = [member('bob', { 4: 1 }), member('carol', { 4: '2', 13: '1' }), member('dave', { 4: 9, 7: 2 })]

const both = groups({
  module: 'superTeam',
  name: 'SuperTeam',
  scene: '5',
  id: '900',
  message: '21_3',
  own: '21_102',
  member: '21_110',
  made: '21_101',
  notices: [401, 402, 403, 404, 405, 410, 406, 407, 408, 411, 409],
  foreign: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  joined: 15,
  sync: (teams, time = at(5)) => packet('21_109', teams, false, time),
  syncMine: (list, time = at(5)) => packet('21_111', list, time),
  add: '21_5',
  update: '21_8',
  list: '21_12',
  info: '21_9',
  apply: '21_20',
  mine: '21_10',
  aborted: (accounts) => [accounts, at(5)],
  updated: (time) => [time],
})

const own = room('superTeam', { needs: ['superTeam', 'msg', 'session'] }, [
  ['members', async (t) => {
    for (const id of ['21_15', '21_33', '21_34']) t.script.on(id, { r: [members] })
    await t.login()
    for (const o of [{}, { joinTime: 0, limit: 1, reverse: false }, { joinTime: 1.5, limit: 1000, reverse: true }]) {
      await t.do('superTeam.getSuperTeamMembers', { teamId: '900', ...o })
      await t.do('superTeam.queryMuteMembers', { teamId: '900', ...o })
    }
    await t.do('superTeam.queryMuteMembers', { teamId: '900', limit: 5000 })
    await t.do('superTeam.getSuperTeamMembersByAccounts', { teamId: '900', accounts: ['bob', 'carol'] })
  }],
  ['members, defaults given as undefined', async (t) => {
    await t.login()
    await t.do('superTeam.getSuperTeamMembers', { teamId: '900', joinTime: undefined, limit: undefined, reverse: undefined })
    await t.do('superTeam.queryMuteMembers', { teamId: '900', joinTime: undefined, limit: undefined, reverse: undefined })
  }],
  ['muting nobody', async (t) => {
    await t.login()
    await t.do('superTeam.muteSuperTeamMembers', { teamId: '900', accounts: [], mute: false })
  }],
  ['the sync, all there are', { differs: ['D103-super-teams-told'] }, async (t) => {
    t.script.sync = [packet('21_109', [{ 1: '900', 3: 'name' }], true, at(5))]
    await t.login()
    await t.push('21_109', [], true, at(6))
  }],
])

export const superTeamRooms = [...both, ...own]
