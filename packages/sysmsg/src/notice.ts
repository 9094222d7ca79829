import type { PluginContext } from '@nim/core'
import type { SystemMessage, SystemMessageUnread } from './types'
import type { Wired } from './wire'

const requests = ',addFriend,applyFriend,passFriendApply,rejectFriendApply'.split(',')

/** What is counted as what; custom notifications and unknown kinds are not. */
const kinds: Record<string, keyof SystemMessageUnread> = { Msg: 'msg', riend: 'friend', uperTeam: 'superTeam', eam: 'team' }
export const kindOf = ({ type }: SystemMessage) => kinds[(/^(?!custom).*?(Msg|riend|uperTeam|eam)/.exec(type) || [])[1]!]

/** System notifications of the wire → public ones. */
export const reader =
  (ctx: PluginContext, { records }: Wired) =>
  (m: any, feature: SystemMessage['feature']): SystemMessage => {
    const { attach, type } = m
    m.feature = feature
    m.state = 'none'
    if (attach && typeof attach === 'object') {
      if (type === 'friendRequest') {
        const { vt } = attach
        attach.type = requests[+vt] || vt
        if (+vt === 3) m.state = 'pass'
        if (+vt === 4) m.state = 'decline'
      } else if (/eam(Apply|Invite)|^apply/.test(type)) {
        const { tinfo, attach: ext, ...rest } = attach
        m.attach = rest
        rest.ext = ext
        if (tinfo) rest.team = ctx.decode(records.team, tinfo)
        // the official client leaves these two as they came; both shapes serve
        if (/uper/.test(type)) Object.assign(rest, { tinfo, attach: ext })
      }
    }
    return m
  }
