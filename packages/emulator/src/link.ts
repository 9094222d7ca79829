import type { WebSocket } from 'ws'
import type { Faults, Who } from './faults'
import { createLane, type Lane } from './lane'
import type { Device } from './online'
import type { Timers } from './timers'

/** A packet from the service to a client. */
export interface OutPacket {
  sid: number
  cid: number
  code: number
  ser?: number
  r: unknown[]
}

export interface LinkEvents {
  /** One frame, in or out, as text, and what befell it. */
  frame(link: Link, direction: 'in' | 'out', text: string, note?: string): void
  /** The data of a message frame. */
  packet(link: Link, data: string): void
  /** The socket is gone, once. */
  closed(link: Link): void
}

/** What a link is made of. */
export interface LinkParts {
  socket: WebSocket
  session: string
  ip: string
  port: number
  events: LinkEvents
  faults: Pick<Faults, 'fate'>
  timers: Timers
  /** Does something when what was done before is kept; the order stays. */
  due?(what: () => void): void
  /** Half open from the start: not even greeted. */
  mute?: boolean
}

/** A client that lets so many bytes pile up does not read any more. */
const maxUnread = 32 << 20

/** Frames of socket.io 0.9: `type:id:endpoint:data`. */
const frame = /^(\d):[^:]*:[^:]*:?([^]*)$/

/** A silent link is given up after so many beats. */
const beats = 3

/** One WebSocket with its framing. */
export class Link {
  /** Set while an account is logged in on it. */
  device: Device | undefined
  /** Who tried to log in on it last. */
  claim: Who | undefined
  /** A login is under way. */
  pending = false
  /** Half open: nothing goes in or out, and nobody is told. */
  stalled = false
  readonly session: string
  readonly ip: string
  readonly port: number
  private silent = 0
  private over = false
  private readonly inward: Lane
  private readonly outward: Lane

  constructor(private readonly parts: LinkParts) {
    const { socket, session, ip, port, timers, mute = false } = parts
    this.session = session
    this.ip = ip
    this.port = port
    this.stalled = mute
    this.inward = createLane(timers, (text, note) => this.arrived(text, note))
    this.outward = createLane(timers, (text, note) => this.leave(text, note))
    socket.on('message', (data, binary) => this.pass('in', binary ? '' : data.toString()))
    socket.on('close', () => this.gone())
    socket.on('error', () => {}) // 'close' follows
    this.text('1::')
  }

  /** Who is logged in on it, or tried. */
  get who(): Who {
    return this.device ?? this.claim ?? {}
  }

  private due(what: () => void): void {
    if (this.parts.due) this.parts.due(what)
    else what()
  }

  private pass(direction: 'in' | 'out', text: string): void {
    if (this.stalled || this.over) return
    const fate = this.parts.faults.fate(direction, text, this.who)
    if (fate?.end) return this.end(direction, text, fate.end, fate.notes.join(', '))
    const lane = direction === 'in' ? this.inward : this.outward
    lane.send(text, fate)
  }

  private end(direction: 'in' | 'out', text: string, how: 'lost' | 'cut' | 'halfOpen', note: string): void {
    this.parts.events.frame(this, direction, text, note)
    if (how === 'cut') this.cut()
    else if (how === 'halfOpen') this.stalled = true
  }

  private arrived(text: string, note?: string): void {
    if (this.stalled || this.over) return
    this.silent = 0
    this.parts.events.frame(this, 'in', text, note)
    const [, type, data] = frame.exec(text) ?? []
    if (type === '3') this.parts.events.packet(this, data!)
    else if (type === '0') this.close()
  }

  private leave(text: string, note?: string): void {
    if (this.stalled || !this.open) return
    if (this.parts.socket.bufferedAmount > maxUnread) return this.cut()
    this.parts.events.frame(this, 'out', text, note)
    this.parts.socket.send(text)
  }

  private gone(): void {
    if (this.over) return
    this.over = true
    this.inward.clear()
    this.outward.clear()
    this.parts.events.closed(this)
  }

  get open(): boolean {
    const { socket } = this.parts
    return !this.over && socket.readyState === socket.OPEN
  }

  /** Sends a frame as it is, after what it may tell of is kept. */
  text(text: string): void {
    this.due(() => this.open && this.pass('out', text))
  }

  send(packet: OutPacket): void {
    this.text('3:::' + JSON.stringify(packet))
  }

  /** The heartbeat of the link; gives it up when nothing came for three of them. A half-open one stays open for the client. */
  beat(): void {
    if (++this.silent <= beats) this.text('2::')
    else if (this.stalled) this.gone()
    else this.cut()
  }

  /** Closes it after what was sent has left. */
  close(): void {
    this.due(() => this.outward.after(() => this.parts.socket.close(1000)))
  }

  /** Cuts it, without a closing frame. */
  cut(): void {
    this.parts.socket.terminate()
    this.gone()
  }
}
