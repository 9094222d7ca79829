/** Packet types of the socket.io 0.9 framing. */
export const frameType = { disconnect: 0, connect: 1, heartbeat: 2, message: 3, json: 4, event: 5, ack: 6, error: 7, noop: 8 } as const

/** `type:id:endpoint:data`. */
export interface Frame {
  type: number
  data: string
}

/** Reads a frame; undefined when the text is none. */
export function readFrame(text: string): Frame | undefined {
  const found = /^(\d):[^:]*:[^:]*:?([^]*)$/.exec(text)
  return found ? { type: Number(found[1]), data: found[2]! } : undefined
}

/** A command of the client, as it came over the wire. */
export interface Command {
  /** `sid_cid`, e.g. `7_1`. */
  id: string
  sid: number
  cid: number
  ser: number
  /** The values, without their types. */
  q: unknown[]
  /** The type words, in the order of `q`. */
  types: string[]
}

/** Reads the JSON of a client's command; undefined when it is none. */
export function readCommand(json: string): Command | undefined {
  try {
    const { SER, SID, CID, Q } = JSON.parse(json) as { SER: number; SID: number; CID: number; Q: { t: string; v: unknown }[] }
    return { id: `${SID}_${CID}`, sid: SID, cid: CID, ser: SER, q: Q.map(({ v }) => v), types: Q.map(({ t }) => t) }
  } catch {
    return undefined
  }
}

/** A packet of the service. */
export interface Packet {
  sid: number
  cid: number
  ser?: number
  code?: number | string | null
  r?: unknown[] | null
}

/** `packet('7_2', record)`: a push with code 200. */
export function packet(id: string, ...r: unknown[]): Packet {
  const [sid, cid] = id.split('_').map(Number) as [number, number]
  return { sid, cid, ser: 0, code: 200, r }
}

/** Wraps a packet in the reliable-delivery envelope (4_1, 4_2, 4_10, 4_11). */
export function envelope(inner: Packet, msgId: unknown, id = '4_1'): Packet {
  return { ...packet(id, msgId, { headerPacket: { sid: inner.sid, cid: inner.cid }, body: inner.r }), code: inner.code }
}
