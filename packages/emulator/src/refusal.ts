/** Thrown by a handler: the command is answered with this code. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    /** The values of the answer. Always a list: the official client fails on an answer without one. */
    readonly r: unknown[] = []
  ) {
    super(`refused with ${code}`)
  }
}

export function refuse(code: number, r?: unknown[]): never {
  throw new Refusal(code, r)
}

/** 414 unless `ok`. */
export function need(ok: unknown, code = 414): asserts ok {
  if (!ok) refuse(code)
}
