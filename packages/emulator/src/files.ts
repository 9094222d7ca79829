import { randomBytes } from 'node:crypto'
import type { Clock } from './clock'
import { imageSize } from './image'
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
  expires: number
}

/** Files, in memory. */
export interface Files {
  ticket(template: string, expireSec?: number): Ticket
  /** Keeps what was uploaded with a ticket. `undefined` when the ticket is unknown, used, or for another object. */
  put(token: string, object: string, data: Buffer, type: string): { ticket: Ticket; answer: Record<string, unknown> } | undefined
  get(object: string): StoredFile | undefined
  /** A short name for an object, and back. */
  shorten(object: string): string
  origin(short: string): string | undefined
}

const bucket = 'nim'
/** How long a ticket is good for, ms. */
const ticketLife = 3600_000

export function createFiles(clock: Clock): Files {
  const tickets = new Map<string, Ticket>()
  const files = new Map<string, StoredFile>()
  const shorts = new Map<string, string>()

  return {
    ticket(template, expireSec) {
      const object = `${bucket}_${randomBytes(8).toString('hex')}/${randomBytes(8).toString('hex')}`
      const ticket: Ticket = { object, bucket, token: randomBytes(16).toString('hex'), template, expireSec, until: clock.now() + ticketLife }
      tickets.set(ticket.token, ticket)
      return ticket
    },
    put(token, object, data, type) {
      const ticket = tickets.get(token)
      if (!ticket || ticket.object !== object || ticket.until < clock.now()) return undefined
      tickets.delete(token)
      files.set(object, { data, type, expires: ticket.expireSec ? clock.now() + ticket.expireSec * 1000 : Infinity })
      return { ticket, answer: fill(ticket.template, data) }
    },
    get(object) {
      const file = files.get(object)
      if (!file || file.expires >= clock.now()) return file
      files.delete(object)
      return undefined
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
  const known: Record<string, string | number> = { Etag: md5(data), ObjectSize: data.length, 'ImageInfo.Width': width, 'ImageInfo.Height': height }
  const text = template.replaceAll('\\"', '"').replace(/\$\(([\w.]+)\)/g, (_, name: string) => String(known[name] ?? 0))
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch {}
  return { md5: known['Etag'], size: data.length }
}
