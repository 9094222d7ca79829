import { createHost, createRecorder, loadInSandbox, loopback, realClock, type Entry, type Host, type Recorder } from '@nim/testkit'
import { startEmulator, type Emulator, type EmulatorOptions } from '@nim/emulator'
import { packetsOf } from './coverage'
import { hear } from './events'
import { quiet, type Client, type ClientClass } from './stage'

/** One client at the emulator, over real sockets. */
export interface Party {
  readonly nim: Client
  readonly host: Host
  readonly rec: Recorder
  /** Makes a call and waits for its end; gives what it resolved to, or the error. */
  do(path: string, ...args: unknown[]): Promise<any>
  /** Waits until the n-th event of this name has come; gives its payload. */
  event(name: string, n?: number): Promise<any>
  until(test: () => boolean): Promise<void>
}

export interface Table {
  readonly emulator: Emulator
  /** Another client, logged in unless told otherwise. `seat` names it in the log. */
  join(seat: string, options?: object, other?: object & { stay?: boolean }): Promise<Party>
}

/** A conversation of several clients of the same make, and what each of them says about it. */
export interface Talk {
  name: string
  differs?: string[]
  /** How the emulator is started. */
  emulator?: EmulatorOptions
  play(t: Table): Promise<void>
}

/** What a party does and hears; how it does it over the wire depends on the real clock, and is compared by the scenarios. */
const heard = (e: Entry) => ['event', 'call', 'return', 'resolve', 'throw', 'reject', 'pending', 'note'].includes(e.kind)

/** Lets a talk take place with one make of client; a log for each seat. */
export async function hold(file: string, talk: Talk): Promise<{ logs: Map<string, Entry[]>; packets: Set<string> }> {
  const emulator = await startEmulator({ appkey: 'appkey', appSecret: 'secret', ...talk.emulator })
  const clock = realClock()
  const packets = new Set<string>()
  emulator.frames(({ text }) => packetsOf(text).forEach((id) => packets.add(id)))
  const parties = new Map<string, Party>()
  const table: Table = {
    emulator,
    async join(seat, options, { stay, ...other } = {}) {
      const host = createHost('wx', { clock, network: loopback(emulator.url) })
      const rec = createRecorder(clock.now)
      const NIM: ClientClass = loadInSandbox(file, { host, seed: parties.size + 1 })
      const account = seat.replace(/\d+$/, '')
      const nim = new NIM({ appkey: 'appkey', account, token: account + '-token', isAbtestEnable: false, lbsUrls: [emulator.lbsUrl], linkUrl: emulator.linkUrl, ...options }, { ...quiet, ...other })
      hear(rec, nim)
      const until = async (test: () => boolean) => {
        const well = await clock.until(test, 10_000)
        if (!well) rec.add({ kind: 'note', name: 'waited in vain' })
        // what belongs to it comes right behind
        await clock.run(30)
      }
      const found = (name: string) => rec.entries.filter((e) => e.kind === 'event' && e.name === name)
      const party: Party = {
        nim,
        host,
        rec,
        until,
        async do(path, ...args) {
          const ended = await rec.call(path, () => {
            const at = path.split('.')
            const owner: any = at.slice(0, -1).reduce((o: any, n) => o[n], nim)
            return owner[at[at.length - 1]!](...args)
          })
          await clock.run(30)
          return 'value' in ended ? ended.value : ended.error
        },
        async event(name, n = 1) {
          await until(() => found(name).length >= n)
          const e = found(name)[n - 1]
          return e?.kind === 'event' ? e.args[0] : undefined
        },
      }
      parties.set(seat, party)
      if (!stay) await party.do('connect')
      return party
    },
  }
  try {
    await talk.play(table)
  } catch (e) {
    parties.values().next().value?.rec.add({ kind: 'note', name: 'the talk itself failed', value: String(e) })
  }
  const logs = new Map([...parties].map(([seat, { rec }]) => [seat, rec.finish().filter(heard)]))
  for (const { nim } of parties.values()) void nim.destroy()
  await clock.run(30)
  await emulator.close()
  return { logs, packets }
}
