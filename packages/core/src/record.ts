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

const word = (table: Record<string, any>, v: any) => (table[v] === undefined ? v : table[v])

const read = ({ kind, words }: Field, v: any): unknown =>
  kind === '+'
    ? +v
    : kind === '#'
      ? parseInt(v)
      : kind === '?'
        ? v > 0 || (+v === 0 ? false : undefined) // "0", "", null and 0 all mean false
        : kind === '!'
          ? parseInt(v) === 1
          : kind === '$'
            ? String(v)
            : kind === '{'
              ? parseJson(v)
              : word(words, v)

const write = ({ kind, numbers }: Field, v: any): unknown =>
  kind === '?' || kind === '!' ? (v === true ? 1 : v === false ? 0 : undefined) : kind === '{' && typeof v !== 'string' ? JSON.stringify(v) : word(numbers, v)

/** A Property of the wire as a public object. Unknown tags are dropped; what is no Property gives an empty object. */
export function decode<T = any>({ tags }: RecordTable, raw: any): T {
  const out: any = {}
  for (const tag in typeof raw === 'object' ? raw : {}) {
    const f = tags[tag]
    if (!f) continue
    const v = f.kind ? read(f, raw[tag]) : raw[tag]
    if (v === undefined || v !== v) continue // no NaN for the app to trip over
    if (f.group) (out[f.group] || (out[f.group] = {}))[f.name] = v
    else out[f.name] = v
  }
  return out
}

/** A public object as a Property of the wire; groups are flattened, names without a tag and `undefined` are left out. */
export function encode(table: RecordTable, value: any, out: Record<string, unknown> = {}, group = ''): Record<string, unknown> {
  for (const name in value) {
    const v = value[name]
    const f = table.names[group + '.' + name]
    if (f) out[f.tag] = write(f, v)
    else if (!group && typeof v === 'object') encode(table, v, out, name)
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
    if (type[0] === '*') return ([] as unknown[]).concat(v || []).map((item) => decode(record!, item))
    if (v === undefined || type === '.') return v
    return type === '+' ? (isNaN(v) ? undefined : +v) : decode(record!, v)
  })
}
