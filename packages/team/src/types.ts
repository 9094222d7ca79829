import type {
  AcceptTeamInviteOptions,
  AddTeamManagersOptions,
  AddTeamMembersOptions,
  AddTeamMembersResult,
  ApplyTeamOptions,
  MuteTeamOptions,
  PassTeamApplyOptions,
  RejectTeamApplyOptions,
  RejectTeamInviteOptions,
  RemoveTeamMembersOptions,
  Team,
  TeamChange,
  TeamIdOptions,
  TeamMember,
  TeamMemberChange,
  TeamModes,
  TeamType,
  TransferTeamOptions,
  UpdateMemberNickOptions,
  UpdateMyMemberInfoOptions,
  UpdateTeamInfoOptions,
} from '@nim/group'

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

export interface GetTeamsByIdResult {
  teams: Team[]
  /** Ids of the teams there is nothing about. */
  tids?: string[]
}

export type RemoveTeamManagersOptions = AddTeamManagersOptions
/** The name the official client knows it by. */
export type RemmoveTeamManagersOptions = AddTeamManagersOptions

export interface MuteTeamMemberOptions extends TeamIdOptions {
  account: string
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
   * Adds or invites, as `beInviteMode` says, and tells who was not.
   * 813: the team became full, only some were added; `error.data.abortedAccounts` are the others.
   */
  addTeamMembers(options: AddTeamMembersOptions): Promise<AddTeamMembersResult>
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
  /**
   * Teams that changed since the last sync. Not raised when there are none.
   * One that is not `valid` was dismissed, of one that is not `validToCurrentUser` this account is no member any more.
   */
  teams: [teams: Team[]]
  /** The own records in teams, at sync and whenever one of them changed. Not raised when there are none. */
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
