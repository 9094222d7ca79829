import { serviceTime } from '@nim/testkit'
import fc, { type Arbitrary } from 'fast-check'

export type Tagged = Record<number, unknown>

/** A number as the wire may carry it: as such or as text. */
export const numeric = (n: Arbitrary<number>): Arbitrary<number | string> => fc.tuple(n, fc.boolean()).map(([v, text]) => (text ? String(v) : v))
export const word = (...words: unknown[]) => fc.constantFrom(...words)
/** There, or not there at all. */
export const maybe = <T>(arb: Arbitrary<T>, freq = 3): Arbitrary<T | undefined> => fc.option(arb, { nil: undefined, freq })

export const time = numeric(fc.integer({ min: 1, max: 90 }).map((n) => serviceTime + n * 1000))
export const flag = word('0', '1', 0, 1, '2')
export const text = word('', 'x', 'two words', '{"a":1}', 'äöü 漢字 🙂', '5')
export const people = word('bob', 'carol', '55') as Arbitrary<string>
export const teams = word('100', '200') as Arbitrary<string>

/** What an attach may hold: nested JSON, broken JSON, plain text, values that are no text. */
export const attach: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((v) => JSON.stringify(v)),
  word('plain', '', '{broken', '"text"', 'null', '12', '{"url":"https://nos.test/a","size":5,"w":"1","nested":{"a":[1,{"b":null}]}}')
)

/** Tags of a record: each one there or not, and now and then one that nobody knows. */
export const record = (tags: Record<number, Arbitrary<unknown>>, always: Record<number, Arbitrary<unknown>> = {}): Arbitrary<Tagged> =>
  fc
    .tuple(fc.record(tags as Record<string, Arbitrary<unknown>>, { requiredKeys: [] }), fc.record(always as Record<string, Arbitrary<unknown>>), fc.boolean())
    .map(([some, all, more]) => ({ ...some, ...all, ...(more && { 999: 'unknown' }) }))

/** Puts ids on records that no other record has: the n-th gets `client-n` and `1000 + n`. */
export const numbered = (rows: Tagged[], from = 0): Tagged[] => rows.map((row, n) => ({ ...row, 11: 'client-' + (from + n), ...(12 in row && { 12: typeof row[12] === 'number' ? 1000 + from + n : String(1000 + from + n) }) }))

/** Times that no two records share: what comes first at equal times is nobody's. */
export const timed = (rows: Tagged[]): Tagged[] => rows.map((row, n) => ({ ...row, 7: typeof row[7] === 'number' ? row[7] + n : String(Number(row[7]) + n) }))
