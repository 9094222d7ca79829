import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from './check'

const fails = (input: unknown, spec: string): any => {
  try {
    check(input, spec)
  } catch (e) {
    return e
  }
  return undefined
}
const passes = (input: unknown, spec: string) => fails(input, spec) === undefined

/** What a value is, in the notation's words, told in another way than check.ts does. */
const is: Record<string, (v: any) => boolean> = {
  s: (v) => typeof v === 'string',
  n: (v) => typeof v === 'number' && !Number.isNaN(v),
  b: (v) => v === true || v === false,
  o: (v) => v !== null && typeof v === 'object',
  f: (v) => v instanceof Function,
  t: (v) => typeof v === 'string' && [...v].some((c) => c >= '0' && c <= '9'),
}
const anything = fc.oneof(fc.anything(), fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, NaN, () => {}, '', 'a1', [], {}))

test('each kind takes just its values; only undefined is missing', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(...Object.keys(is)), (v, kind) => {
      expect(passes({ v }, `v?:${kind}`)).toBe(v === undefined || is[kind]!(v))
      expect(passes({ v }, `v:${kind}`)).toBe(v !== undefined && is[kind]!(v))
    }),
    { numRuns: 1000 }
  )
})

test('limits are of length for texts and lists, of value for numbers', () => {
  const limit = fc.integer({ min: 0, max: 9 })
  const value = fc.oneof(fc.string({ maxLength: 12 }), fc.integer({ min: -3, max: 12 }), fc.array(fc.constant('x'), { maxLength: 12 }))
  fc.assert(
    fc.property(value, limit, fc.option(limit, { nil: undefined }), (v, min, max) => {
      const kind = typeof v === 'string' ? 's' : typeof v === 'number' ? 'n' : 'as'
      const size = typeof v === 'number' ? v : v.length
      const within = size >= min && (max === undefined || size <= max)
      expect(passes({ v }, `v:${kind}${min}${max === undefined ? '' : '..' + max}`)).toBe(within)
    })
  )
})

test('lists are of their kind throughout; words are of their list', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 4 }), fc.constantFrom('s', 'n', 'o'), (v, kind) => {
      expect(passes({ v }, `v:a${kind}`)).toBe(v.every(is[kind]!))
      expect(passes({ v }, 'v:a')).toBe(true)
    })
  )
  fc.assert(
    fc.property(fc.oneof(anything, fc.constantFrom('p2p', 'team')), (v) => {
      expect(passes({ v }, 'v?:=p2p|team')).toBe(v === undefined || v === 'p2p' || v === 'team')
    })
  )
})

test('a text is no list, and a list no object without items', () => {
  for (const v of ['abc', { length: 1, 0: 'a' }, null, 5]) expect(passes({ v }, 'v:a')).toBe(false)
  expect(passes({ v: [] }, 'v:as1')).toBe(false)
})

test('braces look into groups and lists; a missing group has nothing to check', () => {
  const spec = 'list:a{time:n} group?{on?:b x}'
  for (const good of [{ list: [] }, { list: [{ time: 1 }], group: undefined }, { list: [], group: { x: 'y' } }, { list: [], group: { on: false, x: 'y' } }]) expect(fails(good, spec)).toBeUndefined()
  for (const [bad, message] of [
    [{}, 'param "list" is required'],
    [{ list: {} }, 'param "list" expects'],
    [{ list: [{ time: 1 }, {}] }, 'In list[1], param "time" is required'],
    [{ list: [{ time: '1' }] }, 'In list[0], param "time" expects'],
    [{ list: [null] }, 'In list[0], param "time" is required'],
    [{ list: [], group: { on: 1 } }, 'In group, param "on" expects'],
    [{ list: [], group: { x: '' } }, 'In group, param "x" expects'],
    [{ list: [], group: {} }, 'In group, param "x" is required'],
    [{ list: [], group: 'text' }, 'param "group" expects object'],
  ] as const) {
    expect(fails(bad, spec).message).toContain(message)
  }
})

test('whatever comes, the error is a validateError that names the key and keeps the value to itself', () => {
  const specs = ['v:s1 w?:n1..5', 'v{x:b}', 'v:a{x:n}', 'v:..{x?:s}', 'v:=one|two', 'v:t', 'v:as1..3', 'v:f']
  fc.assert(
    fc.property(fc.oneof(anything, fc.record({ v: anything, w: anything })), fc.constantFrom(...specs), (input, spec) => {
      const e = fails(input, spec)
      if (e) expect(e).toMatchObject({ name: 'validateError', code: 414, data: { key: expect.any(String) }, rules: expect.any(String) })
    }),
    { numRuns: 2000 }
  )
  const secret = 'S3cret'
  for (const spec of ['token:n', 'token:=a|b', 'token:s..3', 'token:a', 'token{x:s}']) expect(JSON.stringify(fails({ token: secret }, spec) ?? '') + String(fails({ token: secret }, spec))).not.toContain(secret)
})

test('without a type a text that is not empty is wanted, or an object when there are rules for its inside', () => {
  fc.assert(
    fc.property(anything, (v) => {
      expect([passes({ v }, 'v'), passes({ v }, 'v?')]).toEqual([passes({ v }, 'v:s1'), passes({ v }, 'v?:s1')])
      expect(passes({ v }, 'v?{x?:..}')).toBe(passes({ v }, 'v?:o'))
      expect(passes({ v }, 'v?:..')).toBe(true)
    })
  )
})

test('no arguments at all are like empty ones', () => {
  for (const none of [undefined, null, 5, 'text']) {
    expect(fails(none, 'id:s1')).toMatchObject({ code: 414, data: { key: 'id' }, rules: 'required' })
    expect(fails(none, 'id?:s1')).toBeUndefined()
  }
})
