import { loss } from '../differences/connection'
import type { Party, Table, Talk } from '../party'

const three = async (t: Table): Promise<[Party, Party, Party]> => [await t.join('alice'), await t.join('bob'), await t.join('carol')]
const made = async (by: Party, more: object = {}): Promise<string> => (await by.do('team.createTeam', { type: 'advanced', name: 'friends', beInviteMode: 'noVerify', joinMode: 'noVerify', ...more })).teamId

/** What people do in teams. */
const inTeams: Talk[] = [
  {
    name: 'a team: made, filled, changed, dismissed',
    differs: ['D100-aborted-accounts', 'D101-time-of-change', 'D47-mutated-messages'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = await made(alice, { accounts: ['bob'], intro: 'intro', ext: 'ext' })
      await bob.event('addTeamMembers')
      await alice.do('team.addTeamMembers', { teamId, accounts: ['carol'], ext: 'welcome' })
      await carol.event('addTeamMembers')
      await alice.do('team.getTeamInfo', { teamId })
      await bob.do('team.getTeams')
      await bob.do('team.getTeamsById', { teamIds: [teamId, '5'] })
      await carol.do('team.getTeamMembers', { teamId })
      await carol.do('team.getTeamMembers', { teamId, accounts: ['bob'] })
      await carol.do('team.getTeamMemberInvitorAccid', { teamId, accounts: ['bob', 'carol'] })
      await alice.do('team.updateTeamInfo', { teamId, name: 'old friends', announcement: 'news', updateTeamMode: 'all', updateExtMode: 'manager' })
      await bob.event('updateTeam')
      await bob.do('team.updateTeamInfo', { teamId, intro: 'by bob' })
      await alice.event('updateTeam', 2)
      await bob.do('team.updateTeamInfo', { teamId, ext: 'not allowed' })
      await bob.do('team.dismissTeam', { teamId })
      await alice.do('team.dismissTeam', { teamId })
      await bob.event('dismissTeam')
      await carol.event('dismissTeam')
      await carol.do('team.getTeamInfo', { teamId })
      await carol.do('team.getTeams')
    },
  },
  {
    name: 'a team: managers, mutes, removals',
    differs: ['D100-aborted-accounts', 'D101-time-of-change', 'D47-mutated-messages'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = await made(alice, { accounts: ['bob', 'carol'] })
      await carol.event('addTeamMembers')
      await bob.do('team.muteTeamMember', { teamId, account: 'carol', mute: true })
      await alice.do('team.addTeamManagers', { teamId, accounts: ['bob'] })
      await bob.event('updateTeamManagers')
      await bob.do('team.muteTeamMember', { teamId, account: 'carol', mute: true })
      await carol.event('updateTeamMembersMute')
      await bob.do('team.getMutedTeamMembers', { teamId })
      await carol.do('msg.sendTextMsg', { scene: 'team', to: teamId, body: 'muted' })
      await bob.do('team.muteTeamMember', { teamId, account: 'carol', mute: false })
      await carol.event('updateTeamMembersMute', 2)
      await bob.do('team.muteTeam', { teamId, mute: true })
      await carol.event('updateTeam')
      await bob.do('team.muteTeam', { teamId, mute: false })
      await carol.event('updateTeam', 2)
      await bob.do('team.removeTeamMembers', { teamId, accounts: ['carol'] })
      await carol.event('removeTeamMembers')
      await alice.do('team.removeTeamManagers', { teamId, accounts: ['bob'] })
      await bob.event('updateTeamManagers', 2)
      await alice.do('team.transferTeam', { teamId, account: 'bob', leave: false })
      await bob.event('transferTeam')
      await alice.do('team.leaveTeam', { teamId })
      await bob.event('removeTeamMembers', 2)
      await alice.do('team.addTeamMembers', { teamId, accounts: ['carol'] })
      await bob.do('team.addTeamMembers', { teamId, accounts: ['alice', 'carol'] })
      await carol.event('addTeamMembers', 2)
      await bob.do('team.transferTeam', { teamId, account: 'alice', leave: true })
      await alice.event('transferTeam', 2)
      await carol.do('team.getTeamMembers', { teamId })
    },
  },
  {
    name: 'a team: invitations and applications',
    differs: ['D46-sysmsg-unread', 'D100-aborted-accounts'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = await made(alice, { joinMode: 'needVerify', beInviteMode: 'needVerify', accounts: ['bob'], ps: 'come' })
      await bob.event('sysMsg')
      await bob.do('team.acceptTeamInvite', { teamId, from: 'carol' })
      await bob.do('team.acceptTeamInvite', { teamId, from: 'alice' })
      await alice.event('addTeamMembers')
      await alice.do('team.addTeamMembers', { teamId, accounts: ['carol'], ps: 'you too', ext: 'ext' })
      await carol.event('sysMsg')
      await carol.do('team.rejectTeamInvite', { teamId, from: 'alice', ps: 'no, thanks' })
      await alice.event('sysMsg')
      await carol.do('team.applyTeam', { teamId, ps: 'or yes' })
      await alice.event('sysMsg', 2)
      await alice.do('team.rejectTeamApply', { teamId, from: 'carol', ps: 'too late' })
      await carol.event('sysMsg', 2)
      await alice.do('team.passTeamApply', { teamId, from: 'carol' })
      await carol.do('team.applyTeam', { teamId })
      await alice.event('sysMsg', 3)
      await alice.do('team.passTeamApply', { teamId, from: 'carol' })
      await carol.event('addTeamMembers')
      await carol.do('team.applyTeam', { teamId })
    },
  },
  {
    name: 'a team: an open one, and a full one',
    differs: ['D100-aborted-accounts'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = await made(alice, { level: 3 })
      await bob.do('team.applyTeam', { teamId })
      await alice.event('addTeamMembers')
      await alice.do('team.addTeamMembers', { teamId, accounts: ['carol', 'dave'] })
      await carol.event('addTeamMembers')
      await alice.do('team.addTeamMembers', { teamId, accounts: ['dave'] })
      await made(alice, { level: 2, accounts: ['bob', 'carol'] })
      await alice.do('team.createTeam', { type: 'normal', name: 'a discussion', accounts: ['bob'] })
      await bob.event('addTeamMembers', 3)
      await bob.do('team.addTeamMembers', { teamId: '5', accounts: ['carol'] })
    },
  },
  {
    name: 'a team: the members’ own records',
    differs: ['D102-own-record', 'D100-aborted-accounts', 'D07-status-first'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const second = await t.join('bob2', { account: 'bob' })
      const teamId = await made(alice, { accounts: ['bob', 'carol'] })
      await second.event('addTeamMembers')
      await bob.do('team.updateMyMemberInfo', { teamId, nickInTeam: 'Bobby', bitConfigMask: 1, ext: 'mine' })
      await second.event('updateTeamMember')
      await bob.do('team.updateMyMemberInfo', { teamId, bitConfigMask: 2 })
      await second.event('updateTeamMember', 2)
      await alice.do('team.updateMemberNick', { teamId, account: 'bob', nickInTeam: 'Robert' })
      await carol.event('updateTeamMember', 3)
      await second.event('updateTeamMember', 3)
      await carol.do('team.updateMemberNick', { teamId, account: 'bob', nickInTeam: 'not allowed' })
      await carol.do('team.getTeamMembers', { teamId, accounts: ['bob'] })
    },
  },
  {
    name: 'a team: who has read it',
    differs: ['D52-numbers', 'D100-aborted-accounts'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = await made(alice, { accounts: ['bob', 'carol'] })
      await bob.event('msg')
      const sent = await alice.do('msg.sendTextMsg', { scene: 'team', to: teamId, body: 'read this', teamSpecializationInfo: { needACK: true } })
      await bob.event('msg', 2)
      await carol.event('msg', 2)
      const receipt = { teamId, idClient: sent.idClient, idServer: sent.idServer }
      await bob.do('msg.sendTeamMsgReceipt', { teamMsgReceipts: [receipt] })
      await alice.event('teamMsgReceipts')
      await alice.do('msg.getTeamMsgReads', { teamMsgReceipts: [receipt] })
      await alice.do('msg.getTeamMsgReadAccounts', { teamMsgReceipt: receipt })
    },
  },
  {
    name: 'a team: another device, and what happened while away',
    differs: [...loss, 'D47-mutated-messages', 'D100-aborted-accounts', 'D101-time-of-change'],
    async play(t) {
      const alice = await t.join('alice')
      const second = await t.join('alice2', { account: 'alice' })
      const bob = await t.join('bob')
      const teamId = await made(alice)
      await second.event('createTeam')
      await alice.do('team.addTeamMembers', { teamId, accounts: ['bob'] })
      await bob.event('addTeamMembers')
      await bob.do('disconnect')
      await alice.do('team.updateTeamInfo', { teamId, name: 'changed' })
      await second.event('updateTeam')
      await bob.do('connect')
      await bob.event('teams')
      await bob.do('disconnect')
      await alice.do('team.removeTeamMembers', { teamId, accounts: ['bob'] })
      await bob.do('connect')
      await bob.event('teams', 2)
      const fresh = await t.join('alice3', { account: 'alice' })
      await fresh.event('myTeamMembers')
    },
  },
]

/** What people do in super teams. */
const inSuperTeams: Talk[] = [
  {
    name: 'a super team: made, filled, changed, dismissed',
    differs: ['D100-aborted-accounts', 'D101-time-of-change', 'D47-mutated-messages', 'D103-super-teams-told'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = t.emulator.createSuperTeam({ name: 'everybody', owner: 'alice', members: ['bob'], beInviteMode: 'noVerify', joinMode: 'noVerify' })
      await alice.event('createSuperTeam')
      await bob.event('addSuperTeamMembers')
      await alice.do('superTeam.addSuperTeamMembers', { teamId, accounts: ['carol'] })
      await carol.event('addSuperTeamMembers')
      await alice.do('superTeam.getSuperTeamInfo', { teamId })
      await bob.do('superTeam.getSuperTeams')
      await carol.do('superTeam.getSuperTeamMembers', { teamId })
      await carol.do('superTeam.getSuperTeamMembers', { teamId, limit: 1 })
      await carol.do('superTeam.getSuperTeamMembersByAccounts', { teamId, accounts: ['bob', 'dave'] })
      await alice.do('superTeam.updateSuperTeamInfo', { teamId, name: 'all of us', intro: 'intro', inviteMode: 'all' })
      await bob.event('updateSuperTeam')
      await bob.do('superTeam.updateSuperTeamInfo', { teamId, name: 'not allowed' })
      await bob.do('superTeam.addSuperTeamMembers', { teamId, accounts: ['dave'] })
      await carol.event('addSuperTeamMembers', 2)
      t.emulator.dismissSuperTeam(teamId)
      await carol.event('dismissSuperTeam')
      await bob.event('dismissSuperTeam')
      await bob.do('superTeam.getSuperTeamInfo', { teamId })
      await bob.do('superTeam.getSuperTeams')
    },
  },
  {
    name: 'a super team: managers, mutes, removals',
    differs: ['D47-mutated-messages'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = t.emulator.createSuperTeam({ name: 'everybody', owner: 'alice', members: ['bob', 'carol'], beInviteMode: 'noVerify', joinMode: 'noVerify' })
      await carol.event('addSuperTeamMembers')
      await alice.do('superTeam.addSuperTeamManagers', { teamId, accounts: ['bob'] })
      await bob.event('updateSuperTeamManagers')
      await bob.do('superTeam.muteSuperTeamMembers', { teamId, accounts: ['carol'], mute: true })
      await carol.event('updateSuperTeamMembersMute')
      await bob.do('superTeam.queryMuteMembers', { teamId })
      await bob.do('superTeam.muteSuperTeamMembers', { teamId, accounts: ['carol'], mute: false })
      await carol.event('updateSuperTeamMembersMute', 2)
      await bob.do('superTeam.muteSuperTeam', { teamId, mute: true })
      await carol.event('updateSuperTeam')
      await alice.do('superTeam.removeSuperTeamManagers', { teamId, accounts: ['bob'] })
      await bob.event('updateSuperTeamManagers', 2)
      await bob.do('superTeam.removeSuperTeamMembers', { teamId, accounts: ['carol'] })
      await alice.do('superTeam.removeSuperTeamMembers', { teamId, accounts: ['carol'] })
      await carol.event('removeSuperTeamMembers')
      await carol.do('superTeam.applySuperTeam', { teamId })
      await bob.event('addSuperTeamMembers', 2)
      await carol.do('superTeam.leaveSuperTeam', { teamId })
      await bob.event('removeSuperTeamMembers', 2)
      await alice.do('superTeam.transferSuperTeam', { teamId, account: 'bob', leave: true })
      await bob.event('removeSuperTeamMembers', 3)
    },
  },
  {
    name: 'a super team: invitations and applications',
    differs: ['D46-sysmsg-unread', 'D100-aborted-accounts', 'D107-super-team-notices'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const teamId = t.emulator.createSuperTeam({ name: 'everybody', owner: 'alice' })
      await alice.event('createSuperTeam')
      await alice.do('superTeam.addSuperTeamMembers', { teamId, accounts: ['bob', 'carol'], ps: 'come' })
      await bob.event('sysMsg')
      await carol.event('sysMsg')
      await bob.do('superTeam.acceptSuperTeamInvite', { teamId, from: 'alice' })
      await alice.event('addSuperTeamMembers')
      await carol.do('superTeam.rejectSuperTeamInvite', { teamId, from: 'alice', ps: 'no' })
      await alice.event('sysMsg')
      await carol.do('superTeam.applySuperTeam', { teamId, ps: 'yes' })
      await alice.event('sysMsg', 2)
      await alice.do('superTeam.rejectSuperTeamApply', { teamId, from: 'carol', ps: 'no' })
      await carol.event('sysMsg', 2)
      await carol.do('superTeam.applySuperTeam', { teamId })
      await alice.event('sysMsg', 3)
      await alice.do('superTeam.passSuperTeamApply', { teamId, from: 'carol' })
      await carol.event('addSuperTeamMembers')
    },
  },
  {
    name: 'a super team: the members’ own records',
    differs: ['D102-own-record', 'D07-status-first'],
    async play(t) {
      const [alice, bob, carol] = await three(t)
      const second = await t.join('bob2', { account: 'bob' })
      const teamId = t.emulator.createSuperTeam({ name: 'everybody', owner: 'alice', members: ['bob', 'carol'] })
      await second.event('addSuperTeamMembers')
      await bob.do('superTeam.updateMyMemberInfo', { teamId, nickInTeam: 'Bobby', bitConfigMask: 1, ext: 'mine' })
      await second.event('updateSuperTeamMember')
      await alice.do('superTeam.updateMemberNick', { teamId, account: 'bob', nickInTeam: 'Robert' })
      await carol.event('updateSuperTeamMember', 2)
      await second.event('updateSuperTeamMember', 2)
      await bob.do('superTeam.updateMyMemberInfo', { teamId, ext: '2' })
      await carol.event('updateSuperTeamMember', 3)
    },
  },
  {
    name: 'a super team: what happened while away',
    differs: ['D103-super-teams-told', 'D47-mutated-messages', 'D101-time-of-change'],
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      const teamId = t.emulator.createSuperTeam({ name: 'everybody', owner: 'alice', members: ['bob'] })
      await bob.event('addSuperTeamMembers')
      await bob.do('disconnect')
      await alice.do('superTeam.updateSuperTeamInfo', { teamId, name: 'changed' })
      await bob.do('connect')
      await bob.event('mySuperTeamMembers')
      const carol = await t.join('carol')
      await carol.do('superTeam.getSuperTeams')
    },
  },
]

export const teamTalks: Talk[] = [...inTeams, ...inSuperTeams]
