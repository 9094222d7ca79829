import { kick, KickReason, leave } from './access'
import { accountOf, openAccounts, type Accounts } from './accounts'
import { broadcast, type BroadcastInput } from './broadcast'
import { serverApi } from './api'
import { createControl } from './control'
import { assemble } from './assembly'
import { found, type TeamSeed } from './founding'
import type { Fault, FaultInput } from './fault'
import { createFaults } from './faults'
import type { Link } from './link'
import type { Device } from './online'
import { readOptions, type EmulatorOptions, type Settings } from './options'
import { pageOf } from './pages'
import { plant } from './plant'
import { createRouter, type Router } from './router'
import { row } from './row'
import { listen } from './server'
import type { Service } from './service'
import type { Storage } from './storage'
import { superTeamKind, teamKind, type TeamKind } from './teamkind'
import { dismissTeam } from './teammaker'
import { NetProbe, ProxyMessage } from './tags'
import { selfSigned } from './tls'
import { fileApp, ownsFiles } from './upload'
import { openLmdb } from './lmdb'
import { exportState, readState, replaceState, type State } from './state'
import { createTap, type Frame } from './tap'

/** One end that is online. */
export interface DeviceInfo {
  account: string
  deviceId: string
  connectionId: string
  /** 1 Android, 2 iOS, 4 PC, 16 Web and mini-programs, 64 Mac. */
  clientType: number
  /** The app's own type; 0: none. */
  customClientType: number
  /** ms */
  loginTime: number
  /** It asked for its data since it logged in. */
  synced: boolean
}

/** A packet to send as it is, right or wrong; text is sent as a whole frame. */
export type RawPacket = string | { sid: number; cid: number; code?: number; ser?: number; r?: unknown[] }

export interface Emulator {
  /** `http://host:port`, with `tls` `https://` */
  readonly url: string
  /** The PEM of the certificate, with `tls`; for `NODE_EXTRA_CA_CERTS` or `ca`. */
  readonly certificate: string | undefined
  /** What the control API asks for, if anything. */
  readonly controlToken: string | undefined
  /** For `lbsUrls` of a client. */
  readonly lbsUrl: string
  /** For `linkUrl` of a client: `host:port`. */
  readonly linkUrl: string
  readonly port: number
  readonly appkey: string
  readonly appSecret: string
  readonly accounts: Accounts
  /** Who is online: all devices, or those of one account. */
  devices(account?: string): DeviceInfo[]
  /** Sends a packet to every device of an account. Returns how many got it. */
  pushRaw(account: string, packet: RawPacket): number
  /** Cuts the links of an account, or of one of its devices, without a closing frame. Returns how many. */
  drop(account: string, deviceId?: string): number
  /** Makes the links of an account half open: nothing goes in or out any more, and the client is not told. The service itself notices after `heartbeat` seconds. Returns how many. */
  stall(account: string, deviceId?: string): number
  /** Kicks an account's devices, or one of them, as an app server may (reason 2). Returns how many. */
  kick(account: string, ext?: string, deviceId?: string): number
  /** Forbids an account to log in (422) and, if asked, kicks its devices. */
  block(account: string, options?: { kick?: boolean; ext?: string }): void
  unblock(account: string): void
  /** Forbids an account to send messages (423), or allows it again. */
  mute(account: string, muted: boolean): void
  /** Sends a broadcast to everyone. Returns its id. */
  broadcast(input: BroadcastInput): string
  /** Makes a team; its members need not consent. Returns its id. */
  createTeam(seed: TeamSeed): string
  /** Makes a super team, which no client can. Returns its id. */
  createSuperTeam(seed: TeamSeed): string
  /** Dismisses a super team, which no client can. */
  dismissSuperTeam(teamId: string): void
  /** Sends a message of the app's own server to the account's devices (`proxyMsg`). Returns how many got it. */
  passThrough(account: string, message: { from: string; body: string }): number
  /** Asks the account's devices to report on their network (6_31); they answer by themselves. Returns how many. */
  probe(account: string): number
  /** Makes something go wrong. */
  fault(input: FaultInput): Fault
  /** The faults that still strike or hold something. */
  faults(): Fault[]
  /** Ends all faults. */
  clearFaults(): void
  /** Sets how far the service's clock is ahead, ms. Token lives, recall windows and message times follow it. It never goes back behind what it told already. */
  shiftClock(ms: number): void
  /** Hears every frame in and out, heartbeats included. Returns how to stop. */
  frames(listener: (frame: Frame) => void): () => void
  /** Everything that the service knows, tokens too, as JSON. */
  exportState(): State
  /** Replaces everything that the service knows, and cuts all links. Throws, and changes nothing, when it is no state. */
  importState(state: State): void
  /** Resolves when all that was done by now is kept in `data`; clients are answered only then. */
  settled(): Promise<void>
  /** Cuts all links and frees the port. */
  close(): Promise<void>
}

/** Starts the service. With no options: on a free port of this machine, with the seeded accounts. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = readOptions(options)
  if (options.seed) begin(assemble(settings).service, settings) // a trial: what is wrong shows before anything is kept
  const storage = settings.data === undefined ? undefined : await openLmdb(settings.data)
  const { service: s, rooms } = assemble(settings, storage)
  const accounts = openAccounts(s)
  try {
    begin(s, settings, storage)
  } catch (e) {
    await s.keeper.close()
    throw e
  }
  const faults = createFaults(settings.faultSeed, settings.timers)
  for (const input of settings.seed.faults ?? []) faults.add(input)
  const tap = createTap()
  const control = createControl(s, () => emulator)
  faults.changed = control.changed
  faults.struck = control.struck
  if (settings.console) tap.add(control.frame)
  const identity = settings.tls === true ? await selfSigned(settings.host) : settings.tls || undefined
  const router: Router = createRouter(s, faults, rooms)

  const server = await listen({
    settings,
    faults,
    identity,
    control: control.page,
    due: s.keeper.after,
    pages: [pageOf(serverApi(s), (path, method) => method === 'POST' && path.startsWith('/nimserver/')), pageOf(fileApp(s), ownsFiles)],
    failed: (e) => s.log('error', 'failed', { detail: e instanceof Error ? e.stack : String(e) }),
    events: {
      frame: tap.frame,
      packet: router.receive,
      closed(link: Link) {
        if (link.device) leave(s, link.device, 'broken')
        control.changed()
      },
    },
  }).catch(async (e: unknown) => {
    await s.keeper.close() // the port is taken; the directory need not stay so
    throw e
  })
  s.address = server.address
  s.origin = server.origin
  s.log('info', 'listening', { detail: server.address })

  const account = (id: string) => accountOf(s, id)
  const devicesOf = (id: string, deviceId?: string): Device[] => s.online.of(account(id).account).filter((d) => (deviceId ?? d.deviceId) === d.deviceId)
  const each = (devices: Device[], act: (device: Device) => void): number => {
    devices.forEach(act)
    return devices.length
  }

  const make = (kind: TeamKind, seed: TeamSeed) => found(s, kind, seed, account(seed.owner), (seed.members ?? []).map(account)).id

  const emulator: Emulator = {
    url: server.origin,
    certificate: identity?.cert,
    controlToken: settings.controlToken,
    lbsUrl: `${server.origin}/lbs/webconf.jsp`,
    linkUrl: server.address,
    port: server.port,
    appkey: settings.appkey,
    appSecret: settings.appSecret,
    accounts,
    devices: (id) => (id === undefined ? s.online.all() : devicesOf(id)).map(deviceInfo),
    pushRaw: (id, packet) =>
      each(devicesOf(id), ({ link }) => link.text(typeof packet === 'string' ? packet : '3:::' + JSON.stringify({ code: 200, ...packet }))),
    drop: (id, deviceId) => each(devicesOf(id, deviceId), ({ link }) => link.cut()),
    stall: (id, deviceId) => each(devicesOf(id, deviceId), ({ link }) => void (link.stalled = true)),
    kick: (id, ext, deviceId) => each(devicesOf(id, deviceId), (device) => kick(s, device, KickReason.server, undefined, ext)),
    block(id, { kick: also = false, ext } = {}) {
      account(id).blocked = true
      if (also) each(devicesOf(id), (device) => kick(s, device, KickReason.server, undefined, ext))
    },
    unblock: (id) => void (account(id).blocked = false),
    mute: (id, muted) => void (account(id).muted = muted),
    broadcast: (input) => broadcast(s, input).id,
    createTeam: (seed) => make(teamKind, seed),
    createSuperTeam: (seed) => make(superTeamKind, seed),
    dismissSuperTeam(id) {
      const team = s.store.superTeams.get(id)
      if (!team?.valid) throw new Error(`the emulator has no super team ${id}`)
      dismissTeam(s, superTeamKind, team, account(team.owner))
    },
    passThrough: (id, { from, body }) =>
      each(devicesOf(id), (device) => s.online.push(device, '22_2', [row({ [ProxyMessage.from]: from, [ProxyMessage.body]: body, [ProxyMessage.time]: s.clock.now() })])),
    probe: (id) => each(devicesOf(id), (device) => s.online.push(device, '6_31', [row({ [NetProbe.type]: 1, [NetProbe.params]: '', [NetProbe.sent]: s.clock.now() })])),
    fault: (input) => faults.add(input),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    shiftClock: (ms) => void (s.clock.shift = ms),
    frames: (listener) => tap.add(listener),
    exportState: () => exportState(s),
    importState(state) {
      const entries = readState(settings, state)
      for (const link of server.links) link.cut()
      replaceState(s, entries)
    },
    settled: s.keeper.settled,
    async close() {
      faults.clear()
      control.close()
      await server.close()
      await s.keeper.close()
    },
  }
  return emulator
}

/** What the service knows when it begins: what was kept, or what it is given; and the accounts to start with. */
function begin(s: Service, settings: Settings, storage?: Storage): void {
  const accounts = openAccounts(s)
  const kept = storage ? [...storage.load()] : []
  if (kept.length > 0) s.store.restore(kept)
  else if (settings.state) replaceState(s, readState(settings, settings.state))
  const known = s.store.accounts.size > 0
  const missing = settings.accounts.filter((seed) => !known || !accounts.get(seed.account))
  plant(s, accounts, { ...(kept.length ? {} : settings.seed), accounts: missing })
}

const deviceInfo = ({ account, deviceId, connectionId, clientType, customClientType, loginTime, synced }: Device): DeviceInfo => ({
  account,
  deviceId,
  connectionId,
  clientType,
  customClientType,
  loginTime,
  synced,
})
