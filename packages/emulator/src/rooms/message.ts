import type { Account, Waiting } from '../account'
import { P2P, roaming, SUPER_TEAM, TEAM, type Stored, type View } from '../conversation'
import { day } from '../deliver'
import type { Device } from '../online'
import type { Push } from '../pushes'
import { pick, row } from '../row'
import { accept } from '../send'
import type { Call, MakeRoom, Service, SyncStep } from '../service'
import { Msg, Span } from '../tags'

/** What a sync hands out: roaming of the last 7 days, 100 sessions, 100 messages each; offline the newest 5000, 100 a session. */
const roamingDays = 7
const maxSessions = 100
const maxPerSession = 100
const maxOffline = 5000
/** Messages in one offline packet. */
const chunk = 100

const messagePushes = new Set<Push>(['7_2', '8_3'])

/** Sending, offline and roaming messages. */
export const message: MakeRoom = (s) => {
  const send =
    (scene: number) =>
    ({ me, device, args }: Call) => [accept(s, me, args.row(0), scene, device).row]

  const roam =
    (command: Push, scenes: number[]): SyncStep =>
    (device, me, since) => {
      for (const { list } of roamingSessions(s, me, scenes, since)) s.online.push(device, command, [list.map((m) => m.row)])
    }

  return {
    commands: { '7_1': send(P2P), '8_2': send(TEAM), '21_2': send(SUPER_TEAM) },
    sync: {
      2: (device, me) => sendOffline(s, device, me),
      7: (device, me, since) => {
        roam('4_9', [P2P, TEAM])(device, me, since)
        tellMore(s, device, me, since)
      },
      24: roam('4_17', [SUPER_TEAM]),
    },
  }
}

/** Forgets what has run out, and returns what is left of the given pushes, oldest first. */
export function waitingFor(s: Service, me: Account, pushes: Set<Push>): Waiting[] {
  const now = s.clock.now()
  const out: Waiting[] = []
  for (const [id, waiting] of me.waiting) {
    if (waiting.expires < now) me.waiting.delete(id)
    else if (pushes.has(waiting.push)) out.push(waiting)
  }
  return out
}

function sendOffline(s: Service, device: Device, me: Account): void {
  const counts = new Map<string, number>()
  const newestFirst = waitingFor(s, me, messagePushes).reverse()
  const list = newestFirst
    .filter(({ session = '' }) => {
      const count = (counts.get(session) ?? 0) + 1
      counts.set(session, count)
      return count <= maxPerSession
    })
    .slice(0, maxOffline)
    .reverse()
  for (let i = 0; i < list.length; i += chunk) s.online.push(device, '4_4', [list.slice(i, i + chunk).map((w) => w.row)])
}

interface Roaming {
  view: View
  list: Stored[]
  more: boolean
}

/** Sessions with something newer than `since`, the liveliest first. */
function roamingSessions(s: Service, me: Account, scenes: number[], since: number): Roaming[] {
  const from = Math.max(since, s.clock.now() - roamingDays * day)
  return [...me.views.values()]
    .filter((view) => scenes.includes(view.scene))
    .map((view) => ({ view, ...roaming(view, me, from, maxPerSession) }))
    .filter(({ list }) => list.length > 0)
    .sort((a, b) => b.list[0]!.time - a.list[0]!.time)
    .slice(0, maxSessions)
}

/** Names the sessions that have more than was handed out, by the oldest message that was; and says what of each was synced. */
function tellMore(s: Service, device: Device, me: Account, since: number): void {
  const sessions = roamingSessions(s, me, [P2P, TEAM], since)
  const cut = sessions.filter(({ more }) => more).map(({ list }) => list.at(-1)!.row)
  const brief = [Msg.scene, Msg.to, Msg.from, Msg.time, Msg.idServer]
  if (cut.length > 0) s.online.push(device, '4_22', [cut.map((m) => pick(m, brief))])
  if (sessions.length > 0) s.online.push(device, '4_25', [row({ [Span.time]: s.clock.mark(), [Span.kind]: 1 }), sessions.map(spanRow)])
}

/** From which to which message a session was synced. */
const spanRow = ({ view, list, more }: Roaming) => {
  const [newest, oldest] = [list[0]!, list.at(-1)!]
  return row({
    [Span.scene]: view.scene,
    [Span.session]: view.peer,
    [Span.complete]: !more,
    [Span.endId]: newest.id,
    [Span.endIdClient]: newest.idClient,
    [Span.endTime]: newest.time,
    [Span.startId]: oldest.id,
    [Span.startIdClient]: oldest.idClient,
    [Span.startTime]: oldest.time,
    [Span.roaming]: 1,
  })
}
