import { WebSocket } from 'ws'
import type { Emulator } from './emulator'
import { parseJson } from './json'
import type { OutPacket } from './link'

/*
 * A client for the tests of this package: it speaks the raw protocol over a real socket and knows nothing else.
 */

type Tags = Record<number | string, unknown>

export interface Param {
  t: string
  v: unknown
}

export const property = (v: Tags): Param => ({ t: 'Property', v })
export const properties = (list: Tags[]): Param => ({ t: 'ArrayMable', v: list.map(property) })
export const string = (v: string): Param => ({ t: 'String', v })
export const long = (v: number | string): Param => ({ t: 'Long', v })
export const strings = (v: string[]): Param => ({ t: 'StrArray', v })
export const longs = (v: (number | string)[]): Param => ({ t: 'LongArray', v })
export const bool = (v: boolean): Param => ({ t: 'bool', v: String(v) })
export const byte = (v: number | string): Param => ({ t: 'byte', v })
export const int = (v: number): Param => ({ t: 'int', v })

// what arrives is looked at tag by tag
type Values = any[]

export interface Probe {
  call(cmd: string, q?: Param[]): Promise<{ code: number; r: Values }>
  /** Sends a command that is not answered. */
  post(cmd: string, q?: Param[]): void
  /** Sends a frame as it is. */
  raw(text: string): void
  /** The next push of a command that was not taken yet. Fails when none comes. */
  next(cmd: string): Promise<Values>
  /** Pushes that arrived by now and were not taken yet, as `sid_cid`. */
  waiting(): Promise<string[]>
  /** Asks for sync data; returns what was pushed before the answer, by `sid_cid`. */
  sync(...tags: (number | [tag: number, since: number])[]): Promise<Map<string, Values[]>>
  /** Frames that were no messages, or broken ones. */
  readonly frames: string[]
  /** Resolves when the socket is closed. */
  readonly closed: Promise<number>
  close(): void
}

/** A push that does not come within this fails the test, ms. */
const patience = 5000

export async function open(emulator: Pick<Emulator, 'url'>): Promise<Probe> {
  const text = await (await fetch(`${emulator.url}/socket.io/1/?t=1`)).text()
  const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/socket.io/1/websocket/${text.split(':')[0]}`)
  return talk(socket)
}

async function talk(socket: WebSocket): Promise<Probe> {
  const frames: string[] = []
  const pushes: OutPacket[] = []
  const calls = new Map<number, (packet: OutPacket) => void>()
  const hopes: { cmd: string; take(r: Values): void }[] = []
  let ser = 0

  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const up = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed before 1::')))
    socket.on('message', (data) => {
      const frame = data.toString()
      if (!frame.startsWith('3:::')) {
        frames.push(frame)
        if (frame === '1::') resolve()
        if (frame === '2::') socket.send('2::')
        return
      }
      const packet = parseJson(frame.slice(4)) as OutPacket | null | undefined
      if (typeof packet === 'object' && packet) take(packet)
      else frames.push(frame)
    })
  })

  function take(packet: OutPacket): void {
    const answer = packet.ser === undefined ? undefined : calls.get(packet.ser)
    if (answer) return answer(packet)
    const cmd = `${packet.sid}_${packet.cid}`
    const i = hopes.findIndex((hope) => hope.cmd === cmd)
    if (i < 0) pushes.push(packet)
    else hopes.splice(i, 1)[0]!.take(packet.r)
  }

  const write = (cmd: string, q: Param[], number: number) => {
    const [SID, CID] = cmd.split('_').map(Number)
    socket.send('3:::' + JSON.stringify({ SER: number, SID, CID, Q: q }))
  }
  const within = <T>(what: string, work: (resolve: (value: T) => void) => void) =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${what} came`)), patience)
      work((value) => {
        clearTimeout(timer)
        resolve(value)
      })
    })

  const probe: Probe = {
    frames,
    closed,
    call(cmd, q = []) {
      const number = ++ser
      write(cmd, q, number)
      return within(`answer to ${cmd}`, (resolve) =>
        calls.set(number, (packet) => {
          calls.delete(number)
          resolve(packet)
        })
      )
    },
    post: (cmd, q = []) => write(cmd, q, ++ser),
    raw: (text) => socket.send(text),
    next(cmd) {
      const i = pushes.findIndex((packet) => `${packet.sid}_${packet.cid}` === cmd)
      if (i >= 0) return Promise.resolve(pushes.splice(i, 1)[0]!.r)
      return within(cmd, (resolve) => hopes.push({ cmd, take: resolve }))
    },
    async waiting() {
      await probe.call('1_2') // whatever was sent before its answer is here now
      return pushes.splice(0).map(({ sid, cid }) => `${sid}_${cid}`)
    },
    async sync(...tags) {
      await probe.waiting()
      const wanted = Object.fromEntries(tags.map((tag) => (Array.isArray(tag) ? tag : [tag, 0])))
      const { code } = await probe.call('5_1', [property(wanted)])
      if (code !== 200) throw new Error(`sync answered ${code}`)
      const out = new Map<string, Values[]>()
      for (const { sid, cid, r } of pushes.splice(0)) {
        const list = out.get(`${sid}_${cid}`) ?? []
        out.set(`${sid}_${cid}`, [...list, r])
      }
      return out
    },
    close: () => socket.close(),
  }
  await up
  return probe
}

export interface Who {
  deviceId?: string
  clientType?: number
  /** 1 manual, 0 automatic. */
  appLogin?: number
  tags?: Tags
}

/** The login packet of an account, with its static token. */
export function loginTags(emulator: Pick<Emulator, 'accounts' | 'appkey'>, account: string, { deviceId = `${account}-1`, clientType = 16, appLogin = 1, tags = {} }: Who = {}): Tags {
  return { 3: clientType, 4: 'devtools', 8: appLogin, 13: deviceId, 18: emulator.appkey, 19: account, 1000: emulator.accounts.get(account)?.token, ...tags }
}

/** A client that is logged in. */
export async function login(emulator: Emulator, account: string, who?: Who): Promise<Probe> {
  const probe = await open(emulator)
  const { code } = await probe.call('2_3', [property(loginTags(emulator, account, who))])
  if (code !== 200) throw new Error(`login answered ${code}`)
  return probe
}

/** A text message. */
export const text = (to: string, body: string, more: Tags = {}): Param => property({ 0: 0, 1: to, 8: 0, 9: body, 11: `c-${body}`, ...more })
