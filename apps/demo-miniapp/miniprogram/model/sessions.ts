import type { Session } from '@nim/session'
import type { Texts } from '../lib/i18n'
import type { Chat } from './chats'
import type { MsgScene } from '@nim/msg'
import { isMentioned } from '../lib/teamnotice'
import { recallNotice, summary } from './rows'

/** One line of the conversation list, ready to be shown. */
export interface SessionRow {
  id: string
  account: string
  name: string
  online: boolean
  mute: boolean
  /** Somebody spoke to this account by name. */
  mentioned: boolean
  /** Kept on top. */
  top: boolean
  text: string
  failed: boolean
  time: string
  unread: number
  badge: string
}

/** What is known about those one talks with. */
export interface Who {
  me: string
  name(account: string): string
  /** The other side: a person or a team. */
  target(to: string, scene: MsgScene): { name: string; online: boolean; mute: boolean }
}

const isTop = ({ stickTopInfo }: Session): boolean => !!stickTopInfo && stickTopInfo.isStickOnTop

/** The conversations of the client: those kept on top, then the latest first. */
export function sessionRows(sessions: Session[], chat: (id: string) => Chat, t: Texts, label: (time: number) => string, who: Who): SessionRow[] {
  return sessions
    .slice()
    .sort((a, b) => Number(isTop(b)) - Number(isTop(a)) || b.updateTime - a.updateTime)
    .map((session) => {
      const { id, to, scene, lastMsg, updateTime, unread, unreadMsgs } = session
      const { items } = chat(id)
      const last = items[items.length - 1]
      // a recalled last message leaves none behind; here it is known why
      const text = lastMsg ? summary(lastMsg, t, who.name) : last?.recalled ? recallNotice(last, t) : ''
      const { name, online, mute } = who.target(to, scene)
      // in a team it matters who says it
      const speaker = lastMsg && scene === 'team' && lastMsg.flow === 'in' && lastMsg.type !== 'notification' ? who.name(lastMsg.from) + ': ' : ''
      return {
        id,
        account: to,
        name,
        online,
        mute,
        mentioned: unread > 0 && unreadMsgs.some((msg) => isMentioned(msg, who.me)),
        top: isTop(session),
        text: speaker + text,
        failed: lastMsg?.status === 'sendFailed',
        time: updateTime ? label(updateTime) : '',
        unread,
        badge: unread > 99 ? '99+' : String(unread),
      }
    })
}
