import { refuse } from './refusal'
import { row, type Row } from './row'
import { Signal, SignalMember } from './tags'

/** A channel and its members live this long after their last sign of life, ms. */
export const channelLife = 2 * 3600_000

const maxMembers = 100
const maxUid = 2 ** 31

/** Codes of signalling. */
export const SignalCode = { offline: 10201, noChannel: 10404, exists: 10405, noMember: 10406, isMember: 10407, noInvite: 10408, rejected: 10409, accepted: 10410, params: 10414, uidTaken: 10417, full: 10419, elsewhere: 10420 } as const

export interface ChannelMember {
  account: string
  deviceId: string
  uid: number
  createTime: number
  expireTime: number
}

export interface Invite {
  from: string
  to: string
  state: 'open' | 'rejected' | 'accepted'
}

/** A room for a call. */
export interface Channel {
  id: string
  type: string
  name: string | undefined
  ext: string | undefined
  creator: string
  createTime: number
  expireTime: number
  members: Map<string, ChannelMember>
  /** By `requestId invitee`. */
  invites: Map<string, Invite>
}

export const channelRow = (c: Channel): Row =>
  row({
    [Signal.type]: c.type,
    [Signal.name]: c.name,
    [Signal.channelId]: c.id,
    [Signal.createTime]: c.createTime,
    [Signal.expireTime]: c.expireTime,
    [Signal.creator]: c.creator,
    [Signal.ext]: c.ext,
    [Signal.invalid]: 0,
  })

export const memberRow = (m: ChannelMember): Row =>
  row({ [SignalMember.account]: m.account, [SignalMember.uid]: m.uid, [SignalMember.createTime]: m.createTime, [SignalMember.expireTime]: m.expireTime })

/** The channel with its members, as JSON text. */
export const channelWithMembers = (c: Channel): Row => row(channelRow(c), { [Signal.members]: JSON.stringify([...c.members.values()].map(memberRow)) })

/** Puts an account into a channel: 10407, 10420, 10417, 10419, 10414. */
export function enter(c: Channel, who: { account: string; deviceId: string }, wanted: string | undefined, now: number): ChannelMember {
  const known = c.members.get(who.account)
  if (known) refuse(known.deviceId === who.deviceId ? SignalCode.isMember : SignalCode.elsewhere)
  if (c.members.size >= maxMembers) refuse(SignalCode.full)
  const uid = wanted === undefined ? freeUid(c) : Number(wanted)
  if (!Number.isInteger(uid) || uid < 0) refuse(SignalCode.params)
  if ([...c.members.values()].some((m) => m.uid === uid)) refuse(SignalCode.uidTaken)
  const member = { ...who, uid, createTime: now, expireTime: now + channelLife }
  c.members.set(who.account, member)
  return member
}

function freeUid(c: Channel): number {
  const taken = new Set([...c.members.values()].map((m) => m.uid))
  for (;;) {
    const uid = 1 + Math.floor(Math.random() * (maxUid - 1))
    if (!taken.has(uid)) return uid
  }
}

export const inviteKey = (requestId: string, to: string): string => `${requestId} ${to}`

/** An invitation that still stands: 10408, 10409, 10410. */
export function openInvite(c: Channel, requestId: string | undefined, to: string, from?: string): Invite {
  const found = c.invites.get(inviteKey(requestId ?? '', to))
  if (!found || (from !== undefined && found.from !== from)) refuse(SignalCode.noInvite)
  if (found.state === 'rejected') refuse(SignalCode.rejected)
  if (found.state === 'accepted') refuse(SignalCode.accepted)
  return found
}
