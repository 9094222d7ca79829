import { randomBytes } from 'node:crypto'
import { kick, KickReason } from '../access'
import type { Account } from '../account'
import { row, type Row } from '../row'
import { readCard, setRelation, updateCard } from '../rooms/user'
import type { Service } from '../service'
import { User } from '../tags'
import { accountOf, ApiRefusal, type Actions, type Form } from './form'

const newToken = () => randomBytes(16).toString('hex')

/** Fields of a card, and the tags they go to. */
const cardFields: Record<string, number> = { name: User.nick, icon: User.avatar, sign: User.sign, gender: User.gender, email: User.email, birth: User.birth, mobile: User.tel, ex: User.ext }

const cardOf = (form: Form): Row => readCard(row(Object.fromEntries(Object.entries(cardFields).map(([name, tag]) => [tag, form.textOr(name)]))))

const modules = ({ silence }: Account) => ({ muteP2P: silence.p2p, muteTeam: silence.team, muteRoom: silence.room, muteQChat: silence.qchat })

const writeCard = (account: Account, muteStatus: boolean) => ({
  accid: account.account,
  ...Object.fromEntries(Object.entries(cardFields).map(([name, tag]) => [name, name === 'gender' ? Number(account.card[tag] || 0) : account.card[tag]])),
  valid: !account.blocked,
  mute: account.muted,
  ...(muteStatus ? modules(account) : {}),
})

/** Which devices of each account are online. */
export const onlineOf = (s: Service, ids: string[]): Record<string, { clientType: number; loginTime: number }[]> =>
  Object.fromEntries(ids.map((id) => [id, s.online.of(id.toLowerCase()).map(({ clientType, loginTime }) => ({ clientType, loginTime }))]))

/** Accounts, their cards and lists. */
export const userActions = {
  'user/create'(s, form) {
    const accid = form.text('accid', 32)
    const token = form.textOr('token', 128) || newToken()
    const made = s.store.register(accid, token, cardOf(form))
    if (!made) throw new ApiRefusal(414, s.store.account(accid) ? 'already register' : 'accid')
    return { info: { token, accid: made.account, name: made.card[User.nick] ?? '' } }
  },
  'user/update'(_, form) {
    const account = form.account('accid')
    account.token = form.textOr('token', 128) || account.token
  },
  'user/refreshToken'(_, form) {
    const account = form.account('accid')
    account.token = newToken()
    return { info: { token: account.token, accid: account.account } }
  },
  'user/block'(s, form) {
    const account = form.account('accid')
    account.blocked = true
    if (form.flag('needkick')) for (const device of s.online.of(account.account)) kick(s, device, KickReason.server, undefined, form.textOr('kickNotifyExt'))
  },
  'user/unblock': (_, form) => void (form.account('accid').blocked = false),
  'user/mute'(_, form) {
    const account = form.account('accid')
    form.text('mute')
    account.muted = form.flag('mute')
  },
  'user/muteModule'(_, form) {
    const account = form.account('accid')
    const { p2p, team, room, qchat } = account.silence
    account.silence = { p2p: form.flagOr('muteP2P', p2p), team: form.flagOr('muteTeam', team), room: form.flagOr('muteRoom', room), qchat: form.flagOr('muteQChat', qchat) }
    return { data: modules(account) }
  },
  'user/setDonnop'(_, form) {
    const account = form.account('accid')
    form.text('donnopOpen')
    account.donnop = form.flag('donnopOpen')
  },
  'user/updateUinfo': (s, form) => void updateCard(s, form.account('accid'), cardOf(form)),
  'user/getUinfos': (s, form) => ({ uinfos: form.list('accids', 200).map((id) => writeCard(accountOf(s, id), form.flag('muteStatus'))) }),
  'user/userOnlineStatus'(s, form) {
    const ids = form.list('accids', 100)
    const known = ids.filter((id) => s.store.account(id))
    return { data: { invalidAccids: ids.filter((id) => !known.includes(id)), status: onlineOf(s, known) } }
  },
  'user/setSpecialRelation'(s, form) {
    const kind = form.number('relationType', 1, 2) === 1 ? 'black' : 'muted'
    setRelation(s, form.account('accid'), form.account('targetAcc'), kind, form.number('value', 0, 1) === 1)
  },
  'user/listBlackAndMuteList'(_, form) {
    const relations = [...form.account('accid').relations]
    const names = (list: 'black' | 'muted') => relations.filter(([, r]) => r[list]).map(([id]) => id)
    return { blacklist: names('black'), mutelist: names('muted') }
  },
} satisfies Actions
