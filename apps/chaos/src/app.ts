import type { Host } from '@nim/testkit'
import { createInbox, type Inbox } from './inbox'
import { createOutbox, type Outbox } from './outbox'
import type { Stage } from './stage'
import { me } from './world'

/** A client of either make, as an app written in JavaScript sees it. */
export interface Client {
  on(event: string, listener: (...args: any[]) => void): unknown
  readonly status: string
  [member: string]: any
}
export type ClientClass = new (options: object, other: object) => Client

/** After a kick, a refusal or a failed connect() the app tries again. ms */
const patience = 3000

export interface App {
  readonly nim: Client | undefined
  readonly inbox: Inbox
  readonly outbox: Outbox
  /** Calls that have not settled. */
  readonly pending: Set<string>
  /** Times of `syncdone`. */
  readonly synced: number
  start(): void
}

/** An app as apps are: it listens, shows what it hears, sends, sends again what failed, and connects again when it was thrown out. */
export function createApp(NIM: ClientClass, host: Host, stage: Stage): App {
  const { timers } = host
  const { note } = stage
  const pending = new Set<string>()
  let calls = 0
  let nim: Client | undefined
  let retry: number | undefined
  let synced = 0

  /** Makes a call and sees to its end. */
  const call = (name: string, run: () => unknown, well: (value: any) => void = () => {}, ill: (error: any) => void = () => {}) => {
    const id = `${name} #${++calls}`
    pending.add(id)
    note(`app: ${id}`)
    const end = (how: string, next: () => void) => {
      pending.delete(id)
      note(`app: ${id} ${how}`)
      next()
    }
    const failed = (e: any) => end(`rejected: ${describe(e)}`, () => ill(e))
    let made: unknown
    try {
      made = run()
    } catch (e) {
      return failed(e)
    }
    Promise.resolve(made).then((v) => end('resolved', () => well(v)), failed)
  }
  const inbox = createInbox(stage)
  const outbox = createOutbox({ stage, inbox, timers, call, client: () => nim! })

  const connect = () => {
    retry = undefined
    if (nim!.status === 'unconnected') call('connect', () => nim!.connect(), undefined, later)
  }
  const later = () => {
    if (retry === undefined) retry = timers.setTimeout(connect, patience)
  }

  return {
    get nim() {
      return nim
    },
    inbox,
    outbox,
    pending,
    get synced() {
      return synced
    },
    start() {
      try {
        nim = new NIM(
          { appkey: 'appkey', account: me, token: 'token', isAbtestEnable: false, lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'fallback.test', deviceId: 'phone' },
          { reportConfig: { isDataReportEnable: false } }
        )
      } catch (e) {
        note(`app: no client: ${describe(e)}`)
        return
      }
      for (const event of ['logined', 'disconnect', 'willReconnect', 'kicked', 'syncdone', 'error']) nim.on(event, (e) => note(`event ${event} ${event === 'error' || event === 'willReconnect' ? describe(e) : ''}`))
      inbox.listen(nim)
      nim.on('kicked', later)
      // the status lags behind the event in some clients
      nim.on('disconnect', () => timers.setTimeout(() => nim!.status === 'unconnected' && later(), 10))
      nim.on('syncdone', () => {
        synced++
        stage.synced()
        outbox.retry()
      })
      outbox.start()
      connect()
    },
  }
}

export const describe = (e: any): string => (e && typeof e === 'object' ? `${e.code ?? e.error?.code ?? e.name} ${e.message ?? JSON.stringify(e)}` : String(e)).slice(0, 160)
