import { align, readArgs } from './args'
import type { Faults, Strike, Who } from './faults'
import type { Link } from './link'
import { refuse, Refusal } from './refusal'
import type { Answer, Reply, Room, Service } from './service'
import { fromWire } from './row'
import { commands } from './table'
import { Login } from './tags'

export interface Router {
  /** Works on the data of one message frame. Never throws. */
  receive(link: Link, data: string): void
}

interface Request {
  cmd: string
  sid: number
  cid: number
  ser: number | undefined
  q: unknown
}

/** `undefined` when it is no request at all. */
function parse(data: string): Request | undefined {
  try {
    const { SER, SID, CID, Q } = JSON.parse(data)
    if (!Number.isInteger(SID) || !Number.isInteger(CID)) return undefined
    return { cmd: `${SID}_${CID}`, sid: SID, cid: CID, ser: typeof SER === 'number' ? SER : undefined, q: Q }
  } catch {
    return undefined
  }
}

/** Whom a login says it is for. */
function claimOf({ q }: Request): Who {
  const wire = fromWire(Array.isArray(q) ? (q[0] as { v?: unknown } | null)?.v : undefined)
  return { account: wire[Login.account]?.toLowerCase(), deviceId: wire[Login.deviceId] }
}

/** Finds the room of a command, lets faults strike, and answers. What needs no waiting is done within the receiving tick, so commands keep their order. */
export function createRouter(s: Service, faults: Faults, rooms: Room[]): Router {
  const handlers = new Map(rooms.flatMap(({ commands = {} }) => Object.entries(commands)))
  const open = new Map(rooms.flatMap(({ open = {} }) => Object.entries(open)))
  const silent = new Set(rooms.flatMap(({ silent = [] }) => silent))

  function call(link: Link, { cmd, q }: Request, after: (what: () => void) => void): Answer | Promise<Answer> {
    const args = readArgs(align(commands.get(cmd)?.request ?? [], q))
    const opened = open.get(cmd)
    if (opened) return opened({ link, args, after })
    const handler = handlers.get(cmd)
    if (!handler) refuse(414)
    const { device } = link
    const me = s.store.account(device?.account)
    if (!device || !me) refuse(403)
    return handler({ device, me, args, after })
  }

  const failed = (e: unknown): Reply => {
    if (e instanceof Refusal) return { code: e.code, r: e.r }
    s.log('error', 'failed', { detail: e instanceof Error ? e.stack : String(e) })
    return { code: 500, r: [] }
  }
  const attempt = (what: () => void): void => {
    try {
      what()
    } catch (e) {
      failed(e)
    }
  }
  const completed = (answer: Answer): Reply => (Array.isArray(answer) ? { code: 200, r: answer } : (answer ?? { code: 200, r: [] }))

  function answer(link: Link, { cmd, sid, cid, ser }: Request, { code, r }: Reply): void {
    if (code !== 200) s.log('info', 'refused', { cmd, code, account: link.device?.account, deviceId: link.device?.deviceId })
    if (!silent.has(cmd)) link.send({ sid, cid, code, ser, r })
  }

  function serve(link: Link, request: Request, strike?: Strike): void {
    const later: (() => void)[] = []
    const finish = (reply: Reply) => {
      if (strike?.cutAfter) link.cut()
      else if (!strike?.loseAnswer) answer(link, request, reply)
      if (later.length > 0) s.online.batch(() => later.forEach(attempt))
    }
    try {
      const result = call(link, request, (what) => void later.push(what))
      if (result instanceof Promise) result.then(completed, failed).then(finish, failed)
      else finish(completed(result))
    } catch (e) {
      finish(failed(e))
    }
  }

  function suffer(link: Link, request: Request, strike: Strike): void {
    const { before, refuse } = strike
    const go = () => (refuse === undefined ? serve(link, request, strike) : answer(link, request, { code: refuse, r: [] }))
    if (before === 'cut') link.cut()
    else if (before instanceof Promise) void before.then(go)
    else if (before !== 'lost') go()
  }

  return {
    receive(link, data) {
      const request = parse(data)
      if (!request) return s.log('warn', 'bad frame', { account: link.device?.account })
      if (request.cmd === '2_3' && !link.device) link.claim = claimOf(request)
      const strike = faults.strike(request.cmd, link.who)
      if (strike) suffer(link, request, strike)
      else serve(link, request)
    },
  }
}
