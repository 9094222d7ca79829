import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ambient, differences } from './differences/index'
import { readExpected } from './expected'
import { families } from './generate/families'
import { rooms } from './rooms/index'

const home = `${import.meta.dirname}/..`
const entries = [...readFileSync(`${home}/../../docs/differences.md`, 'utf8').matchAll(/^#### (D\d+-[\w-]+)$([^#]*)/gm)]
const headings = entries.map((m) => m[1]!)
/** These show only under faults: apps/chaos fails without them. */
const chaotic = entries.filter((m) => m[2]!.includes('Shown: `pnpm chaos`')).map((m) => m[1]!)
const coded = differences.map((d) => d.id)
const lines = [...readExpected(`${home}/expected`).values()].flat()

test('every difference has one heading, and every heading is used', () => {
  const used = new Set([...coded, ...lines.map((l) => l.id)])
  expect(new Set(headings).size).toBe(headings.length)
  expect([...used].filter((id) => !headings.includes(id)).sort()).toEqual([])
  expect(headings.filter((id) => !used.has(id) && !chaotic.includes(id))).toEqual([])
})

test('numbers are given once', () => {
  const numbers = headings.map((id) => id.split('-')[0]!)
  expect(numbers.filter((n, i) => numbers.indexOf(n) < i)).toEqual([])
})

test('what scenarios and families declare exists as code', () => {
  const declared = [...ambient, ...rooms.flatMap((s) => [...(s.differs ?? []), ...(s.except ?? [])]), ...families.flatMap((f) => f.differs)]
  expect([...new Set(declared)].filter((id) => !coded.includes(id))).toEqual([])
})

test('names of scenarios are names: one each; what is expected belongs to one of them', () => {
  const names = rooms.map((s) => s.name)
  expect(names.filter((n, i) => names.indexOf(n) < i)).toEqual([])
  const known = [...readExpected(`${home}/expected`).keys()].filter((n) => !n.startsWith('emulator: '))
  expect(known.filter((n) => !names.includes(n))).toEqual([])
})
