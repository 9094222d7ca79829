import type { Command, Field, RecordTable } from './notation'

/** JSON text → value; text that is no JSON stays as it is. */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function read(f: Field, v: any): unknown {
  switch (f.kind) {
    case '':
      return v
    case '+':
      return +v
    case '#':
      return parseInt(v)
    case '?':
      return v > 0 ? true : +v === 0 ? false : undefined // "0", "", null and 0 all mean false
    case '!':
      return parseInt(v) === 1
    case '$':
      return String(v)
    case '{':
      return parseJson(v)
    default: {
      const word = f.words![v]
      return word === undefined ? v : word
    }
  }
}

function write(f: Field, v: any): unknown {
  switch (f.kind) {
    case '?':
    case '!':
      return v === true ? 1 : v === false ? 0 : undefined
    case '{':
      return typeof v === 'string' ? v : JSON.stringify(v)
    case '=': {
      const n = f.numbers![v]
      return n === undefined ? v : n
    }
    default:
      return v
  }
}

/** A Property of the wire as a public object. Unknown tags are dropped; what is no Property gives an empty object. */
export function decode<T = any>(table: RecordTable, raw: any): T {
  const out: any = {}
  const { tags } = table
  for (const tag in typeof raw === 'object' ? raw : {}) {
    const f = tags[tag]
    if (f === undefined) continue
    const v = f.kind === '' ? raw[tag] : read(f, raw[tag])
    if (v === undefined || v !== v) continue // no NaN for the app to trip over
    if (f.group === undefined) out[f.name] = v
    else (out[f.group] || (out[f.group] = {}))[f.name] = v
  }
  return out
}

/** A public object as a Property of the wire; groups are flattened, names without a tag and `undefined` are left out. */
export function encode(table: RecordTable, value: any, out: Record<string, unknown> = {}, group = ''): Record<string, unknown> {
  for (const name in value) {
    const v = value[name]
    const f = table.names[group + '.' + name]
    if (f) out[f.tag] = write(f, v)
    else if (!group && v && typeof v === 'object') encode(table, v, out, name)
  }
  return out
}

const property = (table: RecordTable, v: unknown) => ({ t: 'Property', v: encode(table, v) })

/** Parameters of a command as the list `Q`. `undefined` is left out. */
export function encodeRequest(cmd: Command, values: unknown[]): { t: string; v: unknown }[] {
  const q: { t: string; v: unknown }[] = []
  cmd.request.forEach((type, i) => {
    const v = values[i]
    if (v === undefined) return
    const record = cmd.records[type.slice(1)]
    if (type[0] === '@') q.push(property(record!, v))
    else if (type[0] === '*') q.push({ t: 'ArrayMable', v: (v as unknown[]).map((item) => property(record!, item)) })
    else q.push({ t: type, v: /^bool$/i.test(type) ? String(!!v) : v })
  })
  return q
}

/** The list `r` of an answer or push, position by position. A missing or odd list gives empty values, never an exception. */
export function decodeAnswer(cmd: Command, r: unknown): any[] {
  const list: any[] = Array.isArray(r) ? r : []
  return cmd.answer.map((type, i) => {
    const v = list[i]
    const record = cmd.records[type.slice(1)]
    if (type[0] === '*') return Array.isArray(v) ? v.map((item) => decode(record!, item)) : []
    if (v === undefined || type === '.') return v
    return type === '+' ? (isNaN(v) ? undefined : +v) : decode(record!, v)
  })
}
