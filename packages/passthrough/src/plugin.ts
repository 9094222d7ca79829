import type { Plugin } from '@nim/core'
import type { PluginShape } from './types'
import { wire, type Wired } from './wire'

/** Addresses of chat rooms and QChat: `nim.plugin`. */
export function plugin(): Plugin<PluginShape> {
  return {
    name: 'plugin',
    wire,
    setup: ({ check, call }, { commands }: Wired) => ({
      api: {
        plugin: {
          async getChatroomAddress(o) {
            check(o, 'chatroomId ipType?:n')
            // true: asked by a mini-program
            return (await call(commands.getChatroomAddress, [o.chatroomId, true, o.ipType || 0])).r[0] || []
          },
          async getQChatAddress(o) {
            check(o, 'ipType?:n')
            return (await call(commands.getQChatAddress, [{ ipType: Object(o).ipType || 0 }])).r[0] || []
          },
        },
      },
    }),
  }
}
