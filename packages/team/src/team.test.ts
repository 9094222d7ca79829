import { packet, serviceTime } from '@nim/testkit'
import { expect, it } from 'vitest'
import { common } from '../../group/src/common.test-d'
import { tinfo, world, type Tested } from '../../group/src/rig.test-d'
import { msg } from '../../msg/src/index'
import { team } from './index'

const t: Tested = {
  name: 'Team',
  make: team,
  scene: 1,
  message: '8_3',
  member: '8_119',
  made: '8_101',
  n: { added: 0, removed: 1, left: 2, changed: 3, dismissed: 4, passed: 5, transferred: 6, managers: 7, accepted: 9, muted: 10 },
  update: '8_7',
  addMembers: '8_5',
  mine: '8_19',
  leave: '8_8',
  list: '8_10',
  info: '8_9',
  joined: 10,
  sync: (teams) => packet('8_109', serviceTime, teams),
  syncMine: (members) => packet('8_126', members, serviceTime),
  aborted: (accounts) => [serviceTime, accounts],
}

common(t)

it('keeps a team that was made here, and drops one that was dismissed here', async () => {
  const w = await world(t, { keep: true })
  w.s.script.on('8_1', { r: [tinfo({ 5: 'alice' }), ['bob']] })
  expect(await w.done(w.api.createTeam({ type: 'advanced', name: 'name', accounts: ['bob'] }))).toMatchObject({ teamId: '100', abortedAccounts: ['bob'] })
  expect(w.api.get('100')).toMatchObject({ owner: 'alice' })
  expect(w.api.get('100')).not.toHaveProperty('abortedAccounts')
  w.s.script.on('8_34', { code: 816, r: [[tinfo({ 3: 'other' }), tinfo({ 1: '900' })], ['5']] })
  expect(await w.done(w.api.getTeamsById({ teamIds: ['100', '900', '5'] }))).toMatchObject({ teams: [{}, {}], tids: ['5'] })
  expect(w.api.list().map((x: any) => x.name)).toEqual(['other'])
  await w.done(w.api.dismissTeam({ teamId: '100' }))
  expect(w.api.list()).toEqual([])
})

it('tells read receipts, with numbers, with and without the message plugin', async () => {
  for (const others of [[], [msg()]]) {
    const w = await world(t, { others })
    await w.push(packet('8_31', [{ 0: '100', 1: '5', 100: '1', 101: '2', 102: 'c', 103: 'bob' }]), packet('8_31', []), packet('8_31'))
    expect(w.heard('teamMsgReceipts')).toEqual([[{ teamId: '100', idServer: '5', idClient: 'c', read: 1, unread: 2, account: 'bob' }]])
  }
})
