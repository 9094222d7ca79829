import { envelope, packet, readCommand, readFrame, type Command, type HttpCall, type HttpReply, type Packet, type Service, type ServiceLine, type Timers } from '@nim/testkit'
import { commands } from './commands'
import { clearing, deletion, pushed, pushedAck, pushedRecall, receipt } from './records'
import { rows } from './rows'
import { me, type Recall, type Stored, type World } from './world'

/** Times between the service's own doings. ms */
const pingEvery = 25_000
const redeliverAfter = 10_000
/** A push is overtaken by no more than what comes within this time. */
const overtakenBy = 3000

/** How far a link has come. */
export type Step = 'open' | 'login' | 'gap' | 'sync' | 'live'

export interface Link {
  /** Number of the connection, from 1. */
  readonly number: number
  readonly line: ServiceLine
  step: Step
  open: boolean
  /** Half-open: the client would not hear that it is closed. */
  deaf?: boolean
  /** Frames that crossed it so far, either way. */
  frames: number
}

/** What the service does not know about: whoever plays with it. */
export interface Hooks {
  timers: Timers
  random(): number
  /** A frame is about to cross; false: it does not, the link is gone. */
  crossing(link: Link): boolean
  /** The login was accepted. */
  entered(link: Link): void
  note(what: string): void
}

/** What waits for an acknowledgement of the device. */
export interface Owed {
  messages: Map<string, Stored>
  notices: Map<string, Recall>
}

export interface Model extends Service {
  readonly links: Link[]
  readonly owed: Owed
  /** Code of every login answer, 200 when all is well. */
  loginCode: number
  /** The LBS and handshake answers; undefined: as they should be. */
  lbs?: Partial<HttpReply>
  handshake?: Partial<HttpReply>
  /** The next pushes come twice, or late, so that others overtake them. */
  double(count: number): void
  delay(count: number): void
  /** Answers to this command are lost. */
  silent?: string
  /** Ends the sessions of all devices, as at a restart. */
  forget(): void
  kick(): void

  // what happens in the world, with the pushes that follow from it
  say(from: string, to: string, body: string): Stored
  recall(msg: Stored): void
  remove(msg: Stored): void
  clear(sessionId: string): void
  read(sessionId: string, time: number): void
  receipt(peer: string): void
  befriend(account: string, valid: boolean): void
  rename(team: string, name: string): void
}

/** The service of one account's world, as far as one device sees it. `overlap`: roaming brings offline messages once more. */
export function createService(world: World, hooks: Hooks, overlap = false): Model {
  const { timers, random, note } = hooks
  const links: Link[] = []
  const owed: Owed = { messages: new Map(), notices: new Map() }

  const live = () => links.find((l) => l.open && (l.step === 'gap' || l.step === 'sync' || l.step === 'live'))
  const send = (link: Link, text: string) => {
    if (!link.open) return
    link.frames++
    if (hooks.crossing(link)) link.line.send(text)
  }
  const push = (link: Link, p: Packet) => {
    note(`service → ${link.number}  ${p.sid}_${p.cid} ${brief(p)}`)
    send(link, '3:::' + JSON.stringify(p))
  }
  let doubled = 0
  let overtaken = 0
  /** Pushes news: what is no answer and no row may come twice, or be overtaken on its way. */
  const news = (link: Link, p: Packet) => {
    const out = () => push(link, p)
    if (overtaken-- > 0) timers.setTimeout(out, Math.floor(random() * overtakenBy))
    else {
      overtaken = 0
      out()
    }
    if (doubled-- > 0) out()
    else doubled = 0
  }
  /** Pushes what has to be acknowledged, again and again while the link lasts and nothing comes. */
  const deliver = (p: Packet, id: string, waits: () => boolean) => {
    const link = live()
    if (!link) return
    news(link, random() < 0.3 ? envelope(p, Number(id)) : p)
    const again = () => {
      if (!link.open || !waits()) return
      push(link, envelope(p, Number(id)))
      timers.setTimeout(again, redeliverAfter)
    }
    timers.setTimeout(again, redeliverAfter)
  }
  const tell = (p: Packet) => {
    const link = live()
    if (link) news(link, p)
  }

  const shut = (link: Link) => {
    link.open = false
    if (!link.deaf) link.line.close()
  }

  const login = (link: Link, { ser, q }: Command) => {
    const code = model.loginCode
    if (code !== 200) return push(link, { ...packet('2_3'), ser, code })
    // the same device again: what was left of its last link ends here
    for (const old of links) if (old !== link && old.open && old.step !== 'open') shut(old)
    link.step = 'gap'
    push(link, { ...packet('2_3', { 102: 'connection-' + link.number, 103: '10.0.0.1', 104: '443', 106: 'CN', 17: (q[0] as Record<string, string>)[13] }, []), ser })
    if (link.open) hooks.entered(link)
  }

  /** The rows go out one by one, other packets may come between; then the answer. */
  const sync = (link: Link, { ser, q }: Command) => {
    const all = rows(world, owed, q[0] as Record<string, number>, random, overlap)
    let at = 0
    const next = () => {
      if (!link.open) return
      const row = all[at++]
      if (row) {
        push(link, row)
        timers.setTimeout(next, Math.floor(random() * 20))
      } else {
        link.step = 'live'
        push(link, { ...packet('5_1', world.now()), ser })
      }
    }
    link.step = 'sync'
    next()
  }

  const receive = (link: Link, command: Command) => {
    note(`client  → ${link.number}  ${command.id} #${command.ser}`)
    if (command.id === model.silent && command.id !== '7_1') return
    if (command.id === '2_3') return login(link, command)
    if (link.step === 'open') return
    if (command.id === '5_1') return sync(link, command)
    if (command.id === '4_5') return acknowledged(command)
    const answer = commands(model, world, command)
    if (command.id === model.silent) return
    // an answer takes the time the service needs for it
    timers.setTimeout(() => push(link, { ...packet(command.id, ...(answer.r ?? [])), ser: command.ser, code: answer.code ?? 200 }), Math.floor(random() * 30))
  }

  const acknowledged = ({ q: [sid, , ids] }: Command) => {
    for (const id of (ids as unknown[]) ?? []) {
      owed.messages.delete(String(id))
      if (String(sid) === '7') owed.notices.delete(String(id))
    }
  }

  const model: Model = {
    links,
    owed,
    loginCode: 200,
    http(call: HttpCall, reply) {
      const full = (r: Partial<HttpReply>): HttpReply => ({ status: 200, body: '', ...r })
      if (/socket\.io\/1\//.test(call.url)) reply(full(model.handshake ?? { body: `session-${links.length + 1}:60:60:websocket` }))
      else if (/lbs/.test(call.url)) reply(full(model.lbs ?? { body: JSON.stringify({ common: { link: ['link.test'], 'link.default': [] } }) }))
      else reply(full({ status: 404 }))
    },
    socket(line) {
      const link: Link = { number: links.length + 1, line, step: 'open', open: true, frames: 0 }
      links.push(link)
      line.onClose = () => {
        if (link.open) note(`service: link ${link.number} is closed`)
        link.open = false
      }
      line.onMessage = (text) => {
        if (!link.open) return
        link.frames++
        if (!hooks.crossing(link)) return
        const frame = readFrame(String(text))
        if (frame?.type === 0) return shut(link)
        const command = frame?.type === 3 ? readCommand(frame.data) : undefined
        if (command) receive(link, command)
      }
      send(link, '1::')
      const ping = () => {
        if (!link.open) return
        send(link, '2::')
        timers.setTimeout(ping, pingEvery)
      }
      timers.setTimeout(ping, pingEvery)
    },
    double: (count) => void (doubled = count),
    delay: (count) => void (overtaken = count),
    forget: () => links.forEach((l) => l.open && shut(l)),
    kick() {
      const link = live()
      if (!link) return
      push(link, packet('2_5', 4, 2, ''))
      timers.setTimeout(() => link.open && shut(link), 100)
    },
    say(from, to, body) {
      const { msg } = world.store(from, to, body, from === me ? 'pc' : from)
      if (msg.from !== me && msg.scene !== 'superTeam') {
        owed.messages.set(msg.id, msg)
        deliver(pushed(msg), msg.id, () => owed.messages.has(msg.id))
      } else tell(pushed(msg))
      return msg
    },
    recall(msg) {
      const recall = world.recall(msg)
      if (!recall) return
      owed.messages.delete(msg.id)
      if (msg.scene !== 'superTeam') {
        owed.notices.set(recall.id, recall)
        deliver(pushedRecall(recall), recall.id, () => owed.notices.has(recall.id))
      } else tell(pushedRecall(recall))
    },
    remove(msg) {
      const deleted = world.remove(msg)
      owed.messages.delete(msg.id)
      if (deleted) tell(packet('7_123', deletion(deleted)))
    },
    clear(sessionId) {
      const time = world.clear(sessionId)
      for (const [id, m] of owed.messages) if (m.sessionId === sessionId) owed.messages.delete(id)
      tell(packet('7_118', clearing(sessionId, time)))
    },
    read(sessionId, time) {
      if (world.ack(sessionId, time)) tell(pushedAck(sessionId, time))
    },
    receipt(peer) {
      const mine = world.messages.filter((m) => m.from === me && m.to === peer).pop()
      if (mine && world.receipt(peer, mine.time)) tell(packet('7_12', receipt(peer, mine.time)))
    },
    rename(team, name) {
      const { msg } = world.store('bob', team, name, 'bob', undefined, name)
      world.rename(team, name, msg.time)
      owed.messages.set(msg.id, msg)
      deliver(pushed(msg), msg.id, () => owed.messages.has(msg.id))
    },
    befriend(account, valid) {
      world.befriend(account, valid)
      tell(valid ? packet('12_101', account, 1, '') : packet('12_102', account))
    },
  }
  return model
}

/** What a log line says of a packet. */
function brief({ r, code }: Packet): string {
  const bodies = JSON.stringify(r ?? []).match(/"9":"[^"]*"|"10":"[\w-]+"/g) ?? []
  return (code === 200 ? '' : 'code ' + code + ' ') + bodies.map((b) => b.replace(/^"\d+":|"/g, '')).join(' ')
}
