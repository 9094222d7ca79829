import type { Account } from '../account'
import { P2P, SUPER_TEAM, TEAM, type Stored } from '../conversation'
import { day } from '../deliver'
import { need } from '../refusal'
import { mayRecall, takeBack, takeFromReceivers } from '../rooms/recall'
import { findTracked, markRead, read } from '../rooms/receipt'
import { customNotice } from '../rooms/sysmsg'
import { row, type Row } from '../row'
import { post } from '../send'
import type { Service } from '../service'
import { Notice, Receipt, TeamReceipt } from '../tags'
import { attempt, compose, sceneOf, sent, teamFor } from './compose'
import { ApiRefusal, accountOf, type Actions, type Form } from './form'

/** Senders and receivers who shall not see the message themselves. */
function hiddenFrom(form: Form, from: Account, to: string): string[] {
  return [...(form.flag('msgSenderNoSense') ? [from.account] : []), ...(form.flag('msgReceiverNoSense') ? [to.toLowerCase()] : [])]
}

function noticeRow(form: Form, type: number): Row {
  const option = form.objectOr('option')
  return row({
    [Notice.attach]: form.text('attach', 4096),
    [Notice.type]: type,
    [Notice.saveOffline]: form.numberOr('save', 2, 1, 2) === 2,
    [Notice.pushContent]: form.textOr('pushcontent', 500),
    [Notice.pushPayload]: form.textOr('payload', 2048),
    109: option['badge'] !== false && option['badge'] !== 'false',
    110: option['needPushNick'] === true || option['needPushNick'] === 'true',
  })
}

/** The message that a recall or delete names, of that scene, between those two; `undefined` when there is none (any more). */
function named(s: Service, form: Form, scene: number): Stored | undefined {
  const m = s.store.message(form.text('deleteMsgid'))
  form.number('timetag')
  const [from, to] = [form.account('from'), form.text('to')]
  if (!m || m.recalled) return undefined
  need(m.scene === scene && m.to === (scene === P2P ? to.toLowerCase() : to) && (scene !== P2P || m.from === from.account))
  return m
}

function recall(s: Service, form: Form, scene: number): void {
  const m = named(s, form, scene)
  if (!m) return
  const from = form.account('from')
  need(mayRecall(s, from, m), 403)
  const age = s.clock.now() - m.time
  need(form.textOr('ignoreTime') === '1' ? age <= 30 * day : age <= s.settings.recallWindow, 508)
  takeBack(s, m, row({ [Notice.content]: form.textOr('msg', 128), [Notice.attach]: form.textOr('attach', 5000), [Notice.env]: form.textOr('env', 32) }), from)
}

/** Messages, notices, recalls, read marks. Blacklists hold them back as they do those of clients: 7101. */
export const messageActions = {
  'msg/sendMsg'(s, form) {
    const from = form.account('from')
    const to = form.text('to')
    if (sceneOf(form, 'ope') === TEAM) return sent(post(s, from, compose(form, TEAM), TEAM, teamFor(s, from, TEAM, to), { hidden: hiddenFrom(form, from, '') }))
    const receiver = accountOf(s, to)
    need(!form.flag('checkFriend') || from.friends.get(receiver.account)?.relation, 403)
    return sent(post(s, from, compose(form, P2P), P2P, receiver.account, { hidden: hiddenFrom(form, from, to) }))
  },
  'msg/sendBatchMsg'(s, form) {
    const from = form.account('fromAccid')
    const wantsIds = form.flag('returnMsgid')
    const ids = form.list('toAccids', wantsIds ? 100 : 500)
    const message = compose(form, P2P)
    const known = ids.filter((id) => s.store.account(id))
    const stored = known.map((id) => [id, attempt(() => post(s, from, message, P2P, id.toLowerCase()))] as const)
    const msgids = Object.fromEntries(stored.flatMap(([id, m]) => (m ? [[id, Number(m.id)]] : [])))
    return { unregister: JSON.stringify(ids.filter((id) => !known.includes(id))), timetag: s.clock.now(), ...(wantsIds ? { msgids } : {}) }
  },
  'msg/sendAttachMsg'(s, form) {
    const team = sceneOf(form, 'msgtype') === TEAM
    const notice = noticeRow(form, team ? 101 : 100)
    customNotice(s, form.account('from'), row(notice, { [Notice.to]: team ? form.text('to') : form.account('to').account }), '7_3')
  },
  'msg/sendBatchAttachMsg'(s, form) {
    const from = form.account('fromAccid')
    const ids = form.list('toAccids', 5000)
    const notice = noticeRow(form, 100)
    const known = ids.flatMap((id) => s.store.account(id) ?? [])
    for (const to of known) if (!to.relations.get(from.account)?.black) customNotice(s, from, row(notice, { [Notice.to]: to.account }), '7_3')
    return { unregister: JSON.stringify(ids.filter((id) => !s.store.account(id))) }
  },
  'msg/recall': (s, form) => recall(s, form, form.number('type', 7, 8) === 7 ? P2P : TEAM),
  'msg/delMsgOneWay'(s, form) {
    const m = named(s, form, form.number('type', 13, 14) === 13 ? P2P : TEAM)
    if (m) takeFromReceivers(s, m, form.textOr('msg', 128))
  },
  // gone for both sides, however old it is
  'msg/delMsg'(s, form) {
    const m = named(s, form, form.number('type', 7, 8) === 7 ? P2P : TEAM)
    if (m) takeBack(s, m, row({ [Notice.content]: form.textOr('msg', 128) }), form.account('from'))
  },
  'msg/markReadMsg'(s, form) {
    const [me, peer] = [form.account('from'), form.account('to')]
    const theirs = s.store.conversation(P2P, me.account, peer.account).messages.filter((m) => m.from === peer.account && !m.recalled)
    const wanted = form.textOr('msgid')
    const last = wanted ? theirs.find((m) => m.id === wanted) : theirs.at(-1)
    if (!last) throw new ApiRefusal(404, 'msgid')
    read(s, me, row({ [Receipt.to]: peer.account, [Receipt.time]: last.time, [Receipt.idClient]: last.idClient }))
    return { data: { timestamp: last.time } }
  },
  'msg/markReadTeamMsg'(s, form) {
    const [me, tid] = [form.account('fromAccid'), form.text('tid')]
    teamFor(s, me, TEAM, tid)
    const marks = form.list('msgIds', 50).map((id) => [id, row({ [TeamReceipt.teamId]: tid, [TeamReceipt.idServer]: id })] as const)
    const failed = marks.filter(([, mark]) => !findTracked(s, me, mark)).map(([id]) => Number(id))
    for (const [, mark] of marks) markRead(s, me, mark)
    return { data: { errMsgIds: failed } }
  },
  'msg/delRoamSession'(s, form) {
    const me = form.account('from')
    const team = form.number('type', 1, 2) === 2
    s.store.view(me, team ? TEAM : P2P, team ? form.text('to') : form.account('to').account).roamAfter = s.clock.mark()
  },
  'superteam/sendMsg'(s, form) {
    const from = form.account('fromAccid')
    return sent(post(s, from, compose(form, SUPER_TEAM), SUPER_TEAM, teamFor(s, from, SUPER_TEAM, form.text('tid'))))
  },
  'superteam/sendAttachMsg'(s, form) {
    const option = form.objectOr('option')
    const notice = { [Notice.to]: form.text('to'), [Notice.attach]: form.text('attach', 4096), [Notice.type]: 103, [Notice.pushContent]: form.textOr('pushContent', 500), [Notice.pushPayload]: form.textOr('pushPayload', 2048), 109: option['badge'] !== false }
    customNotice(s, form.account('from'), row(notice), '21_19')
  },
  'superteam/recallMsg': (s, form) => recall(s, form, SUPER_TEAM),
} satisfies Actions
