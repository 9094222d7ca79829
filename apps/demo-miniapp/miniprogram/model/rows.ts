import type { FileAttach, IMMessage } from '@nim/msg'
import type { Texts } from '../lib/i18n'
import { teamNotice } from '../lib/teamnotice'
import { timeLabel } from '../lib/time'
import type { Chat, Item } from './chats'

/** One line of the chat page, ready to be shown. */
export interface Row {
  key: string
  kind: 'text' | 'image' | 'file'
  from: string
  /** Name of the sender, in a team. */
  name: string
  text: string
  /** Of a picture: where it is, and how large it is shown, rpx. */
  url: string
  width: number
  height: number
  /** Of a file. */
  size: string
  /** Of an upload under way, 0 to 100; else -1. */
  progress: number
  mine: boolean
  /** Time shown above the line, when a while has passed. */
  time: string
  /** A line about a message instead of a message. */
  notice: boolean
  /** The notice offers the recalled text for editing. */
  edit: boolean
  state: '' | 'sending' | 'failed' | 'sent' | 'read'
  /** Who has read it, in words. */
  readers: string
}

/** Longest side of a picture, and its shortest one, rpx. */
const longest = 320
const shortest = 96

/** A pause after which the time is shown again. ms */
const pause = 5 * 60000

/** Bytes, as people read them. */
export const sizeText = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`)

function box({ w, h }: { w?: number | string; h?: number | string }): { width: number; height: number } {
  const scale = longest / Math.max(Number(w), Number(h))
  if (!(scale > 0 && scale < Infinity)) return { width: 280, height: 280 } // not known before it was uploaded
  const side = (n: number) => Math.max(shortest, Math.round(n * Math.min(scale, 2)))
  return { width: side(Number(w)), height: side(Number(h)) }
}

export function summary(msg: IMMessage, t: Texts, name: (account: string) => string = (account) => account): string {
  const { type, body, attach } = msg
  if (type === 'notification') return teamNotice(msg, name, t)
  if (type === 'file' && attach) return `${t.types.file} ${(attach as FileAttach).name || ''}`
  return body || t.types[type as keyof Texts['types']] || `[${type}]`
}

function state({ flow, status, time }: IMMessage, readUpTo: number): Row['state'] {
  if (flow === 'in') return ''
  if (status === 'sending') return 'sending'
  if (status === 'sendFailed' || status === 'refused') return 'failed'
  return status === 'receipt' || time <= readUpTo ? 'read' : 'sent'
}

function readers({ msg, unreadBy }: Item, now: Row['state'], t: Texts): string {
  if (now !== 'sent' && now !== 'read') return ''
  if (msg.scene === 'p2p') return now === 'read' ? t.read : t.unread
  if (unreadBy === undefined) return ''
  return unreadBy ? `${unreadBy} ${t.unreadBy}` : t.readByAll
}

export const recallNotice = ({ msg }: Item, t: Texts): string => (msg.flow === 'out' ? t.recalledMine : t.recalledPeer)

/** @param readUpTo up to when the peer has read, ms */
export function rowsOf({ items, hidden }: Chat, readUpTo: number, t: Texts, name: (account: string) => string = (account) => account): Row[] {
  let last = 0
  return items.slice(hidden).map((item) => {
    const { msg, recalled = false, upload } = item
    const attach: FileAttach = (!recalled && msg.attach) || { url: '' }
    const mine = msg.flow === 'out'
    const time = msg.time - last > pause ? timeLabel(msg.time, t) : ''
    last = msg.time
    const now = state(msg, readUpTo)
    return {
      key: msg.idClient,
      kind: msg.type === 'image' || msg.type === 'file' ? msg.type : 'text',
      from: msg.from,
      name: mine || msg.scene === 'p2p' ? '' : name(msg.from),
      url: attach.url,
      ...box(attach),
      size: sizeText(Number(attach.size) || 0),
      progress: upload && msg.status === 'sending' ? upload.progress : -1,
      text: recalled ? recallNotice(item, t) : msg.type === 'file' ? attach.name || t.types.file : summary(msg, t, name),
      mine,
      time,
      notice: recalled || msg.type === 'notification' || msg.type === 'tip',
      edit: recalled && mine && msg.type === 'text',
      state: now,
      readers: readers(item, now, t),
    }
  })
}
