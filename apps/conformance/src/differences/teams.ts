import type { Entry } from '@nim/testkit'
import { change, each, errors, without, type Difference } from '../difference'

type Dict = Record<string, unknown>
const isDict = (v: unknown): v is Dict => !!v && typeof v === 'object' && !Array.isArray(v)
const list = (v: unknown): Dict[] => (Array.isArray(v) ? v.filter(isDict) : [])
/** Changes what a call of this name resolved to. */
const results = (name: RegExp, fn: (value: unknown) => unknown) => each((e) => (e.kind === 'resolve' && name.test(e.call) ? { ...e, value: fn(e.value) } : e))

/** Whose log it is: what a client says of itself, else the account of every scenario. */
const owner = (log: readonly Entry[]): unknown => {
  const own = log.flatMap((e) => (e.kind === 'resolve' && /updateMyMemberInfo/.test(e.call) ? list([e.value]) : e.kind === 'event' && e.name === 'multiPortLogin' ? list(e.args[0]) : []))
  return own[0] ? own[0].account : 'alice'
}
const isMine = (e: Entry) => e.kind === 'event' && /^my(Super)?TeamMembers$/.test(e.name)
const isMember = (e: Entry) => e.kind === 'event' && /^update(Super)?TeamMember$/.test(e.name)

/**
 * The own records as they are told: another member's change is none of mine, and what a change does not name stays.
 * The official client keeps one record a team, whoever it is about, and forgets the nick with each change that has none.
 */
function ownRecords(log: Entry[]): Entry[] {
  const known = new Map<string, Dict>()
  const me = owner(log)
  return log.flatMap((e, at): Entry[] => {
    if (e.kind !== 'event') return [e]
    if (!isMine(e)) return [e]
    const kind = e.name + '/'
    const before = log[at - 1]
    if (!before || !isMember(before) || before.kind !== 'event') {
      for (const m of list(e.args[0])) known.set(kind + m.teamId, { ...known.get(kind + m.teamId), ...m })
      return [e]
    }
    const change = before.args[0] as Dict
    if (change.account !== me) return []
    const all = { ...known.get(kind + change.teamId), ...change }
    known.set(kind + change.teamId, all)
    return [{ ...e, args: [[all]] }]
  })
}

const timed = /^(add|transfer|update)(Super)?Team(Members|MembersMute)?$/
/** Takes times that the team of a notification does not give out of what it says about members. */
const untimed = (v: unknown): unknown => (isDict(v) && 'account' in v ? without(v, 'joinTime', 'updateTime') : v)

export const teamDifferences: Difference[] = [
  {
    // who was neither added nor invited is told
    id: 'D100-aborted-accounts',
    ignore: (log) => errors((e) => (isDict(e.data) ? { ...e, data: without(e.data, 'abortedAccounts') } : e))(results(/\.(createTeam|add(Super)?TeamMembers)/, (v) => (isDict(v) ? (Object.keys(without(v, 'abortedAccounts')).length ? without(v, 'abortedAccounts') : undefined) : v))(log)),
    demand: (ours) => (ours.some((e) => e.kind === 'resolve' && /add(Super)?TeamMembers/.test(e.call) && !Array.isArray((e.value as Dict | undefined)?.abortedAccounts)) ? 'adding members does not tell who was not' : undefined),
  },
  {
    // a change of information resolves with the service's time of it
    id: 'D101-time-of-change',
    ignore: results(/update(Super)?TeamInfo/, (v) => (isDict(v) ? without(v, 'updateTime') : v)),
  },
  {
    id: 'D102-own-record',
    expect: ownRecords,
  },
  {
    // `superTeams` comes with the sync
    id: 'D103-super-teams-told',
    ignore: each((e) => (e.kind === 'event' && e.name === 'superTeams' ? undefined : e)),
    demand: (ours) => (ours.some((e) => e.kind === 'event' && e.name === 'superTeams' && !list(e.args[0]).length && e.args[1] !== true) ? 'superTeams was told without any' : undefined),
  },
  {
    // the ext of those who are added is sent
    id: 'D104-super-team-ext',
    ignore: each((e) => (e.kind === 'frame' && e.id === '21_5' ? { ...e, q: e.q.slice(0, 3), types: e.types.slice(0, 3) } : e)),
    demand: (ours) => (ours.some((e) => e.kind === 'frame' && e.id === '21_5' && e.types.join() !== 'Long,StrArray,String,String') ? '21_5 is sent without ext' : undefined),
  },
  {
    // where the team of a notification has no time of its members, that of the message is theirs
    id: 'D105-times-of-members',
    ignore: each((e) => {
      if (e.kind !== 'event' || !timed.test(e.name) || !isDict(e.args[0]) || !isDict(e.args[0].team) || 'memberUpdateTime' in e.args[0].team) return e
      return change(e, untimed)
    }),
  },
  {
    // empty lists are not told
    id: 'D106-no-empty-lists',
    expect: each((e) => (isMine(e) && e.kind === 'event' && !list(e.args[0]).length ? undefined : e)),
  },
  {
    // what asks and answers for a super team has the team, as what asks for a team has
    id: 'D107-super-team-notices',
    ignore: each((e) => (e.kind !== 'event' || !/^(sysMsg|syncSysMsgs)$/.test(e.name) ? e : change(e, (v) => (isDict(v) && /super/i.test(String(v.type)) && isDict(v.attach) ? { ...v, attach: without(v.attach, 'team', 'ext') } : v)))),
  },
]
