import { broadcast } from '../broadcast'
import { after, P2P, SUPER_TEAM, TEAM, type Stored } from '../conversation'
import { parseJson } from '../json'
import { need } from '../refusal'
import { takeBack } from '../rooms/recall'
import { customNotice } from '../rooms/sysmsg'
import { row, unlessOff, type Row } from '../row'
import { post } from '../send'
import type { Service } from '../service'
import { Msg, Notice } from '../tags'
import { findMember, findTeam } from '../teams'
import type { Account } from '../account'
import { ApiRefusal, type Actions, type Form } from './form'

/** Options of a message, and the tags they go to; all on unless they say false. */
const options: Record<string, number> = {
  roam: Msg.needRoaming,
  history: Msg.needHistory,
  sendersync: Msg.needSelfSync,
  push: 107,
  route: 105,
  badge: 109,
  needPushNick: 110,
  persistent: Msg.needOffline,
  sessionUpdate: Msg.needUpdateSession,
}

const TEXT = 0
const TIP = 10
const types = [0, 1, 2, 3, 4, 6, 10, 100]

/** The row of a message that an app server sends. Text and tips carry their text alone, everything else its JSON. */
function compose(form: Form): Row {
  const type = form.number('type', ...types)
  const body = form.text('body', 5000)
  const text = type === TEXT || type === TIP ? form.objectOr('body')['msg'] : undefined
  if ((type === TEXT || type === TIP) && typeof text !== 'string') throw new ApiRefusal(414, 'body')
  const given = form.objectOr('option')
  const switches = Object.entries(options).filter(([name]) => given[name] !== undefined)
  return row(
    {
      [Msg.type]: type,
      [text === undefined ? Msg.attach : Msg.body]: text ?? body,
      [Msg.ext]: form.textOr('ext', 1024),
      [Msg.pushContent]: form.textOr('pushcontent', 500),
      [Msg.pushPayload]: form.textOr('payload', 2048),
      [Msg.subType]: form.textOr('subType'),
      [Msg.needAck]: form.flag('markRead') || undefined,
    },
    Object.fromEntries(switches.map(([name, tag]) => [tag, given[name] !== false && given[name] !== 'false']))
  )
}

const sent = ({ id, time }: Stored) => ({ data: { msgid: Number(id), timetag: time, antispam: false } })

function toTeam(s: Service, from: Account, scene: number, id: string): string {
  findMember(findTeam(s, scene, id), from.account)
  return id
}

function toAccount(s: Service, id: string): Account {
  const account = s.store.account(id)
  if (!account) throw new ApiRefusal(414, `${id} not register`)
  return account
}

function recalled(s: Service, form: Form, scene: number): void {
  const m = s.store.message(form.text('deleteMsgid'))
  if (!m || m.recalled) return
  need(m.scene === scene)
  need(form.textOr('ignoreTime') === '1' || s.clock.now() - m.time <= s.settings.recallWindow, 508)
  takeBack(s, m, row({ [Notice.content]: form.textOr('msg', 128), [Notice.attach]: form.textOr('attach', 5000) }), form.account('from'))
}

/** Messages, notices, recalls, broadcasts, history. Blacklists hold them back as they do those of clients: 7101. */
export const messageActions: Actions = {
  'msg/sendMsg'(s, form) {
    const from = form.account('from')
    const to = form.text('to')
    if (form.number('ope', 0, 1) === 1) return sent(post(s, from, compose(form), TEAM, toTeam(s, from, TEAM, to)))
    return sent(post(s, from, compose(form), P2P, toAccount(s, to).account))
  },
  'msg/sendBatchMsg'(s, form) {
    const from = form.account('fromAccid')
    const ids = form.list('toAccids', 500)
    const known = ids.filter((id) => s.store.account(id))
    const msgs = known.map((id) => [id, post(s, from, compose(form), P2P, id.toLowerCase())] as const)
    return { unregister: JSON.stringify(ids.filter((id) => !known.includes(id))), timetag: s.clock.now(), msgids: Object.fromEntries(msgs.map(([id, m]) => [id, Number(m.id)])) }
  },
  'msg/sendAttachMsg'(s, form) {
    const team = form.number('msgtype', 0, 1) === 1
    const save = form.numberOr('save', 2)
    const notice = { [Notice.to]: form.text('to'), [Notice.attach]: form.text('attach', 4096), [Notice.type]: team ? 101 : 100, [Notice.saveOffline]: save === 2, [Notice.pushContent]: form.textOr('pushcontent', 500), [Notice.pushPayload]: form.textOr('payload', 2048) }
    customNotice(s, form.account('from'), row(notice), '7_3')
  },
  'msg/recall'(s, form) {
    recalled(s, form, form.number('type', 7, 8) === 7 ? P2P : TEAM)
  },
  'msg/broadcastMsg'(s, form) {
    const body = form.text('body', 4096)
    const from = form.textOr('from')
    const hours = form.numberOr('ttl', 168)
    const createTime = s.clock.now()
    const { id } = broadcast(s, { body, from, offline: form.flag('isOffline'), ttl: hours * 3600_000, clientTypes: targets(form) })
    return { msg: { broadcastId: Number(id), from, body, isOffline: form.flag('isOffline'), createTime, expireTime: createTime + hours * 3600_000 } }
  },
  'superteam/sendMsg'(s, form) {
    const from = form.account('fromAccid')
    return sent(post(s, from, compose(form), SUPER_TEAM, toTeam(s, from, SUPER_TEAM, form.text('tid'))))
  },
  'superteam/recallMsg': (s, form) => recalled(s, form, SUPER_TEAM),
  'history/querySessionMsg'(s, form) {
    const from = form.account('from')
    return history(form, s.store.view(from, P2P, toAccount(s, form.text('to')).account).conversation.messages)
  },
  'history/queryTeamMsg'(s, form) {
    const { id } = findTeam(s, TEAM, form.text('tid'))
    return history(form, s.store.conversation(TEAM, '', id).messages)
  },
}

const systems: Record<string, number> = { ios: 2, aos: 1, pc: 4, web: 16, mac: 64 }

function targets(form: Form): number[] | undefined {
  if (!form.textOr('targetOs')) return undefined
  return form.list('targetOs', 9).map((name) => systems[name] ?? 0)
}

function history(form: Form, all: Stored[]): Record<string, unknown> {
  const limit = form.number('limit')
  need(limit >= 1 && limit <= 100)
  const ascending = form.numberOr('reverse', 2) === 1
  const span = all.slice(after(all, form.number('begintime') - 1), after(all, form.number('endtime'))).filter((m) => !m.recalled && !m.only && unlessOff(m.row, Msg.needHistory))
  const page = ascending ? span.slice(0, limit) : span.reverse().slice(0, limit)
  return { size: page.length, msgs: page.map(({ id, from, time, row: m }) => ({ from, msgid: Number(id), msgidclient: m[Msg.idClient], sendtime: time, type: Number(m[Msg.type]), fromclienttype: Number(m[Msg.clientType]), body: bodyOf(m), ext: m[Msg.ext] })) }
}

function bodyOf(m: Row): unknown {
  const attach = m[Msg.attach]
  return attach === undefined ? { msg: m[Msg.body] ?? '' } : (parseJson(attach) ?? attach)
}
