import { NimError } from './error'
import { Client } from './nim'
import type { NimOptions, OtherOptions } from './options'
import type { AnyPlugin, ShapeOf } from './plugin'
import type { Nim, NimClass } from './types'

/**
 * Makes a client with just the plugins listed.
 * Throws a `validateError` (414) for missing or wrong options.
 */
export function createNim<const P extends readonly AnyPlugin[] = []>(options: NimOptions & OtherOptions & { plugins?: P }): Nim<ShapeOf<P[number]>> {
  const { plugins, ...rest } = options || {}
  return new Client(rest as NimOptions, rest as OtherOptions, plugins) as unknown as Nim<ShapeOf<P[number]>>
}

function use<const P extends readonly AnyPlugin[]>(...plugins: P): NimClass<ShapeOf<P[number]>> {
  return class NIM extends Client {
    static instance: NIM | null = null

    static getInstance(options?: NimOptions, otherOptions?: OtherOptions) {
      const old: any = this.instance
      if (!options && !old) throw new NimError(414, 'Instance not exist, please input options', 'validateError')
      if (!old) return new this(options!, otherOptions)
      if (!options) return old
      if (options.account !== old.account || (options.appkey || options.appKey) !== old.options.appkey) throw new NimError(417, 'Unexpected login: destroy() the client of the other account first')
      old.setOptions(options)
      return old
    }

    constructor(options: NimOptions, otherOptions?: OtherOptions) {
      super(options, otherOptions, plugins)
      const made = new.target as typeof NIM
      made.instance = this
      const { destroy } = this as any
      ;(this as any).destroy = () => {
        if (made.instance === this) made.instance = null
        return destroy()
      }
    }
  } as unknown as NimClass<ShapeOf<P[number]>>
}

/** The class form: `const NIM = NIM.use(msg, session)`, then `new` or `getInstance`. */
export const NIM = { use }
