/**
 * A Property of the wire: tag → text, without a prototype.
 * Like the real service the emulator sends every value as text, so clients are tested with what they will meet.
 */
export interface Row {
  [tag: string]: string
}

const text = (v: unknown): string | undefined => {
  switch (typeof v) {
    case 'string':
      return v
    case 'number':
    case 'bigint':
      return String(v)
    case 'boolean':
      return v ? '1' : '0'
    case 'object':
      return v === null ? undefined : JSON.stringify(v)
    default:
      return undefined
  }
}

/** A row of tag → value; `undefined` and `null` are left out. */
export function row(values: Record<number, unknown> = {}, ...more: (Record<number, unknown> | undefined)[]): Row {
  const out: Row = Object.create(null)
  for (const part of [values, ...more])
    for (const [tag, value] of Object.entries(part ?? {})) {
      const v = text(value)
      if (v !== undefined) out[tag] = v
    }
  return out
}

/** What a client sent as a Property. Only numeric tags are taken over, so no name of it can reach a prototype. */
export function fromWire(raw: unknown): Row {
  const out: Row = Object.create(null)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return out
  for (const [tag, value] of Object.entries(raw)) {
    const v = /^\d{1,4}$/.test(tag) ? text(value) : undefined
    if (v !== undefined) out[tag] = v
  }
  return out
}

/** The tags of `from` that are named, as a new row. */
export function pick(from: Row, tags: Iterable<number>): Row {
  const out: Row = Object.create(null)
  for (const tag of tags) {
    const v = from[tag]
    if (v !== undefined) out[tag] = v
  }
  return out
}

/** A flag that is on unless it says 0. */
export const unlessOff = (from: Row, tag: number): boolean => from[tag] !== '0'
