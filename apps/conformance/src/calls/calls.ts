/** The methods of some modules: each called rightly, and each of its rules broken. */
export interface Calls {
  /** The modules; a client without them sits it out. */
  needs: string[]
  /** Beginnings of paths: one scenario for each, so that a failure names one. */
  groups: string[]
  /** Differences that apply to a group, and those that apply when the connection is cut. */
  differs?: Record<string, string[]>
  differsWhenCut?: Record<string, string[]>
  /** One right call of every method that asks the service: path, arguments, its command. */
  right: [path: string, args: unknown, command: string][]
  /** Each method with each of its rules broken: nothing may be sent, and the same rule must be named. A list is a list of arguments. */
  wrong: Record<string, unknown[]>
}
