import type { Account } from '../account'
import { SUPER_TEAM, TEAM, type Stored } from '../conversation'
import { parseJson } from '../json'
import { need, Refusal } from '../refusal'
import { row, type Row } from '../row'
import { Msg } from '../tags'
import { findMember, findTeam } from '../teams'
import type { Service } from '../service'
import { ApiRefusal, type Form } from './form'

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

const everyone = '#%@all@%#'
const maxForced = 100

/** Names of the push fields, which super teams spell differently. */
interface PushNames {
  content: string
  payload: string
  forced: string
  forcedList: string
  forcedContent: string
  forcedAll: string
}

const teamNames: PushNames = { content: 'pushcontent', payload: 'payload', forced: 'forcepush', forcedList: 'forcepushlist', forcedContent: 'forcepushcontent', forcedAll: 'forcepushall' }
const superNames: PushNames = { content: 'pushContent', payload: 'pushPayload', forced: 'isForcePush', forcedList: 'forcePushList', forcedContent: 'forcePushContent', forcedAll: 'forcePushAll' }

function forcedOf(form: Form, names: PushNames): Row {
  const list = form.listOr(names.forcedList, Infinity)
  need((list?.length ?? 0) <= maxForced, 811)
  const all = form.flag(names.forcedAll)
  const forced = all || !!list || form.flag(names.forced)
  return row({ [Msg.forcePushList]: all ? everyone : list?.join(','), 19: form.textOr(names.forcedContent, 500), 20: forced ? 1 : undefined })
}

/** The row of a message that an app server sends. Text and tips carry their text alone, everything else its JSON. */
export function compose(form: Form, scene: number): Row {
  const names = scene === SUPER_TEAM ? superNames : teamNames
  const type = form.number('type', ...types)
  const body = form.text('body', 5000)
  const plain = type === TEXT || type === TIP
  const text = plain ? form.objectOr('body')['msg'] : undefined
  if (plain ? typeof text !== 'string' : parseJson(body) === undefined) throw new ApiRefusal(414, 'body')
  const given = form.objectOr('option')
  const switches = Object.entries(options).filter(([name]) => given[name] !== undefined)
  return row(
    {
      [Msg.type]: type,
      [plain ? Msg.body : Msg.attach]: plain ? text : body,
      [Msg.ext]: form.textOr('ext', 1024),
      [Msg.pushContent]: form.textOr(names.content, 500),
      [Msg.pushPayload]: form.textOr(names.payload, 2048),
      [Msg.subType]: form.numberOr('subType', undefined),
      [Msg.needAck]: form.flag('markRead') || undefined,
      43: form.textOr('env', 32),
    },
    forcedOf(form, names),
    Object.fromEntries(switches.map(([name, tag]) => [tag, given[name] !== false && given[name] !== 'false']))
  )
}

/** A team in which somebody may write. */
export function teamFor(s: Service, from: Account, scene: number, id: string): string {
  findMember(findTeam(s, scene, id), from.account)
  return id
}

export const sent = ({ id, time }: Stored) => ({ data: { msgid: Number(id), timetag: time, antispam: false } })

/** Sends; `undefined` when the receiver had blocked the sender. */
export function attempt(send: () => Stored): Stored | undefined {
  try {
    return send()
  } catch (e) {
    if (e instanceof Refusal && e.code === 7101) return undefined
    throw e
  }
}

/** Whether a call is about an account (0) or a team (1), as conversations number it. */
export const sceneOf = (form: Form, name: string): number => (form.number(name, 0, 1) === 1 ? TEAM : 0)
