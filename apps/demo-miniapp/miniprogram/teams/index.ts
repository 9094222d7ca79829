import { team } from '@nim/team'
import type { Client } from '../im'

/** The module of this subpackage: when the client is signed in already, its teams are asked for at once. */
export function install(nim: Client): void {
  nim.install(team({ keep: true }))
}
