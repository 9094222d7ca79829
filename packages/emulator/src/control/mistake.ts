/** Thrown when a request of the control API cannot be carried out: answered with this HTTP status and what was wrong. */
export class Mistake extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The code of the service, when it was the service that refused. */
    readonly code?: number
  ) {
    super(message)
  }
}
