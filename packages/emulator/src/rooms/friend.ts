import type { Account, Friend } from '../account'
import { notify } from '../deliver'
import { need, refuse } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Act, MakeRoom, Service } from '../service'
import { FriendTag, Notice } from '../tags'

/** Kinds of friend requests. */
const ADD = 1
const PASS = 3
const REJECT = 4

/** Types of system notices. */
const REQUEST = 5
const DELETED = 6

const maxFriends = 3000
const limits: [tag: number, max: number][] = [
  [FriendTag.alias, 128],
  [FriendTag.ext, 256],
  [FriendTag.serverExt, 256],
]
const maxPs = 256
/** What only app servers write, in characters. */
const maxServerExt = 256

/** Friends. */
export const friend: MakeRoom = (s) => ({
  commands: {
    '12_1': (call) => requestFriend(s, call, s.store.account(call.args.text(0)) ?? refuse(404), call.args.number(1), { ps: call.args.textOr(2, '') }),
    '12_2': (call) => removeFriend(s, call, s.store.account(call.args.text(0)) ?? refuse(404), call.args.row(1)[1] === '1'),
    '12_3': (call) => {
      const wire = call.args.row(0)
      updateFriend(s, call, wire[FriendTag.account] ?? '', pick(wire, [FriendTag.alias, FriendTag.ext]))
    },
    '12_4': ({ me, args }) => [changed(me, args.numberOr(0, 0)), s.clock.mark()],
  },
  sync: {
    11: (device, me, since) => {
      const rows = changed(me, since)
      if (rows.length > 0) s.online.push(device, '12_5', [rows, s.clock.mark()])
    },
    13: (device, me, since) => {
      const cards = [...me.friends]
        .filter(([, f]) => f.relation)
        .map(([id]) => s.store.account(id))
        .filter((other) => other !== undefined && other.cardTime > since)
      if (cards.length > 0) s.online.push(device, '12_6', [cards.map((other) => other!.card), s.clock.mark()])
    },
  },
})

/** Friends, and since a time also who is one no more. */
const changed = (me: Account, since: number): Row[] => [...me.friends.values()].filter((f) => f.updateTime > since && (f.relation || since > 0)).map((f) => f.row)

function change(s: Service, f: Friend, changes: Row): void {
  f.updateTime = s.clock.stamp()
  f.row = row(f.row, changes, { [FriendTag.relation]: f.relation, [FriendTag.updateTime]: f.updateTime })
}

/** Changes what an account says of a friend: 404 when it is none. */
export function updateFriend(s: Service, { me, device }: Act, id: string, changes: Row): void {
  const known = me.friends.get(id.toLowerCase())
  if (!known?.relation) refuse(404)
  for (const [tag, max] of limits) need((changes[tag] ?? '').length <= max)
  change(s, known, changes)
  s.online.tell(me.account, '12_103', [row(changes, pick(known.row, [FriendTag.account, FriendTag.updateTime]))], device)
}

/** Asks for a friendship, or answers who asked: 1 add at once, 2 ask, 3 agree, 4 refuse. */
export function requestFriend(s: Service, { me, device, after }: Act, other: Account, type: number, { ps = '', serverExt }: { ps?: string; serverExt?: string } = {}): void {
  need(other !== me && Number.isInteger(type) && type >= ADD && type <= REJECT && ps.length <= maxPs && (serverExt ?? '').length <= maxServerExt)
  if (type === ADD || type === PASS) befriend(s, me, other, type, serverExt)
  after(() => {
    s.online.tell(me.account, '12_101', [other.account, type, ps], device)
    const notice = row({ [Notice.type]: REQUEST, [Notice.to]: other.account, [Notice.from]: me.account, [Notice.content]: ps, [Notice.attach]: JSON.stringify({ vt: type }) })
    notify(s, other, notice, { push: '7_3', keep: true })
  })
}

/** Makes two accounts friends; 419 when one of them has too many. */
export function befriend(s: Service, me: Account, other: Account, how: number, serverExt?: string): void {
  for (const account of [me, other]) need([...account.friends.values()].filter((f) => f.relation).length < maxFriends, 419)
  make(s, me, other.account, how, serverExt)
  make(s, other, me.account, how)
}

function make(s: Service, me: Account, other: string, how: number, serverExt?: string): void {
  const known = me.friends.get(other)
  if (known?.relation) return
  const time = s.clock.stamp()
  const start = row({ [FriendTag.account]: other, [FriendTag.source]: 0, [FriendTag.bits]: 0, [FriendTag.alias]: '', [FriendTag.ext]: '', [FriendTag.createTime]: time })
  const made: Friend = { relation: 1, row: row(start, known?.row), updateTime: time }
  change(s, made, row({ [FriendTag.passed]: how, [FriendTag.serverExt]: serverExt }))
  me.friends.set(other, made)
}

/** Ends a friendship on both sides. */
export function removeFriend(s: Service, { me, device, after }: Act, other: Account, clearAlias: boolean): void {
  const mine = me.friends.get(other.account)
  const theirs = other.friends.get(me.account)
  if (!mine?.relation) return
  for (const f of [mine, theirs]) if (f) f.relation = 0
  change(s, mine, row(clearAlias ? { [FriendTag.alias]: '' } : {}))
  if (theirs) change(s, theirs, row())
  after(() => {
    s.online.tell(me.account, '12_102', [other.account], device)
    notify(s, other, row({ [Notice.type]: DELETED, [Notice.to]: other.account, [Notice.from]: me.account }), { push: '7_3', keep: true })
  })
}
