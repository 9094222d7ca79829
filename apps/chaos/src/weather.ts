import type { Clock, Host, MemoryNetwork } from '@nim/testkit'
import type { Fault } from './faults'
import type { Hooks, Link, Model } from './service'

/** What a fault acts on. */
export interface Sky {
  clock: Clock
  host: Host
  network: MemoryNetwork
  model(): Model
  /** One way over the network in good weather. ms */
  way: number
  /** Sets the phone's clock off. */
  skew(by: number): void
  note(what: string): void
}

type Lasting = Extract<Fault, { ms: number }>

/** Brings the faults of a plan at their times, takes them away at the end, and measures how long the client needs to come back. */
export function createWeather(faults: readonly Fault[], sky: Sky) {
  const { clock, host, network, note } = sky
  const timers = clock.timers()
  const active = new Set<Lasting>()
  /** Since when nothing but the client keeps it from being back. */
  let down: number | undefined
  const recoveries: number[] = []
  let waiting = faults.filter((f): f is Extract<Fault, { kind: 'cut' | 'half-open' | 'kick' }> & { link: number } => 'link' in f)

  const wound = () => {
    if (network.open) down = clock.now()
  }
  const halfOpen = () => {
    network.halfOpen()
    for (const link of sky.model().links) link.deaf = true
  }
  const strike = (kind: 'cut' | 'half-open' | 'kick') => {
    if (!network.open) return
    note('*** ' + kind)
    wound()
    if (kind === 'cut') network.drop()
    else if (kind === 'half-open') halfOpen()
    else sky.model().kick()
  }

  /** Makes the network what the active faults say together. */
  const settle = () => {
    const model = sky.model()
    network.heal()
    network.delay(sky.way, Math.ceil(sky.way / 4))
    network.muteClose(false)
    model.lbs = model.handshake = undefined
    model.loginCode = 200
    model.silent = undefined
    for (const f of active) {
      if (f.kind === 'restart' || f.kind === 'offline') network.refuse()
      else if (f.kind === 'slow') network.delay(f.way, f.jitter)
      else if (f.kind === 'mute close') network.muteClose()
      else if (f.kind === 'silent') model.silent = f.command
      else if (f.kind === 'refuse login') model.loginCode = f.code
      else if (f.kind === 'lbs' || f.kind === 'handshake') {
        if (f.how === 'refuse') network.refuse(match[f.kind])
        else if (f.how === 'hang') network.hang(match[f.kind])
        else model[f.kind] = f.how === 'error' ? { status: 503, body: 'busy' } : { body: '<html>a: page</html>' }
      } else if (f.kind === 'socket') {
        if (f.how === 'refuse') network.refuse(match.socket)
        else if (f.how === 'hang') network.hang(match.socket)
        else network.closeEarly(match.socket)
      }
    }
  }
  const begin = (f: Lasting) => {
    note(`*** ${f.kind} ${'how' in f ? f.how : ''} for ${f.ms} ms`)
    active.add(f)
    if (f.kind === 'restart') {
      wound()
      sky.model().forget()
      network.drop(1001, 'going away')
    } else if (f.kind === 'offline') {
      if (f.ms) {
        wound()
        if (f.told) network.drop()
        else halfOpen()
      }
      if (f.told) host.online(f.ms === 0, f.ms ? 'none' : '4g')
    } else if (f.kind === 'away') {
      host.hide(f.freeze)
      if (f.cutAfter !== undefined && f.cutAfter < f.ms) timers.setTimeout(() => strike('cut'), f.cutAfter)
    }
    settle()
  }
  const end = (f: Lasting) => {
    if (!active.delete(f)) return
    note(`*** end of ${f.kind}`)
    settle()
    if (down !== undefined) down = clock.now()
    if (f.kind === 'offline' && f.told) host.online(true)
    if (f.kind === 'away' && ![...active].some((other) => other.kind === 'away')) host.show()
  }

  for (const f of faults) {
    if (f.kind === 'storage') for (const name of f.names) host.throws(name)
    else if (!('at' in f)) continue
    else
      timers.setTimeout(() => {
        if (f.kind === 'skew') sky.skew(f.by)
        else if (f.kind === 'double') sky.model().double(f.count)
        else if (f.kind === 'overtake') sky.model().delay(f.count)
        else if ('ms' in f) begin(f)
        else strike(f.kind)
      }, f.at)
    if ('ms' in f) timers.setTimeout(() => end(f), f.at + f.ms)
  }

  const take = (hit: (f: (typeof waiting)[number]) => boolean) => {
    const found = waiting.find(hit)
    if (found) waiting = waiting.filter((f) => f !== found)
    return found
  }
  return {
    recoveries,
    get down() {
      return down
    },
    settle,
    hooks: {
      crossing(link: Link) {
        const due = take((f) => 'frame' in f && f.link === link.number && f.frame <= link.frames)
        if (due) strike(due.kind)
        return due?.kind !== 'cut'
      },
      entered(link: Link) {
        const due = take((f) => 'gap' in f && f.link === link.number)
        // the answer is on its way: it shall arrive, the sync request shall not
        if (due && 'gap' in due) timers.setTimeout(() => strike(due.kind), sky.way * (1.25 + 0.7 * (due.gap / 120)))
      },
    } satisfies Partial<Hooks>,
    /** The client has caught up. */
    synced() {
      if (down !== undefined) recoveries.push(clock.now() - down)
      down = undefined
    },
    /** The end of all faults. */
    clear() {
      for (const f of [...active]) end(f)
      waiting = []
    },
  }
}

const match = { lbs: /lbs/, handshake: /socket\.io\/1\/\?/, socket: /^ws/ }
