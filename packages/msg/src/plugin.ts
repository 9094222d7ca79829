import type { Plugin } from '@nim/core'
import { history } from './history'
import { managing } from './manage'
import { messages } from './message'
import { receiving } from './receive'
import { sending } from './send'
import type { MsgPeer, MsgShape } from './types'
import { wire, type Wired } from './wire'

const nothing = () => undefined

/** Messages: `nim.msg`, `nim.msgLog`, `nim.msgExtend`. */
export function msg(): Plugin<MsgShape> {
  return {
    name: 'msg',
    wire,
    texts: {
      508: 'too late for a recall',
      802: 'no permission in this team',
      803: 'no such team',
      804: 'not in this team',
      812: 'the team is muted',
      814: 'read receipts are off',
      7101: 'the receiver has blocked you',
    },
    setup(ctx, wired: Wired) {
      // a conversation list puts its own doors here
      const peer: MsgPeer = { marks: nothing, take: nothing, batch: nothing, removed: nothing, cleared: nothing, receipt: nothing, read: (raw) => message.read(raw) }
      const message = messages(ctx, wired, peer)
      const { rows, push, watch, isNew, removed } = receiving(ctx, peer, message)
      return {
        api: { msg: { ...sending(ctx, wired, peer, message, isNew), ...managing(ctx, wired, removed) }, ...history(ctx, wired, peer, message) },
        sync: {
          offlineMsgs: 2,
          roamingMsgs: 7,
          msgReceipts: 14,
          recallMsg: 17,
          broadcastMsgs: -20,
          superTeamRoamingMsgs: 24,
          deleteSuperTeamMsg: 25,
          deleteSelfMsgs: 27,
          sessionHistoryMsgsDelete: 29,
        },
        rows,
        push,
        watch,
        peer,
      }
    },
  }
}
