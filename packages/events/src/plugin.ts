import type { Plugin } from '@nim/core'
import { longest, subscriptions } from './kept'
import type { EventApi, EventShape, MsgEventSubscribe, PushEvent, UnSubscribeEventsOptions } from './types'
import { wire, type Wired } from './wire'

/** Presence and events: `nim.event`. */
export function event(): Plugin<EventShape> {
  return {
    name: 'event',
    wire,
    texts: { 419: 'too many: the limit is reached' },
    setup(ctx, { commands }: Wired) {
      const { call, check, emit } = ctx
      const subs = subscriptions(ctx, commands.subscribeEvent)
      let stale = false

      const read = (e: any): PushEvent => {
        const { serverExt } = e
        // where apps of the official client look for it; what the publisher put there comes first
        if (e.ext === undefined && serverExt !== undefined) e.ext = Array.isArray(serverExt) && typeof serverExt[0] === 'string' ? serverExt[0] : serverExt
        return e
      }
      const tell = (list: any[]) => {
        const events = list.filter((e) => e && e.type !== undefined).map(read)
        if (events[0]) emit('pushEvents', events)
      }

      /** Accounts are named; without any a command is about the type as a whole. */
      const some = ({ accounts }: UnSubscribeEventsOptions) => !!accounts && !!accounts[0]
      const ask = async (what: 'unSubscribe' | 'querySubscribe', o: UnSubscribeEventsOptions) => {
        check(o, 'type:n accounts?:as..100')
        return (await call(commands[`${what}EventsBy${some(o) ? 'Accounts' : 'Type'}`], [{ type: o.type }, o.accounts])).r
      }

      const api: EventApi = {
        async publishEvent(o) {
          check(o, `type:n value:n ext?:s validTime?:n60..${longest} broadcastType?:n sync?:b`)
          const { r } = await call(commands.publishEvent, [{ validTime: 604800, broadcastType: 2, ...o, idClient: ctx.id(), sync: !!o.sync }])
          return read(r[0] || {})
        },
        async subscribeEvent(o) {
          check(o, `type:n accounts:as..100 subscribeTime?:n60..${longest}`)
          const { type, accounts, subscribeTime } = o
          return { failedAccounts: await subs.add({ type, sync: o.sync === true, until: subscribeTime ? Date.now() + subscribeTime * 1000 : Infinity, accounts }) }
        },
        async unSubscribeEvents(o) {
          const failedAccounts: string[] = (await ask('unSubscribe', o))[0] || []
          subs.keep(o.type, (account) => some(o) && (o.accounts!.indexOf(account) < 0 || failedAccounts.indexOf(account) >= 0))
          return { failedAccounts }
        },
        async querySubscribeEvents(o) {
          const list: MsgEventSubscribe[] = (await ask('querySubscribe', o))[0]
          for (const s of list) s.validTime = s.subscribeTime
          return list
        },
      }

      return {
        api: { event: api },
        push: {
          pushEvent: ([e]) => tell([e]),
          pushEvents: ([list]) => tell(list),
        },
        lost: () => void (stale = true),
        synced() {
          if (stale) subs.renew()
          stale = false
        },
        clear: subs.clear,
      }
    },
  }
}
