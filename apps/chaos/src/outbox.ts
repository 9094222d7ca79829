import type { Timers } from '@nim/testkit'
import type { Client } from './app'
import type { Inbox } from './inbox'
import type { Stage } from './stage'
import { peers, teams } from './world'

/** A text the user wrote, and what became of it as far as the app knows. */
export interface Sending {
  body: string
  to: string
  tries: number
  state: 'waiting' | 'failed' | 'done'
  /** As the client gave it, with the result or with the error. */
  msg?: any
  /** When it may be sent again. */
  due: number
}

interface Means {
  stage: Stage
  inbox: Inbox
  timers: Timers
  client(): Client
  call(name: string, run: () => unknown, well?: (value: any) => void, ill?: (error: any) => void): void
}

export type Outbox = ReturnType<typeof createOutbox>

/** A timed-out send may still be answered: the app waits this long before it sends again. ms */
const late = 20_000
const retryEvery = 5000

/** All that the app does of its own. */
export function createOutbox({ stage, inbox, timers, client, call }: Means) {
  const sends: Sending[] = []
  /** Up to where the user has read each session. */
  const read = new Map<string, number>()
  /** Recalls and deletes that failed, to be tried again. */
  const again = new Set<() => void>()
  const outbox = { sends, read, rejected: 0, unrepaired: 0, start, retry, send, mark, recall, remove }
  const scene = (to: string) => (peers.includes(to) ? 'p2p' : teams.includes(to) ? 'team' : 'superTeam')

  const attempt = (s: Sending) => {
    s.tries++
    s.state = 'waiting'
    const { msg } = s
    call(
      `${msg ? 'resend' : 'send'} ${s.body}`,
      () => (msg ? client().msg.resendMsg({ msg }) : client().msg.sendTextMsg({ scene: scene(s.to), to: s.to, body: s.body })),
      (sent) => {
        s.state = 'done'
        s.msg = sent
        inbox.settled.add(sent.idClient)
        inbox.show(sent)
      },
      (error) => {
        s.state = 'failed'
        s.msg = error?.msg ?? s.msg
        s.due = stage.now() + (error?.code === 408 ? late : 0)
      }
    )
  }

  function retry() {
    if (client().status !== 'logined') return
    for (const s of sends) {
      if (s.state !== 'failed' || stage.now() < s.due) continue
      // a late answer may have put it right
      if (s.msg && !['sending', 'sendFailed'].includes(s.msg.status)) {
        s.state = 'done'
        outbox.rejected++
        inbox.settled.add(s.msg.idClient)
        stage.note(`app: ${s.body} was sent after all`)
        continue
      }
      if (s.tries === 1 && stage.stored(s.body)) outbox.rejected++
      if (s.due && s.tries === 1 && stage.answeredLate(s.msg?.idClient)) outbox.unrepaired++
      attempt(s)
    }
    for (const one of [...again]) {
      again.delete(one)
      one()
    }
  }
  function start() {
    timers.setInterval(retry, retryEvery)
  }

  function send(to: string, body: string) {
    const s: Sending = { to, body, tries: 0, state: 'waiting', due: 0 }
    sends.push(s)
    attempt(s)
  }
  function mark(id: string) {
    const session = client().session.getSession({ id })
    if (!session?.unread) return
    read.set(id, Math.max(read.get(id) ?? 0, inbox.newest(id)))
    call(`read ${id}`, () => client().session.resetSessionUnreadCount({ id }))
  }
  /** Own messages that are known to be stored. */
  const mine = () => sends.filter((s) => s.state === 'done' && s.msg?.idServer && inbox.shown.has(s.msg.idClient)).map((s) => s.msg)
  const chosen = <T>(list: T[], pick: number): T | undefined => list[list.length - 1 - Math.floor(pick * Math.min(list.length, 4))]
  const insist = (name: string, run: () => unknown, well: () => void) => call(name, run, well, () => again.add(() => insist(name, run, well)))

  function recall(pick: number) {
    const msg = chosen(mine(), pick)
    if (msg) insist('recall ' + msg.body, () => client().msg.recallMsg({ msg }), () => inbox.removed(msg.idClient))
  }
  function remove(pick: number) {
    const msg = chosen(mine().filter((m) => m.scene !== 'superTeam'), pick)
    if (msg) insist('delete ' + msg.body, () => client().msg.deleteSelfMsgs({ msgs: [msg] }), () => inbox.removed(msg.idClient))
  }
  return outbox
}
