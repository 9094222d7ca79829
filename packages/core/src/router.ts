import { check } from './check'
import type { Core } from './core'
import { NimError, type NimErrorDetail } from './error'
import { bare, type Command } from './notation'
import type { Packet } from './plugin'
import { decodeAnswer, encodeRequest } from './record'

/** ms */
const callTimeout = 8000
const nothing = () => {}
const fine = (code: any) => /^(200|406|808|810)$/.test(code)

interface Waiting {
  cmd: Command
  /** With the answer; without one the connection ended for this reason. */
  settle(packet: Packet | undefined, reason?: string): void
}

/** The handlers of one packet, its owner's first. */
interface Route {
  ownedBy?: string
  /** Data of a sync pass: never held back. */
  row?: boolean
  run: ((packet: Packet) => void | false)[]
}

/** The room of calls: sends commands, settles their answers, hands everything else to its handlers. */
export function router(c: Core): void {
  /** By number. */
  const waiting = bare<Waiting>()
  const routes: Record<string, Route> = bare()
  let held: Packet[] | false | undefined
  let ser = 0

  const idOf = (packet: Packet) => packet.sid + '_' + packet.cid
  c.failed = ({ name: cmd }, code) => new NimError(code, `${cmd} failed, code ${code}: ${c.texts[code] || 'refused'}`, 'cmdError', { cmd })
  const lost = ({ name: cmd }: Command, what: string, detail: NimErrorDetail) => new NimError(415, cmd + what, 'customError', { cmd, ...detail })

  const write = (cmd: Command, values: unknown[], early?: boolean): number => {
    const [SID, CID] = cmd.ids[0]!.split('_').map(Number)
    const SER = SID! > 1 ? ++ser : 0 // the heartbeat takes no number
    let detail: NimErrorDetail = { error: { code: 'No_connected' } }
    try {
      if (c.send(JSON.stringify({ SER, SID, CID, Q: encodeRequest(cmd, values) }), early)) return SER
    } catch (cause) {
      detail = { cause }
    }
    throw lost(cmd, ' not sent: ' + (detail.cause || 'wait for "logined"'), detail)
  }

  c.call = (cmd, values = [], { timeout = callTimeout, early, late } = {}) =>
    new Promise((resolve, reject) => {
      const n = write(cmd, values, early)
      const timer =
        timeout &&
        setTimeout(() => {
          reject(c.failed(cmd, 408))
          reject = nothing
          resolve = (late as typeof resolve) || nothing
        }, timeout)
      waiting[n] = {
        cmd,
        settle(packet, reason) {
          delete waiting[n]
          clearTimeout(timer)
          if (!packet) return reject(lost(cmd, ` not answered, the connection ended (${reason}): it may be done`, { data: { disconnect_reason: reason } }))
          const code = Number(packet.code) || 400
          const error = fine(code) ? undefined : c.failed(cmd, code)
          if (error && cmd.readable.indexOf(code) < 0) return reject(error)
          const raw: any[] = packet.r || []
          resolve({
            get r() {
              return decodeAnswer(cmd, raw)
            },
            raw,
            error,
          })
        },
      }
    })
  c.method =
    (cmd, rules, values = (o) => [o], result = ([first]) => first) =>
    async (o) => {
      check(o, rules)
      return result((await c.call(cmd, values(o))).r, o)
    }
  c.post = (cmd, values) => {
    try {
      write(cmd, values)
    } catch {} // there is nobody to tell
  }
  c.route = (cmd, handler, owner, row) => {
    for (const id of cmd.ids) {
      const route = routes[id] || (routes[id] = { run: [] })
      const run = (packet: Packet) => handler(decodeAnswer(cmd, packet.r), packet)
      if (owner) {
        if (route.ownedBy) throw new NimError(417, `packet ${id} has two owners: ${route.ownedBy}, ${owner}`)
        route.ownedBy = owner
        route.row = row
        route.run.unshift(run)
      } else route.run.push(run)
    }
  }
  c.dispatch = (packet) => {
    const id = idOf(packet)
    const route = routes[id]
    // an error pushed instead of data has nothing to handle
    if (!route || (packet.code !== undefined && !fine(packet.code))) return c.log('debug', 'unhandled', id, packet.code)
    if (route.row) c.row()
    else if (held) return held.push(packet)
    for (const run of route.run) {
      try {
        if (run(packet) === false) return
      } catch (e) {
        c.fault(e, 'packet ' + id)
      }
    }
  }
  c.receive = (json) => {
    try {
      let packet = JSON.parse(json)
      const { ser, code, r } = packet
      if (/^4_(1|2|10|11)$/.test(idOf(packet))) {
        // the reliable-delivery envelope; its id may be above 2^53, where JSON.parse rounds: it is read from the text
        const [, id] = (typeof r[0] === 'number' && /"r"\s*:\s*\[\s*(\d+)/.exec(json)) || []
        packet = { ...r[1].headerPacket, ser, code, r: r[1].body, id }
      }
      const w = waiting[ser]
      if (w && w.cmd.ids.indexOf(idOf(packet)) >= 0) w.settle(packet)
      else c.dispatch(packet)
    } catch (e) {
      // what the engine says about broken JSON quotes it: that may be a message
      c.fault(e instanceof SyntaxError ? 'no JSON' : e, 'a malformed packet')
    }
  }
  c.hold = (on) => {
    const now = held || []
    held = on && now
    if (!on) now.forEach(c.dispatch)
  }
  c.drop = (reason) => {
    held = undefined
    for (const n in waiting) waiting[n]!.settle(undefined, reason)
  }
}
