import { Client } from './nim'
import { invalid, NimError } from './error'
import type { NimOptions, OtherOptions } from './options'
import type { AnyPlugin, ShapeOf } from './plugin'
import type { Nim, NimClass } from './types'

/**
 * Makes a client with just the plugins listed.
 * Throws a `validateError` (414) for missing or wrong options.
 */
export function createNim<const P extends readonly AnyPlugin[] = []>(options: NimOptions & OtherOptions & { plugins?: P }): Nim<ShapeOf<P[number]>> {
  return new Client(options, options, Object(options).plugins) as unknown as Nim<ShapeOf<P[number]>>
}

function use<const P extends readonly AnyPlugin[]>(...plugins: P): NimClass<ShapeOf<P[number]>> {
  return class NIM extends Client {
    static instance: NIM | null = null

    static getInstance(options?: NimOptions, otherOptions?: OtherOptions) {
      const old: any = this.instance
      if (!old && options) return new this(options, otherOptions)
      if (!old) throw invalid('options', 'Instance not exist, please input options')
      if (!options) return old
      if (options.account !== old.account || (options.appkey || options.appKey) !== old.options.appkey) throw new NimError(417, 'Unexpected login: destroy() the other client first')
      old.setOptions(options)
      return old
    }

    constructor(options: NimOptions, otherOptions?: OtherOptions) {
      super(options, otherOptions, plugins)
    }
  } as unknown as NimClass<ShapeOf<P[number]>>
}

/** The class form: `const NIM = NIM.use(msg, session)`, then `new` or `getInstance`. */
export const NIM = { use }
