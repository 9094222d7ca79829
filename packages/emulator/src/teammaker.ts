import type { Account } from './account'
import { row, type Row } from './row'
import type { Service } from './service'
import { TeamTag } from './tags'
import type { TeamKind } from './teamkind'
import { tellTeam } from './teamnews'
import { createMembers, join, OWNER, seal, teamsOf, type Team } from './teams'

/** Members a team may have unless it says otherwise. */
export const defaultLevel = 200

/** The modes of a team that names none: only managers change and invite, joining and being invited need consent. */
const defaults = row({ [TeamTag.joinMode]: 1, [TeamTag.beInviteMode]: 0, [TeamTag.inviteMode]: 0, [TeamTag.updateMode]: 0, [TeamTag.updateExtMode]: 0 })

export interface TeamInput {
  owner: Account
  info: Row
  level?: number
  discussion?: boolean
}

/** Makes a team with nobody but its owner in it. */
export function makeTeam(s: Service, kind: TeamKind, { owner, info, level = defaultLevel, discussion = false }: TeamInput): Team {
  const time = s.clock.stamp()
  const id = s.clock.id()
  const made: Team = {
    id,
    scene: kind.scene,
    discussion,
    info: discussion ? row(info) : row(defaults, info),
    owner: owner.account,
    level,
    members: createMembers(s.keeper, kind.scene, id),
    former: new Map(),
    invited: new Map(),
    applied: new Set(),
    muteType: 0,
    valid: true,
    createTime: time,
    updateTime: time,
    memberTime: time,
  }
  const team = teamsOf(s, kind.scene).set(id, made).get(id)!
  join(s, team, owner, OWNER)
  return team
}

/** Ends a team: everyone is told, and it is gone. */
export function dismissTeam(s: Service, kind: TeamKind, team: Team, by: Account): void {
  team.valid = false
  team.updateTime = s.clock.stamp()
  tellTeam(s, kind, team, by, 'dismiss')
  for (const id of team.members.keys()) {
    team.former.set(id, team.updateTime)
    const account = s.store.account(id)
    if (account) seal(s, team, account)
  }
  team.members.clear()
}
