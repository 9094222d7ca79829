import type { Handler, Plugin } from '@nim/core'
import { keepAlive } from './kept'
import { methods } from './methods'
import { reader } from './notice'
import type { SignalingEvents, SignalingShape } from './types'
import { wire, type Wired } from './wire'

/** Ids of so many notices are known, so that none is told twice. */
const remembered = 1000

/** Signalling of calls: `nim.signaling`. */
export function signaling(): Plugin<SignalingShape> {
  return {
    name: 'signaling',
    wire,
    texts: {
      10201: 'the other one is offline',
      10202: 'the other one cannot be reached by push',
      10404: 'no such channel',
      10405: 'there is a channel of this name',
      10406: 'not in this channel: join first',
      10407: 'in this channel already',
      10408: 'no such invitation, or taken back',
      10409: 'rejected already',
      10410: 'accepted already',
      10414: 'wrong parameter',
      10417: 'this uid is taken',
      10419: 'the channel is full',
      10420: 'in this channel on another device',
    },
    setup(ctx, wired: Wired) {
      const read = reader(ctx, wired)
      const kept = keepAlive(ctx, wired.commands.signalingDelay)
      const emitter = ctx.emitter<SignalingEvents>()
      const emit: (name: any, payload: any) => void = emitter.emit.bind(emitter)
      const seen = new Set<string>()
      let stale: boolean | undefined

      /** `feature`: 0 live, 1 while away, 3 another device of this account acted. */
      const tell = (record: any, feature: number, id?: string) => {
        const msgId = (record.msgId = id || record.msgId)
        if (feature < 3) ctx.ack(15, 11, msgId)
        const [name, payload] = read.notice(record, feature)
        if (!name) return ctx.log('warn', 'unknown signalling notice', payload.metaData.eventType)
        if (name === 'signalingClose') kept.drop(record.channelId)
        if (msgId) {
          if (seen.has(msgId)) return
          // a set is in the order of its making: the oldest goes
          if (seen.add(msgId).size > remembered) seen.delete(seen.values().next().value!)
        }
        emit(name, payload)
      }
      const one =
        (feature: number): Handler =>
        ([record], { id }) => {
          if (record) tell(record, feature, id)
        }

      return {
        api: { signaling: Object.assign(emitter, methods(ctx, wired, kept, read.channel)) },
        sync: { avSignal: 21 },
        rows: {
          signalingSyncNotification([list]) {
            for (const record of list) {
              ctx.mark('avSignal', record.time)
              tell(record, 1)
            }
          },
          singalingSyncChannels([list]) {
            const channels = list.map(read.channel)
            for (const { channelInfo } of channels) kept.add(channelInfo.channelId)
            if (channels[0]) emit('singalingSyncChannels', channels)
          },
        },
        push: { signalingRecvNotification: one(0), signalingMultiSyncNotification: one(3) },
        lost: () => void (stale = true),
        synced() {
          // the timer stood idle for a while; and what ended meanwhile is dropped by this
          if (stale) void kept.beat()
          stale = false
        },
        clear() {
          kept.clear()
          emitter.removeAllListeners()
        },
      }
    },
  }
}
