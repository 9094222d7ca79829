import { randomBytes } from 'node:crypto'
import type { Account } from './account'
import { P2P, TEAM, type Stored } from './conversation'
import { deliver } from './deliver'
import type { Device } from './online'
import { need, refuse, Refusal } from './refusal'
import { row, type Row } from './row'
import type { Service } from './service'
import { Msg, User } from './tags'
import { audience, checkSpeaker } from './teams'

/** Limits in characters. */
const limits: [tag: number, max: number][] = [
  [Msg.body, 5000],
  [Msg.attach, 5000],
  [Msg.ext, 1024],
  [Msg.pushContent, 500],
  [Msg.pushPayload, 2048],
]

const maxForcePush = 100
const forceAll = '#%@all@%#'

const messageTypes = new Set(['0', '1', '2', '3', '4', '5', '6', '10', '11', '12', '100'])

/** Tags that only the service may set, or that concern nobody but the service. */
const reserved = [Msg.time, Msg.idServer, Msg.resend, Msg.isDeleted, Msg.isMuted, Msg.isInBlackList, Msg.isReply, 21, 22, 23, 24, 25, 27, 42, 44, 45]

/** A minute, ms. */
const minute = 60_000

function checkText(wire: Row): void {
  need(messageTypes.has(wire[Msg.type] ?? '') && wire[Msg.to] && wire[Msg.idClient])
  for (const [tag, max] of limits) need((wire[tag] ?? '').length <= max)
  const forced = wire[Msg.forcePushList]
  if (!forced || forced === forceAll) return
  const list = forced.split(',')
  need(list.length <= maxForcePush, 811)
}

function checkPace(s: Service, me: Account): void {
  const now = s.clock.now()
  if (now - me.sends.since >= minute) me.sends = { since: now, count: 0 }
  need(++me.sends.count <= s.settings.sendPerMinute, 416)
}

/** The row that is kept: what the sender wrote, with what only the service can know. */
function compose(me: Account, wire: Row, scene: number, to: string, device?: Device): Row {
  const out = row(wire)
  for (const tag of reserved) delete out[tag]
  return row(out, {
    [Msg.scene]: scene,
    [Msg.to]: to,
    [Msg.from]: me.account,
    [Msg.clientType]: device?.clientType ?? 32,
    [Msg.deviceId]: device?.deviceId ?? '',
    [Msg.nick]: out[Msg.nick] ?? me.card[User.nick] ?? '',
    [Msg.userTime]: me.cardTime, // makes receivers refresh an old name card
  })
}

/** Keeps and delivers a message that a client sent. A repeated send finds what it stored. */
export function accept(s: Service, me: Account, wire: Row, scene: number, device: Device): Stored {
  checkText(wire)
  need(Number(wire[Msg.scene] ?? scene) === scene)
  const to = scene === P2P ? wire[Msg.to]!.toLowerCase() : wire[Msg.to]!
  const known = s.store.conversation(scene, me.account, to).byClient.get(`${me.account} ${wire[Msg.idClient]}`)
  if (known) return answerAgain(known)
  checkPace(s, me)
  need(!me.muted && !(scene === P2P ? me.silence.p2p : me.silence.team), 423)
  const message = compose(me, wire, scene, to, device)
  return scene === P2P ? toAccount(s, me, message, to, device) : toTeam(s, me, message, to, device)
}

function answerAgain(known: Stored): Stored {
  if (known.only) refuse(7101, [known.row])
  return known
}

function toAccount(s: Service, me: Account, message: Row, to: string, device?: Device, hidden?: string[]): Stored {
  const receiver = s.store.account(to)
  need(receiver, 404)
  if (receiver !== me && receiver.relations.get(me.account)?.black) return refuseBlocked(s, me, message, device)
  const stored = s.store.keep(message)
  if (hidden?.length) stored.hiddenFrom = hidden
  for (const account of new Set([me, receiver])) if (!hidden?.includes(account.account)) deliver(s, stored, account, account === me ? device : undefined)
  return stored
}

/** The receiver has blocked the sender: only the sender's own ends ever see it. */
function refuseBlocked(s: Service, me: Account, message: Row, device?: Device): never {
  const stored = s.store.keep(row(message, { [Msg.isInBlackList]: 1 }))
  stored.only = me.account
  deliver(s, stored, me, device)
  throw new Refusal(7101, [stored.row])
}

function toTeam(s: Service, me: Account, message: Row, teamId: string, device?: Device): Stored {
  checkSpeaker(s, me, Number(message[Msg.scene]), teamId)
  const stored = s.store.keep(message)
  const members = audience(s, stored)
  track(stored, members)
  for (const member of members) deliver(s, stored, member, device)
  return stored
}

/** Begins to count who has read a team message that asks for it. */
function track(m: Stored, members: Account[]): void {
  if (m.row[Msg.needAck] !== '1' || m.scene !== TEAM) return
  m.readers = new Map()
  m.audience = new Set(members.map(({ account }) => account).filter((account) => account !== m.from))
}

export interface PostOptions {
  /** Accounts that are no members any more, but shall know. */
  also?: Account[]
  /** Accounts that shall not see it. */
  hidden?: string[]
}

/** Keeps and delivers a message that the service itself, or an app server, sends in the name of an account. */
export function post(s: Service, me: Account, wire: Row, scene: number, to: string, { also = [], hidden }: PostOptions = {}): Stored {
  const idClient = wire[Msg.idClient] ?? randomBytes(16).toString('hex')
  const message = compose(me, row(wire, { [Msg.idClient]: idClient }), scene, to)
  if (scene === P2P) return toAccount(s, me, message, to, undefined, hidden)
  const stored = s.store.keep(message)
  if (hidden?.length) stored.hiddenFrom = hidden
  const members = audience(s, stored)
  track(stored, members)
  for (const member of new Set([...members, ...also])) if (!hidden?.includes(member.account)) deliver(s, stored, member)
  return stored
}
