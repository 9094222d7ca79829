import type { Account } from '../account'
import type { Device } from '../online'
import type { MakeRoom, Room, SyncStep } from '../service'

/**
 * The tags of a sync in the order they are served. Read positions come before the messages they apply to,
 * so that messages arrive with their right status; recalls and deletes come after them.
 */
const order = [1, 9, 11, 13, 3, 15, 22, 23, 18, 26, 14, 2, 7, 24, 17, 25, 27, 29, 28, 20, 21]

/** The login sync and the acknowledgements of what arrived. */
export const sync =
  (rooms: Room[]): MakeRoom =>
  (s) => {
    const steps = new Map<number, SyncStep[]>(order.map((tag) => [tag, []]))
    for (const room of rooms) for (const [tag, step] of Object.entries(room.sync ?? {})) steps.get(Number(tag))!.push(step)

    const run = (device: Device, me: Account, tag: number, since: string | undefined) => {
      if (since === undefined) return
      const time = Number(since)
      for (const step of steps.get(tag)!) step(device, me, Number.isFinite(time) ? time : 0)
    }

    return {
      silent: ['4_5'],
      commands: {
        '5_1': ({ device, me, args }) => {
          const wanted = args.row(0)
          for (const tag of order) run(device, me, tag, wanted[tag])
          device.synced = true
          return [s.clock.mark()]
        },
        // ids are unique over all kinds of notices, so the first two parameters need no look
        '4_5': ({ me, args }) => args.list(2).forEach((id) => me.waiting.delete(id)),
      },
    }
  }
