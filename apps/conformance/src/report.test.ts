import { expect, test } from 'vitest'
import { attribute, readExpected, writeExpected } from './expected'
import { changes, short } from './report'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

test('the same thing told differently becomes what differs in it', () => {
  const diff = ['  event a while logined', '- event msg {"body":"a b [1] {x}","n":1} while logined', '+ event msg {"body":"a b [1] {x}","n":2} while connected']
  expect(changes(diff)).toEqual(['~ event msg: n: 1 → 2; 1: "while" → "while"; 2: "logined" → "connected"'].map((l) => l.replace('1: "while" → "while"; ', '')))
})

test('what has no counterpart stays as it is; logins are brief', () => {
  expect(changes(['- pending connect', '+ frame 5_1 Property{"1":0,"7":5} on 2'])).toEqual(['- pending connect', '+ frame 5_1 Property{"7":5} on 2'])
  expect(changes(['+ frame 2_3 Property{"8":1,"13":"x","26":"s","1000":"t"} on 1'])).toEqual(['+ frame 2_3 Property{"8":1,"26":"s","1000":"t"} on 1'])
})

test('long lines end in a digest of the whole', () => {
  const [a, b] = [short('x'.repeat(500) + 'a'), short('x'.repeat(500) + 'b')]
  expect(a.length).toBeLessThan(300)
  expect(a).not.toBe(b)
})

test('expected lines survive writing and reading; attributions stay with the very line', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'expected-')), 'x')
  const all = new Map([
    ['receive: one', [{ id: 'D01-x', line: '- event a' }, { id: 'D01-x', line: '+ event b' }, { id: '?', line: '~ event c: n: 1 → 2' }]],
    ['receive: two', [{ id: 'D02-y', line: '- event a' }]],
  ])
  writeExpected(dir, all)
  expect(readExpected(dir)).toEqual(all)
  expect(attribute(['- event a', '- event a', '- event z'], all.get('receive: one'))).toEqual([
    { id: 'D01-x', line: '- event a' },
    { id: '?', line: '- event a' },
    { id: '?', line: '- event z' },
  ])
})
