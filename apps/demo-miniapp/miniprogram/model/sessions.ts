import type { Session } from '@nim/session'
import { nameOf } from '../config'
import type { Texts } from '../lib/i18n'
import type { Chat } from './chats'
import { recallNotice, summary } from './rows'

/** One line of the conversation list, ready to be shown. */
export interface SessionRow {
  account: string
  name: string
  text: string
  failed: boolean
  time: string
  unread: number
  badge: string
}

/** The conversations of the client, the latest first. */
export function sessionRows(sessions: Session[], chat: (account: string) => Chat, t: Texts, label: (time: number) => string): SessionRow[] {
  return sessions
    .slice()
    .sort((a, b) => b.updateTime - a.updateTime)
    .map(({ to, lastMsg, updateTime, unread }) => {
      const { items } = chat(to)
      const last = items[items.length - 1]
      // a recalled last message leaves none behind; here it is known why
      const text = lastMsg ? summary(lastMsg, t) : last?.recalled ? recallNotice(last, t) : ''
      return {
        account: to,
        name: nameOf(to),
        text,
        failed: lastMsg?.status === 'sendFailed',
        time: updateTime ? label(updateTime) : '',
        unread,
        badge: unread > 99 ? '99+' : String(unread),
      }
    })
}
