import type { PluginContext } from '@nim/core'
import type { SignalingChannel, SignalingChannelInfo, SignalingMember } from './types'
import type { Wired } from './wire'

const names = ',Close,Join,Invite,CancelInvite,Reject,Accept,Leave,CustomCommand'.split(',')

/** Records of the wire → channels, and what is told about them. */
export function reader({ decode }: PluginContext, { records }: Wired) {
  const member = (raw: unknown): SignalingMember => decode(records.member, raw)

  const info = (r: any): SignalingChannelInfo => {
    const { nertcInfo } = r
    if (nertcInfo) {
      delete r.nertcInfo
      r.pluginSetting = { nertcInfo }
      // the official client has it here only, although its types promise the other place
      const { nertcJoinRoomResponse: response } = nertcInfo
      if (response !== undefined) r.nertcJoinRoomResponse = response
    }
    return r
  }

  return {
    channel({ members, ...rest }: any = {}): SignalingChannel {
      const channel: SignalingChannel = { channelInfo: info(rest) }
      if (Array.isArray(members) && members[0]) channel.memberList = members.map(member)
      return channel
    },
    /** Name and payload of the event; no name: a kind this client does not know. */
    notice({ attach, attachExt, time, msgId, fromAccid, toAccid, members: _, requestId, pushInfo, ...rest }: any, feature: number): [name: string | undefined, payload: any] {
      const told = Object(attach)
      const n = told.type
      const payload: any = { fromAccid, metaData: { eventType: n, channelInfo: info(rest), feature, ext: attachExt || '', time, msgId } }
      // about an invitation
      if (n > 2 && n < 7) {
        payload.toAccid = toAccid
        payload.requestId = requestId
      }
      if (n === 2 && told.member) payload.member = member(told.member)
      if (n === 3) payload.pushInfo = pushInfo
      return [names[+n] && 'signaling' + names[+n], payload]
    },
  }
}
