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

/** The list, or an empty one for anything else. */
export const list = (v: unknown): any[] => (Array.isArray(v) ? v : [])

const word = (v: any, table: Record<string, any>) => (table[v] === undefined ? v : table[v])

/** What the kinds of the notation make of a wire value. */
const readers: Record<string, (v: any, words: Field['words']) => unknown> = {
  '': (v) => v,
  '+': Number,
  '#': (v) => parseInt(v),
  '?': (v) => v > 0 || (+v === 0 ? false : undefined), // "0", "", null and 0 all mean false
  '!': (v) => parseInt(v) === 1,
  $: String,
  '{': parseJson,
  '=': word,
}

const write = ({ kind, numbers }: Field, v: any): unknown =>
  kind === '?' || kind === '!' ? (v === !!v ? +v : undefined) : kind === '{' && typeof v !== 'string' ? JSON.stringify(v) : word(v, numbers)

/** A Property of the wire as a public object. Unknown tags are dropped; what is no Property gives an empty object. */
export function decode<T = any>({ tags }: RecordTable, raw: any): T {
  const out: any = {}
  for (const tag in typeof raw === 'object' ? raw : {}) {
    const f = tags[tag]
    if (!f) continue
    const v = readers[f.kind]!(raw[tag], f.words)
    if (v === undefined || v !== v) continue // no NaN for the app to trip over
    const into = f.group ? out[f.group] || (out[f.group] = {}) : out
    into[f.name] = v
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


/** Parameters of a command as the list `Q`. `undefined` is left out. */
export function encodeRequest(cmd: Command, values: unknown[]): { t: string; v: unknown }[] {
  const q: { t: string; v: unknown }[] = []
  cmd.request.forEach((type, i) => {
    const v = values[i]
    const property = (item: unknown) => ({ t: 'Property', v: encode(cmd.records[type.slice(1)]!, item) })
    if (v === undefined) return
    if (type[0] === '@') q.push(property(v))
    else if (type[0] === '*') q.push({ t: 'ArrayMable', v: (v as unknown[]).map(property) })
    else q.push({ t: type, v: /^bool$/i.test(type) ? String(!!v) : v })
  })
  return q
}

/** The list `r` of an answer or push, position by position. A missing or odd list gives empty values, never an exception. */
export function decodeAnswer(cmd: Command, r: unknown): any[] {
  return cmd.answer.map((type, i) => {
    const v = list(r)[i]
    const record = (item: unknown) => decode(cmd.records[type.slice(1)]!, item)
    if (type[0] === '*') return ([] as unknown[]).concat((typeof v === 'object' && v) || []).map(record)
    if (v === undefined || type === '.') return v
    return type === '+' ? (isNaN(v) ? undefined : +v) : record(v)
  })
}
