import type { Team, TeamMember } from '@nim/team'
import { addTeams } from '../im'
import type { Client } from '../im'
import { createSignal } from '../lib/signal'

const changes = ['teams', 'createTeam', 'updateTeam', 'addTeamMembers', 'removeTeamMembers', 'updateTeamManagers', 'transferTeam', 'dismissTeam', 'updateTeamMember', 'updateTeamMembersMute'] as const

/** Teams, their members, and what this account may do in them. The module comes with a subpackage, after the first sync. */
export function createTeams(nim: Client) {
  const changed = createSignal()
  const key = 'teams:' + nim.account
  /** What teams are called, from the last time: the conversation list is here before the teams are. */
  const names: Record<string, string> = wx.getStorageSync(key) || {}
  const mine = new Map<string, Partial<TeamMember>>()
  const members = new Map<string, TeamMember[]>()
  let ready = false

  const list = (): readonly Readonly<Team>[] => (nim.team ? nim.team.list() : [])
  const get = (teamId: string): Readonly<Team> | undefined => (nim.team ? nim.team.get(teamId) : undefined)

  const remember = () => {
    let news = false
    for (const { teamId, name } of list()) {
      news = news || names[teamId] !== name
      names[teamId] = name
    }
    if (news) wx.setStorageSync(key, names)
    changed.tell()
  }
  /** Asks again for the members of a team that somebody looks at. */
  const refresh = async (teamId: string): Promise<void> => {
    try {
      const found = await nim.team.getTeamMembers({ teamId })
      members.set(
        teamId,
        found.filter(({ valid }) => valid)
      )
      const self = found.find(({ account }) => account === nim.account)
      if (self) mine.set(teamId, self)
    } catch (error) {
      if ((error as { code?: number }).code !== 804) throw error
      members.delete(teamId) // not one's own any more
    }
    changed.tell()
  }
  const heard = (change: object) => {
    remember()
    const { team, teamId = team && team.teamId, id } = change as { team?: { teamId: string }; teamId?: string; id?: string }
    const which = teamId || (id && id.split('-')[0])
    if (which && members.has(which)) refresh(which).catch(() => {})
  }
  changes.forEach((event) => nim.on(event as 'updateTeam', heard))
  nim.on('myTeamMembers', (all) => {
    all.forEach((member) => mine.set(member.teamId, { ...mine.get(member.teamId), ...member }))
    changed.tell()
  })

  const load = async () => {
    await addTeams(nim)
    if (!ready) {
      ready = true
      if (nim.status === 'logined' && !list().length) await nim.team.getTeams().catch(() => {})
    }
    remember()
  }
  nim.on('syncdone', () => {
    if (ready) [...members.keys()].forEach((teamId) => refresh(teamId).catch(() => {}))
    else load().catch(() => {}) // without a network: tried again after the next login, or by the pages of teams
  })

  const isManager = (teamId: string, account = nim.account) => {
    const team = get(teamId)
    const member = account === nim.account ? mine.get(teamId) : (members.get(teamId) || []).find((known) => known.account === account)
    return !!team && (team.owner === account || (!!member && member.type === 'manager'))
  }

  return {
    get ready() {
      return ready
    },
    load,
    watch: changed.watch,
    list,
    get,
    name: (teamId: string): string => (get(teamId) || { name: names[teamId] || teamId }).name,
    members: (teamId: string): TeamMember[] => members.get(teamId) || [],
    refresh,
    isManager,
    /** Messages come without an alert. */
    muted: (teamId: string): boolean => mine.get(teamId)?.bitConfigMask === 1,
    /** Why this account cannot write there, if it cannot. */
    silence(teamId: string): '' | 'gone' | 'all' | 'me' {
      const team = get(teamId)
      if (ready && nim.team && !team) return 'gone'
      if (!team || isManager(teamId)) return ''
      if (mine.get(teamId)?.mute) return 'me'
      return team.muteType && team.muteType !== 'none' ? 'all' : ''
    },
    async setMuted(teamId: string, on: boolean): Promise<void> {
      const change = await nim.team.updateMyMemberInfo({ teamId, bitConfigMask: on ? 1 : 0 })
      mine.set(teamId, { ...mine.get(teamId), ...change, bitConfigMask: on ? 1 : 0 })
      changed.tell()
    },
    /** Accepts or rejects an invitation or an application. */
    answer({ kind, teamId = '', from }: { kind: string; teamId?: string; from: string }, pass: boolean): Promise<void> {
      const o = { teamId, from }
      if (kind === 'teamInvite') return pass ? nim.team.acceptTeamInvite(o) : nim.team.rejectTeamInvite(o)
      return pass ? nim.team.passTeamApply(o) : nim.team.rejectTeamApply(o)
    },
    /** After a change of one's own, which not every event tells of. */
    touched: remember,
  }
}

export type Teams = ReturnType<typeof createTeams>
