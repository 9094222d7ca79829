import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startEmulator, supported, type Emulator, type LogLine } from './index'
import { login, type Param, type Probe } from './probe'
import { commands } from './table'

let emulator: Emulator
let alice: Probe
let ids: string[]
const errors: LogLine[] = []

beforeAll(async () => {
  emulator = await startEmulator({ sendPerMinute: Infinity, log: (line) => line.level === 'error' && errors.push(line) })
  alice = await login(emulator, 'alice')
})
beforeEach(() => {
  ids = [emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] }), emulator.createSuperTeam({ name: 'S', owner: 'alice', members: ['bob'] })]
})
afterAll(() => emulator.close())

const word = fc.constantFrom('alice', 'bob', 'nobody', 'p2p|bob', 'team|1', '__proto__', '', '0', '1', '-1', '1e9', 'NaN', '{}', '[]', '{"a":1}', 'a|b', '#%@all@%#')
const number = fc.constantFrom(0, 1, 2, 5, 7, 8, 12, 100, 101, 103, -1, 0.5, 1e15, 1e300)
const junk = fc.constantFrom(null, true, {}, [], [null], { t: 'Property', v: null })
const id = fc.constantFrom(0, 1).map((i) => ids[i])
const scalar = fc.oneof({ weight: 3, arbitrary: word }, { weight: 3, arbitrary: number }, { weight: 2, arbitrary: id }, { weight: 1, arbitrary: junk })
const tags = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 31 }).map(String) }, { weight: 1, arbitrary: fc.constantFrom('100', '115', '1000', '__proto__', 'constructor') }), scalar, { minKeys: 0, maxKeys: 20 })

/** Half of the Properties are something that could be right, with something random on top. */
const likely = fc.record({ 0: fc.constantFrom('0', '1', '5', 7), 1: fc.oneof(id, word), 2: fc.constantFrom('bob', 1), 3: fc.oneof(id, word), 4: fc.constantFrom(0, 1, 'bob'), 8: fc.constantFrom(0, 5, 10), 9: word, 11: fc.oneof(word, id), 12: word })
const property = fc.oneof(tags, fc.tuple(likely, tags).map(([base, more]) => ({ ...base, ...(Object.keys(more).length < 6 ? more : {}) })))

function valueOf(type: string): fc.Arbitrary<unknown> {
  if (type[0] === '@' || type === 'Property') return property
  if (type[0] === '*') return fc.array(property.map((v) => ({ t: 'Property', v })), { maxLength: 3 })
  if (/Array$/.test(type)) return fc.array(scalar, { maxLength: 3 })
  if (/^long$/i.test(type)) return fc.oneof({ weight: 6, arbitrary: id }, { weight: 1, arbitrary: scalar })
  return scalar
}

const param = (type: string): fc.Arbitrary<Param> =>
  fc.record({ t: fc.constant(type[0] === '@' ? 'Property' : type[0] === '*' ? 'ArrayMable' : type), v: fc.oneof({ weight: 9, arbitrary: valueOf(type) }, { weight: 1, arbitrary: junk }) })

const silent = new Set(['4_5', '6_32'])
const { answered } = supported()

it.each(answered.filter((cmd) => cmd !== '2_6'))('%s answers whatever it is asked', async (cmd) => {
  const request = commands.get(cmd)?.request ?? ['Property']
  const lists = fc.sample(fc.tuple(...request.map(param)).chain((q) => fc.subarray(q, { minLength: 0 }).map((part) => (part.length < q.length - 1 ? q : part))), { numRuns: 40, seed: 7 })
  for (const q of lists) {
    if (silent.has(cmd)) alice.post(cmd, q)
    else {
      const { code, r } = await alice.call(cmd, q)
      expect([code, Array.isArray(r)]).not.toEqual([500, true])
      expect(Array.isArray(r)).toBe(true)
    }
  }
  await alice.waiting()
  expect(errors).toEqual([])
})

it('still works after all that', async () => {
  const bob = await login(emulator, 'bob')
  await bob.sync(1, 2, 3, 7, 9, 11, 13, 14, 15, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
  expect((await alice.call('3_7', [{ t: 'StrArray', v: ['alice'] }])).code).toBe(200)
  expect(({} as Record<string, unknown>)['0']).toBeUndefined()
})
