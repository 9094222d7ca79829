// Whatever the service sends, to the published file in a bare context: nothing escapes, and life goes on.
// `HOSTILE=1000000` for a long run, `HOSTILE_SEED` for another one.
import { compileWire, type Command, type Wire } from '@nim/core/codec'
import { createClock, createHost, createNetwork, createRandom, createScript, loadInSandbox, packet, serviceTime, type HostKind } from '@nim/testkit'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { callsOf, make } from './calls'
import { built, plugins } from './files'
import { createHostile } from './hostile'

const wanted = Number(process.env.HOSTILE ?? 30_000)
const seed = Number(process.env.HOSTILE_SEED ?? 1)
/** Frames between two looks at the client. */
const slice = 250
const wires: Wire[] = await Promise.all([...plugins, 'core'].map(async (name) => (await import(`../../${name}/src/wire.ts`)).wire))

setFlagsFromString('--expose-gc')
const gc: () => void = runInNewContext('gc')
const heap = () => {
  gc()
  return process.memoryUsage().heapUsed / 2 ** 20
}
/** Growth by least squares, MB per 100,000 frames. */
const slope = (points: [frames: number, mb: number][]) => {
  const mean = (of: (p: [number, number]) => number) => points.reduce((sum, p) => sum + of(p), 0) / points.length
  const [x, y] = [mean((p) => p[0]), mean((p) => p[1])]
  return (mean((p) => (p[0] - x) * (p[1] - y)) / mean((p) => (p[0] - x) ** 2)) * 1e5
}
/** Everything on the prototypes that all objects of a context share; what differs from before is told. */
const prototypes = (list: unknown[]) => {
  const array = Object.getPrototypeOf(list)
  const all = Object.getPrototypeOf(array)
  const shared = [all, array, all.constructor, Object.getPrototypeOf(all.constructor)]
  const look = () => shared.flatMap((o) => Reflect.ownKeys(o).map((key) => [String(key), Object.getOwnPropertyDescriptor(o, key)!.value] as const))
  const before = look()
  return () => {
    const now = look()
    return now.length === before.length ? now.filter(([, value], i) => !Object.is(value, before[i]![1])).map(([key]) => key) : now.map(([key]) => key)
  }
}

test(`${wanted} hostile frames, seed ${seed}`, { timeout: 120_000 + wanted * 5 }, async () => {
  const random = createRandom(seed)
  const hostile = createHostile(random, wires)
  const upTo = (n: number) => Math.floor(random() * n)
  const clock = createClock()
  const script = createScript()
  const network = createNetwork(clock, script)
  const host = createHost(['wx', 'my', 'tt'][seed % 3] as HostKind, { clock, network })

  // every frame that reaches the client passes here
  let frames = 0
  let current: unknown
  const { connectSocket } = host.api
  host.api.connectSocket = (o: unknown) => {
    const task = connectSocket(o)
    const { onMessage } = task
    task.onMessage = (hear: (e: { data: unknown }) => void) =>
      onMessage((e: { data: unknown }) => {
        frames++
        current = e.data
        hear(e)
      })
    return task
  }
  const trouble: string[] = []
  const blame = (what: string) => (e: unknown) => {
    const frame = Object(current) === current ? JSON.stringify(current) : String(current)
    trouble.push(`${what} at frame ${frames}, seed ${seed}: ${e instanceof Error || Object(e).stack ? (e as Error).stack : typeof e}\n${frame.slice(0, 2000)}`)
  }
  host.onError = blame('thrown into the host')
  clock.onError = blame('thrown in a timer')
  const unhandled = blame('unhandled rejection')
  process.on('unhandledRejection', unhandled)

  const faults = new Map<string, number>()
  const NIM = loadInSandbox(built('sdk'), { host, console: () => {} })
  const nim = new NIM(
    { appkey: 'appkey', account: 'alice', token: 'token', lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'link.test', debugLevel: 'debug' },
    { syncOptions: { broadcastMsgs: true, stickTopSessions: true }, cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false }, friendConfig: { keep: true }, userConfig: { keep: true }, teamConfig: { keep: true }, superTeamConfig: { keep: true } }
  )

  const noFunction = (key: string, v: unknown) => {
    if (typeof v === 'function') blame('a function in what an event tells: ' + key)(v)
    return v
  }
  // an app that reads all it gets; sometimes it stumbles over it
  const good = new Map<string, number>()
  const read = (...args: any[]) => {
    for (const a of args) for (const m of [].concat(a)) JSON.stringify(m, noFunction)
    const [m] = args
    if (m && m.from === 'carol') good.set(m.idClient, (good.get(m.idClient) ?? 0) + 1)
    if (random() < 0.02) throw [new Error('the app'), 'text', undefined, Object.create(null), m, Symbol('odd')][upTo(6)]
  }
  const events = 'logined multiPortLogin kicked willReconnect disconnect msg syncdone syncRoamingMsgs syncOfflineMsgs syncMyNameCard sessions updateSession updateMyNameCard updateBlackList updateMuteList relations proxyMsg sysMsg syncSysMsgs syncFriend friends users updateUserInfo updateSystemMessages sysMsgUnread pushEvents msgReceipts teamMsgReceipts broadcastMsgs deleteSelfMsgs clearServerHistoryMsgs multiSyncUpdateCloudSession teams superTeams myTeamMembers mySuperTeamMembers createTeam createSuperTeam updateTeam updateTeamMember addTeamMembers removeTeamMembers updateTeamManagers transferTeam dismissTeam updateTeamMembersMute updateSuperTeam updateSuperTeamMember addSuperTeamMembers removeSuperTeamMembers updateSuperTeamManagers transferSuperTeam dismissSuperTeam updateSuperTeamMembersMute singalingSyncChannels'
  for (const name of events.split(' ')) nim.on(name, read)
  for (const name of ['Close', 'Join', 'Invite', 'CancelInvite', 'Reject', 'Accept', 'Leave', 'CustomCommand']) nim.signaling.on('signaling' + name, read)
  nim.on('error', ({ message }: { message: string }) => {
    const short = message.slice(0, 90)
    if (faults.has(short) || faults.size < 200) faults.set(short, (faults.get(short) ?? 0) + 1)
  })

  // the service answers every call: rightly, wrongly, with several answers, or not at all
  const asked = wires.flatMap((wire) => Object.values<Command>(compileWire(wire).commands).map(({ ids }) => ids[0]!))
  for (const id of asked)
    script.on(id, ({ ser, device }) => {
      for (let n = upTo(3); n > 0; n--) device.raw(hostile.answer(id, ser))
      return random() < 0.3 ? undefined : random() < 0.5 ? 'silence' : { r: [] }
    })
  script.on('5_1', ({ device }) => {
    for (let n = upTo(6); n > 0; n--) device.raw(hostile.frame())
    return { r: [serviceTime] }
  })
  script.on('2_3', ({ device, ser }) => (random() < 0.2 ? { raw: hostile.answer('2_3', ser) } : { r: [{ 102: 'connection-' + device.connection, 103: '10.0.0.1' }, []] }))

  const waiting = new Map<Promise<unknown>, string>()
  const start = (path: string, args: unknown) => {
    const p = make(nim, path, args)
    const done = () => void waiting.delete(p)
    waiting.set(p, path)
    // what a call gives is read too; deeper than the engine goes it cannot be
    p.then((v) => { try { JSON.stringify(v) } catch (e) { if (Object(e).name !== 'RangeError') blame('the value of ' + path)(e) } }, (e) => void String(e.message)).then(done)
  }
  /** Until it is in again, as an app does it: reconnecting is the client's business, after a kick or a refusal the app connects. */
  const back = async () => {
    for (let tries = 0; nim.status !== 'logined' && tries < 60; tries++) {
      if (nim.status === 'unconnected') nim.connect().catch(() => {})
      await clock.until(() => nim.status === 'logined' || nim.status === 'unconnected', 60_000)
    }
    expect(nim.status, `after frame ${frames}, seed ${seed}`).toBe('logined')
  }

  await back()
  await clock.run(1000)
  const calls = callsOf(nim)
  const polluted = [prototypes(nim.session.getAllSessions()), prototypes([])]
  const points: [number, number][] = []
  let reconnects = 0
  let sent = 0
  for (let round = 0; frames < wanted; round++) {
    for (let n = 0; n < 6; n++) {
      const [path, args] = calls[upTo(calls.length)]!
      start(path, args)
    }
    const { device } = script
    for (let n = 0; n < slice; n++) {
      device.raw(hostile.frame())
      if (n % 50 === 0) await clock.run(3)
    }
    if (upTo(4) === 0) device.raw(hostile.last())
    await clock.run(10)
    if (nim.status !== 'logined') reconnects++
    await back()
    await clock.run(100)
    await back()

    // what was asked settles
    await clock.until(() => waiting.size === 0, 120_000)
    expect([...waiting.values()], `calls without an end after frame ${frames}, seed ${seed}`).toEqual([])
    await clock.run(9000) // one that failed may have asked more than once: the rest ends too

    // a good message still arrives, once, and is counted once
    const idClient = 'good-' + ++sent
    const carol = () => nim.session.getSession({ id: 'p2p-carol' })
    const before = carol()?.unread ?? 0
    const message = packet('7_2', { 0: 0, 1: 'alice', 2: 'carol', 7: String(serviceTime + sent), 8: 0, 9: 'good', 11: idClient, 12: 'server-' + sent })
    for (let tries = 0; !good.has(idClient) && tries < 10; tries++) {
      await back()
      script.push([message, message]) // held back while a sync runs, lost with the link
      await clock.until(() => good.has(idClient) || nim.status !== 'logined', 30_000)
    }
    await clock.run(5)
    const where = `message ${sent} after frame ${frames}, seed ${seed}`
    expect(good.get(idClient), where).toBe(1)
    expect([carol().unread, carol().lastMsg.idClient], where).toEqual([before + 1, idClient])
    good.clear()
    expect(trouble.join('\n\n'), 'nothing escapes').toBe('')
    expect(polluted.flatMap((find) => find())).toEqual([])

    // the test's own memory
    script.received.length = network.log.length = host.calls.length = 0
    for (const d of script.devices) d.received.length = 0
    script.devices.splice(0, script.devices.length - 1)
    host.storage.clear()
    current = undefined
    if (round % Math.ceil(wanted / slice / 40) === 0) points.push([frames, heap()])
  }

  let gone = false
  nim.destroy().then(() => (gone = true))
  expect(await clock.until(() => gone)).toBe(true)
  const left = clock.pending
  await clock.run(3_600_000)
  process.off('unhandledRejection', unhandled)
  expect(trouble.join('\n\n')).toBe('')
  expect(clock.pending, `timers after destroy, of ${left}`).toBe(0)

  const later = points.slice(points.length >> 1)
  const growth = slope(later)
  console.log(`${frames} frames in ${sent} rounds, ${reconnects} connections ended, ${[...faults.values()].reduce((a, b) => a + b, 0)} "error" events of ${faults.size} kinds`)
  console.log(`heap, MB: ${points.filter((_, i) => i % 4 === 0).map(([n, mb]) => `${n}: ${mb.toFixed(1)}`).join(', ')}; second half ${growth.toFixed(2)} MB per 100,000 frames`)
  if (process.env.HOSTILE) console.log([...faults].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([what, n]) => `${n} × ${what}`).join('\n'))
  // a short run has not filled yet what is bounded
  if (wanted >= 300_000) expect(growth).toBeLessThan(1)
})

test('names that every object has are no words of the protocol', async () => {
  const clock = createClock()
  const script = createScript()
  const host = createHost('wx', { clock, network: createNetwork(clock, script) })
  const NIM = loadInSandbox(built('sdk'), { host, console: () => {} })
  const nim = new NIM({ appkey: 'appkey', account: 'alice', token: 'token', lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'link.test' }, {})
  const told: unknown[] = []
  for (const name of ['msg', 'sysMsg', 'kicked', 'error']) nim.on(name, (e: any) => told.push(...(name === 'kicked' ? [e.clientType, e.reason] : [e.attach.type])))
  nim.connect().catch(() => {})
  await clock.until(() => nim.status === 'logined')
  await clock.run(100)
  const common = { 1: 'alice', 2: 'bob', 7: String(serviceTime) }
  script.push([
    packet('7_2', { ...common, 0: 0, 8: 5, 10: '{"id":"constructor","data":{}}', 11: 'c1', 12: 's1' }),
    packet('7_3', { 0: serviceTime, 1: 5, 2: 'alice', 3: 'bob', 5: '{"vt":"constructor"}', 6: 's2' }),
    packet('2_5', 'constructor', 'constructor', '', 0),
  ])
  await clock.run(100)
  expect(told).toEqual(['constructor', 'constructor', 'constructor', 'unknow'])
})
