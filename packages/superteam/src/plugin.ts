import type { Plugin } from '@nim/core'
import { wire } from './wire'

export interface SuperTeamShape {
  name: 'superTeam'
  api: { superTeam: object }
  events: object
}

export function superTeam(): Plugin<SuperTeamShape> {
  return { name: 'superTeam', wire, setup: () => ({ api: { superTeam: {} } }) }
}
