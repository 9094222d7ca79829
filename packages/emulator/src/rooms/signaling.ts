import { channelLife, channelRow, channelWithMembers, enter, inviteKey, memberRow, openInvite, SignalCode, type Channel, type ChannelMember } from '../channels'
import type { Account } from '../account'
import { wait } from '../deliver'
import type { Push } from '../pushes'
import { need, refuse } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Call, MakeRoom, Service } from '../service'
import { Signal } from '../tags'
import { waitingFor } from './message'

/** Kinds of notices. */
const CLOSE = 1
const JOIN = 2
const INVITE = 3
const CANCEL = 4
const REJECT = 5
const ACCEPT = 6
const LEAVE = 7
const CUSTOM = 8

const push: Push = '15_11'
const ownPush: Push = '15_12'

const pushTags = [Signal.needPush, Signal.pushTitle, Signal.pushContent, Signal.pushPayload, Signal.needPushBadge]

/** Channels for calls. They live as long as somebody renews them. */
export const signaling: MakeRoom = (s) => {
  const channels = new Map<string, Channel>()

  const alive = (c: Channel): boolean => {
    const now = s.clock.now()
    for (const [id, m] of c.members) if (m.expireTime < now) c.members.delete(id)
    if (c.expireTime < now) channels.delete(c.id)
    return c.expireTime >= now
  }
  const find = (wire: Row): Channel => {
    const c = channels.get(wire[Signal.channelId] ?? '')
    return c && alive(c) ? c : refuse(SignalCode.noChannel)
  }
  const named = (name: string | undefined) => [...channels.values()].find((c) => c.name === name && alive(c))
  const inside = (c: Channel, me: Account): ChannelMember => c.members.get(me.account) ?? refuse(SignalCode.noMember)

  function open(me: Account, wire: Row): Channel {
    const name = wire[Signal.name] || undefined
    need(/^[123]$/.test(wire[Signal.type] ?? ''), SignalCode.params)
    need(!name || !named(name), SignalCode.exists)
    const time = s.clock.now()
    const made: Channel = { id: s.clock.id(), type: wire[Signal.type]!, name, ext: wire[Signal.ext], creator: me.account, createTime: time, expireTime: time + channelLife, members: new Map(), invites: new Map() }
    channels.set(made.id, made)
    return made
  }

  function join(call: Call, c: Channel, wire: Row): ChannelMember {
    const { me, device, after } = call
    const others = [...c.members.keys()]
    const member = enter(c, { account: me.account, deviceId: device.deviceId }, wire[Signal.uid], s.clock.now())
    after(() => others.forEach((id) => say(s, c, call, wire, JOIN, id, { member: memberRow(member) })))
    return member
  }

  /** Returns 200, or 10201 when nobody is there to hear it. */
  function invite(call: Call, c: Channel, wire: Row): number {
    const to = s.store.account(wire[Signal.to])
    const requestId = wire[Signal.requestId]
    need(requestId, SignalCode.params)
    if (!to) refuse(404)
    c.invites.set(inviteKey(requestId, to.account), { from: call.me.account, to: to.account, state: 'open' })
    call.after(() => say(s, c, call, wire, INVITE, to.account))
    return s.online.of(to.account).length > 0 ? 200 : SignalCode.offline
  }

  /** Answers an invitation of `wire`'s target. */
  function settle(call: Call, c: Channel, wire: Row, state: 'rejected' | 'accepted'): void {
    const inviter = wire[Signal.to]?.toLowerCase()
    openInvite(c, wire[Signal.requestId], call.me.account, inviter).state = state
    const kind = state === 'accepted' ? ACCEPT : REJECT
    call.after(() => {
      say(s, c, call, wire, kind, inviter!)
      sayOwn(s, c, call, wire, kind)
    })
  }

  const one =
    <T>(work: (call: Call, wire: Row) => T) =>
    (call: Call): T =>
      work(call, call.args.row(0))

  return {
    commands: {
      '15_1': one(({ me }, wire) => [channelRow(open(me, wire))]),
      '15_2': one(({ me }, wire) => {
        const c = find(wire)
        inside(c, me).expireTime = c.expireTime = s.clock.now() + channelLife
        return [channelWithMembers(c)]
      }),
      '15_3': one((call, wire) => {
        const c = find(wire)
        need(c.creator === call.me.account || c.members.has(call.me.account), SignalCode.noMember)
        channels.delete(c.id)
        const others = [...c.members.keys()].filter((id) => id !== call.me.account)
        call.after(() => others.forEach((id) => say(s, c, call, wire, CLOSE, id)))
        return [row(channelRow(c), { [Signal.invalid]: 1 })]
      }),
      '15_4': one((call, wire) => {
        const c = find(wire)
        const { uid } = join(call, c, wire)
        return [row(channelWithMembers(c), { [Signal.uid]: uid })]
      }),
      '15_5': one((call, wire) => {
        const c = find(wire)
        inside(c, call.me)
        c.members.delete(call.me.account)
        const others = [...c.members.keys()]
        call.after(() => others.forEach((id) => say(s, c, call, wire, LEAVE, id)))
      }),
      '15_6': one((call, wire) => {
        const c = find(wire)
        inside(c, call.me)
        return { code: invite(call, c, wire), r: [] }
      }),
      '15_7': one((call, wire) => {
        const c = find(wire)
        const to = wire[Signal.to]?.toLowerCase() ?? ''
        openInvite(c, wire[Signal.requestId], to, call.me.account)
        c.invites.delete(inviteKey(wire[Signal.requestId]!, to))
        call.after(() => say(s, c, call, wire, CANCEL, to))
      }),
      '15_8': one((call, wire) => settle(call, find(wire), wire, 'rejected')),
      '15_9': one((call, wire) => settle(call, find(wire), wire, 'accepted')),
      '15_10': one((call, wire) => {
        const c = find(wire)
        inside(c, call.me)
        const to = wire[Signal.to]?.toLowerCase()
        need(!to || c.members.has(to), SignalCode.noMember)
        const targets = to ? [to] : [...c.members.keys()].filter((id) => id !== call.me.account)
        call.after(() => targets.forEach((id) => say(s, c, call, wire, CUSTOM, id)))
      }),
      '15_15': one((_, wire) => [channelWithMembers(named(wire[Signal.name]) ?? refuse(SignalCode.noChannel))]),
      '15_16': one((call, wire) => {
        need(s.store.account(wire[Signal.to]), 404)
        need(wire[Signal.requestId], SignalCode.params)
        const c = open(call.me, wire)
        const { uid } = join(call, c, wire)
        const status = invite(call, c, wire)
        return [row(channelWithMembers(c), rtc(c, wire), { [Signal.uid]: uid, [Signal.callStatus]: status })]
      }),
      '15_17': one((call, wire) => {
        const c = find(wire)
        if (wire[Signal.requestId]) openInvite(c, wire[Signal.requestId], call.me.account, wire[Signal.to]?.toLowerCase())
        const { uid } = join(call, c, wire)
        if (wire[Signal.requestId]) settle(call, c, wire, 'accepted')
        return [row(channelWithMembers(c), rtc(c, wire), { [Signal.uid]: uid })]
      }),
    },
    sync: {
      21: (device, me) => {
        const list = waitingFor(s, me, new Set([push])).map((w) => w.row)
        const mine = [...channels.values()].filter((c) => alive(c) && c.members.has(me.account))
        s.online.push(device, '15_14', [mine.map(channelWithMembers)]) // also when empty: it resets what a client keeps alive
        if (list.length > 0) s.online.push(device, '15_13', [list])
      },
    },
  }
}

/** What stands in for the call service: a name and a token, if the client asked for them. */
function rtc(c: Channel, wire: Row): Row {
  if (![Signal.rtcName, Signal.rtcTtl, Signal.rtcQuery].some((tag) => wire[tag] !== undefined)) return row()
  return row({ [Signal.rtcName]: wire[Signal.rtcName] || c.id, [Signal.rtcTtl]: wire[Signal.rtcTtl] ?? 600, [Signal.rtcToken]: `rtc-${c.id}`, [Signal.rtcResponse]: '{}' })
}

function compose(s: Service, c: Channel, call: Call, wire: Row, kind: number, to: string, more: object = {}): Row {
  return row(channelWithMembers(c), pick(wire, [Signal.requestId, Signal.attachExt, ...pushTags]), {
    [Signal.from]: call.me.account,
    [Signal.to]: to,
    [Signal.attach]: JSON.stringify({ type: kind, ...more }),
    [Signal.time]: s.clock.stamp(),
  })
}

/** Brings a notice to an account; if the sender wants so, it waits for who is offline. */
function say(s: Service, c: Channel, call: Call, wire: Row, kind: number, to: string, more?: object): void {
  const receiver = s.store.account(to)
  if (!receiver) return
  const id = s.clock.id()
  const notice = compose(s, c, call, wire, kind, to, more)
  if (wire[Signal.needOffline] === '1') wait(s, receiver, id, { push, row: row(notice, { [Signal.msgId]: id }) })
  s.online.bring(to, id, { push, row: notice })
}

/** Tells the actor's other ends. */
function sayOwn(s: Service, c: Channel, call: Call, wire: Row, kind: number): void {
  s.online.tell(call.me.account, ownPush, [compose(s, c, call, wire, kind, wire[Signal.to] ?? '')], call.device)
}
