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
  TeamBeInviteMode,
  TeamBitConfigMask,
  TeamChange,
  TeamIdOptions,
  TeamInviteMode,
  TeamJoinMode,
  TeamMember,
  TeamMemberChange,
  TeamMemberType,
  TeamMuteType,
  TeamUpdateExtMode,
  TeamUpdateTeamMode,
  TransferTeamOptions,
  UpdateMemberNickOptions,
  UpdateMyMemberInfoOptions,
  UpdateTeamInfoOptions,
} from '@nim/group'

/** A super team has the fields of a team; only app servers can make and dismiss one. */
export type SuperTeam = Team
/** Has the fields of a team's member. */
export type SuperTeamMember = TeamMember
/** What a notice or a change says about a super team: always which one, and what it brought. */
export type SuperTeamChange = TeamChange
/** What a notice or a change says about a member: always who, and what it brought. */
export type SuperTeamMemberChange = TeamMemberChange
export type SuperTeamMemberType = TeamMemberType
export type SuperTeamBitConfigMask = TeamBitConfigMask
export type SuperTeamJoinMode = TeamJoinMode
export type SuperTeamBeInviteMode = TeamBeInviteMode
export type SuperTeamInviteMode = TeamInviteMode
export type SuperTeamUpdateTeamMode = TeamUpdateTeamMode
export type SuperTeamUpdateExtMode = TeamUpdateExtMode
export type SuperTeamMuteType = TeamMuteType

export type SuperTeamIdOptions = TeamIdOptions
export type AddSuperTeamMembersOptions = AddTeamMembersOptions
export type AddSuperTeamMembersResult = AddTeamMembersResult
export type RemoveSuperTeamMembersOptions = RemoveTeamMembersOptions
export type AddSuperTeamManagersOptions = AddTeamManagersOptions
export type RemoveSuperTeamManagersOptions = AddTeamManagersOptions
/** The name the official client knows it by. */
export type RemmoveSuperTeamManagersOptions = AddTeamManagersOptions
export type ApplySuperTeamOptions = ApplyTeamOptions
export type TransferSuperTeamOptions = TransferTeamOptions
export type MuteSuperTeamOptions = MuteTeamOptions
export type PassSuperTeamApplyOptions = PassTeamApplyOptions
export type RejectSuperTeamApplyOptions = RejectTeamApplyOptions
export type AcceptSuperTeamInviteOptions = AcceptTeamInviteOptions
export type RejectSuperTeamInviteOptions = RejectTeamInviteOptions
export type UpdateSuperTeamInfoOptions = UpdateTeamInfoOptions

export interface MuteSuperTeamMembersOptions extends SuperTeamIdOptions {
  accounts: string[]
  mute: boolean
}

export interface GetSuperTeamMembersByAccountsOptions extends SuperTeamIdOptions {
  /** 1 to 20. */
  accounts: string[]
}

export interface QueryMuteMembersOptions extends SuperTeamIdOptions {
  /** Where the page begins, ms: members that joined after this time, with `reverse` before it. Default 0. */
  joinTime?: number
  /** Members of a page, ≥ 1. Default 100. */
  limit?: number
  /** Latest first. Default false. */
  reverse?: boolean
}

export interface GetSuperTeamMembersOptions extends QueryMuteMembersOptions {
  /** Members of a page, 1 to 1000. Default 100. */
  limit?: number
}

/**
 * `nim.superTeam`. All methods reject with a `validateError` (414) that names the parameter, with the service's code
 * (801 full, 802 not permitted, 803 no such team, 804 no member, …), 408, 415.
 * What others have to know is told by events, this client included: see `SuperTeamEvents`.
 */
export interface SuperTeamApi {
  getSuperTeamInfo(options: SuperTeamIdOptions): Promise<SuperTeam>
  /** All super teams of this account. */
  getSuperTeams(): Promise<SuperTeam[]>
  /** Gives what was changed, with the service's time of the change. */
  updateSuperTeamInfo(options: UpdateSuperTeamInfoOptions): Promise<SuperTeamChange>
  /**
   * Adds or invites, as `beInviteMode` says, and tells who was not.
   * 813: the team became full, only some were added; `error.data.abortedAccounts` are the others.
   */
  addSuperTeamMembers(options: AddSuperTeamMembersOptions): Promise<AddSuperTeamMembersResult>
  removeSuperTeamMembers(options: RemoveSuperTeamMembersOptions): Promise<void>
  /** The owner has to transfer the team first. */
  leaveSuperTeam(options: SuperTeamIdOptions): Promise<void>
  transferSuperTeam(options: TransferSuperTeamOptions): Promise<void>
  /** 815: too many managers. */
  addSuperTeamManagers(options: AddSuperTeamManagersOptions): Promise<void>
  removeSuperTeamManagers(options: RemoveSuperTeamManagersOptions): Promise<void>
  /** Resolves when this account is in, or when the application waits for a manager. 809: in already. */
  applySuperTeam(options: ApplySuperTeamOptions): Promise<SuperTeam>
  /** 509: expired, or dealt with already. */
  passSuperTeamApply(options: PassSuperTeamApplyOptions): Promise<void>
  /** 509: expired, or dealt with already. */
  rejectSuperTeamApply(options: RejectSuperTeamApplyOptions): Promise<void>
  /** 509: expired, or dealt with already. */
  acceptSuperTeamInvite(options: AcceptSuperTeamInviteOptions): Promise<void>
  /** 509: expired, or dealt with already. */
  rejectSuperTeamInvite(options: RejectSuperTeamInviteOptions): Promise<void>
  /** Changes the own record in a super team; what is absent stays. Raises `updateSuperTeamMember` and `mySuperTeamMembers` here too. */
  updateMyMemberInfo(options: UpdateMyMemberInfoOptions): Promise<SuperTeamMemberChange>
  updateMemberNick(options: UpdateMemberNickOptions): Promise<SuperTeamMemberChange>
  /** Mutes the ordinary members, or lets them write again. */
  muteSuperTeam(options: MuteSuperTeamOptions): Promise<void>
  muteSuperTeamMembers(options: MuteSuperTeamMembersOptions): Promise<void>
  /** A page of the members, in the order they joined. */
  getSuperTeamMembers(options: GetSuperTeamMembersOptions): Promise<SuperTeamMember[]>
  getSuperTeamMembersByAccounts(options: GetSuperTeamMembersByAccountsOptions): Promise<SuperTeamMember[]>
  /** A page of the members that are muted. */
  queryMuteMembers(options: QueryMuteMembersOptions): Promise<SuperTeamMember[]>
  /**
   * The super teams of this account, kept current by sync, notices and own calls. The same array until something changes.
   * Empty unless `superTeam({ keep: true })`, or `superTeamConfig: { keep: true }` among the other options.
   */
  list(): readonly Readonly<SuperTeam>[]
  /** One of them. */
  get(teamId: string): Readonly<SuperTeam> | undefined
}

export interface SuperTeamOptions {
  /** Keep the super teams for `list()` and `get()`. Default false. */
  keep?: boolean
}

/**
 * What notices say of a team and of members depends on the service; when one lacks the team, `team` has only its id.
 * All are told for live notices only: what happened while away comes with `superTeams` at the next login.
 */
export interface SuperTeamEvents {
  /**
   * Super teams that changed since the last sync; with `isAll` these are all there are, and it comes even when there are none.
   * One that is not `valid` was dismissed, of one that is not `validToCurrentUser` this account is no member any more.
   */
  superTeams: [teams: SuperTeam[], isAll: boolean]
  /** The own records in super teams, at sync and whenever one of them changed. Not raised when there are none. */
  mySuperTeamMembers: [members: SuperTeamMember[]]
  /** A super team was made for this account. */
  createSuperTeam: [team: SuperTeam, owner: SuperTeamMember]
  /** Information of a super team changed; has what changed. */
  updateSuperTeam: [team: SuperTeamChange]
  /** People were added, accepted an invitation, or were let in. */
  addSuperTeamMembers: [change: { team: SuperTeamChange; accounts: string[]; members: SuperTeamMember[] }]
  /** People left or were removed. */
  removeSuperTeamMembers: [change: { team: SuperTeamChange; accounts: string[] }]
  /** Members became managers (`isManager`), or are none any more. */
  updateSuperTeamManagers: [change: { team: SuperTeamChange; accounts: string[]; isManager: boolean; members: SuperTeamMemberChange[] }]
  transferSuperTeam: [change: { team: SuperTeamChange; from: SuperTeamMemberChange; to: SuperTeamMemberChange }]
  dismissSuperTeam: [team: { teamId: string }]
  /** A member changed its own record, or its nick was changed. */
  updateSuperTeamMember: [member: SuperTeamMemberChange]
  updateSuperTeamMembersMute: [change: { team: SuperTeamChange; accounts: string[]; members: SuperTeamMemberChange[]; mute: boolean }]
}

export interface SuperTeamShape {
  name: 'superTeam'
  api: { superTeam: SuperTeamApi }
  events: SuperTeamEvents
}
