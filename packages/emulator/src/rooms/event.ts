import type { Device } from '../online'
import { need } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Call, Departure, MakeRoom } from '../service'
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
const maxPerCall = 100
const maxSubscriptions = 3000
/** The current event of the same pair is not pushed again within, ms. */
const quiet = 30_000

/** Broadcast types: subscribers who are online, or those too who come later. */
const ONLINE_ONLY = '1'

interface Subscribed {
  type: string
  publisher: string
  life: number
  sync: boolean
  time: number
  told: number
}

interface Published {
  event: Row
  expires: number
}

/** Events: presence, what apps publish, and who wants to hear it. */
export const event: MakeRoom = (s) => {
  /** subscriber → `type publisher` → subscription */
  const subscriptions = new Map<string, Map<string, Subscribed>>()
  /** `type publisher` → the newest event */
  const current = new Map<string, Published>()
  /** The ext that each client type of an account published, for the others to see. */
  const exts = new Map<string, Map<number, string>>()

  const of = (account: string): Map<string, Subscribed> => {
    const mine = subscriptions.get(account) ?? new Map<string, Subscribed>()
    subscriptions.set(account, mine)
    for (const [key, sub] of mine) if (sub.time + sub.life * 1000 < s.clock.now()) mine.delete(key)
    return mine
  }

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

  function spread(account: string, event: Row, lifeSeconds: number, keep: boolean): void {
    const key = `${event[Event.type]} ${account}`
    if (keep) current.set(key, { event, expires: s.clock.now() + lifeSeconds * 1000 })
    for (const subscriber of subscriptions.keys()) {
      if (of(subscriber).has(key)) s.online.tell(subscriber, '14_2', [event])
    }
  }

  function presence(device: Device, value: number): void {
    const { account, clientType } = device
    const made = row({ [Event.type]: PRESENCE, [Event.value]: value, [Event.clientType]: clientType, [Event.time]: s.clock.stamp(), [Event.idServer]: s.clock.id() })
    spread(account, dress(account, made), defaultEventLife, true)
  }

  /** The newest event of a subscription that still holds; of who is offline there is no presence. */
  function newest({ type, publisher }: Subscribed): Row | undefined {
    const found = current.get(`${type} ${publisher}`)
    const away = type === PRESENCE && s.online.of(publisher).length === 0
    return !found || away || found.expires < s.clock.now() ? undefined : found.event
  }

  function hand(account: string, list: Subscribed[], to?: Device): void {
    const now = s.clock.now()
    const due = list.filter((sub) => now - sub.told >= quiet)
    const events = due.map(newest).filter((e) => e !== undefined)
    for (const sub of due) sub.told = now
    if (events.length === 0) return
    if (to) s.online.push(to, '14_9', [events])
    else s.online.tell(account, '14_9', [events])
  }

  s.arrivals.push((device) => {
    presence(device, LOGIN)
    const mine = [...of(device.account).values()]
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
    need(/^\d+$/.test(wire[Event.type] ?? '') && Number(wire[Event.value]) >= firstCustomValue)
    need(life >= minLife && life <= maxLife && Buffer.byteLength(ext ?? '') <= maxExt)
    if (ext !== undefined) exts.set(me.account, (exts.get(me.account) ?? new Map<number, string>()).set(device.clientType, ext))
    const stamped = row(pick(wire, [Event.type, Event.value, Event.idClient, Event.ext, Event.validTime, Event.broadcastType, Event.sync]), {
      [Event.time]: s.clock.stamp(),
      [Event.idServer]: s.clock.id(),
      [Event.clientType]: device.clientType,
    })
    const event = dress(me.account, stamped)
    after(() => {
      spread(me.account, event, life, wire[Event.broadcastType] !== ONLINE_ONLY)
      if (wire[Event.sync] === '1') s.online.tell(me.account, '14_2', [event], device)
    })
    return event
  }

  /** Returns the accounts that could not be subscribed to. */
  function subscribe({ me, device, args, after }: Call): string[] {
    const wire = args.row(0)
    const type = wire[Subscription.type] ?? ''
    const life = Number(wire[Subscription.life] ?? maxLife)
    const wanted = args.list(1)
    need(/^\d+$/.test(type) && life >= minLife && life <= maxLife && wanted.length <= maxPerCall)
    const mine = of(me.account)
    const found = wanted.map((id) => s.store.account(id)?.account)
    const made: Subscribed[] = []
    for (const publisher of found) {
      if (publisher === undefined) continue
      const key = `${type} ${publisher}`
      need(mine.has(key) || mine.size < maxSubscriptions, 419)
      const sub: Subscribed = { type, publisher, life, sync: wire[Subscription.sync] === '1', time: s.clock.now(), told: mine.get(key)?.told ?? -Infinity }
      mine.set(key, sub)
      made.push(sub)
    }
    if (wire[Subscription.sync] === '1') after(() => hand(me.account, made, device))
    return wanted.filter((_, i) => found[i] === undefined)
  }

  function unsubscribe({ me, args }: Call, all: boolean): string[] {
    const type = args.row(0)[Subscription.type] ?? ''
    const mine = of(me.account)
    const wanted = all ? [...mine.values()].filter((sub) => sub.type === type).map((sub) => sub.publisher) : args.list(1)
    return wanted.filter((id) => !mine.delete(`${type} ${id.toLowerCase()}`))
  }

  function query({ me, args }: Call, all: boolean): Row[] {
    const type = args.row(0)[Subscription.type] ?? ''
    const wanted = all ? undefined : new Set(args.list(1).map((id) => id.toLowerCase()))
    return [...of(me.account).values()]
      .filter((sub) => sub.type === type && (wanted?.has(sub.publisher) ?? true))
      .map((sub) => row({ [Subscription.type]: type, [Subscription.life]: sub.life, [Subscription.sync]: sub.sync, [Subscription.to]: sub.publisher, [Subscription.from]: me.account, [Subscription.time]: sub.time }))
  }

  return {
    commands: {
      '14_1': (call) => [publish(call)],
      '14_3': (call) => [subscribe(call)],
      '14_4': (call) => [unsubscribe(call, false)],
      '14_5': (call) => void unsubscribe(call, true),
      '14_6': (call) => [query(call, false)],
      '14_7': (call) => [query(call, true)],
    },
  }
}
