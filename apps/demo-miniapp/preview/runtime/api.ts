import { deliver } from './gate'

interface Callbacks<R> {
  success?(result: R & { errMsg: string }): void
  fail?(error: { errMsg: string }): void
  complete?(result: { errMsg: string }): void
}

/** WeChat's calling convention: callbacks when there are any, a promise otherwise. */
export function api<O extends object, R extends object>(name: string, run: (options: O) => R | void | Promise<R | void>) {
  return (options?: O & Callbacks<R>): Promise<R & { errMsg: string }> | undefined => {
    const o = options || ({} as O & Callbacks<R>)
    const result = Promise.resolve()
      .then(() => run(o))
      .then(
        (value) => ({ ...value, errMsg: name + ':ok' }) as R & { errMsg: string },
        (error: Error) => {
          throw { errMsg: `${name}:fail ${error.message}` }
        }
      )
    if (!o.success && !o.fail && !o.complete) return result
    result.then(
      (value) =>
        deliver(() => {
          o.success?.(value)
          o.complete?.(value)
        }),
      (error: { errMsg: string }) =>
        deliver(() => {
          o.fail?.(error)
          o.complete?.(error)
        })
    )
    return undefined
  }
}
