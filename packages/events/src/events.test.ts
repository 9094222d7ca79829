import fc from 'fast-check'
import { packet } from '@nim/testkit'
import { describe, expect, test } from 'vitest'
import { stage } from '../../core/test/stage'
import { event } from './index'

type Tagged = Record<number, unknown>
const day = 86400000
const published = (more: Tagged = {}): Tagged => ({ 1: '1', 2: '10001', 3: 'client', 5: '600', 6: '2', 7: '0', 10: '1700000000000', 11: '5001', 12: '16', 103: 'bob', ...more })

async function ready() {
  const s = stage()
  const heard: any[][] = []
  const nim = s.make({}, [event()])
  nim.on('pushEvents', (list: any[]) => void heard.push(list))
  await s.end(nim.connect())
  await s.run(10)
  const push = async (id: string, ...r: unknown[]) => {
    s.script.push(packet(id, ...r))
    await s.run(20)
  }
  const reconnect = async () => {
    const before = s.count('syncdone')
    s.network.drop()
    expect(await s.clock.until(() => s.count('syncdone') > before)).toBe(true)
    await s.run(10)
  }
  /** What subscribing has asked for since the n-th command: type, time, sync, accounts. */
  const asked = (from = 0) => s.script.received.filter((c) => c.id === '14_3').slice(from).map(({ q }) => { const [sub, accounts] = q as [Tagged, string[]]; return [sub[1], sub[2], sub[3], accounts.join()] }) // prettier-ignore
  return { ...s, nim, api: nim.event, heard, push, reconnect, asked }
}

describe('events', () => {
  test('have numbers, booleans and words, alone on the core', async () => {
    const { push, heard } = await ready()
    await push('14_2', published({ 4: 'busy', 9: '1', 104: '1' }))
    expect(heard).toEqual([[{ type: 1, value: 10001, idClient: 'client', ext: 'busy', validTime: 600, broadcastType: 2, sync: false, durable: 1, time: 1700000000000, idServer: '5001', clientType: 'Web', account: 'bob', enableMultiClient: 1 }]])
  })

  test('what the service adds does not replace what the publisher said, and is whole', async () => {
    const { push, heard } = await ready()
    for (const [ext, serverExt] of [['busy', '{"16":"x"}'], [undefined, '{"16":"x"}'], [undefined, '["text"]'], [undefined, '"text"']]) await push('14_2', published({ 4: ext, 14: serverExt }))
    expect(heard.map(([e]) => [e.ext, e.serverExt])).toEqual([['busy', { 16: 'x' }], [{ 16: 'x' }, { 16: 'x' }], ['text', ['text']], ['text', 'text']])
  })

  test('empty packets tell nothing', async () => {
    const { push, heard, count } = await ready()
    await push('14_2')
    await push('14_2', {})
    await push('14_9')
    await push('14_9', [])
    await push('14_9', [published(), {}])
    expect(heard.map((list) => list.length)).toEqual([1])
    expect(count('error')).toBe(0)
  })

  test('are published with an id of their own, and come back typed', async () => {
    const { api, script, end } = await ready()
    script.on('14_1', ({ q }) => ({ r: [{ ...(q[0] as Tagged), 10: '5', 11: '9' }] }))
    const { value } = await end(api.publishEvent({ type: 1, value: 10001, ext: 'busy', idClient: 'not mine' }))
    expect(value).toEqual({ type: 1, value: 10001, idClient: expect.stringMatching(/^[0-9a-f]{32}$/), ext: 'busy', validTime: 604800, broadcastType: 2, sync: false, time: 5, idServer: '9' })
  })

  test('what the service reserves is the service\'s to refuse', async () => {
    const { api, script, end } = await ready()
    for (const o of [{ type: 1, value: 5 }, { type: 1, value: 10001, ext: 'x'.repeat(5000) }]) expect((await end(api.publishEvent(o))).state).toBe('resolved')
    expect(script.count('14_1')).toBe(2)
  })
})

describe('subscriptions', () => {
  test('are renewed after a reconnect, but for those that were ended or failed', async () => {
    const { api, script, end, reconnect, asked } = await ready()
    script.on('14_3', { r: [['nobody']] }, 1)
    await end(api.subscribeEvent({ type: 1, accounts: ['bob', 'carol', 'nobody'], sync: true }))
    await end(api.subscribeEvent({ type: 1, accounts: ['dave'], subscribeTime: 600 }))
    await end(api.subscribeEvent({ type: 2, accounts: ['bob'] }))
    script.on('14_4', { r: [['nobody']] }, 1)
    await end(api.unSubscribeEvents({ type: 1, accounts: ['carol'] }))
    await end(api.unSubscribeEvents({ type: 2 }))
    await reconnect()
    expect(asked(3).map(([type, , sync, accounts]) => [type, sync, accounts])).toEqual([[1, 1, 'bob'], [1, 0, 'dave']])
    const [[, long], [, short]] = asked(3) as [unknown[], [unknown, number]]
    expect(long).toBe(2592000)
    expect(short).toBeLessThanOrEqual(600)
  })

  test('with an end are not renewed after it; those without one are before the service ends them', async () => {
    const { api, end, run, reconnect, asked } = await ready()
    await end(api.subscribeEvent({ type: 1, accounts: ['dave'], subscribeTime: 600 }))
    await end(api.subscribeEvent({ type: 1, accounts: ['bob'] }))
    await run(700000)
    await reconnect()
    expect(asked(2).map((a) => a[3])).toEqual(['bob'])
    await run(12 * day)
    expect(asked(3).map((a) => a[3])).toEqual(['bob'])
  })

  test('nothing is asked twice at a first login, and no timer is left after destroy()', async () => {
    const { api, nim, end, run, clock, asked } = await ready()
    await end(api.subscribeEvent({ type: 1, accounts: ['bob'] }))
    await run(1000)
    expect(asked().length).toBe(1)
    await end(nim.destroy())
    await run(60000)
    expect(clock.pending).toBe(0)
  })

  test('of many calls go in few commands', async () => {
    const { api, end, reconnect, asked } = await ready()
    for (let n = 0; n < 120; n++) await end(api.subscribeEvent({ type: 1, accounts: ['a' + n], subscribeTime: 3600 }))
    await reconnect()
    expect(asked(120).length).toBeLessThanOrEqual(3)
    expect(asked(120).flatMap((a) => (a[3] as string).split(',')).length).toBe(120)
  })

  test('whatever was subscribed and ended, exactly what holds is renewed', async () => {
    const accounts = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
    const act = fc.record({ on: fc.boolean(), type: fc.integer({ min: 1, max: 2 }), accounts, all: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { api, end, reconnect, asked, script } = await ready()
        const holds = new Set<string>()
        for (const { on, type, accounts, all } of acts) {
          if (on) {
            await end(api.subscribeEvent({ type, accounts }))
            accounts.forEach((a) => holds.add(type + a))
          } else {
            await end(api.unSubscribeEvents(all ? { type } : { type, accounts }))
            for (const key of [...holds]) if (key[0] === String(type) && (all || (accounts as string[]).includes(key.slice(1)))) holds.delete(key)
          }
        }
        const before = script.count('14_3')
        for (let n = 0; n < 2; n++) {
          const from = before + asked(before).length
          await reconnect()
          const renewed = asked(from).flatMap(([type, , , list]) => (list as string).split(',').map((a) => String(type) + a))
          expect(renewed.sort()).toEqual([...holds].sort())
        }
      }),
      { numRuns: 40, seed: 3 }
    )
  })

  test('are listed with numbers and booleans', async () => {
    const { api, script, end } = await ready()
    script.on('14_7', { r: [[{ 1: '1', 2: '600', 3: '1', 102: 'bob', 104: 'alice', 105: '5' }]] })
    expect((await end(api.querySubscribeEvents({ type: 1 }))).value).toEqual([{ type: 1, subscribeTime: 600, validTime: 600, sync: true, to: 'bob', from: 'alice', time: 5 }])
  })
})
