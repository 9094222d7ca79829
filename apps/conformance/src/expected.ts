import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of what remains between two logs, and the difference it belongs to. */
export interface ExpectedLine {
  /** `?`: not attributed yet, which never passes. */
  id: string
  line: string
}
export type Expected = Map<string, ExpectedLine[]>

const fileOf = (scenario: string) => scenario.split(':')[0]!.replace(/\W+/g, '-') + '.txt'

/**
 * What remains between the clients in single scenarios, line by line: `-` only the official one, `+` only ours, `~` the same thing
 * told differently (`path: official → ours`). In files of this form:
 *
 *   == receive: the same one twice
 *   D49-duplicates
 *     - event msg {…} while logined
 */
export function readExpected(dir: string): Expected {
  const all: Expected = new Map()
  if (!existsSync(dir)) return all
  for (const file of readdirSync(dir)) {
    let lines: ExpectedLine[] = []
    let id = '?'
    for (const line of readFileSync(join(dir, file), 'utf8').split('\n')) {
      if (line.startsWith('== ')) all.set(line.slice(3), (lines = []))
      else if (line.startsWith('  ')) lines.push({ id, line: line.slice(2) })
      else if (line) id = line
    }
  }
  return all
}

/** Writes the files of these scenarios; lines of scenarios that did not run stay as the file has them now. */
export function writeExpected(dir: string, ran: Expected): void {
  const all = readExpected(dir)
  const touched = new Set([...ran.keys()].map(fileOf))
  for (const [scenario, lines] of ran) all.set(scenario, lines)
  const files = new Map<string, string>()
  for (const [scenario, lines] of all) {
    if (!lines.length) continue
    let id = ''
    let text = `== ${scenario}\n`
    for (const l of lines) {
      if (l.id !== id) text += (id = l.id) + '\n'
      text += `  ${l.line}\n`
    }
    files.set(fileOf(scenario), (files.get(fileOf(scenario)) ?? '') + text + '\n')
  }
  mkdirSync(dir, { recursive: true })
  for (const file of touched) {
    const text = files.get(file)
    if (text) writeFileSync(join(dir, file), text)
    else rmSync(join(dir, file), { force: true })
  }
}

/** The lines as they are now; an attribution is kept only where the very line was expected before. */
export function attribute(lines: readonly string[], before: readonly ExpectedLine[] = []): ExpectedLine[] {
  const known = [...before]
  return lines.map((line) => {
    const at = known.findIndex((k) => k.line === line)
    return { line, id: at < 0 ? '?' : known.splice(at, 1)[0]!.id }
  })
}
