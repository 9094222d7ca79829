import { envelope, packet } from '@nim/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcome, stage } from '../test/stage'
import { probe } from '../test/probe'

test('numbers ascend over reconnects; values go out typed', async () => {
  const { login, script, network, clock, run } = stage()
  const nim = await login({}, [probe()])
  script.on('90_1', { r: [{ 0: 'x', 1: '5' }, [{ 0: 'y' }], '7', 'as it is'] })
  const call = outcome(nim.probe.call('get', ['text', { name: 'n', setting: { silent: true } }, [{ name: 'a' }], true, false, true, '900']))
  await run(10)
  expect(call.value.r).toEqual([{ name: 'x', count: 5 }, [{ name: 'y' }], 7, 'as it is'])
  expect(call.value.raw).toEqual([{ 0: 'x', 1: '5' }, [{ 0: 'y' }], '7', 'as it is'])
  const sent = script.last('90_1')!
  expect(sent.types).toEqual(['String', 'Property', 'ArrayMable', 'bool', 'Bool', 'Boolean', 'Long'])
  expect(sent.q).toEqual(['text', { 0: 'n', 8: 1 }, [{ t: 'Property', v: { 0: 'a' } }], 'true', 'false', true, '900'])
  network.drop()
  await clock.until(() => script.count('5_1') === 2)
  const sers = script.received.filter((c) => c.id !== '1_2').map((c) => c.ser)
  expect(sers).toEqual([...new Set(sers)].sort((a, b) => a - b))
})

test('answers find their calls in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), async (order) => {
      const { login, script, run } = stage()
      const nim = await login({}, [probe()])
      script.on('90_1', 'silence')
      const calls = order.map((_, i) => outcome(nim.probe.call('get', ['call ' + i])))
      await run(10)
      const sers = script.received.filter((c) => c.id === '90_1').map((c) => c.ser)
      for (const i of order) script.push({ ...packet('90_1', { 0: 'answer ' + i }), ser: sers[i] })
      await run(10)
      expect(calls.map((c) => c.value.r[0].name)).toEqual(order.map((_, i) => 'answer ' + i))
    }),
    { numRuns: 15 }
  )
})

test('an answer of another command, or of no call, is a push and settles nothing', async () => {
  const { login, script, run, count } = stage()
  const nim = await login({}, [probe()])
  script.on('90_1', { id: '90_3', r: [{ 0: 'pushed' }] })
  const call = outcome(nim.probe.call('get', ['x']))
  await run(10)
  expect(call.state).toBe('pending')
  expect(count('pushed')).toBe(1)
  script.push({ ...packet('90_1', {}), ser: 9999 })
  await run(8000)
  expect(call).toMatchObject({ state: 'rejected', error: { code: 408 } })
})

test('an answer whose code is nonsense leaves the call its time-out', async () => {
  for (const code of ['{"toString":1,"valueOf":1}', '['.repeat(10_000) + ']'.repeat(10_000)]) {
    const { login, script, run } = stage()
    const nim = await login({}, [probe()])
    script.on('90_1', ({ ser }) => ({ raw: `3:::{"sid":90,"cid":1,"ser":${ser},"code":${code}}` }))
    const call = outcome(nim.probe.call('get', ['x']))
    await run(9000)
    expect(call).toMatchObject({ state: 'rejected', error: { code: 408 } })
  }
})

test('answered twice is answered once', async () => {
  const { login, script, run, story } = stage()
  const nim = await login({}, [probe()])
  script.on('90_2', ({ device, ser }) => (device.push({ ...packet('90_2'), ser }), { code: 500 }))
  const call = outcome(nim.probe.call('plain'))
  await run(20)
  expect(call.state).toBe('resolved')
  expect(story()).toBe('logined syncdone')
})

test('a call waits 8 s, or as long as it says, or as long as the connection', async () => {
  const { login, script, run, clock, network } = stage()
  const nim = await login({}, [probe()])
  script.on('90_2', 'silence')
  for (const [o, ms] of [
    [undefined, 8000],
    [{ timeout: 300 }, 300],
  ] as const) {
    const at = clock.now()
    const call = outcome(nim.probe.call('plain', [], o))
    await clock.until(() => call.state !== 'pending')
    expect(clock.now() - at).toBe(ms)
    expect(call.error).toMatchObject({ name: 'cmdError', code: 408, cmd: 'plain' })
  }
  const endless = outcome(nim.probe.call('plain', [], { timeout: 0 }))
  await run(100_000)
  expect(endless.state).toBe('pending')
  network.drop()
  await run(10)
  expect(endless.error).toMatchObject({ name: 'customError', code: 415, cmd: 'plain', data: { disconnect_reason: 'broken' } })
})

test('a late answer reaches who asked for it, once; of others and of errors nobody hears', async () => {
  const { login, script, run, count } = stage()
  const nim = await login({}, [probe()])
  script.on('90_1', 'silence')
  const late: unknown[] = []
  const call = outcome(nim.probe.call('get', ['x'], { late: (a: any) => late.push(a.r[0]) }))
  const other = outcome(nim.probe.call('get', ['y']))
  const refused = outcome(nim.probe.call('get', ['z'], { late: (a: any) => a.error || late.push('no error') }))
  await run(9000)
  expect([call.state, other.state, refused.state]).toEqual(['rejected', 'rejected', 'rejected'])
  const [a, b, c] = script.received.filter((r) => r.id === '90_1').map((r) => r.ser)
  for (let i = 0; i < 2; i++) script.push({ ...packet('90_1', { 0: 'late' }), ser: a })
  script.push({ ...packet('90_1', { 0: 'late' }), ser: b })
  script.push({ ...packet('90_1'), ser: c, code: 500 })
  await run(10)
  expect(late).toEqual([{ name: 'late' }])
  expect(count('error')).toBe(0)
})

test('an error code with a readable answer resolves with both; any other rejects', async () => {
  const { login, script, run } = stage()
  const nim = await login({}, [probe()])
  script.on('90_1', { code: 7101, r: [{ 0: 'x' }] }, 1)
  const readable = outcome(nim.probe.call('get', ['x']))
  await run(10)
  expect(readable).toMatchObject({ state: 'resolved', value: { error: { code: 7101, cmd: 'get' } } })
  expect(readable.value.r[0]).toEqual({ name: 'x' })
  script.on('90_1', { code: 7102, r: [{ 0: 'x' }] }, 1)
  const refused = outcome(nim.probe.call('get', ['x']))
  await run(10)
  expect(refused).toMatchObject({ state: 'rejected', error: { code: 7102 } })
})

test('the reliable envelope gives its packet and its id, exact above 2^53', async () => {
  const { login, script, run, events } = stage()
  await login({}, [probe()])
  for (const id of ['4_1', '4_2', '4_10', '4_11']) script.push(envelope(packet('90_3', { 0: id }), 12, id))
  script.push(envelope(packet('90_3', { 0: 'text id' }), 'abc'))
  const big = '9007199254740993'
  script.raw(`3:::{"code":200,"r":[${big},{"headerPacket":{"sid":90,"cid":3},"body":[{"0":"\\"r\\":[1"}]}],"sid":4,"cid":1}`)
  await run(10)
  expect(events.filter((e) => e.name === 'pushed').map((e) => [e.args[0].name, e.args[0].id])).toEqual([['4_1', '12'], ['4_2', '12'], ['4_10', '12'], ['4_11', '12'], ['text id', undefined], ['"r":[1', big]])
})

test('an envelope in which another packet comes first in the text keeps its id', async () => {
  const { login, script, run, last } = stage()
  await login({}, [probe()])
  // a text before `r` that looks like it
  script.raw('3:::{"sid":4,"cid":1,"code":200,"note":"\\"r\\":[5,","r":[9007199254740993,{"headerPacket":{"sid":90,"cid":3},"body":[{"0":"x"}]}]}')
  await run(10)
  expect(last('pushed')[0].id).toBe('9007199254740993')
})

test('one own error for each call that was lost', async () => {
  const { login, script, network, run } = stage()
  const nim = await login({}, [probe()])
  script.on('90_1', 'silence')
  const calls = ['a', 'b', 'c'].map((x) => outcome(nim.probe.call('get', [x])))
  await run(10)
  network.drop()
  await run(10)
  expect(new Set(calls.map((c) => c.error)).size).toBe(3)
})

test('what cannot be sent rejects at once, with the cause of the host', async () => {
  const { login, host, run } = stage()
  const nim = await login({}, [probe()])
  host.throws('send', 'no socket', 1)
  const call = outcome(nim.probe.call('plain'))
  await run(1)
  expect(call).toMatchObject({ state: 'rejected', error: { name: 'customError', code: 415, cmd: 'plain', cause: { message: 'no socket' } } })
})

test('texts of a plugin explain its codes', async () => {
  const { login, script, run } = stage()
  const nim = await login({}, [probe()])
  script.on('90_2', { code: 7777 })
  const call = outcome(nim.probe.call('plain'))
  await run(10)
  expect(call.error.message).toBe('plain failed, code 7777: a text of its own')
})

test('pushes that arrive before the login is answered, or in a pass that breaks, are not told', async () => {
  const { make, script, end, count, run } = stage()
  script.on('2_3', ({ device }) => (device.push(packet('90_3', { 0: 'x' })), { code: 403 }), 1)
  const nim = make({}, [probe()])
  await end(nim.connect())
  await run(10)
  expect(count('pushed')).toBe(0)
})
