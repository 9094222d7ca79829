import { createClock, createHost, createNetwork, createRandom, loadInSandbox, type Network, type Service } from '@nim/testkit'
import { createApp, describe, type App } from './app'
import type { ClientSpec } from './clients'
import type { Plan } from './families'
import { createService, type Model } from './service'
import type { Stage } from './stage'
import { judge, type Counts } from './verdict'
import { createWeather } from './weather'
import { busy, type Action } from './workload'
import { createWorld, me, sessions, type Stored } from './world'

/** After the last fault the client has so long to come to rest. ms */
const rest = 100_000
const start = 1_800_000_000_000

export interface Result {
  family: string
  seed: number
  recovered: boolean
  counts: Counts
  /** How long it took to come back, each time. ms of stage time */
  recoveries: number[]
}

/** Plays one plan with one client, in a world of its own. The same plan gives the same result and the same log, always. */
export async function play(client: ClientSpec, plan: Plan, log?: (line: string) => void): Promise<Result> {
  const clock = createClock(start)
  const note = (what: string) => log?.(`${((clock.now() - start) / 1000).toFixed(3).padStart(8)}  ${what}`)
  const random = createRandom(plan.seed + 17)
  const arrivals = new Map<string, { link: number; frame: number }>()
  let links = 0
  const answered = new Set<string>()
  let frames = 0
  /** Sockets that the client has not let go of, and the most at once. */
  let held = 0
  let most = 0
  let skew = 0
  let unhandled = 0
  let uncaught = 0

  const world = createWorld(clock.now)
  const timers = clock.timers()
  const doors: Service = { http: (call, reply) => model.http(call, reply), socket: (line) => model.socket(line) }
  const network = createNetwork(clock, doors, plan.seed)
  /** Looks at what comes to the phone. */
  const observed: Network = {
    request: network.request,
    connect(url, on) {
      const link = ++links
      held++
      most = Math.max(most, held)
      let mine = true
      const release = () => {
        if (mine) held--
        mine = false
      }
      const line = network.connect(url, {
        ...on,
        close(code, reason) {
          release()
          on.close(code, reason)
        },
        error(why) {
          release()
          on.error(why)
        },
        message(text) {
          const { sid, cid, r } = /^3/.test(String(text)) ? JSON.parse(String(text).slice(4)) : ({} as any)
          frames++
          // a link's end takes what the client had not handed out yet; over one link the first time counts
          for (const [, id] of String(text).matchAll(/"12":"(\d+)"/g)) {
            const key = (sid === 4 && cid > 2 ? 'row ' : 'push ') + id
            if (arrivals.get(key)?.link !== link) arrivals.set(key, { link, frame: frames })
          }
          if (['7_1', '8_2', '21_2'].includes(`${sid}_${cid}`) && r?.[0]) answered.add(r[0][11])
          on.message(text)
        },
      })
      return {
        send: line.send,
        close(code, reason) {
          release()
          line.close(code, reason)
        },
      }
    },
  }
  const host = createHost('wx', { clock, network: client.border ? client.border(observed, clock) : observed })
  const weather = createWeather(plan.faults, { clock, host, network, model: () => model, way: plan.way, note, skew: (by) => (skew = by) })
  const late = plan.actions.filter((a): a is Extract<Action, { link: number }> => 'link' in a)
  const model: Model = createService(world, {
    timers,
    random,
    note,
    crossing: weather.hooks.crossing,
    entered(link) {
      for (const a of late) if (a.link === link.number) model.say(a.from, a.to, a.body)
      weather.hooks.entered(link)
    },
  }, plan.overlap)
  weather.settle()

  const thrown = (e: unknown) => {
    uncaught++
    note(`WRONG uncaught: ${describe(e)}`)
  }
  clock.onError = thrown
  host.onError = thrown
  const rejected = (e: unknown) => {
    unhandled++
    note(`WRONG unhandled: ${describe(e)}`)
  }
  process.on('unhandledRejection', rejected)

  const phoneClock = { ...clock, now: () => clock.now() + skew }
  const NIM = loadInSandbox(client.file, { host: { ...host, kind: host.kind, api: host.api, timers: host.timers, clock: phoneClock }, seed: plan.seed })
  const stage: Stage = {
    now: clock.now,
    note,
    synced: weather.synced,
    arrival: (id, how) => arrivals.get(`${how} ${id}`)?.frame ?? 0,
    stored: (body) => world.messages.some((m) => m.device === 'phone' && m.body === body),
    answeredLate: (id) => answered.has(id),
  }
  const app = createApp(NIM, host, stage)
  for (const action of plan.actions) if (!('link' in action)) schedule(action)

  function schedule(action: Action) {
    if (action.at < 0) perform(action, app, model, world.messages)
    else
      timers.setTimeout(() => {
        note(`--- ${Object.values(action).slice(1).join(' ')}`)
        // what the user does waits while the app is in the background
        if (/^(app|send)/.test(action.do)) host.timers.call(() => perform(action, app, model, world.messages))
        else perform(action, app, model, world.messages)
      }, action.at)
  }

  timers.setTimeout(() => app.start(), 0)
  await clock.run(busy)
  weather.clear()
  await clock.run(rest)
  // a host counts a socket until its close callback; one that gives none is no fault of the client
  const peak = plan.faults.some((x) => x.kind === 'mute close') ? most : Math.max(network.peakOf('link.test'), network.peakOf('fallback.test'), network.peak - 3)
  const counts = judge({ world, model, app, openSockets: held, peak, unhandled, uncaught, say: note })
  // then whether it still hears anything
  const probes = sessions.map((s) => model.say(/^p2p/.test(s) ? s.slice(4) : 'bob', /^p2p/.test(s) ? me : s.replace(/^\w+-/, ''), 'probe'.concat(s)))
  await clock.run(20_000)
  const recovered = app.nim?.status === 'logined' && probes.every((m) => app.inbox.came.has(m.id))
  if (!recovered) note(`WRONG not recovered: status ${app.nim?.status}`)
  app.nim?.destroy().catch(() => {})
  await clock.run(5000)
  process.off('unhandledRejection', rejected)
  return { family: plan.family, seed: plan.seed, recovered, counts, recoveries: weather.recoveries }
}

/** Somebody does something. */
function perform(a: Action, { nim, outbox }: App, model: Model, messages: readonly Stored[]): void {
  const choose = (pick: number, fits: (m: Stored) => boolean) => {
    const list = messages.filter((m) => !m.gone && !m.renamed && fits(m)).slice(-6)
    return list[list.length - 1 - Math.floor(pick * list.length)]
  }
  switch (a.do) {
    case 'say':
      return void model.say(a.from, a.to, a.body)
    case 'recall': {
      const msg = choose(a.pick, (m) => m.from !== me)
      return msg && model.recall(msg)
    }
    case 'other device recalls': {
      const msg = choose(a.pick, (m) => m.from === me)
      return msg && model.recall(msg)
    }
    case 'other device deletes': {
      const msg = choose(a.pick, (m) => m.scene !== 'superTeam')
      return msg && model.remove(msg)
    }
    case 'other device clears':
      return model.clear(a.session)
    case 'other device reads': {
      const newest = messages.filter((m) => m.sessionId === a.session).pop()
      return newest && model.read(a.session, newest.time)
    }
    case 'peer reads':
      return model.receipt(a.peer)
    case 'rename':
      return model.rename(a.team, a.name)
    case 'befriend':
    case 'unfriend':
      return model.befriend(a.account, a.do === 'befriend')
  }
  if (!nim) return
  switch (a.do) {
    case 'send':
      return outbox.send(a.to, a.body)
    case 'app reads':
      return outbox.mark(a.session)
    case 'app recalls':
      return outbox.recall(a.pick)
    case 'app deletes':
      return outbox.remove(a.pick)
  }
}
