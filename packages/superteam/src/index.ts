export { superTeam } from './plugin'
export type { SuperTeamShape } from './plugin'
