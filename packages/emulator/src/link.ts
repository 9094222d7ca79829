import type { WebSocket } from 'ws'
import type { Device } from './online'

/** A packet from the service to a client. */
export interface OutPacket {
  sid: number
  cid: number
  code: number
  ser?: number
  r: unknown[]
}

export interface LinkEvents {
  /** One frame, in or out, as text. */
  frame(link: Link, direction: 'in' | 'out', text: string): void
  /** The data of a message frame. */
  packet(link: Link, data: string): void
  /** The socket is gone, once. */
  closed(link: Link): void
}

/** A client that lets so many bytes pile up does not read any more. */
const maxUnread = 32 << 20

/** Frames of socket.io 0.9: `type:id:endpoint:data`. */
const frame = /^(\d):[^:]*:[^:]*:?([^]*)$/

/** One WebSocket with its framing. */
export class Link {
  /** Set while an account is logged in on it. */
  device: Device | undefined
  /** A login is under way. */
  pending = false
  /** Half open: nothing goes in or out, and nobody is told. */
  stalled = false
  private heard: number
  private over = false

  constructor(
    private readonly socket: WebSocket,
    readonly session: string,
    readonly ip: string,
    readonly port: number,
    private readonly events: LinkEvents,
    /** Half open from the start: not even greeted. */
    mute = false,
    /** Does something when what was done before is kept; the order stays. */
    private readonly due: (what: () => void) => void = (what) => what()
  ) {
    this.stalled = mute
    this.heard = performance.now()
    socket.on('message', (data, binary) => this.receive(binary ? '' : data.toString()))
    socket.on('close', () => this.gone())
    socket.on('error', () => {}) // 'close' follows
    this.text('1::')
  }

  private receive(text: string): void {
    if (this.stalled || this.over) return
    this.heard = performance.now()
    this.events.frame(this, 'in', text)
    const [, type, data] = frame.exec(text) ?? []
    if (type === '3') this.events.packet(this, data!)
    else if (type === '0') this.close()
  }

  private gone(): void {
    if (this.over) return
    this.over = true
    this.events.closed(this)
  }

  get open(): boolean {
    return !this.over && this.socket.readyState === this.socket.OPEN
  }

  /** Sends a frame as it is, after what it may tell of is kept. */
  text(text: string): void {
    this.due(() => this.write(text))
  }

  private write(text: string): void {
    if (this.stalled || !this.open) return
    if (this.socket.bufferedAmount > maxUnread) return this.cut()
    this.events.frame(this, 'out', text)
    this.socket.send(text)
  }

  send(packet: OutPacket): void {
    this.text('3:::' + JSON.stringify(packet))
  }

  /** The heartbeat of the link; gives it up when nothing came for `patience` ms. A half-open one stays open for the client. */
  beat(patience: number): void {
    if (performance.now() - this.heard <= patience) this.text('2::')
    else if (this.stalled) this.gone()
    else this.cut()
  }

  /** Closes it after what was sent has left. */
  close(): void {
    this.due(() => this.socket.close(1000))
  }

  /** Cuts it, without a closing frame. */
  cut(): void {
    this.socket.terminate()
    this.gone()
  }
}
