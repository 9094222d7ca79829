import type { IMMessage } from '@nim/msg'
import type { Texts } from '../lib/i18n'
import { timeLabel } from '../lib/time'
import type { Chat, Item } from './chats'

/** One line of the chat page, ready to be shown. */
export interface Row {
  key: string
  text: string
  mine: boolean
  /** Time shown above the line, when a while has passed. */
  time: string
  /** A line about a message instead of a message. */
  notice: boolean
  /** The notice offers the recalled text for editing. */
  edit: boolean
  state: '' | 'sending' | 'failed' | 'sent' | 'read'
}

/** A pause after which the time is shown again. ms */
const pause = 5 * 60000

export function summary({ type, body }: IMMessage, t: Texts): string {
  return body || t.types[type as keyof Texts['types']] || `[${type}]`
}

function state({ flow, status, time }: IMMessage, readUpTo: number): Row['state'] {
  if (flow === 'in') return ''
  if (status === 'sending') return 'sending'
  if (status === 'sendFailed' || status === 'refused') return 'failed'
  return status === 'receipt' || time <= readUpTo ? 'read' : 'sent'
}

export const recallNotice = ({ msg }: Item, t: Texts): string => (msg.flow === 'out' ? t.recalledMine : t.recalledPeer)

/** @param readUpTo up to when the peer has read, ms */
export function rowsOf({ items, hidden }: Chat, readUpTo: number, t: Texts): Row[] {
  let last = 0
  return items.slice(hidden).map((item) => {
    const { msg, recalled = false } = item
    const mine = msg.flow === 'out'
    const time = msg.time - last > pause ? timeLabel(msg.time, t) : ''
    last = msg.time
    return {
      key: msg.idClient,
      text: recalled ? recallNotice(item, t) : summary(msg, t),
      mine,
      time,
      notice: recalled,
      edit: recalled && mine && msg.type === 'text',
      state: state(msg, readUpTo),
    }
  })
}
