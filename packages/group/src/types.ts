/** `normal`: a discussion group, everyone may invite and change it; `advanced`: with managers and modes. */
export type TeamType = 'normal' | 'advanced'

/** Who gets in by applying: everyone, those a manager lets in, nobody. */
export type TeamJoinMode = 'noVerify' | 'needVerify' | 'rejectAll'

/** Whether people who are invited have to accept. */
export type TeamBeInviteMode = 'noVerify' | 'needVerify'

/** Who may invite: owner and managers, or all. */
export type TeamInviteMode = 'manager' | 'all'

/** Who may change the team's information: owner and managers, or all. */
export type TeamUpdateTeamMode = 'manager' | 'all'

/** Who may change the team's `ext`: owner and managers, or all. */
export type TeamUpdateExtMode = 'manager' | 'all'

/** Who may not write: nobody, ordinary members, everyone. */
export type TeamMuteType = 'none' | 'normal' | 'all'

export type TeamMemberType = 'normal' | 'owner' | 'manager'

/** What a member wants to be told of: 0 everything, 1 nothing, 2 only what managers write. */
export type TeamBitConfigMask = 0 | 1 | 2

/** A team. A mode this client does not know is passed on as the number it came as. */
export interface Team {
  teamId: string
  name: string
  type: TeamType
  /** Account of the owner. */
  owner: string
  /** Member limit: 200 unless the app has more. */
  level: number
  /** False: dismissed. */
  valid: boolean
  /** False: this account is no member (any more). */
  validToCurrentUser: boolean
  memberNum: number
  /** When the list of members changed last, ms. */
  memberUpdateTime: number
  /** ms */
  createTime: number
  /** ms */
  updateTime: number
  /** ≤ 512 characters. */
  intro?: string
  /** ≤ 1024 characters. */
  announcement?: string
  avatar?: string
  joinMode: TeamJoinMode
  beInviteMode: TeamBeInviteMode
  inviteMode: TeamInviteMode
  updateTeamMode: TeamUpdateTeamMode
  updateExtMode: TeamUpdateExtMode
  /** Free for the app, ≤ 1024 characters. */
  ext?: string
  /** The same, but only the app's server can write it. */
  serverExt?: string
  selfCustom?: string
  /** @deprecated see `muteType` */
  mute?: boolean
  muteType?: TeamMuteType
}

/** What a notice or a change says about a team: always which one, and what it brought. */
export type TeamChange = Partial<Team> & Pick<Team, 'teamId'>

export interface TeamMember {
  /** `teamId-account` */
  id: string
  teamId: string
  account: string
  type: TeamMemberType
  nickInTeam: string
  /** True when `bitConfigMask` is 1. */
  muteTeam: boolean
  bitConfigMask?: TeamBitConfigMask
  active: boolean
  /** False: no member any more. */
  valid: boolean
  /** ms */
  joinTime: number
  /** ms */
  updateTime: number
  /** Free for the app, ≤ 1024 characters. */
  ext?: string
  /** May not write in this team. */
  mute: boolean
  /** Account of who invited this member. */
  invitorAccid?: string
}

/** What a notice or a change says about a member: always who, and what it brought. */
export type TeamMemberChange = Partial<TeamMember> & Pick<TeamMember, 'id' | 'account' | 'updateTime'>

export interface TeamIdOptions {
  teamId: string
}

/** What a member with the right to can write on a team. */
export interface TeamModes {
  joinMode?: TeamJoinMode
  beInviteMode?: TeamBeInviteMode
  inviteMode?: TeamInviteMode
  updateTeamMode?: TeamUpdateTeamMode
  updateExtMode?: TeamUpdateExtMode
  intro?: string
  announcement?: string
  avatar?: string
  ext?: string
}

export interface UpdateTeamInfoOptions extends TeamModes, TeamIdOptions {
  name?: string
}

export interface TransferTeamOptions extends TeamIdOptions {
  /** The new owner. */
  account: string
  /** Leave the team at the same time. */
  leave: boolean
}

export interface AddTeamMembersOptions extends TeamIdOptions {
  /** At least one, ≤ 200. */
  accounts: string[]
  /** Words that go with the invitation, ≤ 5000 characters. */
  ps?: string
  /** Goes with the notice or the invitation, ≤ 512 characters. */
  ext?: string
}

export interface RemoveTeamMembersOptions extends TeamIdOptions {
  /** At least one. */
  accounts: string[]
}

export interface ApplyTeamOptions extends TeamIdOptions {
  /** Words for the managers, ≤ 5000 characters. */
  ps?: string
}

export interface AddTeamManagersOptions extends TeamIdOptions {
  /** At least one, ≤ 10. */
  accounts: string[]
}

export interface UpdateMyMemberInfoOptions extends TeamIdOptions {
  /** ≤ 32 characters; empty: none. */
  nickInTeam?: string
  bitConfigMask?: TeamBitConfigMask
  /** ≤ 1024 characters; empty: none. */
  ext?: string
}

export interface UpdateMemberNickOptions extends TeamIdOptions {
  account: string
  /** ≤ 32 characters; empty: none. */
  nickInTeam: string
}

export interface MuteTeamOptions extends TeamIdOptions {
  mute: boolean
}

export interface PassTeamApplyOptions extends TeamIdOptions {
  /** Who has applied. */
  from: string
}

export interface RejectTeamApplyOptions extends PassTeamApplyOptions {
  /** Words of refusal, ≤ 5000 characters. */
  ps?: string
}

export interface AcceptTeamInviteOptions extends TeamIdOptions {
  /** Who has invited. */
  from: string
}

export interface RejectTeamInviteOptions extends AcceptTeamInviteOptions {
  /** Words of refusal, ≤ 5000 characters. */
  ps?: string
}

/** Who was neither added nor invited. */
export interface AddTeamMembersResult {
  abortedAccounts: string[]
}
