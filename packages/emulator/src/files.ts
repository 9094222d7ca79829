import { randomBytes } from 'node:crypto'
import type { Clock } from './clock'
import { imageSize } from './image'
import { plain } from './account'
import type { Codec } from './kept'
import type { Keeper } from './keeper'
import { md5 } from './token'

/** Bytes of one upload. */
export const maxFile = 100 << 20

export interface Ticket {
  /** Name of the object, not encoded. */
  object: string
  bucket: string
  token: string
  /** JSON text with `$(…)` in it, that becomes the answer to the upload. */
  template: string
  /** How long the file is kept, seconds; none: for ever. */
  expireSec?: number
  /** Last moment for the upload, ms. */
  until: number
}

export interface StoredFile {
  data: Buffer
  type: string
  /** ms */
  time: number
  /** ms; `Infinity`: never. */
  expires: number
}

/** The bytes of all files together. */
const maxTotal = 1 << 30

/** Files, in memory. */
export interface Files {
  ticket(template: string, expireSec?: number): Ticket
  /** Keeps what was uploaded with a ticket. `undefined` when the ticket is unknown, used, or for another object, or there is no room. */
  put(token: string, object: string, data: Buffer, type: string): { ticket: Ticket; answer: Record<string, unknown> } | undefined
  get(object: string): StoredFile | undefined
  /** Deletes what was uploaded within a span of time, ms, both inclusive, of a MIME type or of all. Returns how many files. */
  remove(begin: number, end: number, type?: string): number
  /** A short name for an object, and back. */
  shorten(object: string): string
  origin(short: string): string | undefined
}

const bucket = 'nim'
/** How long a ticket is good for, ms. */
const ticketLife = 3600_000

const fileCodec: Codec<StoredFile> = {
  fixed: true,
  write: ({ data, type, time, expires }) => ({ data: data.toString('base64'), type, time, expires: expires === Infinity ? null : expires }),
  read: ({ data, type, time, expires }) => ({ data: Buffer.from(data, 'base64'), type, time, expires: expires ?? Infinity }),
}

export function createFiles(clock: Clock, keeper: Keeper): Files {
  const tickets = keeper.map('ticket', '', plain<Ticket>())
  const files = keeper.map('file', '', fileCodec)
  const shorts = keeper.map('short', '', plain<string>())

  return {
    ticket(template, expireSec) {
      for (const [token, old] of tickets) {
        if (old.until >= clock.now()) break
        tickets.delete(token)
      }
      const object = `${bucket}_${randomBytes(8).toString('hex')}/${randomBytes(8).toString('hex')}`
      const ticket: Ticket = { object, bucket, token: randomBytes(16).toString('hex'), template, expireSec, until: clock.now() + ticketLife }
      tickets.set(ticket.token, ticket)
      return ticket
    },
    put(token, object, data, type) {
      const ticket = tickets.get(token)
      if (!ticket || ticket.object !== object || ticket.until < clock.now()) return undefined
      const total = [...files.values()].reduce((sum, file) => sum + file.data.length, data.length)
      if (total > maxTotal) return undefined
      tickets.delete(token)
      files.set(object, { data, type, time: clock.now(), expires: ticket.expireSec ? clock.now() + ticket.expireSec * 1000 : Infinity })
      return { ticket, answer: fill(ticket.template, data) }
    },
    get(object) {
      const file = files.get(object)
      if (!file || file.expires >= clock.now()) return file
      files.delete(object)
      return undefined
    },
    remove(begin, end, type) {
      const gone = [...files].filter(([, file]) => file.time >= begin && file.time <= end && (type ?? file.type) === file.type)
      for (const [object] of gone) files.delete(object)
      return gone.length
    },
    shorten(object) {
      const short = randomBytes(6).toString('hex')
      shorts.set(short, object)
      return short
    },
    origin: (short) => shorts.get(short),
  }
}

/** Fills the template that came with a ticket. What nobody can know here, lengths of sounds and films, becomes 0. */
function fill(template: string, data: Buffer): Record<string, unknown> {
  const { width, height } = imageSize(data)
  const etag = md5(data)
  const known = new Map<string, string | number>([['Etag', etag], ['ObjectSize', data.length], ['ImageInfo.Width', width], ['ImageInfo.Height', height]])
  const text = template.replaceAll('\\"', '"').replace(/\$\(([\w.]+)\)/g, (_, name: string) => String(known.get(name) ?? 0))
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch {}
  return { md5: etag, size: data.length }
}
