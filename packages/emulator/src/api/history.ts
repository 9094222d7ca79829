import type { Account, Visit } from '../account'
import { after, P2P, roaming, SUPER_TEAM, TEAM, type Stored, type View } from '../conversation'
import { parseJson } from '../json'
import { need } from '../refusal'
import { unlessOff } from '../row'
import type { Service } from '../service'
import { Msg } from '../tags'
import { findMember, findTeam, teamsOf, type Team } from '../teams'
import { accountOf, type Actions, type Form } from './form'

const ASCENDING = 1
const maxPage = 100

const bodyOf = ({ row: { [Msg.attach]: attach, [Msg.body]: body } }: Stored): unknown => (attach === undefined ? { msg: body ?? '' } : (parseJson(attach) ?? attach))

const write = (m: Stored) => ({
  from: m.from,
  msgid: Number(m.id),
  msgidclient: m.idClient,
  sendtime: m.time,
  type: Number(m.row[Msg.type]),
  fromclienttype: Number(m.row[Msg.clientType]),
  body: bodyOf(m),
  ext: m.row[Msg.ext] ?? '',
})

/** What history still shows to an account; without one, what it shows to all. */
const shown = (m: Stored, to?: Account) => !m.recalled && !m.only && !(to && m.hiddenFrom?.includes(to.account)) && unlessOff(m.row, Msg.needHistory)

/** A page of what lies between two times, both inclusive. */
function page(form: Form, all: Stored[], to?: Account): Record<string, unknown> {
  const [begin, end, limit] = [form.number('begintime'), form.number('endtime'), form.within('limit', 1, maxPage)]
  const ascending = form.numberOr('reverse', 2, 1, 2) === ASCENDING
  const types = form.textOr('type')?.split(',')
  const span = all.slice(after(all, begin - 1), after(all, end)).filter((m) => shown(m, to) && (types?.includes(m.row[Msg.type]!) ?? true))
  const found = ascending ? span.slice(0, limit) : span.reverse().slice(0, limit)
  return { size: found.length, msgs: found.map(write) }
}

/** A team and a member who asks; with `checkTeamValid=false` also one that is over, and a former member. */
function teamOf(s: Service, form: Form, scene: number): { team: Team; me: Account } {
  const me = form.account('accid')
  const id = form.text('tid')
  if (form.flagOr('checkTeamValid', true)) {
    const team = findTeam(s, scene, id)
    findMember(team, me.account)
    return { team, me }
  }
  const team = teamsOf(s, scene).get(id)
  need(team, 803)
  need(team.members.has(me.account) || team.former.has(me.account), 804)
  return { team, me }
}

/** A conversation as its owner sees it, with its last message. */
function sessionJson(view: View, me: Account, last: Stored, withLast: boolean): Record<string, unknown> {
  const to = view.scene === P2P ? { accid: view.peer } : { tid: Number(view.peer) }
  const message = withLast ? { lastMsgType: 0, lastMsg: { ...write(last), to: last.to } } : {}
  return { sessionType: view.scene, ...to, owner: me.account, updateTime: Math.max(last.time, view.cloud.updateTime), ext: view.cloud.ext ?? '', ...message }
}

const visitJson = (accid: string) => (v: Visit) => ({ accid, timestamp: v.time, eventType: v.kind, clientIp: v.ip, sdkVersion: '', clientType: v.clientType, deviceId: v.deviceId, customTag: v.customTag, code: 200 })

/** What was said, and what accounts did. */
export const historyActions = {
  'history/querySessionMsg'(s, form) {
    const from = form.account('from')
    return page(form, s.store.conversation(P2P, from.account, accountOf(s, form.text('to')).account).messages, from)
  },
  'history/queryTeamMsg'(s, form) {
    const { team, me } = teamOf(s, form, TEAM)
    return page(form, s.store.conversation(TEAM, '', team.id).messages, me)
  },
  'history/querySessionList'(_, form) {
    const me = form.account('accid')
    const [min, max] = [form.numberOr('minTimestamp', 0), form.numberOr('maxTimestamp', 0) || Infinity]
    const limit = form.textOr('limit') ? form.within('limit', 1, maxPage) : maxPage
    const sessions = [...me.views.values()]
      .flatMap((view) => roaming(view, me, view.cloud.deletedAt, 1).list.map((last) => ({ view, last })))
      .filter(({ last }) => last.time >= min && last.time <= max)
      .sort((a, b) => b.last.time - a.last.time)
    const withLast = form.numberOr('needLastMsg', 1, 0, 1) === 1
    return { data: { hasMore: sessions.length > limit, sessions: sessions.slice(0, limit).map(({ view, last }) => sessionJson(view, me, last, withLast)) } }
  },
  'history/queryUserEvents'(_, form) {
    const me = form.account('accid')
    const [begin, end, limit] = [form.number('begintime'), form.number('endtime'), form.within('limit', 1, maxPage)]
    const visits = [...me.visits.values()].filter(({ time }) => time >= begin && time <= end)
    if (form.numberOr('reverse', 1, 1, 2) !== ASCENDING) visits.reverse()
    const events = visits.slice(0, limit).map(visitJson(me.account))
    return { size: events.length, events }
  },
  'superteam/queryHistoryMsg'(s, form) {
    const { team, me } = teamOf(s, form, SUPER_TEAM)
    return { tid: Number(team.id), ...page(form, s.store.conversation(SUPER_TEAM, '', team.id).messages, me) }
  },
  'superteam/queryHistoryMsgByIds'(s, form) {
    const { byId } = s.store.conversation(SUPER_TEAM, '', findTeam(s, SUPER_TEAM, form.text('tid')).id)
    return { msgs: form.list('msgids', maxPage).flatMap((id) => byId.get(id) ?? []).filter((m) => shown(m)).map(write) }
  },
} satisfies Actions
