import type { Calls } from '../calls/calls'
import { allCalls } from '../calls/index'
import { withSession } from '../records'
import { room, type Row } from '../scenario'
import type { Stage } from '../stage'

/** What happens to every method alike. */
const circumstances = ({ groups, right, differs = {}, differsWhenCut = {} }: Calls): Row[] => {
  const each = (what: string, own: string[], more: (group: string) => string[], play: (t: Stage, some: Calls['right']) => Promise<void>): Row[] =>
    groups.map((group) => [`${group}… ${what}`, { differs: [...own, ...more(group)] }, (t) => play(t, right.filter(([path]) => path.startsWith(group)))])
  const general = (group: string) => differs[group] ?? []
  const all = async (t: Stage, some: Calls['right']) => {
    for (const [path, args] of some) await t.do(path, args)
  }
  const answer = (t: Stage, how: { code: number } | 'silence') => {
    for (const [, , id] of right) t.script.on(id, how)
  }
  return [
    ...each('offline', ['D01-error-class'], general, async (t, some) => {
      t.make()
      await all(t, some)
    }),
    ...each('refused with 403', [], general, async (t, some) => {
      answer(t, { code: 403 })
      await withSession(t)
      await all(t, some)
    }),
    ...each('not answered', [], general, async (t, some) => {
      answer(t, 'silence')
      await t.login()
      for (const [path, args] of some) void t.start(path, args)
      await t.run(7900)
      await t.run(200)
    }),
    ...each('cut off', ['D05-disconnect-error'], (group) => [...general(group), ...(differsWhenCut[group] ?? [])], async (t, some) => {
      answer(t, 'silence')
      await t.login({ needReconnect: false })
      for (const [path, args] of some) void t.start(path, args)
      await t.run(100)
      t.network.drop()
      await t.run(100)
    }),
    ...each('answered with nothing', [], general, async (t, some) => {
      await withSession(t)
      await all(t, some)
    }),
  ]
}

export const calls = allCalls.flatMap((some) => room('calls', { needs: some.needs }, circumstances(some)))
