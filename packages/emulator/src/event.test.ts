import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from './index'
import { login, property, strings, type Probe } from './probe'

let emulator: Emulator
let alice: Probe
let now: number

beforeEach(async () => {
  now = 1_700_000_000_000
  emulator = await startEmulator({ now: () => now })
  alice = await login(emulator, 'alice')
})
afterEach(() => emulator.close())

const subscribe = (accounts: string[], more = {}) => alice.call('14_3', [property({ 1: 1, 2: 600, 3: 1, ...more }), strings(accounts)])
const publish = (probe: Probe, tags = {}) => probe.call('14_1', [property({ 1: 1, 2: 10001, 3: 'c', 4: 'busy', 5: 600, 6: 2, 7: 0, ...tags })])

describe('presence', () => {
  it('tells subscribers who comes, who leaves, and who is lost', async () => {
    expect((await subscribe(['bob', 'nobody'])).r).toEqual([['nobody']])
    expect(await alice.waiting()).toEqual([])
    const bob = await login(emulator, 'bob')
    expect((await alice.next('14_2'))[0]).toMatchObject({ 1: '1', 2: '1', 12: '16', 13: '{"online":[16]}', 103: 'bob', 10: expect.any(String), 11: expect.any(String) })
    await bob.call('2_6')
    expect((await alice.next('14_2'))[0]).toMatchObject({ 2: '2', 13: '{"online":[]}' })
    await login(emulator, 'bob', { clientType: 1 })
    expect((await alice.next('14_2'))[0]).toMatchObject({ 2: '1', 12: '1', 13: '{"online":[1]}' })
    emulator.drop('bob')
    expect((await alice.next('14_2'))[0]).toMatchObject({ 2: '3' })
  })

  it('shows at once who is online, but not again within 30 s', async () => {
    await login(emulator, 'bob')
    await subscribe(['bob', 'carol'])
    expect((await alice.next('14_9'))[0]).toMatchObject([{ 103: 'bob', 2: '1' }])
    await subscribe(['bob'])
    expect(await alice.waiting()).toEqual([])
    now += 31_000
    await subscribe(['bob'], { 3: 0 })
    expect(await alice.waiting()).toEqual([])
    await subscribe(['bob'])
    expect(await alice.waiting()).toEqual(['14_9'])
  })

  it('shows a subscriber who comes back whom there is to see', async () => {
    await login(emulator, 'bob')
    await subscribe(['bob'], { 3: 0 })
    const other = await login(emulator, 'alice', { deviceId: 'A2' })
    expect((await other.next('14_9'))[0]).toMatchObject([{ 103: 'bob' }])
  })
})

describe('custom events', () => {
  it('reach subscribers, and the own ends if asked to', async () => {
    await subscribe(['bob'])
    const bob = await login(emulator, 'bob')
    const other = await login(emulator, 'bob', { deviceId: 'B2', clientType: 4 })
    await alice.waiting()
    const { r } = await publish(bob)
    expect(r[0]).toMatchObject({ 2: '10001', 3: 'c', 4: 'busy', 103: 'bob', 14: '{"16":"busy"}', 13: '{"online":[16,4]}' })
    expect(await alice.next('14_2')).toEqual(r)
    await publish(bob, { 7: 1 })
    expect(await other.next('14_2')).toMatchObject([{ 3: 'c' }])
    expect(await alice.waiting()).toEqual(['14_2'])
  })

  it('can be seen later, as long as they are valid, unless they are for those who are online', async () => {
    const bob = await login(emulator, 'bob')
    await publish(bob, { 4: 'kept', 5: 60 })
    await publish(bob, { 4: 'gone', 6: 1 })
    await subscribe(['bob'])
    expect((await alice.next('14_9'))[0]).toMatchObject([{ 4: 'kept' }])
    now += 61_000
    await subscribe(['bob'])
    expect(await alice.waiting()).toEqual([])
  })

  it.each([{ 2: 3 }, { 1: undefined }, { 5: 59 }, { 4: 'x'.repeat(4097) }])('refuses %j', async (tags) => {
    expect((await publish(alice, tags)).code).toBe(414)
  })
})

describe('subscriptions', () => {
  const list = async (accounts?: string[]) => {
    const { r } = await alice.call(accounts ? '14_6' : '14_7', accounts ? [property({ 1: 1 }), strings(accounts)] : [property({ 1: 1 })])
    return r[0].map((s: Record<number, string>) => s[102])
  }

  it('are asked for, ended one by one or all, and run out', async () => {
    await subscribe(['bob', 'carol', 'dave'])
    expect((await alice.call('14_6', [property({ 1: 1 }), strings(['bob'])])).r[0]).toMatchObject([{ 1: '1', 2: '600', 3: '1', 102: 'bob', 104: 'alice', 105: expect.any(String) }])
    expect((await alice.call('14_4', [property({ 1: 1 }), strings(['bob', 'erin'])])).r).toEqual([['erin']])
    expect(await list()).toEqual(['carol', 'dave'])
    await subscribe(['carol'], { 2: 6000 })
    now += 601_000
    expect(await list()).toEqual(['carol'])
    expect((await alice.call('14_5', [property({ 1: 1 })])).code).toBe(200)
    expect(await list()).toEqual([])
  })

  it('have limits', async () => {
    expect((await subscribe(Array.from({ length: 101 }, () => 'bob'))).code).toBe(414)
    expect((await subscribe(['bob'], { 2: 59 })).code).toBe(414)
    const many = Array.from({ length: 3000 }, (_, i) => `m${i}`)
    for (const account of many) emulator.accounts.add({ account })
    for (let i = 0; i < 3000; i += 100) expect((await subscribe(many.slice(i, i + 100))).code).toBe(200)
    expect((await subscribe(['bob'])).code).toBe(419)
    expect((await subscribe(['m0'])).code).toBe(200)
  })
})
