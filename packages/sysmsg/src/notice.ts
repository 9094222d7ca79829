import type { PluginContext } from '@nim/core'
import type { SystemMessage } from './types'
import type { Wired } from './wire'

const requests = ['', 'addFriend', 'applyFriend', 'passFriendApply', 'rejectFriendApply']

/** System notifications of the wire → public ones. */
export const reader =
  (ctx: PluginContext, { records }: Wired) =>
  (m: any, feature: SystemMessage['feature']): SystemMessage => {
    const { attach } = m
    m.feature = feature
    m.state = 'none'
    if (attach && typeof attach === 'object') {
      if (m.type === 'friendRequest') {
        attach.type = requests[attach.vt] || attach.vt
        if (attach.type === 'passFriendApply') m.state = 'pass'
        if (attach.type === 'rejectFriendApply') m.state = 'decline'
      } else if (/team(apply|invite)|apply(super)?team|superTeamInvite/i.test(m.type)) {
        const { tinfo, attach: ext, ...rest } = attach
        m.attach = { ...rest, ext, team: tinfo && ctx.decode(records.team, tinfo) }
        // the official client leaves these two as they came; both shapes serve
        if (/superTeam/i.test(m.type)) Object.assign(m.attach, { tinfo, attach: ext })
      }
    }
    return m
  }
