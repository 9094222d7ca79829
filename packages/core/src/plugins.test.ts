import { packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { basics, createNim, NIM, outcome, stage } from '../test/stage'
import { probe } from '../test/probe'
import type { Plugin, PluginParts } from './index'

/** A plugin with nothing but what a test gives it. */
const plain = (name: string, parts: Partial<PluginParts> = {}, more: Partial<Plugin<any>> = {}): Plugin<any> => ({
  name,
  wire: { records: {}, commands: { push: '80_1 > .', rows: '80_2 > .', ask: '80_3' } },
  setup: () => ({ api: {}, ...parts }),
  ...more,
})

test('a plugin installed while logged in is synced at once, its keys alone, and resolves nothing twice', async () => {
  const { login, script, run, story, events } = stage()
  const nim = await login({}, [probe()])
  script.sync = [packet('80_2', 'late row')]
  const heard: unknown[] = []
  const late = plain('late', { api: { late: { there: true } }, sync: { later: 90 }, rows: { rows: ([r]) => void heard.push(r) } })
  expect(nim.install(late)).toBe(nim)
  expect((nim as any).late).toEqual({ there: true })
  await run(50)
  expect(script.received.filter((c) => c.id === '5_1').map((c) => c.q[0])).toEqual([{ 50: 0, 51: 0 }, { 90: 0 }])
  expect(heard).toEqual(['late row'])
  expect(story()).toBe('logined syncdone syncdone')
  expect(events.every((e) => e.name !== 'error')).toBe(true)
})

test('installed during a login it waits for the pass under way; offline it is part of the next', async () => {
  const { make, script, end, run } = stage()
  const nim = make({}, [probe()])
  nim.install(plain('first', { sync: { first: 91 } }))
  nim.once('logined', () => void nim.install(plain('second', { sync: { second: 92 } })))
  await end(nim.connect())
  await run(50)
  expect(script.received.filter((c) => c.id === '5_1').map((c) => Object.keys(c.q[0] as object))).toEqual([
    ['50', '51', '91', '92'],
    ['92'],
  ])
  nim.install(plain('third'))
  await run(50)
  expect(script.count('5_1')).toBe(2)
})

test('a late pass that is refused or cut is a loss, and repaired', async () => {
  const { login, script, clock, run, count, story } = stage()
  const nim = await login()
  script.on('5_1', { code: 500 }, 1)
  nim.install(plain('late', { sync: { later: 90 } }))
  await run(20)
  expect(nim.status).toBe('waitReconnect')
  await clock.until(() => count('syncdone') === 2)
  expect(story()).toBe('logined syncdone disconnect willReconnect logined syncdone')
  expect(script.last('5_1')!.q[0]).toEqual({ 90: 0 })
})

test('installing the same plugin again changes nothing, another one of its name is refused', () => {
  const { make } = stage()
  const one = plain('one')
  const nim = make({}, [one])
  nim.install(one)
  expect(() => nim.install(plain('one'))).toThrow(expect.objectContaining({ code: 417, message: expect.stringMatching('"one"') }))
  expect(() => make({}, [plain('x'), plain('x')])).toThrow(expect.objectContaining({ code: 417 }))
})

test('a need that is missing is made, a listed one is taken, wherever it stands', () => {
  const { make } = stage()
  const order: string[] = []
  const base = (from: string) => plain('base', {}, { setup: () => (order.push('base from ' + from), { api: { base: from } }) })
  const user = plain('user', {}, { needs: [() => base('need')], setup: (ctx) => (order.push('user'), { api: {}, peer: ctx.peer('base') }) })
  expect((make({}, [user]) as any).base).toBe('need')
  expect((make({}, [user, base('list')]) as any).base).toBe('list')
  expect((make({}, [base('list'), user]) as any).base).toBe('list')
  expect(order).toEqual(['base from need', 'user', 'base from list', 'user', 'base from list', 'user'])
})

test('a packet has one owner: both are named', () => {
  const { make } = stage()
  for (const parts of [{ push: { push: () => {} } }, { rows: { push: () => {} } }] as Partial<PluginParts>[]) {
    expect(() => make({}, [plain('first', { push: { push: () => {} } }), plain('second', parts)])).toThrow(expect.objectContaining({ code: 417, message: expect.stringMatching(/80_1.*first.*second/) }))
  }
  make({}, [plain('first', { push: { push: () => {} } }), plain('second', { watch: { push: () => {} } })])
})

test('a property of the client is not taken a second time', () => {
  const { make, host } = stage()
  for (const name of ['connect', 'on', 'status', 'options', 'account', 'other']) {
    expect(() => make({}, [plain('first', { api: { other: 1 } }), plain('second', { api: { [name]: 1 } })])).toThrow(expect.objectContaining({ code: 417, message: expect.stringMatching(new RegExp(`nim\\.${name}`)) }))
  }
  expect([host.listeners('NetworkStatusChange'), host.listeners('AppShow')]).toEqual([0, 0])
})

test('a maker is as good as a plugin; the class makes plugins anew for each client', () => {
  stage()
  const made: unknown[] = []
  const maker = () => plain('one', {}, { setup: () => (made.push(1), { api: { one: {} } }) })
  const Class = NIM.use(maker)
  const [a, b] = [new Class(basics), new Class(basics)] as any[]
  expect(made).toHaveLength(2)
  expect(a.one).not.toBe(b.one)
  expect((createNim({ ...basics, plugins: [maker] }) as any).one).toEqual({})
})

test('owners hear first, watchers after them, unless the owner says it is nothing new; trouble in one stops none', async () => {
  const { login, script, run, count } = stage()
  const heard: string[] = []
  await login({}, [
    plain('watcher', { watch: { push: ([r]) => void heard.push('watcher ' + r) } }),
    plain('owner', {
      push: {
        push([r]) {
          heard.push('owner ' + r)
          if (r === 'old') return false
          if (r === 'bad') throw new Error('bad')
          return undefined
        },
      },
    }),
  ])
  for (const r of ['new', 'old', 'bad']) script.push(packet('80_1', r))
  script.push({ ...packet('80_1', 'error'), code: 500 })
  await run(10)
  expect(heard).toEqual(['owner new', 'watcher new', 'owner old', 'owner bad', 'watcher bad'])
  expect(count('error')).toBe(1)
})

test('each moment is told; what a plugin throws then stops nothing', async () => {
  const { login, network, clock, end, count } = stage()
  const bad = plain('bad', Object.fromEntries((['logined', 'synced', 'lost', 'clear'] as const).map((moment) => [moment, () => { throw new Error(moment) }])))
  const nim = await login({}, [bad, probe()])
  const { log } = nim.probe
  network.drop()
  await clock.until(() => count('syncdone') === 2)
  const left = outcome(nim.destroy())
  await end(nim.destroy())
  expect(left.state).toBe('resolved')
  expect(log).toEqual(['logined', 'synced', 'lost', 'logined', 'synced', 'lost', 'clear', 'clear'])
  expect(count('error')).toBeGreaterThanOrEqual(6)
})

test('what a plugin is given: config, ids, a card, receipts once per tick', async () => {
  const { login, script, run } = stage()
  const nim = await login({}, [probe()], { probeConfig: { x: 1 } })
  const { ctx } = nim.probe
  expect(ctx.config('probe')).toEqual({ x: 1 })
  expect(ctx.config('other')).toBeUndefined()
  expect([ctx.account, ctx.flavour[0], ctx.self]).toEqual(['alice', 'wx', {}])
  const ids = Array.from({ length: 100 }, () => ctx.id())
  expect(new Set(ids).size).toBe(100)
  expect(ids.every((id: string) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  for (const id of ['1', '2', '1', undefined, null]) ctx.ack(7, 2, id)
  ctx.ack('7', '3', '9')
  await run(10)
  expect(script.received.filter((c) => c.id === '4_5').map((c) => c.q)).toEqual([
    [7, 2, ['1', '2']],
    ['7', '3', ['9']],
  ])
})

test('receipts that could not be sent go with the next login', async () => {
  const { login, script, network, clock, run } = stage()
  const nim = await login({}, [probe()])
  network.drop()
  nim.probe.ctx.ack(7, 2, '1')
  await clock.until(() => script.count('2_3') === 2)
  await run(50)
  expect(script.received.filter((c) => c.id === '4_5').map((c) => c.q)).toEqual([[7, 2, ['1']]])
})
