import { need } from './refusal'
import { fromWire, type Row } from './row'

/** The parameters of a command, read by position. A missing or wrong one is refused with 414, unless it may be absent. */
export interface Args {
  /** Text; numbers are taken as text, because ids travel as either. */
  text(i: number): string
  textOr<T>(i: number, fallback: T): string | T
  /** A finite number; text of digits is taken as one. */
  number(i: number): number
  numberOr<T>(i: number, fallback: T): number | T
  /** `"true"`, `true`, `1` and `"1"` are true. */
  flag(i: number): boolean
  /** A list of texts. */
  list(i: number): string[]
  listOr<T>(i: number, fallback: T): string[] | T
  /** A Property. */
  row(i: number): Row
  /** A list of Properties. */
  rows(i: number): Row[]
}

interface Slot {
  t: string
  v: unknown
}

const kind = (word: string) => (word[0] === '@' ? 'property' : word[0] === '*' ? 'arraymable' : word.toLowerCase())

/**
 * Puts the list `Q` into the positions of the command's table.
 * Clients leave `undefined` parameters out, so the following ones move up: each value goes to the next position that has its type word.
 * Between neighbours of one type nobody can tell which was left out; then the first one counts as given.
 */
export function align(words: readonly string[], q: unknown): unknown[] {
  const slots: Slot[] = Array.isArray(q) ? q.filter((item) => typeof item === 'object' && item !== null && 't' in item) : []
  const out: unknown[] = new Array(words.length)
  let at = 0
  for (const { t, v } of slots) {
    let i = at
    while (i < words.length && kind(words[i]!) !== kind(String(t))) i++
    if (i === words.length) i = at
    out[i] = v
    at = i + 1
  }
  return out
}

const str = (v: unknown) => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : undefined)

const num = (v: unknown) => {
  const n = typeof v === 'number' ? v : typeof v === 'string' && v.trim() !== '' ? Number(v) : NaN
  return Number.isFinite(n) ? n : undefined
}

const texts = (v: unknown) => {
  if (!Array.isArray(v)) return undefined
  const list = v.map(str)
  return list.every((item) => item !== undefined) ? (list as string[]) : undefined
}

export function readArgs(values: unknown[]): Args {
  const must = <T>(v: T | undefined): T => {
    need(v !== undefined)
    return v
  }
  return {
    text: (i) => must(str(values[i])),
    textOr: (i, fallback) => (values[i] == null ? fallback : must(str(values[i]))),
    number: (i) => must(num(values[i])),
    numberOr: (i, fallback) => (values[i] == null ? fallback : must(num(values[i]))),
    flag: (i) => /^(true|1)$/i.test(String(values[i])),
    list: (i) => must(texts(values[i])),
    listOr: (i, fallback) => (values[i] == null ? fallback : must(texts(values[i]))),
    row: (i) => fromWire(must(typeof values[i] === 'object' && values[i] !== null ? values[i] : undefined)),
    rows: (i) => must(Array.isArray(values[i]) ? (values[i] as unknown[]) : undefined).map((item) => fromWire((item as Slot | null)?.v)),
  }
}
