import type { Account } from './account'
import { row, type Row } from './row'
import type { Service } from './service'
import { TeamTag } from './tags'
import type { TeamKind } from './teamkind'
import { makeTeam } from './teammaker'
import { tellTeam } from './teamnews'
import { join, NORMAL, teamRow, type Team } from './teams'

type WhoMay = 'manager' | 'all'

/** A team that the service is to make, as an app server would ask for it. */
export interface TeamSeed {
  name: string
  owner: string
  members?: readonly string[]
  intro?: string
  announcement?: string
  avatar?: string
  ext?: string
  /** Only app servers write this one. */
  serverExt?: string
  /** How many members it may have; 200. */
  level?: number
  /** `needVerify` */
  joinMode?: 'noVerify' | 'needVerify' | 'rejectAll'
  /** `needVerify` */
  beInviteMode?: 'needVerify' | 'noVerify'
  /** `manager` */
  inviteMode?: WhoMay
  /** `manager` */
  updateTeamMode?: WhoMay
  /** `manager` */
  updateExtMode?: WhoMay
}

const joinModes = { noVerify: 0, needVerify: 1, rejectAll: 2 }
const beInviteModes = { needVerify: 0, noVerify: 1 }
const whoMay = { manager: 0, all: 1 }

const infoOf = (seed: TeamSeed): Row =>
  row({
    [TeamTag.name]: seed.name,
    [TeamTag.intro]: seed.intro,
    [TeamTag.announcement]: seed.announcement,
    [TeamTag.avatar]: seed.avatar,
    [TeamTag.ext]: seed.ext,
    [TeamTag.serverExt]: seed.serverExt,
    [TeamTag.joinMode]: seed.joinMode && joinModes[seed.joinMode],
    [TeamTag.beInviteMode]: seed.beInviteMode && beInviteModes[seed.beInviteMode],
    [TeamTag.inviteMode]: seed.inviteMode && whoMay[seed.inviteMode],
    [TeamTag.updateMode]: seed.updateTeamMode && whoMay[seed.updateTeamMode],
    [TeamTag.updateExtMode]: seed.updateExtMode && whoMay[seed.updateExtMode],
  })

/** Makes a team with all its members, who need not consent, and tells them. */
export function found(s: Service, kind: TeamKind, seed: TeamSeed, owner: Account, members: Account[]): Team {
  const team = makeTeam(s, kind, { owner, info: infoOf(seed), level: seed.level })
  const others = members.filter((m) => m !== owner)
  for (const member of others) join(s, team, member, NORMAL, owner.account)
  s.online.tell(owner.account, kind.created, [teamRow(team)])
  const ids = others.map((m) => m.account)
  if (ids.length > 0) tellTeam(s, kind, team, owner, 'add', { about: ids, more: { ids } })
  return team
}
