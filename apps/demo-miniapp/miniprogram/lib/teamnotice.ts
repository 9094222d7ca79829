import type { IMMessage, SendTextOptions } from '@nim/msg'
import type { Texts } from './i18n'

interface Attach {
  type?: string
  accounts?: string[]
  account?: string
  mute?: boolean
  team?: { name?: string; announcement?: string; muteType?: string }
}

/** What happened in a team, in words. */
export function teamNotice({ attach, from }: IMMessage, name: (account: string) => string, t: Texts): string {
  const { type = '', accounts = [], account, mute, team = {} } = Object(attach) as Attach
  const who = name(from)
  const whom = (account ? [account] : accounts).map(name).join(t.and)
  const n = t.teamNotices
  if (type === 'updateTeam') {
    if (team.muteType) return who + (team.muteType === 'none' ? n.unmuteAll : n.muteAll)
    if (team.announcement !== undefined) return who + n.announcement + team.announcement
    return team.name === undefined ? who + n.update : who + n.rename + team.name
  }
  if (type === 'updateTeamMemberMute') return whom + (mute ? n.muted : n.unmuted)
  if (type === 'acceptTeamInvite') return who + n.acceptTeamInvite
  const known = n[type as keyof typeof n]
  return known ? known.replace('{who}', who).replace('{whom}', whom) : t.types.notification
}

/** Whom a message can speak to by name. */
export interface Mention {
  account: string
  name: string
}

/** Accounts a message speaks to by name; `*` is everybody. */
export function mentionsOf({ ext }: Pick<IMMessage, 'ext'>): string[] {
  try {
    const { mentions } = JSON.parse(ext || '{}') as { mentions?: unknown }
    return Array.isArray(mentions) ? mentions.map(String) : []
  } catch {
    return [] // another app's ext
  }
}

export const isMentioned = (msg: Pick<IMMessage, 'ext'>, account: string): boolean => mentionsOf(msg).some((known) => known === '*' || known === account)

/** What makes a text speak to people by name: those of `whom` (account → name) whose `@name` is in it. Their phones are told even when they muted the team. */
export function mentioning(whom: Record<string, string>, text: string): Partial<SendTextOptions> {
  const mentions = Object.entries(whom)
    .filter(([, name]) => text.includes('@' + name))
    .map(([account]) => account)
  if (!mentions.length) return {}
  const some = mentions.includes('*') ? {} : { forcePushIDsList: JSON.stringify(mentions) }
  return { ext: JSON.stringify({ mentions }), pushInfo: { needForcePush: true, pushContent: text, ...some } }
}
