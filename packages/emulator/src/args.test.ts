import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align, readArgs } from './args'
import { Refusal } from './refusal'

describe('align', () => {
  const words = ['String', 'Long', 'Long', 'int', 'bool', 'LongArray']
  const q = (...slots: [string, unknown][]) => slots.map(([t, v]) => ({ t, v }))

  it('finds each place by its type, in any letter case', () => {
    expect(align(words, q(['string', 'a'], ['LONG', 1], ['Long', 2], ['Int', 3], ['Bool', 'true'], ['longarray', []]))).toEqual(['a', 1, 2, 3, 'true', []])
  })

  it('leaves places empty for what was left out', () => {
    expect(align(words, q(['String', 'a'], ['int', 3], ['LongArray', [1]]))).toEqual(['a', undefined, undefined, 3, undefined, [1]])
    expect(align(['@x', '*y', 'String'], q(['ArrayMable', []], ['String', 's']))).toEqual([undefined, [], 's'])
  })

  it('takes the next place when no type fits', () => {
    expect(align(['long', 'String'], q(['Number', 5], ['String', 's']))).toEqual([5, 's'])
    expect(align([], q(['Property', {}], ['String', 's']))).toEqual([{}, 's'])
  })
})

it('reads any parameter or refuses it, and never fails otherwise', () => {
  const readers = [(v: unknown) => readArgs([v]).text(0), (v: unknown) => readArgs([v]).number(0), (v: unknown) => readArgs([v]).flag(0), (v: unknown) => readArgs([v]).list(0), (v: unknown) => readArgs([v]).row(0), (v: unknown) => readArgs([v]).rows(0)]
  fc.assert(
    fc.property(fc.anything(), fc.integer({ min: 0, max: readers.length - 1 }), (v, i) => {
      try {
        readers[i]!(JSON.parse(JSON.stringify(v) ?? 'null'))
      } catch (e) {
        expect(e).toBeInstanceOf(Refusal)
      }
    })
  )
})
