import type { PluginContext } from '@nim/core'
import type { Kept } from './kept'
import { newcomer } from './member'
import type { Kind, Tables } from './plugin'
import type { Team } from './types'

/** Ids of notifications that are remembered, so that none is told twice. */
const remembered = 500

/** Notifications come as messages: finds them among all that arrive, and tells. */
export function news({ account: me, decode, emit, now }: PluginContext, { records }: Tables, { name, scene, notices }: Kind, teams: Kept<Team>) {
  const numbers = notices.split(' ')
  const seen: string[] = []

  const one = (raw: any, outer: string | undefined) => {
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
    // what a notice should have and has not is made up from the message, or left empty
    const team = Object.assign({ teamId }, decode(records.team!, tinfo))
    const single: string[] = id ? [id] : []
    const several: string[] = Array.isArray(ids) ? ids : single
    const accounts = kind === 2 || kind === 9 ? [from] : kind === 5 || (kind === 10 && scene === 1) ? (id ? single : several) : several
    const updateTime = team.memberUpdateTime || time
    const about = (account: string, more: object) => Object.assign({ id: team.teamId + '-' + account, account, updateTime }, more)
    const mine = accounts.indexOf(me) >= 0

    switch (kind) {
      case 0: // added
      case 5: // let in
      case 9: // accepted an invitation
        teams.put(team, !mine)
        emit(`add${name}Members`, { team, accounts, members: accounts.map((account) => newcomer(team.teamId, account, 'normal', updateTime)) })
        break
      case 1: // removed
      case 2: // left
        if (mine) teams.drop(team.teamId)
        else teams.put(team, true)
        emit(`remove${name}Members`, { team, accounts })
        break
      case 3:
        team.updateTime = time
        teams.put(team, true)
        emit('update' + name, team)
        break
      case 4:
        teams.drop(teamId)
        emit('dismiss' + name, { teamId })
        break
      case 6: {
        const owner = id || team.owner
        teams.put(owner ? Object.assign({}, team, { owner }) : team, true)
        emit('transfer' + name, { team, from: about(from, { type: 'normal' }), to: about(owner, { type: 'owner' }) })
        break
      }
      case 7:
      case 8: {
        const isManager = kind === 7
        const change = { teamId, memberUpdateTime: time }
        teams.put(change, true)
        emit(`update${name}Managers`, { team: change, accounts, isManager, members: accounts.map((account) => ({ id: teamId + '-' + account, account, type: isManager ? 'manager' : 'normal', updateTime: time })) })
        break
      }
      case 10: {
        const muted = /^(1|true)$/.test(mute)
        teams.put(team, true)
        emit(`update${name}MembersMute`, { team, accounts, members: accounts.map((account) => about(account, { teamId: team.teamId, mute: muted })), mute: muted })
      }
    }
  }
  return {
    watch([found]: any[], { id }: { id?: string }) {
      for (const raw of Array.isArray(found) ? found : [found]) one(raw, id)
    },
    clear: () => void (seen.length = 0),
  }
}
