import type { Entry } from '@nim/testkit'
import { change, each, type Difference } from '../difference'

type Dict = Record<string, unknown>
type FrameEntry = Extract<Entry, { kind: 'frame' }>
const isEvent = (e: Entry, name: string): e is Extract<Entry, { kind: 'event' }> => e.kind === 'event' && e.name === name

/** A request for cards that the client makes by itself: no call of the app stands right before it. */
const isAutomatic = (e: Entry, at: number, log: Entry[]): e is FrameEntry => {
  const before = log[at - 1]
  return e.kind === 'frame' && e.id === '3_7' && !(before?.kind === 'call' && /^user.getUsers/.test(before.call))
}
const asked = (log: Entry[]) => log.filter(isAutomatic).map((e) => ({ at: e.at, accounts: e.q[0] as string[] }))
const isRefused = (e: Entry) => e.kind === 'uncaught' && e.where === 'promise' && (e.error as Dict).cmd === 'getUsersNameCardFromServer'

export const friendDifferences: Difference[] = [
  {
    // cards of senders are asked for once, all of a tick together; each card is told once for it
    id: 'D90-card-requests',
    expect: each((e) => (isRefused(e) ? undefined : e)),
    ignore(log) {
      const told = new Set<string>()
      return log.filter((e, at) => {
        if (isAutomatic(e, at, log)) return false
        if (!isEvent(e, 'updateUserInfo')) return true
        const card = JSON.stringify(e.args[0])
        return !told.has(card) && told.add(card)
      })
    },
    demand(ours, official) {
      const mine = asked(ours)
      const all = (list: typeof mine) => [...new Set(list.flatMap((r) => r.accounts))].sort().join()
      if (all(mine) !== all(asked(official))) return `asked for the cards of ${all(mine) || 'nobody'}, not of ${all(asked(official)) || 'nobody'}`
      if (mine.some((r, i) => i && r.at === mine[i - 1]!.at)) return 'two requests for cards in one tick'
      return mine.some((r) => new Set(r.accounts).size !== r.accounts.length) ? 'a card is asked for twice in one request' : undefined
    },
  },
  {
    // a gender that comes as the number 0 gets its word like the others
    id: 'D93-card-values',
    expect: each((e) => change(e, (v, key) => (key === 'gender' && v === 0 ? 'unknown' : v))),
  },
  {
    // whether somebody was put on a list or taken off is true or false, however it came
    id: 'D94-relation-flags',
    expect: each((e) => (isEvent(e, 'updateBlackList') || isEvent(e, 'updateMuteList') ? { ...e, args: [{ ...(e.args[0] as Dict), isAdd: /^(1|true)$/.test(String((e.args[0] as Dict).isAdd)) }] } : e)),
  },
  {
    // in `users` a signature is called `signature` too
    id: 'D95-signature',
    expect: each((e) => (isEvent(e, 'users') ? { ...e, args: [(e.args[0] as Dict[]).map((card) => ('sign' in card ? { ...card, signature: card.sign } : card))] } : e)),
  },
]
