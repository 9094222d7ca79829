import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wire as events } from '@nim/events/wire'
import { wire as friends } from '@nim/friends/wire'
import { wire as message } from '@nim/msg/wire'
import { wire as passthrough } from '@nim/passthrough/wire'
import { wire as session } from '@nim/session/wire'
import { wire as signaling } from '@nim/signaling/wire'
import { wire as storage } from '@nim/storage/wire'
import { wire as superteam } from '@nim/superteam/wire'
import { wire as sysmsg } from '@nim/sysmsg/wire'
import { wire as team } from '@nim/team/wire'
import { compileRecord, compileWire, type RecordTable, type Wire } from './notation'
import { decode, decodeAnswer, encode, encodeRequest, parseJson } from './record'
import { wire as core } from './wire'

const all: Record<string, Wire> = { core, events, friends, message, passthrough, session, signaling, storage, superteam, sysmsg, team }
const tables = Object.entries(all).flatMap(([plugin, wire]) => Object.entries(compileWire(wire).records).map(([name, table]) => [`${plugin} ${name}`, table] as [string, RecordTable]))

/** Values of a field as an app gives them. */
const valueOf = ({ kind, numbers }: RecordTable['tags'][string]): fc.Arbitrary<unknown> => {
  switch (kind) {
    case '+':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    case '#':
      return fc.integer()
    case '?':
    case '!':
      return fc.boolean()
    case '=':
      return fc.constantFrom(...Object.keys(numbers!))
    case '{':
      // not a text that is JSON itself: those are taken for what they say
      return fc.oneof(fc.dictionary(fc.string({ minLength: 1 }).filter((k) => k !== '__proto__'), fc.integer()), fc.array(fc.string()), fc.constant('no json'))
    case '$':
      return fc.string()
    default:
      return fc.oneof(fc.string(), fc.integer())
  }
}
const publicOf = (table: RecordTable): fc.Arbitrary<any> =>
  fc
    .record(Object.fromEntries(Object.entries(table.names).map(([path, field]) => [path, valueOf(field)])), { requiredKeys: [] })
    .map((flat: Record<string, unknown>) => {
      const out: any = {}
      for (const path in flat) {
        const [group, name] = path.split('.') as [string, string]
        if (group) (out[group] ??= {})[name] = flat[path]
        else out[name] = flat[path]
      }
      return out
    })
/** As JSON carries it over the wire. */
const carried = (v: unknown) => JSON.parse(JSON.stringify(v))

test.each(tables)('%s: what is encoded decodes to the same', (_, table) => {
  fc.assert(
    fc.property(publicOf(table), (value) => {
      expect(decode(table, carried(encode(table, value)))).toEqual(carried(value))
    }),
    { numRuns: 50 }
  )
})

test('a word is no two numbers, a tag no two fields, a name no two tags', () => {
  for (const [plugin, { records }] of Object.entries(all)) {
    for (const [name, spec] of Object.entries(records)) {
      const { tags, names } = compileRecord(spec)
      for (const { kind, words, numbers } of Object.values(tags)) expect([plugin, name, Object.keys(words).length > 0, Object.keys(words).length]).toEqual([plugin, name, kind === '=', Object.keys(numbers).length])
      const fields = spec.split(' ').filter((item) => item[0] !== '|').length
      expect([plugin, name, Object.keys(tags).length, Object.keys(names).length]).toEqual([plugin, name, fields, fields])
    }
  }
})

test('decoding what was decoded from the wire and encoded again gives the same', () => {
  const table = tables.find(([name]) => name === 'message message')![1]
  const raw = fc.dictionary(fc.constantFrom(...Object.keys(table.tags), '999', 'x'), fc.oneof(fc.string(), fc.integer(), fc.constantFrom('0', '1', '', null, true)))
  fc.assert(
    fc.property(raw, (r) => {
      const once = decode(table, r)
      const twice = decode(table, carried(encode(table, once)))
      // a text that says it is JSON inside JSON is read once more: attach only
      for (const m of [once, twice]) delete m.attach
      expect(twice).toEqual(carried(once))
    }),
    { numRuns: 500 }
  )
})

test('the kinds read what the service writes', () => {
  const { records } = compileWire({ records: { r: '0plain 1count+ 2int# 3flag? 4strict! 5text$ 6data{ 7word=zero,one |group 8inner?' }, commands: {} })
  const table = records.r!
  for (const [raw, value] of [
    [{ 0: '0' }, { plain: '0' }],
    [{ 1: '12.5' }, { count: 12.5 }],
    [{ 1: 'x', 2: 'x' }, {}],
    [{ 2: '12abc' }, { int: 12 }],
    [{ 3: '1', 4: '1', 8: 0 }, { flag: true, strict: true, group: { inner: false } }],
    [{ 3: '0', 4: '2' }, { flag: false, strict: false }],
    [{ 3: 'x' }, {}],
    [{ 5: 7 }, { text: '7' }],
    [{ 6: '{"a":1}' }, { data: { a: 1 } }],
    [{ 6: '{broken' }, { data: '{broken' }],
    [{ 7: '1' }, { word: 'one' }],
    [{ 7: 99 }, { word: 99 }],
    [{ 99: 'unknown' }, {}],
  ] as const)
    expect(decode(table, raw)).toEqual(value)
  for (const odd of [undefined, null, 5, 'text', true, []]) expect(decode(table, odd)).toEqual({})
})

test('what the app gives is written as the service wants it; what has no tag or no value stays behind', () => {
  const table = compileRecord('1a flag? data{ word=1one |group on? 1b')
  expect(encode(table, { a: undefined, flag: 1, data: 'text', word: 'other', extra: 'x', group: { on: false, more: 1 }, on: true })).toEqual({ 1: undefined, 2: undefined, 3: 'text', 4: 'other', 5: 0 })
  for (const odd of [undefined, null, 5, '']) expect(encode(table, odd)).toEqual({})
})

test('names like __proto__ and constructor are harmless, as tags, names, words and groups', () => {
  const table = compileRecord('1scene=p2p 2data{ |setting 3on?')
  const nasty = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
  for (const name of nasty) {
    const raw = JSON.parse(`{"${name}":{"polluted":1},"1":"${name}","2":"{\\"${name}\\":{\\"polluted\\":1}}"}`)
    const out = decode(table, raw)
    expect(Object.keys(out)).toEqual(['scene', 'data'])
    expect(out.scene).toBe(name)
    expect(Object.getPrototypeOf(out)).toBe(Object.prototype)
    const sent = encode(table, JSON.parse(`{"${name}":{"on":true,"polluted":1},"setting":{"${name}":1},"scene":"${name}"}`))
    expect(sent).toEqual({ 1: name })
  }
  const wire = compileWire({ records: {}, commands: {} })
  expect([(wire.commands as any).constructor, (wire.records as any).__proto__]).toEqual([undefined, undefined])
  expect(({} as any).polluted).toBeUndefined()
})

test('a command: undefined is left out, lists and records are marked, switches are words', () => {
  const { commands } = compileWire({ records: { r: '1a' }, commands: { c: '7_1,8_1 String @r *r bool Bool Boolean Long > @r *r + . ! 7101 700' } })
  expect(commands.c).toMatchObject({ name: 'c', ids: ['7_1', '8_1'], readable: [7101, 700] })
  expect(encodeRequest(commands.c!, ['x', { a: 1, b: 2 }, [{ a: 2 }], true, 0, true, '900'])).toEqual([
    { t: 'String', v: 'x' },
    { t: 'Property', v: { 1: 1 } },
    { t: 'ArrayMable', v: [{ t: 'Property', v: { 1: 2 } }] },
    { t: 'bool', v: 'true' },
    { t: 'Bool', v: 'false' },
    { t: 'Boolean', v: true },
    { t: 'Long', v: '900' },
  ])
  expect(encodeRequest(commands.c!, [undefined, undefined, [], undefined, undefined, undefined, 0])).toEqual([
    { t: 'ArrayMable', v: [] },
    { t: 'Long', v: 0 },
  ])
})

test('whatever comes as an answer, there is a value for each position and no exception', () => {
  for (const wire of Object.values(all)) {
    const { commands } = compileWire(wire)
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(commands)), fc.oneof(fc.anything(), fc.array(fc.anything())), (command, r) => {
        const values = decodeAnswer(command as any, r)
        expect(values).toHaveLength((command as any).answer.length)
        ;(command as any).answer.forEach((type: string, i: number) => {
          if (type[0] === '*') expect(Array.isArray(values[i])).toBe(true)
          if (type === '+') expect(Number.isNaN(values[i])).toBe(false)
        })
      }),
      { numRuns: 100 }
    )
  }
})

test('JSON text is read, anything else stays', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (v) => {
      expect(parseJson(JSON.stringify(v))).toEqual(carried(v))
    })
  )
  for (const other of ['{', 'text', 5, null, undefined]) expect(parseJson(other)).toBe(other)
})
