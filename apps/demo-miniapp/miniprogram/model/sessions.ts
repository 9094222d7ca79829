import type { Session } from '@nim/session'
import type { Texts } from '../lib/i18n'
import type { Chat } from './chats'
import type { Person } from './people'
import { recallNotice, summary } from './rows'

/** One line of the conversation list, ready to be shown. */
export interface SessionRow {
  id: string
  account: string
  name: string
  online: boolean
  mute: boolean
  /** Kept on top. */
  top: boolean
  text: string
  failed: boolean
  time: string
  unread: number
  badge: string
}

const isTop = ({ stickTopInfo }: Session): boolean => !!stickTopInfo && stickTopInfo.isStickOnTop

/** The conversations of the client: those kept on top, then the latest first. */
export function sessionRows(sessions: Session[], chat: (id: string) => Chat, t: Texts, label: (time: number) => string, person: (account: string) => Person): SessionRow[] {
  return sessions
    .slice()
    .sort((a, b) => Number(isTop(b)) - Number(isTop(a)) || b.updateTime - a.updateTime)
    .map((session) => {
      const { id, to, lastMsg, updateTime, unread } = session
      const { items } = chat(id)
      const last = items[items.length - 1]
      // a recalled last message leaves none behind; here it is known why
      const text = lastMsg ? summary(lastMsg, t) : last?.recalled ? recallNotice(last, t) : ''
      const { name, online, mute } = person(to)
      return {
        id,
        account: to,
        name,
        online,
        mute,
        top: isTop(session),
        text,
        failed: lastMsg?.status === 'sendFailed',
        time: updateTime ? label(updateTime) : '',
        unread,
        badge: unread > 99 ? '99+' : String(unread),
      }
    })
}
