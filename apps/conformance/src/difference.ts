import type { Entry } from '@nim/testkit'

/**
 * A difference that is meant, as code: the narrowest statement of it.
 * Its heading in docs/differences.md has the same id.
 */
export interface Difference {
  id: string
  /** What the official client's log would be if it behaved as ours in this one respect. */
  expect?(official: Entry[]): Entry[]
  /** Takes out of either log what is not compared. */
  ignore?(log: Entry[]): Entry[]
  /** What must hold in ours besides; gives the complaint. */
  demand?(ours: Entry[], official: Entry[]): string | undefined
}

/** A change of single entries; `undefined` drops one. */
export const each =
  (change: (entry: Entry, at: number, log: Entry[]) => Entry | Entry[] | undefined) =>
  (log: Entry[]): Entry[] =>
    log.flatMap((entry, at) => change(entry, at, log) ?? [])

type Dict = Record<string, unknown>

/** An error in a log, as `copy` of the testkit writes it down. */
export const isError = (value: unknown): value is Dict => !!value && typeof value === 'object' && (value as Dict).Error === true

/** An entry with every value in it passed through `fn`, innermost first; `undefined` takes the member out. */
export function change(entry: Entry, fn: (value: unknown, key: string, parent: string) => unknown): Entry {
  const walk = (value: unknown, key: string, parent: string): unknown => {
    if (Array.isArray(value)) return fn(value.map((v) => walk(v, '', key)), key, parent)
    if (!value || typeof value !== 'object') return fn(value, key, parent)
    const inner: Dict = {}
    for (const [k, v] of Object.entries(value)) {
      const made = walk(v, k, key)
      if (made !== undefined) inner[k] = made
    }
    return fn(inner, key, parent)
  }
  const told: Dict = { ...entry }
  for (const part of ['args', 'value', 'error', 'q']) if (part in told) told[part] = walk(told[part], '', '')
  return told as Entry
}

/** Changes every error in the log, wherever it stands. */
export const errors = (fn: (error: Dict) => Dict) => each((entry) => change(entry, (v) => (isError(v) ? fn(v) : v)))

export const without = (value: Dict, ...keys: string[]): Dict => Object.fromEntries(Object.entries(value).filter(([k]) => !keys.includes(k)))

/** A command that sends a message. */
export const isSend = (id: string) => /^(7_1|8_2|21_2)$/.test(id)
/** A message that is on its way, or did not get there. */
export const isUnsent = (v: unknown): v is Dict => !!v && typeof v === 'object' && /^(sending|sendFailed)$/.test(String((v as Dict).status))
