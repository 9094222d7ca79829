import { allCalls } from '../calls/index'
import { room, type Row } from '../scenario'

export const validation = allCalls.flatMap(({ needs, wrong }) =>
  room(
    'validate',
    { needs },
    Object.entries(wrong).map(([path, args]): Row => [
      path + ` (${args.length})`,
      async (t) => {
        await t.login()
        await t.each(path.trim(), args)
      },
    ])
  )
)

/** Calls with no argument at all, or null. */
export const missing = allCalls.flatMap(({ needs, wrong }) =>
  room(
    'validate',
    { needs },
    (['undefined', 'null'] as const).map((what): Row => [
      `every method of ${needs.slice(0, 2).join(', ')} with ${what}`,
      async (t) => {
        await t.login()
        for (const path of new Set(Object.keys(wrong).map((p) => p.trim()))) await t.do(path, what === 'null' ? null : undefined)
      },
    ])
  )
)
