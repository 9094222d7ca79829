import type { Command, PluginContext } from '@nim/core'
import type { keepAlive } from './kept'
import type { SignalingChannel, SignalingMethods } from './types'
import type { Wired } from './wire'

const inChannel = 'channelId '
const common = 'attachExt?:s needOffline?:b'
const invitee = 'toAccid requestId '
const inviter = 'fromAccid requestId '
const push = ' pushInfo?:..{needPush?:b pushTitle?:s pushContent?:s pushPayload?:s needPushBadge?:b}'

/** `nim.signaling`, without the emitter. */
export function methods({ check, call }: PluginContext, { commands: c }: Wired, kept: ReturnType<typeof keepAlive>, channel: (raw: any) => SignalingChannel): SignalingMethods {
  /** Checks, asks. `back`: to the inviter, who is named `fromAccid` by the app and is the receiver on the wire. */
  const ask = async (cmd: Command, rules: string, o: any, back?: boolean) => {
    check(o, rules)
    const value = Object.assign({}, o, o.pluginSetting)
    value.toAccid = (back ? o.fromAccid : o.toAccid) || undefined
    if (back) delete value.fromAccid
    return call(cmd, [value])
  }
  /** A channel that this client is in from now on. */
  const joined = async (asked: ReturnType<typeof ask>) => {
    const { r, error } = await asked
    const found = channel(r[0])
    const { channelId } = found.channelInfo
    kept.add(channelId)
    if (!error) return found
    if (channelId) error.data.channel = found
    throw error
  }
  const plain = (cmd: Command, rules: string, back?: boolean) => async (o: any) => {
    await ask(cmd, inChannel + rules, o, back)
  }
  const left = (cmd: Command) => async (o: any) => {
    const asked = ask(cmd, inChannel + common, o)
    // whatever becomes of it, the app wants to be out
    if (o) kept.drop(o.channelId)
    await asked
  }
  const accept = plain(c.signalingAccept, inviter + common + ' autoJoin?:b uid?:n0 joinAttachExt?:s', true)
  const api: SignalingMethods = {
    async create(o) {
      return channel((await ask(c.signalingCreate, 'type:n ext?:s', o)).r[0])
    },
    callEx: (o) => joined(ask(c.signalingCallEx, 'type:n ' + invitee + 'needOffline?:b' + push, o)),
    joinAndAccept: (o) => joined(ask(c.signalingJoinAndAccept, inChannel + 'fromAccid requestId?:s needOffline?:b uid?:n', o, true)),
    join: (o) => joined(ask(c.signalingJoin, inChannel + common + ' uid?:n0', o)),
    leave: left(c.signalingLeave),
    close: left(c.signalingClose),
    invite: plain(c.signalingInvite, invitee + common + push),
    cancelInvite: plain(c.signalingCancelInvite, invitee + common),
    reject: plain(c.signalingReject, inviter + common, true),
    async accept(o) {
      await accept(o)
      const { channelId, uid, needOffline, joinAttachExt: attachExt } = o
      if (o.autoJoin) await api.join({ channelId, uid, needOffline, attachExt })
    },
    sendCustomCommand: plain(c.signalingSendCustomCommand, 'toAccid?:s attachExt?:s'),
    async queryInfo(o) {
      return channel((await ask(c.signalingQueryInfo, 'name', o)).r[0])
    },
  }
  return api
}
