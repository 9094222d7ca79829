import { broadcastPush } from '../broadcast'
import type { Push } from '../pushes'
import type { MakeRoom } from '../service'
import { waitingFor } from './message'

const pushes = new Set<Push>([broadcastPush])

/** Hands out the broadcasts that wait for an account. */
export const announcement: MakeRoom = (s) => ({
  sync: {
    20: (device, me) => {
      const list = waitingFor(s, me, pushes).map((w) => w.row)
      if (list.length > 0) s.online.push(device, '4_16', [list])
    },
  },
})
