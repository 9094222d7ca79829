import type { Command, PluginContext } from '@nim/core'

/** How often the service hears that this client is still there. ms */
const every = 120000

/** The channels this client is in. All live by one timer, which is set while there are any. */
export function keepAlive({ call }: PluginContext, delay: Command) {
  const ids = new Set<string>()
  let timer: ReturnType<typeof setInterval> | undefined

  const drop = (id: string) => {
    ids.delete(id)
    if (ids.size) return
    clearInterval(timer)
    timer = undefined
  }
  /** Tells the service, one channel after another. What it does not know (any more) is dropped. */
  const beat = async () => {
    for (const id of [...ids]) {
      try {
        await call(delay, [{ channelId: id }])
      } catch (e) {
        // no answer, no connection, a busy service: the channel may well be there
        if (!/^(408|41[56]|50[03])$/.test((e as { code: string }).code)) drop(id)
      }
    }
  }
  return {
    add(id: string | undefined) {
      if (!id) return
      ids.add(id)
      timer = timer || setInterval(beat, every)
    },
    drop,
    beat,
    clear: () => ids.forEach(drop),
  }
}
