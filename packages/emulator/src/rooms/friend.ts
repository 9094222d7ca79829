import type { Account, Friend } from '../account'
import { notify } from '../deliver'
import { need, refuse } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Call, MakeRoom, Service } from '../service'
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
]
const maxPs = 256

/** Friends. */
export const friend: MakeRoom = (s) => ({
  commands: {
    '12_1': (call) => request(s, call),
    '12_2': (call) => remove(s, call),
    '12_3': ({ me, device, args }) => {
      const { [FriendTag.account]: id = '', ...wire } = args.row(0)
      const known = me.friends.get(id.toLowerCase())
      if (!known?.relation) refuse(404)
      const changes = pick(wire, [FriendTag.alias, FriendTag.ext])
      for (const [tag, max] of limits) need((changes[tag] ?? '').length <= max)
      change(s, known, changes)
      s.online.tell(me.account, '12_103', [row(changes, pick(known.row, [FriendTag.account, FriendTag.updateTime]))], device)
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

function request(s: Service, { me, device, args, after }: Call): void {
  const other = s.store.account(args.text(0))
  const type = args.number(1)
  const ps = args.textOr(2, '')
  if (!other) refuse(404)
  need(other !== me && type >= ADD && type <= REJECT && ps.length <= maxPs)
  if (type === ADD || type === PASS) befriend(s, me, other, type)
  after(() => {
    s.online.tell(me.account, '12_101', [other.account, type, ps], device)
    const notice = row({ [Notice.type]: REQUEST, [Notice.to]: other.account, [Notice.from]: me.account, [Notice.content]: ps, [Notice.attach]: JSON.stringify({ vt: type }) })
    notify(s, other, notice, { push: '7_3', keep: true })
  })
}

/** Makes two accounts friends; 419 when one of them has too many. */
export function befriend(s: Service, me: Account, other: Account, how: number): void {
  for (const account of [me, other]) need([...account.friends.values()].filter((f) => f.relation).length < maxFriends, 419)
  make(s, me, other.account, how)
  make(s, other, me.account, how)
}

function make(s: Service, me: Account, other: string, how: number): void {
  const known = me.friends.get(other)
  if (known?.relation) return
  const time = s.clock.stamp()
  const start = row({ [FriendTag.account]: other, [FriendTag.source]: 0, [FriendTag.bits]: 0, [FriendTag.alias]: '', [FriendTag.ext]: '', [FriendTag.createTime]: time })
  const made: Friend = { relation: 1, row: row(start, known?.row), updateTime: time }
  change(s, made, row({ [FriendTag.passed]: how }))
  me.friends.set(other, made)
}

/** Ends a friendship on both sides. */
function remove(s: Service, { me, device, args, after }: Call): void {
  const other = s.store.account(args.text(0))
  if (!other) refuse(404)
  const mine = me.friends.get(other.account)
  const theirs = other.friends.get(me.account)
  if (!mine?.relation) return
  const clearAlias = args.row(1)[1] === '1'
  for (const f of [mine, theirs]) if (f) f.relation = 0
  change(s, mine, row(clearAlias ? { [FriendTag.alias]: '' } : {}))
  if (theirs) change(s, theirs, row())
  after(() => {
    s.online.tell(me.account, '12_102', [other.account], device)
    notify(s, other, row({ [Notice.type]: DELETED, [Notice.to]: other.account, [Notice.from]: me.account }), { push: '7_3', keep: true })
  })
}
