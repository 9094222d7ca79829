import type { Account } from '../account'
import { parseJson } from '../json'
import { Refusal } from '../refusal'
import type { Act, Service } from '../service'

/** Refuses a call of the server API, with a text as the real service gives one. */
export class ApiRefusal extends Refusal {
  constructor(
    code: number,
    readonly desc: string
  ) {
    super(code)
  }
}

/** What came with a call: texts and uploaded files by name. */
export type Fields = ReadonlyMap<string, string | File>

/** The fields of a call. What must be there and is not, or is too long or no value of its kind, is refused with 414. */
export interface Form {
  text(name: string, max?: number): string
  textOr(name: string, max?: number): string | undefined
  /** A number, one of those allowed if any are named. */
  number(name: string, ...allowed: number[]): number
  numberOr<T>(name: string, fallback: T, ...allowed: number[]): number | T
  /** A whole number within bounds, both inclusive. */
  within(name: string, low: number, high: number): number
  flag(name: string): boolean
  flagOr(name: string, fallback: boolean): boolean
  /** JSON text of a list of texts. */
  list(name: string, max: number): string[]
  listOr(name: string, max: number): string[] | undefined
  /** JSON text of an object; `{}` when it is not there. */
  objectOr(name: string): Record<string, unknown>
  /** The account that a field names: 414 when there is none. */
  account(name: string): Account
  file(name: string): File
}

const wrong = (name: string): never => {
  throw new ApiRefusal(414, name)
}

/** An account that exists: 414 says which does not. */
export const accountOf = (s: Service, id: string): Account => s.store.account(id) ?? wrong(`${id} not register`)

const strings = (value: unknown): value is (string | number)[] => Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')

export function readForm(s: Service, fields: Fields): Form {
  const form: Form = {
    text: (name, max) => form.textOr(name, max) || wrong(`${name} is empty`),
    textOr(name, max = Infinity) {
      const value = fields.get(name)
      if (value === undefined) return undefined
      return typeof value !== 'string' ? wrong(name) : value.length > max ? wrong(`${name} is too long`) : value
    },
    number(name, ...allowed) {
      const value = Number(form.text(name))
      return Number.isFinite(value) && (allowed.length === 0 || allowed.includes(value)) ? value : wrong(name)
    },
    numberOr: (name, fallback, ...allowed) => (fields.get(name) ? form.number(name, ...allowed) : fallback),
    within(name, low, high) {
      const value = form.number(name)
      return Number.isInteger(value) && value >= low && value <= high ? value : wrong(name)
    },
    flag: (name) => fields.get(name) === 'true' || fields.get(name) === '1',
    flagOr: (name, fallback) => (fields.get(name) ? form.flag(name) : fallback),
    list(name, max) {
      const value = parseJson(form.text(name))
      return strings(value) && value.length <= max ? value.map(String) : wrong(name)
    },
    listOr: (name, max) => (fields.get(name) ? form.list(name, max) : undefined),
    objectOr(name) {
      const value = fields.get(name) ? parseJson(form.text(name)) : {}
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : wrong(name)
    },
    account: (name) => accountOf(s, form.text(name)),
    file(name) {
      const value = fields.get(name)
      return value instanceof File ? value : wrong(`${name} is empty`)
    },
  }
  return form
}

/** Lets an account act. */
export type As = (me: Account) => Act

/** Works on one call; what it returns is sent with code 200. */
export type Action = (s: Service, form: Form, as: As) => Record<string, unknown> | void | Promise<Record<string, unknown>>

/** Calls of the server API, by path without `.action`. */
export type Actions = Record<string, Action>
