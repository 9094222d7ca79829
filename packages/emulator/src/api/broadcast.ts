import { broadcast, type Announced } from '../broadcast'
import { need } from '../refusal'
import type { Service } from '../service'
import type { Actions, Form } from './form'

const systems = new Map([['ios', 2], ['aos', 1], ['pc', 4], ['web', 16], ['mac', 64]])
const hour = 3600_000

function targets(form: Form): number[] | undefined {
  return form.listOr('targetOs', 9)?.map((name) => {
    const type = systems.get(name)
    need(type !== undefined)
    return type
  })
}

const write = ({ id, from, body, time, expires, offline, clientTypes }: Announced) => ({
  broadcastId: Number(id),
  from,
  body,
  isOffline: offline,
  createTime: time,
  expireTime: expires,
  targetOs: clientTypes?.map((type) => [...systems].find(([, value]) => value === type)?.[0]) ?? [],
})

function find(s: Service, form: Form): Announced {
  const found = s.store.broadcasts.get(form.text('broadcastId'))
  need(found, 404)
  return found
}

const KEPT = 2
const NOT_KEPT = 3

/** Broadcasts. */
export const broadcastActions = {
  'msg/broadcastMsg'(s, form) {
    const ttl = form.numberOr('ttl', 168)
    need(ttl > 0)
    return { msg: write(broadcast(s, { body: form.text('body', 4096), from: form.textOr('from'), offline: form.flag('isOffline'), ttl: ttl * hour, clientTypes: targets(form) })) }
  },
  'history/queryBroadcastMsg'(s, form) {
    const before = form.numberOr('broadcastId', 0)
    const limit = form.textOr('limit') ? form.within('limit', 1, 100) : 100
    const type = form.numberOr('type', 1, 1, 2, 3)
    const wanted = ({ id, offline }: Announced) => (before === 0 || Number(id) < before) && (type !== KEPT || offline) && (type !== NOT_KEPT || !offline)
    return { msgs: [...s.store.broadcasts.values()].filter(wanted).reverse().slice(0, limit).map(write) }
  },
  'history/queryBroadcastMsgById': (s, form) => ({ msg: write(find(s, form)) }),
  'history/delBroadcastMsgById'(s, form) {
    const { id } = find(s, form)
    s.store.broadcasts.delete(id)
    for (const account of s.store.accounts.values()) account.waiting.delete(id)
  },
} satisfies Actions
