/** Extra facts an error may carry. Never a token, never a message body. */
export interface NimErrorDetail {
  /** Name of the command that failed, e.g. `sendMsg`. */
  cmd?: string
  /** Which parameter was refused, why a connection ended, … */
  data?: Record<string, unknown>
  /** The error of the platform or of the app that led here. */
  cause?: unknown
  /** The message a failed send was about, with its final `status`. */
  msg?: unknown
  [more: string]: unknown
}

/**
 * Error words the official client uses as `name`:
 * `validateError` a parameter is wrong (code 414), `formatError` (412), `cmdError` the service refused or did not answer,
 * `customError` the connection was not there or was lost (415), `uploadError` a file was not uploaded (400).
 */
export type NimErrorName = 'validateError' | 'formatError' | 'cmdError' | 'customError' | 'uploadError'

/**
 * The one shape of every failure: thrown, rejected with, or handed to `disconnect` and `willReconnect`.
 * `message` says what failed and what to do about it.
 */
export class NimError extends Error {
  /** Numeric code: the service's own (302, 403, 7101, …), or 408 no answer, 412/414 bad input, 415 no connection. */
  declare readonly code: number
  declare readonly cmd?: string
  declare readonly data: Record<string, unknown>
  declare cause?: unknown
  declare msg?: unknown
  /** Set when there was no connection at all: the shape the official client rejects with. */
  declare readonly error?: { code: string }
  /** The rule that was broken, on a `validateError`. */
  declare readonly rules?: string
  /** Local time of the failure, ms. */
  declare readonly timetag: number

  constructor(code: number, message: string, name: NimErrorName = 'customError', detail?: NimErrorDetail) {
    super(message)
    Object.assign(this, { name, code, timetag: Date.now(), data: {} }, detail)
  }
}

/** A `validateError` (414) about one parameter. */
export const invalid = (key: string, message: string, rules?: string) => new NimError(414, message, 'validateError', { data: { key }, rules })

/** The connection was lost (415), for this reason in the official client's words. */
export const lost = (message: string, reason: string, detail: NimErrorDetail) => new NimError(415, message, 'customError', { data: { disconnect_reason: reason }, ...detail })

/** What to do about a code. Plugins add the codes of their own commands. */
export type CodeTexts = Record<number, string>

export const coreTexts: CodeTexts = {
  302: 'wrong account, token or appkey: get a new token',
  403: 'not permitted: check the console',
  404: 'not found',
  408: 'no answer: try again',
  414: 'wrong parameter',
  416: 'too many: try later',
  417: 'another device logged in',
  422: 'account disabled',
  503: 'busy: try later',
}
