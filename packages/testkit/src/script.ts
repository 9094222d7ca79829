import { packet, readCommand, readFrame, type Command, type Packet } from './frame'
import type { HttpCall, HttpReply, Service, ServiceLine, Text } from './network'

/** A command as it arrived. */
export interface Received extends Command {
  device: Device
  /** Number of the connection, from 1. */
  connection: number
}

/** One connected client. */
export interface Device {
  readonly connection: number
  readonly line: ServiceLine
  readonly open: boolean
  /** From its login. */
  account?: string
  deviceId?: string
  received: Received[]
  push(p: Packet): void
  raw(text: Text): void
  close(code?: number, reason?: string): void
}

/** What a handler may say: an answer, text as it is, or nothing at all. */
export interface Answer {
  code?: number | string | null
  r?: unknown[] | null
  /** Answer another number or command than was asked. */
  ser?: number
  id?: string
  /** Leave these keys out of the packet. */
  without?: ('code' | 'r' | 'ser')[]
  /** Send this instead. */
  raw?: Text
}
export type Reply = Answer | 'silence' | undefined
export type Handler = (command: Received) => Reply | Promise<Reply>

export interface Script extends Service {
  /** Everything clients sent, in order. */
  readonly received: Received[]
  readonly devices: Device[]
  /** Hears every text of a client before it is answered. */
  onText?: (text: string, device: Device) => void
  /** The device that connected last. */
  readonly device: Device
  /** Sets the answer to a command: a handler, a fixed answer, or `silence`. `times`: how often before the former answer is back. */
  on(id: string, answer: Handler | Exclude<Reply, undefined>, times?: number): void
  /** Takes the answer to a command back. */
  off(id: string): void
  /** Sends a packet to every open device, or to those of one account. */
  push(p: Packet | Packet[], account?: string): void
  /** Sends text as it is to every open device. */
  raw(text: Text): void
  /** Packets that every sync delivers before its answer. */
  sync: Packet[]
  /** The LBS answer: an object, or a reply of its own. */
  lbs: object | Partial<HttpReply>
  /** The handshake's answer, `%` standing for the number of the connection. */
  handshake: string | Partial<HttpReply>
  /** What a link says when it opens, or nothing. */
  greeting: Text | undefined
  /** Also serves what is neither LBS nor handshake. */
  web?: (call: HttpCall) => Partial<HttpReply> | undefined
  /** What its clock shows. */
  now: () => number
  /** Number of commands received with this id. */
  count(id: string): number
  /** The last command received with this id. */
  last(id: string): Received | undefined
}

/** A time for what the service has stored; far from the virtual clock's, so that neither is taken for the other. */
export const serviceTime = 1_700_000_000_000

/** A service that answers what a test tells it to, and the rest as a kind service would. `now`: its clock. */
export function createScript(now: () => number = () => serviceTime): Script {
  const handlers = new Map<string, { answer: Handler; left: number }[]>()
  const devices: Device[] = []
  const received: Received[] = []
  let handshakes = 0

  const defaults: Record<string, Handler> = {
    '2_3': ({ device }) => ({ r: [{ 102: 'connection-' + device.connection, 103: '10.0.0.1', 104: '443', 106: 'CN' }, []] }),
    '5_1': ({ device }) => {
      script.sync.forEach(device.push)
      return { r: [script.now()] }
    },
    '4_5': () => 'silence',
  }

  const answer = async (command: Received) => {
    const list = handlers.get(command.id) ?? []
    const top = list[list.length - 1]
    if (top && --top.left <= 0) list.pop()
    const handler: Handler = top?.answer ?? defaults[command.id] ?? (() => ({ r: [] }))
    const found = handler(command)
    const reply = found instanceof Promise ? await found : found
    if (!reply || reply === 'silence') return
    if (reply.raw !== undefined) return command.device.raw(reply.raw)
    const out: Record<string, unknown> = { ...packet(reply.id ?? command.id), ser: command.ser, code: 200, r: [] }
    for (const key of ['code', 'r', 'ser'] as const) {
      if (reply[key] !== undefined) out[key] = reply[key]
      if (reply.without?.includes(key)) delete out[key]
    }
    command.device.push(out as unknown as Packet)
  }

  const script: Script = {
    received,
    devices,
    get device() {
      const last = devices[devices.length - 1]
      if (!last) throw new Error('no device has connected')
      return last
    },
    on(id, reply, times = Infinity) {
      const list = handlers.get(id) ?? []
      handlers.set(id, list)
      list.push({ answer: typeof reply === 'function' ? reply : () => reply, left: times })
    },
    off: (id) => void handlers.delete(id),
    push(packets, account) {
      for (const device of devices)
        if (device.open && (!account || device.account === account)) for (const p of Array.isArray(packets) ? packets : [packets]) device.push(p)
    },
    raw: (text) => devices.forEach((device) => device.open && device.raw(text)),
    sync: [],
    now,
    lbs: { common: { link: ['link.test'], 'link.default': [] } },
    handshake: 'session-%:60:60:websocket',
    greeting: '1::',
    count: (id) => received.filter((c) => c.id === id).length,
    last: (id) => received.filter((c) => c.id === id).pop(),

    http(call, reply) {
      const full = (r: Partial<HttpReply> | undefined): HttpReply => ({ status: r ? 200 : 404, body: '', ...r })
      const own = script.web?.(call)
      if (own) reply(full(own))
      else if (/\/socket\.io\/1\//.test(call.url))
        reply(full(typeof script.handshake === 'string' ? { body: script.handshake.replace('%', String(++handshakes)) } : script.handshake))
      else if (/lbs/.test(call.url)) reply(full('status' in script.lbs || 'body' in script.lbs ? script.lbs : { body: JSON.stringify(script.lbs) }))
      else reply(full(undefined))
    },
    socket(line) {
      let open = true
      const device: Device = {
        connection: devices.length + 1,
        line,
        get open() {
          return open
        },
        received: [],
        push: (p) => line.send('3:::' + JSON.stringify(p)),
        raw: (text) => line.send(text),
        close(code, reason) {
          open = false
          line.close(code, reason)
        },
      }
      devices.push(device)
      line.onClose = () => (open = false)
      line.onMessage = (text) => {
        script.onText?.(String(text), device)
        const frame = readFrame(String(text))
        const read = frame?.type === 3 ? readCommand(frame.data) : undefined
        if (!read) return
        const command: Received = { ...read, device, connection: device.connection }
        const fields = read.q[0] as Record<string, string>
        if (read.id === '2_3') [device.account, device.deviceId] = [fields[19], fields[13]]
        device.received.push(command)
        received.push(command)
        void answer(command)
      }
      if (script.greeting !== undefined) line.send(script.greeting)
    },
  }
  return script
}
