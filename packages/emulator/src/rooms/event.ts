import type { Device } from '../online'
import { need } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Call, Departure, MakeRoom } from '../service'
import { endOf, findSubscriptions, subscribe, subscriptionKey, subscriptionsOf, unsubscribe, type Published, type Subscribed } from '../subscription'
import { Event, Subscription } from '../tags'

/** The online state: the one event that the service publishes itself. */
const PRESENCE = '1'
const LOGIN = 1
const LOGOUT = 2
const BROKEN = 3
/** Values below are the service's own. */
const firstCustomValue = 10_000

const minLife = 60
const maxLife = 2_592_000
const defaultEventLife = 604_800
const maxExt = 4096
/** The current event of the same pair is not pushed again within, ms. */
const quiet = 30_000

/** Broadcast types: subscribers who are online, or those too who come later. */
const ONLINE_ONLY = '1'

/** Events: presence, what apps publish, and who wants to hear it. */
export const event: MakeRoom = (s) => {
  /** account → what its devices said last of their presence */
  const presences = new Map<string, Published>()
  /** `subscriber type publisher` → when its current event was told, ms */
  const told = new Map<string, number>()
  /** The ext that each client type of an account published, for the others to see. */
  const exts = new Map<string, Map<number, string>>()

  /** With every event goes which client types are online, and what each of them said. */
  const dress = (account: string, event: Row): Row => {
    const types = s.online.of(account).map((d) => d.clientType)
    const said = exts.get(account)
    return row(event, {
      [Event.account]: account,
      [Event.serverConfig]: JSON.stringify({ online: [...new Set(types)] }),
      [Event.serverExt]: said?.size ? JSON.stringify(Object.fromEntries(said)) : undefined,
    })
  }

  /** Tells every subscriber who is online. */
  function spread(account: string, event: Row): void {
    const key = subscriptionKey(event[Event.type]!, account)
    for (const subscriber of s.online.accounts()) {
      const sub = s.store.account(subscriber)?.subscriptions.get(key)
      if (sub && endOf(sub) >= s.clock.now()) s.online.tell(subscriber, '14_2', [event])
    }
  }

  function presence(device: Device, value: number): void {
    const { account, clientType } = device
    const made = row({ [Event.type]: PRESENCE, [Event.value]: value, [Event.clientType]: clientType, [Event.time]: s.clock.stamp(), [Event.idServer]: s.clock.id() })
    const event = dress(account, made)
    presences.set(account, { event, expires: s.clock.now() + defaultEventLife * 1000 })
    spread(account, event)
  }

  /** The newest event of a subscription that still holds; of who is offline there is no presence. */
  function newest({ type, publisher }: Subscribed): Row | undefined {
    const said = s.store.events.get(subscriptionKey(type, publisher))
    const found = type === PRESENCE ? later(said, presences.get(publisher)) : said
    const away = type === PRESENCE && s.online.of(publisher).length === 0
    return !found || away || found.expires < s.clock.now() ? undefined : found.event
  }

  const later = (a: Published | undefined, b: Published | undefined) => (a && b ? (Number(a.event[Event.time]) > Number(b.event[Event.time]) ? a : b) : (a ?? b))

  function hand(account: string, list: Subscribed[], to: Device): void {
    const now = s.clock.now()
    const name = ({ type, publisher }: Subscribed) => `${account} ${type} ${publisher}`
    const due = list.filter((sub) => now - (told.get(name(sub)) ?? -Infinity) >= quiet)
    const events = due.map(newest).filter((e) => e !== undefined)
    for (const sub of due) told.set(name(sub), now)
    if (events.length > 0) s.online.push(to, '14_9', [events])
  }

  s.arrivals.push((device) => {
    presence(device, LOGIN)
    const me = s.store.account(device.account)
    const mine = me ? [...subscriptionsOf(s, me).values()] : []
    const events = mine.map(newest).filter((e) => e !== undefined)
    if (events.length > 0) s.online.push(device, '14_9', [events])
  })
  s.departures.push((device, how: Departure) => {
    exts.get(device.account)?.delete(device.clientType)
    presence(device, how === 'broken' ? BROKEN : LOGOUT)
  })

  function publish({ me, device, args, after }: Call): Row {
    const wire = args.row(0)
    const life = Number(wire[Event.validTime] ?? defaultEventLife)
    const ext = wire[Event.ext]
    need(/^\d{1,9}$/.test(wire[Event.type] ?? '') && Number(wire[Event.value]) >= firstCustomValue)
    need(life >= minLife && life <= maxLife && Buffer.byteLength(ext ?? '') <= maxExt)
    if (ext !== undefined) exts.set(me.account, (exts.get(me.account) ?? new Map<number, string>()).set(device.clientType, ext))
    const stamped = row(pick(wire, [Event.type, Event.value, Event.idClient, Event.ext, Event.validTime, Event.broadcastType, Event.sync]), {
      [Event.time]: s.clock.stamp(),
      [Event.idServer]: s.clock.id(),
      [Event.clientType]: device.clientType,
    })
    const event = dress(me.account, stamped)
    if (wire[Event.broadcastType] !== ONLINE_ONLY) s.store.events.set(subscriptionKey(wire[Event.type]!, me.account), { event, expires: s.clock.now() + life * 1000 })
    after(() => {
      spread(me.account, event)
      if (wire[Event.sync] === '1') s.online.tell(me.account, '14_2', [event], device)
    })
    return event
  }

  /** Returns the accounts that could not be subscribed to. */
  function enter({ me, device, args, after }: Call): string[] {
    const wire = args.row(0)
    const sync = wire[Subscription.sync] === '1'
    const { made, failed } = subscribe(s, me, { type: wire[Subscription.type] ?? '', wanted: args.list(1), life: Number(wire[Subscription.life] ?? maxLife), sync })
    if (sync) after(() => hand(me.account, made, device))
    return failed
  }

  const typeOf = ({ args }: Call) => args.row(0)[Subscription.type] ?? ''

  const query = (call: Call, publishers?: string[]): Row[] =>
    findSubscriptions(s, call.me, typeOf(call), publishers).map((sub) =>
      row({ [Subscription.type]: sub.type, [Subscription.life]: sub.life, [Subscription.sync]: sub.sync, [Subscription.to]: sub.publisher, [Subscription.from]: call.me.account, [Subscription.time]: sub.time })
    )

  return {
    commands: {
      '14_1': (call) => [publish(call)],
      '14_3': (call) => [enter(call)],
      '14_4': (call) => [unsubscribe(s, call.me, typeOf(call), call.args.list(1))],
      '14_5': (call) => void unsubscribe(s, call.me, typeOf(call)),
      '14_6': (call) => [query(call, call.args.list(1))],
      '14_7': (call) => [query(call)],
    },
  }
}
