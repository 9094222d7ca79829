import { describe, expect, test } from 'vitest'
import { live, packet, rig, roaming, type Rig } from '../../msg/test/rig'
import type { Session } from './types'

const get = (r: Rig, id = 'p2p-bob') => r.nim.session.getSession({ id })!
const info = (id: string, more: object = {}) => ({ 1: id, 2: 'ext', 3: '1', 4: '2', ...more })

describe('kept on top', () => {
  test('added, changed, taken down: the session comes back, also one that was not there', async () => {
    const r = await rig()
    const { session } = r.nim
    r.script.on('23_12', { r: [info('p2p|bob')] })
    r.script.on('23_14', { r: [info('p2p|bob', { 2: 'new', 4: '3' })] })
    r.script.on('23_13', { r: ['4'] })
    expect(await r.done(session.addStickTopSession({ id: 'p2p-bob', ext: 'ext' }))).toMatchObject({ id: 'p2p-bob', lastMsg: null, stickTopInfo: { id: 'p2p-bob', isStickOnTop: true, ext: 'ext', createTime: 1, updateTime: 2 } })
    expect(get(r)).toMatchObject({ unread: 0, stickTopInfo: { isStickOnTop: true } })
    expect((await r.done(session.updateStickTopSession({ id: 'p2p-bob', ext: 'new' }))).stickTopInfo).toEqual({ id: 'p2p-bob', isStickOnTop: true, ext: 'new', createTime: 1, updateTime: 3 })
    expect((await r.done(session.deleteStickTopSession({ id: 'p2p-bob' }))).stickTopInfo).toEqual({ id: 'p2p-bob', isStickOnTop: false, ext: 'new', createTime: 1, updateTime: 4 })
    expect(r.frames().map((f) => [f.id, f.q])).toEqual([
      ['23_12', [{ 1: 'p2p|bob', 2: 'ext' }]],
      ['23_14', [{ 1: 'p2p|bob', 2: 'new' }]],
      ['23_13', [{ 1: 'p2p|bob' }]],
    ])
    expect(r.names()).toEqual([])
  })

  test('super teams have a name of their own on the wire; what is no session id is refused', async () => {
    const r = await rig()
    await r.done(r.nim.session.addStickTopSession({ id: 'superTeam-900' }))
    expect(r.frames('23_12')[0]!.q).toEqual([{ 1: 'super_team|900' }])
    expect(get(r, 'superTeam-900').stickTopInfo).toMatchObject({ id: 'superTeam-900', isStickOnTop: true })
    r.clear()
    for (const method of ['addStickTopSession', 'updateStickTopSession', 'deleteStickTopSession'] as const) {
      expect(await r.fails(() => r.nim.session[method]({ id: 'nodash' }))).toMatchObject({ code: 400 })
      expect(await r.fails(() => r.nim.session[method]({ id: '' }))).toMatchObject({ code: 414 })
    }
    expect(r.story()).toEqual([])
  })

  test('refused: nothing changes', async () => {
    const r = await rig({ sync: [roaming([1])] })
    r.script.on('23_12', { code: 403 })
    expect(await r.fails(() => r.nim.session.addStickTopSession({ id: 'p2p-bob' }))).toMatchObject({ code: 403 })
    expect(get(r)).not.toHaveProperty('stickTopInfo')
  })

  test('by other devices', async () => {
    const r = await rig({ sync: [roaming([1])] })
    await r.push(packet('23_112', info('p2p|bob')), packet('23_114', info('p2p|bob', { 2: 'new' })), packet('23_113', '9', { 1: 'p2p|bob' }), packet('23_112'), packet('23_113', '9'))
    expect(r.heard('updateSession').map((s: Session) => [s.id, s.stickTopInfo!.isStickOnTop, s.stickTopInfo!.ext])).toEqual([
      ['p2p-bob', true, 'ext'],
      ['p2p-bob', true, 'new'],
      ['p2p-bob', false, 'new'],
    ])
    expect(get(r).stickTopInfo!.updateTime).toBe(9)
  })

  test('the list of a sync puts up and takes down; when nothing changed it takes nothing down', async () => {
    const r = await rig({ syncOptions: { stickTopSessions: true }, sync: [roaming([1]), packet('4_23', '5', true, [info('p2p|bob'), info('team|100'), info('super_team|900')])] })
    const up = () => r.nim.session.getAllSessions().filter((s) => s.stickTopInfo?.isStickOnTop).map((s) => s.id).sort()
    expect(up()).toEqual(['p2p-bob', 'superTeam-900', 'team-100'])
    r.script.sync = [packet('4_23', '5', 'false', [])]
    await r.reconnect()
    expect(up()).toEqual(['p2p-bob', 'superTeam-900', 'team-100'])
    r.script.sync = [packet('4_23', '6', 'true', [info('team|100')])]
    await r.reconnect()
    expect(up()).toEqual(['team-100'])
    expect(get(r)).toMatchObject({ unread: 1, lastMsg: { idClient: 'c1' } })
  })
})

describe('cloud sessions', () => {
  test('the list, with defaults, limits and last messages', async () => {
    const r = await rig()
    const { cloudSession } = r.nim
    const last = JSON.stringify({ 0: 0, 1: 'alice', 2: 'bob', 7: '5', 8: 0, 9: 'hi', 11: 'c1', 12: 's1' })
    const recalled = JSON.stringify({ 0: '9', 1: '7', 2: 'alice', 3: 'bob', 10: 'c2' })
    r.script.on('7_19', {
      r: [
        { 5: '1' },
        [
          { 1: 'p2p|bob', 2: '9', 3: 'ext', 4: last, 5: '0' },
          { 1: 'super_team|900', 2: '8', 4: recalled, 5: '1' },
          { 1: 'team|100', 2: '7', 4: '{broken' },
          { 1: 'p2p|carol', 2: '6' },
        ],
      ],
    })
    const { hasMore, sessionList } = await r.done(cloudSession.queryCloudSessionList({ minTimestamp: 1, maxTimestamp: 2, includedLastMsg: true }))
    expect(r.frames('7_19')[0]!.q).toEqual([{ 1: 1, 2: 2, 3: 1, 4: 100 }])
    expect(hasMore).toBe(true)
    expect(sessionList).toMatchObject([
      { sessionId: 'p2p-bob', updateTime: 9, ext: 'ext', lastMsgInfo: { isLastMsgRecalled: false, lastMsg: { body: 'hi', sessionId: 'p2p-bob', idClient: 'c1' } } },
      { sessionId: 'superTeam-900', lastMsgInfo: { isLastMsgRecalled: true, revokedMsg: expect.any(Object) } },
      { sessionId: 'team-100', lastMsgInfo: undefined },
      { sessionId: 'p2p-carol', updateTime: 6 },
    ])
    expect(r.nim.session.getAllSessions()).toEqual([])
  })

  test('one, its change, its end, and changes by other devices', async () => {
    const r = await rig()
    const { cloudSession } = r.nim
    expect(await r.fails(() => cloudSession.queryCloudSession({ sessionId: 'p2p-bob' }))).toMatchObject({ code: 404 })
    r.script.on('7_20', { r: [{ 1: 'p2p|bob', 2: '9' }] })
    expect(await r.done(cloudSession.queryCloudSession({ sessionId: 'p2p-bob' }))).toMatchObject({ sessionId: 'p2p-bob', updateTime: 9 })
    await r.done(cloudSession.updateCloudSession({ sessionId: 'superTeam-900', ext: 'e' }))
    await r.done(cloudSession.deleteCloudSessionList({ sessionIdList: ['p2p-bob', 'superTeam-900'] }))
    expect(r.frames('7_21')[0]!.q).toEqual([{ 1: 'super_team|900', 3: 'e' }])
    expect(r.frames('7_22')[0]!.q[0].map((p: any) => p.v)).toEqual([{ 1: 'p2p|bob' }, { 1: 'super_team|900' }])
    await r.push(packet('7_121', { 1: 'team|100', 2: '3', 3: 'x' }), packet('7_121'))
    expect(r.heard('multiSyncUpdateCloudSession')).toEqual([expect.objectContaining({ sessionId: 'team-100', updateTime: 3, ext: 'x' })])
  })

  test('wrong arguments', async () => {
    const r = await rig()
    const { cloudSession: c } = r.nim
    const cases = [() => c.queryCloudSessionList({ limit: 0 }), () => c.queryCloudSessionList({ minTimestamp: -1 }), () => c.queryCloudSession({ sessionId: '' }), () => c.updateCloudSession({ sessionId: 'p2p-bob', ext: '' }), () => c.deleteCloudSessionList({ sessionIdList: 'x' } as never)]
    for (const call of cases) expect(await r.fails(call)).toMatchObject({ name: 'validateError', code: 414 })
    expect(r.story()).toEqual([])
  })
})

test('a session that is on top gets its messages as any other', async () => {
  const r = await rig()
  await r.done(r.nim.session.addStickTopSession({ id: 'p2p-bob' }))
  await r.push(live(1))
  expect(get(r)).toMatchObject({ unread: 1, lastMsg: { idClient: 'c1' }, stickTopInfo: { isStickOnTop: true } })
})
