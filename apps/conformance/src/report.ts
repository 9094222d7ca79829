import { createHash } from 'node:crypto'

/** The members in which two values differ: `path: official → ours`. */
function members(a: unknown, b: unknown, path: string): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return []
  const whole = (v: unknown) => !v || typeof v !== 'object'
  if (whole(a) || whole(b) || Array.isArray(a) !== Array.isArray(b)) return [`${path}: ${JSON.stringify(a)} → ${JSON.stringify(b)}`]
  const keys = [...new Set([...Object.keys(a as object), ...Object.keys(b as object)])]
  return keys.flatMap((k) => members((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k], path ? `${path}.${k}` : k))
}

interface Told {
  name: string
  values: unknown[]
}

/** Where the JSON value that starts here ends. */
function valueEnd(text: string, from: number): number {
  let depth = 0
  let quoted = false
  for (let i = from; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c === '\\') i++
      else if (c === '"') quoted = false
    } else if (c === '"') quoted = true
    else if (c === '{' || c === '[') depth++
    else if (c === '}' || c === ']') depth--
    else if (c === ' ' && !depth) return i
  }
  return text.length
}

/** `- event msg {…} while logined` → its name and its values; undefined when there are none to compare. */
function told(line: string): Told | undefined {
  const [, name, rest] = /^[-+] ((?:event|frame|resolve|reject|throw|return|note) [^ {["]+)(?: (.*))?$/s.exec(line) ?? []
  if (!name || !rest) return undefined
  const values: unknown[] = []
  for (let at = 0; at < rest.length; ) {
    const end = valueEnd(rest, at)
    const piece = rest.slice(at, end)
    const start = piece.search(/[{["\d-]/)
    try {
      values.push(start < 0 ? piece : { [piece.slice(0, start)]: JSON.parse(piece.slice(start)) })
    } catch {
      return undefined
    }
    at = end + 1
  }
  return { name, values }
}

/** Lines may be long: their end is replaced by a digest, so that it is still compared. */
const most = 300
export const short = (line: string): string =>
  line.length <= most ? line : `${line.slice(0, most - 60)}… #${createHash('sha1').update(line).digest('hex').slice(0, 8)}`

/** Of a login or sync just what tells it from another one: the rest is compared where both clients send it. */
const brief = (line: string): string => {
  const found = /^([-+] frame (?:2_3|5_1) Property)(\{.*\})( on \d+)$/.exec(line)
  if (!found) return line
  const kept = Object.entries(JSON.parse(found[2]!) as Record<string, unknown>).filter(([tag, v]) => (line.includes('2_3') ? ['8', '26', '1000'].includes(tag) : v !== 0))
  return found[1] + JSON.stringify(Object.fromEntries(kept)) + found[3]
}

/** The changed lines of a diff; where both clients tell the same thing differently, just what differs in it. */
export function changes(diff: readonly string[]): string[] {
  const left = diff.filter((l) => l[0] !== ' ')
  const used = new Set<number>()
  const near = 12
  return left.flatMap((line, i) => {
    if (used.has(i)) return []
    const mine = line[0] === '-' ? told(line) : undefined
    const j = mine ? left.findIndex((other, k) => Math.abs(k - i) < near && !used.has(k) && other[0] === '+' && told(other)?.name === mine.name) : -1
    const found = j >= 0 ? members(mine!.values, told(left[j]!)!.values, '') : []
    if (!found.length) return [brief(line)]
    used.add(j)
    return [`~ ${mine!.name}: ${found.map((f) => f.replace(/^\d+\.\./, '')).join('; ')}`]
  })
}
