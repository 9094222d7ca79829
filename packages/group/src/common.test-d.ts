/* What holds for teams and super teams alike, as tests: each kind runs them with its own numbers. */
import { envelope, packet } from '@nim/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stage } from '../../core/test/stage'
import { msg } from '../../msg/src/index'
import { session } from '../../session/src/index'
import { at, notice, noticeRow, tinfo, world, type Tested, type World } from './rig.test-d'

export function common(t: Tested): void {
  const key = t.name === 'Team' ? 'team' : 'superTeam'
  const added = `add${t.name}Members`
  const changed = 'update' + t.name
  const mineEvent = `my${t.name}Members`
  const memberEvent = `update${t.name}Member`

  describe('notifications', () => {
    it('are told without the message plugin', async () => {
      const w = await world(t)
      await w.push(notice(t, 1, t.n.added, { ids: ['carol'], tinfo: tinfo() }))
      expect(w.heard(added)).toEqual([
        {
          team: expect.objectContaining({ teamId: '100', name: 'name', memberUpdateTime: at(1) }),
          accounts: ['carol'],
          members: [{ id: '100-carol', teamId: '100', account: 'carol', type: 'normal', nickInTeam: '', muteTeam: false, mute: false, joinTime: at(1), updateTime: at(1), active: true, valid: true }],
        },
      ])
    })

    it('come after the message itself, whatever the order of the plugins', async () => {
      for (const others of [[msg(), session()], []]) {
        const w = await world(t, { others: [...others] })
        await w.push(notice(t, 1, t.n.changed, { tinfo: { 1: '100', 3: 'new' } }))
        expect(w.names()).toEqual([...(others[0] ? ['updateSession', 'msg'] : []), changed])
      }
      const s = stage()
      const nim = s.make({}, [t.make(), msg(), session()])
      const order: string[] = []
      for (const e of ['msg', 'updateSession', changed]) nim.on(e as any, () => order.push(e))
      await s.end(nim.connect())
      s.script.push(notice(t, 1, t.n.changed, { tinfo: { 1: '100', 3: 'new' } }))
      await s.run(20)
      expect(order).toEqual(['updateSession', 'msg', changed])
    })

    it.each([['with', () => [msg()]], ['without', () => []]])('are told once %s the message plugin, however often they come', async (_, others) => {
      const w = await world(t, { others: others() })
      const one = notice(t, 1, t.n.changed, { tinfo: { 1: '100', 3: 'new' } })
      await w.push(one, one, envelope(one, 9))
      expect(w.heard(changed)).toHaveLength(1)
      // by the id of the client or of the envelope where there is none of the service
      const bare = (k: number) => notice(t, k, t.n.changed, { tinfo: { 1: '100' } }, { 12: undefined })
      await w.push(bare(2), bare(2), bare(3))
      expect(w.heard(changed)).toHaveLength(3)
      const nameless = notice(t, 4, t.n.changed, { tinfo: { 1: '100' } }, { 11: undefined, 12: undefined })
      await w.push(envelope(nameless, 41), envelope(nameless, 41), envelope(nameless, 42))
      expect(w.heard(changed)).toHaveLength(5)
      await w.push(nameless, nameless) // without any id nobody can tell
      expect(w.heard(changed)).toHaveLength(7)
    })

    it('are remembered up to a limit', async () => {
      const w = await world(t)
      const many = Array.from({ length: 501 }, (_, k) => notice(t, k, t.n.changed, { tinfo: { 1: '100' } }))
      await w.push(...many, many[500]!, many[1]!)
      expect(w.heard(changed)).toHaveLength(501)
      await w.push(many[0]!)
      expect(w.heard(changed)).toHaveLength(502)
    })

    it.each([['with', () => [msg()]], ['without', () => []]])('of a batch are told one by one %s the message plugin; incomplete ones harm no other', async (_, others) => {
      const w = await world(t, { others: others() })
      const rows = [noticeRow(t, 1, t.n.added, { ids: ['carol'] }), noticeRow(t, 2, t.n.managers, {}), noticeRow(t, 3, t.n.changed, undefined), null, noticeRow(t, 4, t.n.transferred, { tinfo: 5 }), noticeRow(t, 5, t.n.changed, { tinfo: tinfo() })]
      await w.push(packet('8_4', rows))
      expect(w.heard(added)).toEqual([{ team: { teamId: '100' }, accounts: ['carol'], members: [expect.objectContaining({ id: '100-carol', joinTime: at(1) })] }])
      expect(w.heard(`update${t.name}Managers`)).toEqual([{ team: { teamId: '100', memberUpdateTime: at(2) }, accounts: [], isManager: true, members: [] }])
      expect(w.heard(changed)).toEqual([{ teamId: '100', updateTime: at(3) }, expect.objectContaining({ name: 'name', updateTime: at(5) })])
      expect(w.heard('transfer' + t.name)).toHaveLength(1)
      await w.push(envelope(packet('8_4', [6, 7].map((k) => noticeRow(t, k, t.n.changed, { tinfo: { 1: '100' } }, { 12: undefined }))), 99))
      expect(w.heard(changed)).toHaveLength(4)
      expect(w.s.count('error')).toBe(0)
    })

    it('of odd shapes are no trouble', async () => {
      const w = await world(t)
      const json = fc.jsonValue({ maxDepth: 3 })
      let k = 0
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...Object.values(t.n), 77, null, '3'), fc.oneof(json, fc.record({ ids: json, id: json, mute: json, tinfo: json }, { requiredKeys: [] })), json, async (id, data, raw) => {
          await w.push(packet(t.message, { ...noticeRow(t, ++k, 0, {}), 10: JSON.stringify({ id, data }) }), packet(t.message, raw), packet(t.message))
        }),
        { numRuns: 100 }
      )
      expect(w.s.count('error')).toBe(0)
      await w.push(notice(t, ++k, t.n.changed, { tinfo: { 1: '7' } }))
      expect(w.heard(changed).pop()).toMatchObject({ teamId: '7' })
    })

    it('do not change a message that was handed out', async () => {
      const w = await world(t, { others: [msg()] })
      let team: any
      w.nim.on('msg' as any, (m: any) => (team = m.attach.team))
      await w.push(notice(t, 1, t.n.changed, { tinfo: { 1: '100', 3: 'new' } }))
      expect(team).toEqual({ teamId: '100', name: 'new' })
    })

    it('understand a flag of JSON', async () => {
      const w = await world(t)
      for (const [k, mute] of [true, false, 1, 0, '1', '0', undefined].entries()) await w.push(notice(t, k, t.n.muted, { id: 'carol', ids: ['carol'], mute, tinfo: tinfo() }))
      expect(w.heard(`update${t.name}MembersMute`).map((e) => e.mute)).toEqual([true, false, true, false, true, false, false])
    })
  })

  describe('the own record', () => {
    it('is not touched by what others change', async () => {
      const w = await world(t, { sync: [t.syncMine([{ 1: '100', 3: 'alice', 4: 0, 5: 'me', 12: 'ext', [t.joined]: at(1) }])] })
      await w.push(packet(t.member, { 1: '100', 3: 'carol', 5: 'hers', 11: at(2) }))
      expect(w.heard(memberEvent)).toEqual([{ id: '100-carol', teamId: '100', account: 'carol', nickInTeam: 'hers', updateTime: at(2) }])
      expect(w.heard(mineEvent)).toHaveLength(1)
      await w.push(packet(t.member, { 1: '100', 3: 'alice', 7: 1, 11: at(3) }))
      expect(w.heard(mineEvent)[1]).toEqual([{ id: '100-alice', teamId: '100', account: 'alice', type: 'normal', nickInTeam: 'me', ext: 'ext', bitConfigMask: 1, muteTeam: true, joinTime: at(1), updateTime: at(3) }])
    })

    it('keeps its nick when something else is changed, and its ext can be cleared', async () => {
      const w = await world(t, { sync: [t.syncMine([{ 1: '100', 3: 'alice', 5: 'me', 12: 'ext' }])] })
      await w.done(w.api.updateMyMemberInfo({ teamId: '100', bitConfigMask: 2 }))
      expect(w.heard(mineEvent).pop()).toEqual([expect.objectContaining({ nickInTeam: 'me', ext: 'ext', bitConfigMask: 2, muteTeam: false })])
      const change = await w.done(w.api.updateMyMemberInfo({ teamId: '100', ext: '' }))
      expect(change).toEqual({ id: '100-alice', teamId: '100', account: 'alice', ext: '', updateTime: expect.any(Number) })
      expect(w.s.script.last(t.mine)!.q).toEqual([{ 1: '100', 12: '' }])
      expect(w.heard(mineEvent).pop()).toEqual([expect.objectContaining({ nickInTeam: 'me', ext: '' })])
      expect(w.heard(memberEvent)).toHaveLength(2)
    })

    it('is told only when there is one', async () => {
      const w = await world(t, { sync: [t.syncMine([]), t.sync([])] })
      expect(w.names().filter((e) => e !== key + 's')).toEqual([])
    })
  })

  describe('list() and get()', () => {
    const kept = (w: World) => w.api.list().map((x: any) => [x.teamId, x.name])

    it('are empty unless asked for', async () => {
      const w = await world(t, { sync: [t.sync([tinfo()])] })
      expect(w.heard(key + 's')).toHaveLength(1)
      expect([w.api.list(), w.api.get('100')]).toEqual([[], undefined])
    })

    it('can be asked for among the other options', async () => {
      for (const [o, length] of [[undefined, 1], [{ keep: undefined }, 1], [{ keep: false }, 0]] as const) {
        const s = stage()
        s.script.sync = [t.sync([tinfo()])]
        const nim = await s.login({}, [t.make(o)], { [key + 'Config']: { keep: true } } as object)
        expect((nim as any)[key].list()).toHaveLength(length)
      }
    })

    it('follow the sync', async () => {
      const w = await world(t, { keep: true, sync: [t.sync([tinfo(), tinfo({ 1: '200', 13: 1 }), tinfo({ 1: '300' })])] })
      expect(kept(w)).toEqual([['100', 'name'], ['200', 'name'], ['300', 'name']])
      await w.push(t.sync([tinfo({ 1: '200', 13: 0 }), tinfo({ 1: '300', 8: '0' }), { 1: '100', 3: 'other' }]))
      expect(kept(w)).toEqual([['100', 'other']])
      expect(w.api.get('100')).toMatchObject({ owner: 'bob', name: 'other' })
    })

    it('follow notifications', async () => {
      const w = await world(t, { keep: true })
      let k = 0
      const say = (id: number, data: object, more?: object) => w.push(notice(t, ++k, id, data, more))
      await say(t.n.added, { ids: ['carol'], tinfo: tinfo({ 1: '200' }) }) // none of mine
      await say(t.n.changed, { tinfo: { 1: '200', 3: 'x' } })
      await say(t.n.added, { ids: ['alice'] }) // mine, but what is it?
      expect(kept(w)).toEqual([])
      await say(t.n.added, { ids: ['carol', 'alice'], tinfo: tinfo() })
      expect(kept(w)).toEqual([['100', 'name']])
      const before = w.api.get('100')
      const list = w.api.list()
      expect(w.api.list()).toBe(list)
      await say(t.n.changed, { tinfo: { 1: '100', 3: 'new' } })
      expect(kept(w)).toEqual([['100', 'new']])
      expect(before.name).toBe('name')
      expect(w.api.list()).not.toBe(list)
      await say(t.n.transferred, { id: 'carol', tinfo: { 1: '100', 10: at(9) } })
      await say(t.n.managers, { ids: ['bob'] })
      expect(w.api.get('100')).toMatchObject({ owner: 'carol', memberUpdateTime: at(k) })
      await say(t.n.muted, { id: 'bob', ids: ['bob'], mute: 1, tinfo: { 1: '100', 9: 2 } })
      expect(w.api.get('100').memberNum).toBe(2)
      await say(t.n.removed, { ids: ['bob'], tinfo: { 1: '100', 9: 1 } })
      expect(w.api.get('100').memberNum).toBe(1)
      await say(t.n.left, { tinfo: tinfo() }, { 2: 'alice' })
      expect(kept(w)).toEqual([])
      await say(t.n.accepted, { id: 'bob', tinfo: tinfo() }, { 2: 'alice' })
      expect(kept(w)).toHaveLength(1)
      await say(t.n.removed, { ids: ['alice'], tinfo: tinfo() })
      expect(kept(w)).toEqual([])
      await say(t.n.passed, { id: 'alice', tinfo: tinfo() })
      expect(kept(w)).toHaveLength(1)
      await say(t.n.dismissed, {})
      expect(kept(w)).toEqual([])
      await w.push(packet(t.made, tinfo({ 5: 'alice' })))
      expect(kept(w)).toHaveLength(1)
    })

    it('follow own calls', async () => {
      const w = await world(t, { keep: true, sync: [t.sync([tinfo(), tinfo({ 1: '200' })])] })
      await w.done(w.api[`update${t.name}Info`]({ teamId: '100', name: 'mine' }))
      expect(kept(w)).toEqual([['100', 'mine'], ['200', 'name']])
      w.s.script.on(t.info, { r: [tinfo({ 1: '200', 3: 'asked' })] })
      await w.done(w.api[`get${t.name}Info`]({ teamId: '200' }))
      expect(w.api.get('200').name).toBe('asked')
      w.s.script.on(t.info, { r: [tinfo({ 1: '900' })] }) // somebody else's
      await w.done(w.api[`get${t.name}Info`]({ teamId: '900' }))
      expect(w.api.get('900')).toBeUndefined()
      await w.done(w.api[`leave${t.name}`]({ teamId: '100' }))
      expect(kept(w)).toEqual([['200', 'asked']])
      w.s.script.on(t.list, { r: [[tinfo({ 1: '300' })], at(5)] })
      await w.done(w.api[`get${t.name}s`]())
      expect(kept(w)).toEqual([['300', 'name']])
      w.s.script.on(t.leave, { code: 802 })
      await w.fails(w.api[`leave${t.name}`]({ teamId: '300' }))
      expect(kept(w)).toHaveLength(1)
    })

    it('outlast a reconnect, and end with the client', async () => {
      const w = await world(t, { keep: true, sync: [t.sync([tinfo()])] })
      w.s.script.sync = []
      w.s.network.drop()
      await w.s.clock.until(() => w.s.count('syncdone') > 1)
      expect(kept(w)).toHaveLength(1)
      await w.s.end(w.nim.destroy())
      expect(w.api.list()).toEqual([])
    })
  })

  describe('calls', () => {
    it('tell who was not added', async () => {
      const w = await world(t)
      const add = () => w.api[added]({ teamId: '100', accounts: ['a', 'b'], ext: 'e' })
      expect(await w.done(add())).toEqual({ abortedAccounts: [] })
      expect(w.s.script.last(t.addMembers)!.q).toEqual(['100', ['a', 'b'], '', 'e'])
      w.s.script.on(t.addMembers, { r: t.aborted(['b']) })
      expect(await w.done(add())).toEqual({ abortedAccounts: ['b'] })
      w.s.script.on(t.addMembers, { code: 813, r: t.aborted(['b']) })
      expect(await w.fails(add())).toMatchObject({ name: 'cmdError', code: 813, data: { abortedAccounts: ['b'] } })
      w.s.script.on(t.addMembers, { code: 801, r: [] })
      const error = await w.fails(add())
      expect(error).toMatchObject({ code: 801 })
      expect(error.data).not.toHaveProperty('abortedAccounts')
    })

    it('have nothing to list when the service knows nothing', async () => {
      const w = await world(t, { keep: true, sync: [t.sync([tinfo()])] })
      w.s.script.on(t.list, { code: 803, r: [] })
      expect(await w.done(w.api[`get${t.name}s`]())).toEqual([])
      expect(w.api.list()).toEqual([])
    })

    it('say when a change was made', async () => {
      const w = await world(t)
      w.s.script.on(t.update, { r: t.name === 'Team' ? ['100', at(5)] : [at(5)] })
      expect(await w.done(w.api[`update${t.name}Info`]({ teamId: '100', name: 'x', joinMode: 'rejectAll' }))).toEqual({ teamId: '100', name: 'x', joinMode: 'rejectAll', updateTime: at(5) })
    })
  })
}
