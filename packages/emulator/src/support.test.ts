import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { supported } from './index'
import { commands } from './table'

const { answered, pushed } = supported()

it('knows every command of the tables', () => {
  const known = new Set([...answered, ...pushed])
  expect([...commands.keys()].filter((id) => !known.has(id))).toEqual([])
})

it('answers nothing twice', () => {
  expect(new Set(answered).size).toBe(answered.length)
})

it('sends each packet that it says it sends', () => {
  const sources = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sources(path)
      return /\.test\.ts$|pushes\.ts$|probe\.ts$/.test(entry.name) ? [] : [readFileSync(path, 'utf8')]
    })
  const text = sources(import.meta.dirname).join('\n')
  expect(pushed.filter((id) => !text.includes(`'${id}'`))).toEqual([])
})
