import { packet, serviceTime } from '@nim/testkit'
import { expect, it } from 'vitest'
import { common } from '../../group/src/common.test-d'
import { tinfo, world, type Tested } from '../../group/src/rig.test-d'
import { team } from '../../team/src/index'
import { superTeam } from './index'

const t: Tested = {
  name: 'SuperTeam',
  make: superTeam,
  scene: 5,
  message: '21_3',
  member: '21_110',
  made: '21_101',
  n: { added: 401, removed: 402, left: 403, changed: 404, dismissed: 405, passed: 410, transferred: 406, managers: 407, accepted: 411, muted: 409 },
  update: '21_8',
  addMembers: '21_5',
  mine: '21_10',
  leave: '21_7',
  list: '21_12',
  info: '21_9',
  joined: 15,
  sync: (teams) => packet('21_109', teams, false, serviceTime),
  syncMine: (members) => packet('21_111', members, serviceTime),
  aborted: (accounts) => [accounts, serviceTime],
}

common(t)

it('takes a complete list for complete', async () => {
  for (const all of [true, 'true', 1, '1']) {
    const w = await world(t, { keep: true, sync: [t.sync([tinfo(), tinfo({ 1: '200' })])] })
    await w.push(packet('21_109', [tinfo({ 1: '300' })], all, serviceTime + 1))
    expect(w.api.list().map((x: any) => x.teamId)).toEqual(['300'])
    let args: unknown[] = []
    w.nim.on('superTeams' as any, (...a: unknown[]) => (args = a))
    await w.push(packet('21_109', [], all, serviceTime + 2))
    expect(w.api.list()).toEqual([])
    expect(args).toEqual([[], true])
    await w.push(packet('21_109', [], false, serviceTime + 3), packet('21_109', [tinfo()], false, serviceTime + 4))
    expect(args).toEqual([[expect.objectContaining({ teamId: '100' })], false])
  }
})

it('asks for members with the defaults, given as undefined or not at all', async () => {
  const w = await world(t)
  for (const method of ['getSuperTeamMembers', 'queryMuteMembers']) {
    const cmd = method === 'queryMuteMembers' ? '21_34' : '21_15'
    for (const o of [{}, { joinTime: undefined, limit: undefined, reverse: undefined }]) {
      await w.done(w.api[method]({ teamId: '100', ...o }))
      expect(w.s.script.last(cmd)!.q).toEqual(['100', 0, 100, 'false'])
    }
    await w.done(w.api[method]({ teamId: '100', joinTime: 5, limit: 7, reverse: true }))
    expect(w.s.script.last(cmd)!.q).toEqual(['100', 5, 7, 'true'])
  }
  await w.fails(w.api.getSuperTeamMembers({ teamId: '100', limit: 1001 }))
  await w.done(w.api.queryMuteMembers({ teamId: '100', limit: 1001 }))
})

it('lives beside teams: each tells its own', async () => {
  const w = await world(t, { others: [team({ keep: true })], keep: true, sync: [t.sync([tinfo()]), packet('8_109', serviceTime, [tinfo({ 1: '7' })])] })
  expect([w.nim.team.list(), w.api.list()].map((l: any) => l[0].teamId)).toEqual(['7', '100'])
  const row = (scene: number, id: number, k: number) => ({ 0: scene, 1: '100', 2: 'bob', 7: serviceTime, 8: 5, 10: JSON.stringify({ id, data: { tinfo: { 1: '100' } } }), 12: String(k) })
  await w.push(packet('21_3', row(5, 404, 1)), packet('8_3', row(1, 3, 2)), packet('8_3', row(1, 404, 3)), packet('21_3', row(5, 3, 4)), packet('8_4', [row(1, 3, 5), row(5, 404, 6)]))
  expect(w.names().slice(2)).toEqual(['updateSuperTeam', 'updateTeam', 'updateTeam', 'updateSuperTeam'])
})
