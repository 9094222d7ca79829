import type { Account, Relation } from '../account'
import type { Device } from '../online'
import type { Push } from '../pushes'
import { need, refuse } from '../refusal'
import { pick, row, type Row } from '../row'
import type { Call, MakeRoom, Service } from '../service'
import { RelationTag, User } from '../tags'

/** Cards that one call may ask for; the official client asks for at most 150. */
const maxCards = 200
/** Entries of the blacklist and of the mute list, each. */
const maxRelations = 3000

const listPushes: Record<'black' | 'muted', Push> = { black: '3_103', muted: '3_105' }

/** What an account may write on its card, and how long, in characters. */
const limits: [tag: number, max: number][] = [
  [User.nick, 64],
  [User.avatar, 1024],
  [User.sign, 256],
  [User.gender, 1],
  [User.email, 64],
  [User.birth, 16],
  [User.tel, 32],
  [User.ext, 1024],
]

/** Name cards, blacklist, mute list. */
export const user: MakeRoom = (s) => ({
  commands: {
    '3_7': ({ args }) => {
      const wanted = args.list(0)
      need(wanted.length <= maxCards)
      return [wanted.map((id) => s.store.account(id)?.card).filter((card) => card !== undefined)]
    },
    '3_10': ({ me, device, args }) => [updateCard(s, me, args.row(0), device)],
    '3_8': ({ me, args }) => [relationRows(me, args.numberOr(0, 0)), s.clock.mark()],
    '3_3': (call) => relate(s, call, 'black'),
    '3_5': (call) => relate(s, call, 'muted'),
  },
  sync: {
    1: (device, me, since) => {
      if (me.cardTime > since) s.online.push(device, '3_109', [me.card, s.clock.mark()])
    },
    // clients take the list as complete, so it comes as a whole, or not at all
    9: (device, me, since) => {
      if (since === 0 || [...me.relations.values()].some((r) => r.updateTime > since)) s.online.push(device, '3_8', [relationRows(me, since), s.clock.mark()])
    },
  },
})

/** What may be written on a card; 414 when something is too long. */
export function readCard(wire: Row): Row {
  for (const [tag, max] of limits) need((wire[tag] ?? '').length <= max)
  need(/^[012]?$/.test(wire[User.gender] ?? ''))
  return pick(
    wire,
    limits.map(([tag]) => tag)
  )
}

/** Changes a card; an empty text clears. Returns its new time, ms. */
export function updateCard(s: Service, me: Account, wire: Row, by?: Device): number {
  const changes = readCard(wire)
  me.cardTime = s.clock.stamp()
  me.card = row(me.card, changes, { [User.updateTime]: me.cardTime })
  s.online.tell(me.account, '3_110', [me.card], by)
  return me.cardTime
}

/** The flags count only as the text "1"; who was taken off both lists since is named without them. */
function relationRows(me: Account, since: number): Row[] {
  return [...me.relations]
    .filter(([, r]) => r.black || r.muted || (since > 0 && r.updateTime > since))
    .map(([account, r]) => row({ [RelationTag.account]: account, [RelationTag.muted]: r.muted, [RelationTag.black]: r.black, [RelationTag.createTime]: r.createTime, [RelationTag.updateTime]: r.updateTime }))
}

function relate(s: Service, { me, device, args }: Call, list: 'black' | 'muted'): void {
  const other = s.store.account(args.text(0))
  const isAdd = args.flag(1)
  if (!other) refuse(404)
  setRelation(s, me, other, list, isAdd, device)
}

/** Puts an account on one of my lists, or takes it off, and tells my other ends; 419 when the list is full. */
export function setRelation(s: Service, me: Account, other: Account, list: 'black' | 'muted', isAdd: boolean, by?: Device): void {
  const full = [...me.relations.values()].filter((r) => r[list]).length >= maxRelations
  const time = s.clock.stamp()
  const known: Relation = me.relations.get(other.account) ?? { muted: false, black: false, createTime: time, updateTime: time }
  need(!isAdd || known[list] || !full, 419)
  me.relations.set(other.account, { ...known, [list]: isAdd, updateTime: time })
  s.online.tell(me.account, listPushes[list], [other.account, isAdd], by)
}
