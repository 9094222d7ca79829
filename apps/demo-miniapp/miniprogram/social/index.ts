import { event } from '@nim/events'
import { friend, user } from '@nim/friends'
import { systemMessage } from '@nim/sysmsg'
import type { Client } from '../im'

/** The modules of this subpackage, for a client of the main package. */
export function install(nim: Client): void {
  nim.install(systemMessage())
  nim.install(friend({ keep: true }))
  nim.install(user({ keep: true }))
  nim.install(event())
}
