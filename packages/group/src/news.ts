import type { Handler, PluginContext } from '@nim/core'
import type { Kept } from './kept'
import { newcomer } from './member'
import type { Kind, Named, Tables } from './plugin'
import type { Team } from './types'

/** Ids of notifications that are remembered, so that none is told twice. */
const remembered = 500

/** Notifications come as messages: finds them among all that arrive, and tells. */
export function news({ account: me, decode, emit, now }: PluginContext, { records }: Tables, { scene, notices }: Kind, named: Named, teams: Kept<Team>): Handler {
  const numbers = notices.split(' ')
  const seen: string[] = []

  const one = (raw: any, outer?: string) => {
    // nearly all messages are something else
    if (!raw || +raw[0] !== scene || +raw[8] !== 5) return
    const { to: teamId, from, time = now(), attach } = decode(records.notice!, raw)
    const { id: number, data } = Object(attach)
    const kind = numbers.indexOf(String(number))
    // without the message plugin nobody else drops what is delivered again
    const messageId = String(raw[12] || outer || raw[11] || '')
    if (kind < 0 || (messageId && seen.indexOf(messageId) >= 0)) return
    if (messageId && seen.push(messageId) > remembered) seen.shift()

    const { ids, id, mute, tinfo } = Object(data)
    const arrived = kind === 0 || kind === 5 || kind === 9
    const gone = kind === 1 || kind === 2
    const managers = kind === 7 || kind === 8
    // what a notice should have and has not is made up from the message, or left empty
    const team = Object.assign({ teamId }, managers ? { memberUpdateTime: time } : decode(records.team!, tinfo))
    const updateTime = team.memberUpdateTime || time
    // one who was let in, and in teams one who is muted, comes as `id`
    const single = kind === 5 || (kind === 10 && scene === 1)
    const accounts: string[] = kind === 2 || kind === 9 ? [from] : Array.isArray(ids) && !(id && single) ? ids : id ? [id] : []
    const about = (account: string, more: object) => Object.assign({ id: team.teamId + '-' + account, account, updateTime }, more)
    const mine = accounts.indexOf(me) >= 0
    const owner = id || team.owner

    if (kind === 3) team.updateTime = time
    if (kind === 4 || (gone && mine)) teams.drop(team.teamId)
    // a new one is kept only when the notice brought it as a whole
    else teams.put(kind === 6 && owner ? Object.assign({}, team, { owner }) : team, !(arrived && mine && team.owner))

    const told: any = { team, accounts }
    const tell = (event: string, payload: object = told) => emit(named(event), payload)
    const members = (more: object) => (told.members = accounts.map((account) => about(account, more)))
    if (kind === 3) tell('updateTeam', team)
    else if (kind === 4) tell('dismissTeam', { teamId })
    else if (kind === 6) tell('transferTeam', { team, from: about(from, { type: 'normal' }), to: about(owner, { type: 'owner' }) })
    else if (gone) tell('removeTeamMembers')
    else if (arrived) {
      told.members = accounts.map((account) => newcomer(team.teamId, account, 'normal', updateTime))
      tell('addTeamMembers')
    } else if (managers) {
      told.isManager = kind === 7
      members({ type: told.isManager ? 'manager' : 'normal' })
      tell('updateTeamManagers')
    } else {
      told.mute = /^(1|true)$/.test(mute)
      members({ teamId: team.teamId, mute: told.mute })
      tell('updateTeamMembersMute')
    }
  }
  return ([found], { id }) => {
    if (Array.isArray(found)) for (const raw of found) one(raw)
    else one(found, id)
  }
}
