import { kickedReason, loginFields } from './auth'
import type { Core } from './core'
import { NimError } from './error'
import { openSocket, type Socket } from './socket'
import type { Status, WillReconnect } from './types'

/** After 4 to 8 s without a sign the link is asked for one, and given up 6 s later: a half-open link is noticed within 14 s. ms */
const silence = 4000
const answerTime = 6000
/** What remains of the 8 s when a sign may have come just after the link was asked. ms */
const remaining = 2000
/** The same when there is reason to doubt: back in the foreground, network changed. ms */
const quickAnswer = 4000
const logoutTimeout = 1000
const tokenTimeout = 15000
/** A token refused this often is refused for good; until then the app may replace it. */
const maxRefusals = 3

/** One attempt and, when it succeeds, the connection it became. */
interface Run {
  /** What connect() returns. */
  done: Promise<void>
  reject(e: NimError): void
}
type Reason = 'close' | 'kicked' | 'broken'

const random = (from: number, to: number) => Math.floor(from + Math.random() * (to - from))
/** The service will not think otherwise by itself: wrong credentials, no permission, banned, … */
const isFinal = (code: any) => !/^(408|415|416|431|500|503)$/.test(code)

/** The room of the connection: one state machine from connect() to destroy(). */
export function link(c: Core): void {
  let status: Status = 'unconnected'
  let run: Run | undefined
  /** Whether the run was started by connect(), not by the reconnect timer. */
  let manual: boolean
  /** The last one; it may still be closing. */
  let socket: Socket | undefined
  /** disconnect() was called: the answer to its logout. */
  let leaving: Promise<unknown> | undefined
  let destroying: boolean | undefined
  let retries = 0
  let lostAt: number
  let retryTimer: Timer | undefined
  let liveTimer: Timer | undefined
  let heard: boolean
  /** The token option of the last login, and how often that was refused. */
  let usedToken: unknown
  let refusals = 0

  c.status = () => status
  /** After every wait: throws when the run ended meanwhile. Its promise is rejected already, so nobody hears of this. */
  const current = (me: Run) => {
    if (run !== me) throw me
  }

  // ---- liveness: anything that arrives proves the link alive

  const watch = (me: Run, wait = silence, ask?: boolean) => {
    if (ask) c.post(c.commands.heartbeat, [])
    const due = Date.now() + wait + 2000
    heard = false
    clearTimeout(liveTimer)
    liveTimer = setTimeout(() => {
      if (heard) watch(me, ask ? remaining : silence)
      // a late timer stood still with the app: what arrived meanwhile was not handed out yet
      else if (ask && Date.now() < due) end(me, 'broken', 'the link is silent')
      else watch(me, answerTime, true)
    }, wait)
  }

  // ---- the end of a run, and what follows

  const end = (me: Run, reason: Reason, why?: unknown, kicked?: unknown) => {
    if (run !== me) return
    const error = why instanceof NimError ? why : new NimError(415, 'the connection ended: ' + (why || reason), 'customError', { data: { disconnect_reason: reason }, cause: why })
    const { needReconnect, reconnectionAttempts } = c.options
    const wasLogined = status === 'logined'
    const left = reason === 'close' || leaving
    const refused = error.cmd === 'login' && isFinal(error.code)
    if (refused) refusals++
    run = leaving = undefined
    clearTimeout(liveTimer)
    if (socket) socket.close()
    c.forget()
    // promises reject in a later microtask: the app hears the events below first, as with the official client
    c.drop(reason)
    me.reject(error)
    c.tell('lost')
    if (kicked) finish('kicked', kicked)
    else if (left) finish('disconnect')
    else if (
      (manual && !wasLogined && !retries) ||
      !needReconnect ||
      retries >= reconnectionAttempts ||
      // for good when another device took over, or when the app had its chance to change the token and did not
      (refused && (error.code === 417 || (refusals >= maxRefusals && stillRefused())))
    )
      finish('disconnect', error)
    else retry(error, wasLogined)
  }

  const finish = (event: string, ...payload: unknown[]) => {
    clearTimeout(retryTimer)
    status = 'unconnected'
    retries = refusals = 0
    c.emit(event, ...payload)
  }

  /** True while the token that was refused is still the one to be used next. */
  const stillRefused = () => refusals > 0 && c.options.token === usedToken

  const retry = (error: NimError, wasLogined: boolean) => {
    const now = Date.now()
    status = 'waitReconnect'
    if (!retries) lostAt = now
    if (!retries || wasLogined) c.emit('disconnect', error)
    if (status !== 'waitReconnect') return // the app took over in its listener
    const duration = delay(now - lostAt)
    const next: WillReconnect = { retryCount: ++retries, duration, error }
    retryTimer = setTimeout(again, duration)
    c.emit('willReconnect', next)
  }

  /**
   * The first attempt comes at once, spread over 100 ms. Then full jitter: anything up to a quarter of the outage so far, 1 to 8 s,
   * so that clients that lost the service together come back apart. A refused token leaves the app time to fetch another.
   * A limited number of attempts is spread over the time the official client would take for them.
   */
  const delay = (outage: number) =>
    stillRefused()
      ? random(1600, 2400) * refusals
      : !retries
        ? random(50, 150)
        : random(0, c.options.reconnectionAttempts < 1e6 ? Math.min(16000, 1600 * 2 ** retries) : Math.min(8000, Math.max(1000, outage / 4)))

  const again = () => {
    if (status === 'waitReconnect') attempt(false).catch(() => {}) // the events tell
  }

  // ---- the attempt

  const attempt = (byApp: boolean) => {
    clearTimeout(retryTimer)
    status = 'connecting'
    manual = byApp
    const me = (run = {} as Run)
    return (me.done = new Promise((resolve, reject) => {
      me.reject = reject
      go(me).then(resolve, (e) => end(me, 'broken', e))
    }))
  }

  const go = async (me: Run) => {
    const session = await dial(me)
    current(me)
    status = 'connected'
    c.hold(true)
    const { token } = c.options
    if (token !== usedToken) refusals = 0
    usedToken = token
    const timer = setTimeout(() => end(me, 'broken', 'no token came'), tokenTimeout)
    const text = typeof token === 'function' ? await token() : token
    clearTimeout(timer)
    current(me)
    c.check({ token: text }, 'token:s')
    const [info, ports, push] = (await c.call(c.commands.login, [loginFields(c, text, manual, session)], { early: true })).r
    current(me)
    refusals = 0
    status = 'logined'
    watch(me)
    c.flush()
    c.tell('logined')
    tellPorts(ports.filter((p: any) => p.connectionId !== Object(info).connectionId), true)
    current(me)
    c.emit('logined', { ...info, aosPushInfo: push })
    await sync(me)
  }

  /** A pass over these keys, and what the app hears of it. */
  const sync = async (me: Run, keys?: string[]) => {
    current(me)
    c.hold(true)
    await c.pass(keys)
    current(me)
    retries = 0
    c.tell('synced')
    current(me)
    c.emit('syncdone')
    current(me)
    c.hold(false)
  }

  const dial = async (me: Run): Promise<string> => {
    let cause: unknown
    const links = await c.links()
    for (const to of links) {
      // a closed socket counts until its close callback, and a host has only two for one domain
      if (socket) await socket.closed
      current(me)
      try {
        const session = await new Promise<string>((up, failed) => {
          socket = openSocket(
            c,
            to,
            (doubt) => {
              heard = true
              if (doubt) watch(me, quickAnswer, true)
            },
            up,
            (why, wasUp) => (wasUp ? end(me, 'broken', why) : failed(why))
          )
        })
        c.best(to)
        return session
      } catch (e) {
        cause = e
      }
    }
    current(me)
    c.best()
    throw new NimError(415, `no link could be reached (${links}): check network and domain list`, 'customError', { cause })
  }


  const tellPorts = (ports: object[], online: boolean) => {
    if (ports[0]) c.emit('multiPortLogin', ports.map((p) => ({ ...p, online })))
  }
  // both are told at once, also during a sync pass: after a kick nothing else follows
  c.route(c.commands.multiPortLogin, ([state, ports]) => tellPorts(ports, state !== 3), 'core', true)
  c.route(c.commands.kicked, (r) => run && (end(run, 'kicked', undefined, kickedReason(r)) as undefined), 'core', true)

  // ---- doors

  c.send = (json, early) => {
    if (status !== 'logined' && !(early && status === 'connected')) return false
    socket!.send('3:::' + json)
    return true
  }
  c.connect = async (o) => {
    if (leaving) await c.disconnect()
    if (destroying) throw new NimError(415, 'destroyed: make a new client')
    return run ? run.done : attempt(!Object(o).isAutoReconnect)
  }
  c.disconnect = async () => {
    const [me, last] = [run, socket]
    if (me) {
      if (status === 'logined') {
        if (!leaving) leaving = c.call(c.commands.logout, [], { timeout: logoutTimeout }).catch(() => {}) // the link ends either way
        await leaving
      }
      end(me, 'close')
    } else if (status === 'waitReconnect') finish('disconnect')
    if (last) await last.closed
  }
  c.destroy = async () => {
    destroying = true
    await c.disconnect()
    status = 'destroyed'
  }
  c.changed = () => {
    if (refusals && !stillRefused()) again()
  }
  c.shown = (offline) => {
    if (offline) {
      if (run) end(run, 'broken', 'the network is offline')
    } else if (status === 'logined') watch(run!, quickAnswer, true)
    else if (!stillRefused()) again()
  }
  c.resync = (keys) => {
    const me = run
    if (!me || !keys[0]) return
    me.done = me.done.then(() => sync(me, keys))
    me.done.catch((e) => end(me, 'broken', e))
  }
}
