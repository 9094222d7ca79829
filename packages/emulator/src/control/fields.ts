import { Mistake } from './mistake'

/** The JSON object of a request, read by name. What is missing or of another kind is a mistake that says so. */
export interface Fields {
  text(name: string): string
  textOr(name: string): string | undefined
  number(name: string): number
  flag(name: string, otherwise: boolean): boolean
  /** The whole object. */
  readonly all: Readonly<Record<string, unknown>>
}

export function readFields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Mistake(400, 'a JSON object is expected')
  const all: Record<string, unknown> = { ...value }
  const wrong = (name: string, expects: string): never => {
    throw new Mistake(400, `${name}: ${expects} is expected`)
  }
  const fields: Fields = {
    all,
    text: (name) => fields.textOr(name) ?? wrong(name, 'a text'),
    textOr(name) {
      const v = all[name]
      if (v === undefined || v === null) return undefined
      return typeof v === 'string' && v !== '' ? v : wrong(name, 'a text')
    },
    number(name) {
      const v = all[name]
      return typeof v === 'number' && Number.isFinite(v) ? v : wrong(name, 'a number')
    },
    flag(name, otherwise) {
      const v = all[name] ?? otherwise
      return typeof v === 'boolean' ? v : wrong(name, 'true or false')
    },
  }
  return fields
}
