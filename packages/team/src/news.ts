import type { Handler, PluginContext } from '@nim/core'
import type { Kept } from './kept'
import { newcomer } from './member'
import type { Team } from './types'
import type { Wired } from './wire'

/** Notifications of teams come as messages: finds them among all that arrive, and tells. */
export const news =
  ({ account: me, decode, emit, now }: PluginContext, { records }: Wired, teams: Kept<Team>): Handler =>
  ([raw]) => {
    // nearly all messages are something else
    if (!raw || +raw[0] !== 1 || +raw[8] !== 5) return
    const { to: teamId, from, time = now(), attach } = decode(records.notice, raw)
    const { id: kind, data } = Object(attach)
    const { ids, id, mute, tinfo } = Object(data)
    // what a notice should have and has not is made up from the message, or left empty
    const team = Object.assign({ teamId }, decode(records.team, tinfo))
    const accounts: string[] = kind === 2 || kind === 9 ? [from] : Array.isArray(ids) ? ids : id ? [id] : []
    const updateTime = team.memberUpdateTime || time
    const about = (account: string, more: object) => Object.assign({ id: team.teamId + '-' + account, account, updateTime }, more)
    const mine = accounts.indexOf(me) >= 0

    switch (kind) {
      case 0: // added
      case 5: // let in
      case 9: // accepted an invitation
        teams.put(team, !mine)
        emit('addTeamMembers', { team, accounts, members: accounts.map((account) => newcomer(team.teamId, account, 'normal', updateTime)) })
        break
      case 1: // removed
      case 2: // left
        if (mine) teams.drop(team.teamId)
        else teams.put(team, true)
        emit('removeTeamMembers', { team, accounts })
        break
      case 3:
        team.updateTime = time
        teams.put(team, true)
        emit('updateTeam', team)
        break
      case 4:
        teams.drop(teamId)
        emit('dismissTeam', { teamId })
        break
      case 6: {
        const owner = id || team.owner
        teams.put(Object.assign({}, team, owner && { owner }), true)
        emit('transferTeam', { team, from: about(from, { type: 'normal' }), to: about(owner, { type: 'owner' }) })
        break
      }
      case 7:
      case 8: {
        const isManager = kind === 7
        const change = { teamId, memberUpdateTime: time }
        teams.put(change, true)
        emit('updateTeamManagers', { team: change, accounts, isManager, members: accounts.map((account) => ({ id: teamId + '-' + account, account, type: isManager ? 'manager' : 'normal', updateTime: time })) })
        break
      }
      case 10: {
        const muted = /^(1|true)$/.test(mute)
        teams.put(team, true)
        emit('updateTeamMembersMute', { team, accounts, members: accounts.map((account) => about(account, { teamId: team.teamId, mute: muted })), mute: muted })
      }
    }
  }
