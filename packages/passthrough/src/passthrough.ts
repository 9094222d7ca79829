import type { Plugin } from '@nim/core'
import type { PassThroughShape } from './types'
import { wire, type Wired } from './wire'

/** Requests to the app's own server: `nim.passThrough`. */
export function passThrough(): Plugin<PassThroughShape> {
  return {
    name: 'passThrough',
    wire,
    setup: (ctx, { commands }: Wired) => ({
      api: {
        passThrough: {
          request(o) {
            ctx.check(o, 'path')
            return ctx.call(commands.requestProxy, [o]).then(({ r }) => r[0] || {})
          },
        },
      },
      push: {
        onRequestProxy([msg]) {
          if (msg) ctx.emit('proxyMsg', msg)
        },
      },
    }),
  }
}
