import type { Friend } from '../account'
import { need } from '../refusal'
import { row } from '../row'
import { removeFriend, requestFriend, updateFriend } from '../rooms/friend'
import { FriendTag } from '../tags'
import type { Actions, Form } from './form'

const fields: Record<string, number> = { alias: FriendTag.alias, ex: FriendTag.ext, serverex: FriendTag.serverExt }

const changesOf = (form: Form) => row(Object.fromEntries(Object.entries(fields).map(([name, tag]) => [tag, form.textOr(name)])))

const write = (faccid: string, { row: friend, updateTime }: Friend) => ({
  faccid,
  bidirection: true,
  createtime: Number(friend[FriendTag.createTime]),
  updatetime: updateTime,
  alias: friend[FriendTag.alias] ?? '',
  ex: friend[FriendTag.ext] ?? '',
  serverex: friend[FriendTag.serverExt] ?? '',
})

/** Friends. */
export const friendActions = {
  'friend/add'(s, form, as) {
    const options = { ps: form.textOr('msg', 256), serverExt: form.textOr('serverex', 256) }
    requestFriend(s, as(form.account('accid')), form.account('faccid'), form.number('type', 1, 2, 3, 4), options)
  },
  'friend/update': (s, form, as) => updateFriend(s, as(form.account('accid')), form.account('faccid').account, changesOf(form)),
  'friend/delete': (s, form, as) => removeFriend(s, as(form.account('accid')), form.account('faccid'), form.flag('isDeleteAlias')),
  'friend/get'(_, form) {
    const since = form.numberOr('updatetime', 0) || form.numberOr('createtime', 0)
    const friends = [...form.account('accid').friends].filter(([, f]) => f.relation && f.updateTime >= since).map(([id, f]) => write(id, f))
    return { size: friends.length, friends }
  },
  'friend/getByAccid'(_, form) {
    const faccid = form.account('faccid').account
    const found = form.account('accid').friends.get(faccid)
    need(found?.relation, 404)
    return { friend: write(faccid, found) }
  },
} satisfies Actions
