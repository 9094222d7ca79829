import type { Plugin } from '@nim/core'
import type { MiscShape } from './types'
import { wire, type Wired } from './wire'

/** The service's clock: `nim.misc`; also answers its network probes. */
export function misc(): Plugin<MiscShape> {
  return {
    name: 'misc',
    wire,
    setup: (ctx, { commands }: Wired) => ({
      api: { misc: { getServerTime: async () => (await ctx.call(commands.getServerTime)).r[0] || ctx.now() } },
      push: {
        // t3: when it came, t4: when it goes back
        notifyDetect: ([probe]) => ctx.post(commands.uploadDetect, [{ ...probe, t3: Date.now(), t4: Date.now() }]),
      },
    }),
  }
}
