import { rightCalls } from '../calls'
import { withSession } from '../records'
import { room, type Row, type Setting } from '../scenario'
import type { Stage } from '../stage'

const needs = ['msg', 'session', 'msgLog', 'msgExtend', 'cloudSession']
const all = async (t: Stage, some = '') => {
  for (const [path, args] of rightCalls) if (path.startsWith(some)) await t.do(path, args)
}
const modules = ['msg.send', 'msg.re', 'msg.f', 'msg.d', 'msg.get', 'msgLog', 'msgExtend', 'session', 'cloudSession']

const stale = { 'msg.re': ['D55-stale-fields'], 'msg.f': ['D55-stale-fields'] }

/** The same for each module, so that a failure names one. */
const forEach = (what: string, { differs = [] }: Setting, more: Record<string, string[]>, play: (t: Stage, some: string) => Promise<void>): Row[] => modules.map((some) => [`${some}… ${what}`, { differs: [...differs, ...(more[some] ?? [])] }, (t) => play(t, some)])

/** What happens to every method alike. */
export const calls = room('calls', { needs }, [
  ...forEach('offline', { differs: ['D01-error-class'] }, stale, async (t, some) => {
    t.make()
    await all(t, some)
  }),
  ...forEach('refused with 403', {}, stale, async (t, some) => {
    for (const [, , id] of rightCalls) t.script.on(id, { code: 403 })
    await withSession(t)
    await all(t, some)
  }),
  ...forEach('not answered', {}, stale, async (t, some) => {
    for (const [, , id] of rightCalls) t.script.on(id, 'silence')
    await t.login()
    for (const [path, args] of rightCalls) if (path.startsWith(some)) void t.start(path, args)
    await t.run(7900)
    await t.run(200)
  }),
  ...forEach('cut off', { differs: ['D05-disconnect-error'] }, { 'msg.send': ['D48-own-error'], 'msg.re': ['D48-own-error', 'D55-stale-fields'], 'msg.f': ['D55-stale-fields'] }, async (t, some) => {
    for (const [, , id] of rightCalls) t.script.on(id, 'silence')
    await t.login({ needReconnect: false })
    for (const [path, args] of rightCalls) if (path.startsWith(some)) void t.start(path, args)
    await t.run(100)
    t.network.drop()
    await t.run(100)
  }),
  ...forEach('answered with nothing', {}, stale, async (t, some) => {
    await withSession(t)
    await all(t, some)
  }),
])
