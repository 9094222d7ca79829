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

/** How many members have read a message, and how many have not. */
export interface TeamReceipt {
  teamId: string
  idServer: string
  idClient: string
  read: number
  unread: number
  /** Who has read it. */
  account?: string
}

export interface TeamIdOptions {
  teamId: string
}

interface TeamModes {
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

export interface CreateTeamOptions extends TeamModes {
  type: TeamType
  /** 1 to 64 characters. */
  name: string
  /** Member limit, the owner included. */
  level?: number
  /** Who is invited at once, ≤ 200. */
  accounts?: string[]
  /** Words that go with the invitation, ≤ 5000 characters. */
  ps?: string
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

export interface GetTeamsByIdResult {
  teams: Team[]
  /** Ids of the teams there is nothing about. */
  tids?: string[]
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
export type RemoveTeamManagersOptions = AddTeamManagersOptions
/** The name the official client knows it by. */
export type RemmoveTeamManagersOptions = AddTeamManagersOptions

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

export interface MuteTeamMemberOptions extends TeamIdOptions {
  account: string
  mute: boolean
}

export interface MuteTeamOptions extends TeamIdOptions {
  mute: boolean
}

export interface GetTeamMembersOptions extends TeamIdOptions {
  /** Only these; all when absent or empty. */
  accounts?: string[]
}

export interface GetTeamMemberInvitorAccidOptions extends TeamIdOptions {
  /** ≤ 200; all when absent or empty, which the service grants in small teams. */
  accounts?: string[]
}
/** Account of a member → account of who invited it. */
export type GetTeamMemberInvitorAccidResult = Record<string, string>

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

/**
 * `nim.team`. All methods reject with a `validateError` (414) that names the parameter, with the service's code
 * (801 full, 802 not permitted, 803 no such team, 804 no member, 805 wrong type of team, …), 408, 415.
 * What others have to know is told by events, this client included: see `TeamEvents`.
 */
export interface TeamApi {
  /** Makes a team. Says in `abortedAccounts` who could not be invited, if there is anyone. 806: too many teams. */
  createTeam(options: CreateTeamOptions): Promise<Team & { abortedAccounts?: string[] }>
  /** Owner only. */
  dismissTeam(options: TeamIdOptions): Promise<void>
  /** The owner has to transfer the team first. */
  leaveTeam(options: TeamIdOptions): Promise<void>
  transferTeam(options: TransferTeamOptions): Promise<void>
  getTeamInfo(options: TeamIdOptions): Promise<Team>
  /** All teams of this account. */
  getTeams(): Promise<Team[]>
  getTeamsById(options: { teamIds: string[] }): Promise<GetTeamsByIdResult>
  /** Gives what was changed, with the service's time of the change. */
  updateTeamInfo(options: UpdateTeamInfoOptions): Promise<TeamChange>
  getTeamMembers(options: GetTeamMembersOptions): Promise<TeamMember[]>
  getMutedTeamMembers(options: TeamIdOptions): Promise<TeamMember[]>
  /**
   * Adds or invites, as `beInviteMode` says. Gives the accounts that were not.
   * 813: the team became full, only some were added; `error.data.abortedAccounts` are the others.
   */
  addTeamMembers(options: AddTeamMembersOptions): Promise<string[]>
  removeTeamMembers(options: RemoveTeamMembersOptions): Promise<void>
  /** Resolves when this account is in, or when the application waits for a manager. 809: in already. */
  applyTeam(options: ApplyTeamOptions): Promise<Team>
  /** 509: expired, or dealt with already. */
  passTeamApply(options: PassTeamApplyOptions): Promise<void>
  /** 509: expired, or dealt with already. */
  rejectTeamApply(options: RejectTeamApplyOptions): Promise<void>
  /** 509: expired, or dealt with already. */
  acceptTeamInvite(options: AcceptTeamInviteOptions): Promise<void>
  /** 509: expired, or dealt with already. */
  rejectTeamInvite(options: RejectTeamInviteOptions): Promise<void>
  /** 815: too many managers. */
  addTeamManagers(options: AddTeamManagersOptions): Promise<void>
  removeTeamManagers(options: RemoveTeamManagersOptions): Promise<void>
  /** Changes the own record in a team; what is absent stays. Raises `updateTeamMember` and `myTeamMembers` here too. */
  updateMyMemberInfo(options: UpdateMyMemberInfoOptions): Promise<TeamMemberChange>
  updateMemberNick(options: UpdateMemberNickOptions): Promise<TeamMemberChange>
  muteTeamMember(options: MuteTeamMemberOptions): Promise<void>
  /** Mutes the ordinary members, or lets them write again. */
  muteTeam(options: MuteTeamOptions): Promise<void>
  getTeamMemberInvitorAccid(options: GetTeamMemberInvitorAccidOptions): Promise<GetTeamMemberInvitorAccidResult>
  /**
   * The teams of this account, kept current by sync, notices and own calls. The same array until something changes.
   * Empty unless `team({ keep: true })`, or `teamConfig: { keep: true }` among the other options.
   */
  list(): readonly Readonly<Team>[]
  /** One of them. */
  get(teamId: string): Readonly<Team> | undefined
}

export interface TeamOptions {
  /** Keep the teams for `list()` and `get()`. Default false. */
  keep?: boolean
}

/**
 * What notices say of a team and of members depends on the service; when one lacks the team, `team` has only its id.
 * All are told for live notices only: what happened while away comes with `teams` at the next login.
 */
export interface TeamEvents {
  /** Teams that changed since the last sync. Not raised when there are none. */
  teams: [teams: Team[]]
  /** The own records in teams, at sync and whenever one of them changed. */
  myTeamMembers: [members: TeamMember[]]
  /** Another device of this account made a team. */
  createTeam: [team: Team, owner: TeamMember]
  /** Information of a team changed; has what changed. */
  updateTeam: [team: TeamChange]
  /** People were added, accepted an invitation, or were let in. */
  addTeamMembers: [change: { team: TeamChange; accounts: string[]; members: TeamMember[] }]
  /** People left or were removed. */
  removeTeamMembers: [change: { team: TeamChange; accounts: string[] }]
  /** Members became managers (`isManager`), or are none any more. */
  updateTeamManagers: [change: { team: TeamChange; accounts: string[]; isManager: boolean; members: TeamMemberChange[] }]
  transferTeam: [change: { team: TeamChange; from: TeamMemberChange; to: TeamMemberChange }]
  dismissTeam: [team: { teamId: string }]
  /** A member changed its own record, or its nick was changed. */
  updateTeamMember: [member: TeamMemberChange]
  updateTeamMembersMute: [change: { team: TeamChange; accounts: string[]; members: TeamMemberChange[]; mute: boolean }]
  /** Messages of this account were read in teams. */
  teamMsgReceipts: [receipts: TeamReceipt[]]
}

export interface TeamShape {
  name: 'team'
  api: { team: TeamApi }
  events: TeamEvents
}
