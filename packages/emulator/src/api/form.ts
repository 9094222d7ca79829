import type { Account } from '../account'
import { parseJson } from '../json'
import { Refusal } from '../refusal'
import type { Service } from '../service'

/** Refuses a call of the server API, with a text as the real service gives one. */
export class ApiRefusal extends Refusal {
  constructor(
    code: number,
    readonly desc: string
  ) {
    super(code)
  }
}

/** The fields of a call. What must be there and is not, or is too long or no value of its kind, is refused with 414. */
export interface Form {
  text(name: string, max?: number): string
  textOr(name: string, max?: number): string | undefined
  number(name: string, ...allowed: number[]): number
  numberOr(name: string, fallback: number): number
  flag(name: string): boolean
  /** JSON text of a list of texts. */
  list(name: string, max: number): string[]
  /** JSON text of an object. */
  objectOr(name: string): Record<string, unknown>
  /** The account that a field names: 414 when there is none. */
  account(name: string): Account
}

const wrong = (name: string): never => {
  throw new ApiRefusal(414, name)
}

export function readForm(s: Service, fields: URLSearchParams): Form {
  const form: Form = {
    text: (name, max) => form.textOr(name, max) || wrong(`${name} is empty`),
    textOr(name, max = Infinity) {
      const value = fields.get(name) ?? undefined
      return value !== undefined && value.length > max ? wrong(`${name} is too long`) : value
    },
    number(name, ...allowed) {
      const value = Number(form.text(name))
      return Number.isFinite(value) && (allowed.length === 0 || allowed.includes(value)) ? value : wrong(name)
    },
    numberOr: (name, fallback) => (fields.get(name) ? form.number(name) : fallback),
    flag: (name) => fields.get(name) === 'true' || fields.get(name) === '1',
    list(name, max) {
      const value = parseJson(form.text(name))
      return Array.isArray(value) && value.length <= max && value.every((item) => typeof item === 'string' || typeof item === 'number') ? value.map(String) : wrong(name)
    },
    objectOr(name) {
      const value = fields.get(name) ? parseJson(form.text(name)) : {}
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : wrong(name)
    },
    account: (name) => s.store.account(form.text(name)) ?? wrong(`${form.text(name)} not register`),
  }
  return form
}

/** Works on one call; what it returns is sent with code 200. */
export type Action = (s: Service, form: Form) => Record<string, unknown> | void

/** Calls of the server API, by path without `.action`. */
export type Actions = Record<string, Action>
