import { createNim, type Nim, type NimOptions } from '@nim/core'
import { node } from '@nim/core/node'
import { msg, type MsgShape } from '@nim/msg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dynamicToken, startEmulator, type Emulator } from './index'

/*
 * The recipes of docs/emulator.md, with the client of this project.
 */

let emulator: Emulator
const clients: Nim<MsgShape>[] = []

function client(account: string, more: Partial<NimOptions> = {}): Nim<MsgShape> {
  const nim = createNim({ appkey: emulator.appkey, account, token: `${account}-token`, lbsUrls: [emulator.lbsUrl], linkUrl: emulator.linkUrl, platform: node(), plugins: [msg()], ...more })
  clients.push(nim)
  return nim
}

const next = (nim: Nim<MsgShape>, name: string) => new Promise<any>((resolve) => void nim.once(name as 'logined', resolve))

/** Bodies of the messages that a client was told of, each time it was. */
function inbox(nim: Nim<MsgShape>): string[] {
  const bodies: string[] = []
  nim.on('msg', (m) => void bodies.push(m.body ?? ''))
  nim.on('syncOfflineMsgs', ({ msgs }: { msgs: { body?: string }[] }) => void bodies.push(...msgs.map((m) => m.body ?? '')))
  nim.on('syncRoamingMsgs', ({ msgs }: { msgs: { body?: string }[] }) => void bodies.push(...msgs.map((m) => m.body ?? '')))
  return bodies
}

beforeEach(async () => void (emulator = await startEmulator({ faultSeed: 7 })))
afterEach(async () => {
  await Promise.all(clients.splice(0).map((nim) => nim.destroy()))
  await emulator.close()
})

describe('reconnect', () => {
  it('after a cut: nothing lost, nothing twice', async () => {
    const [alice, bob] = [client('alice'), client('bob')]
    const got = inbox(bob)
    await Promise.all([alice.connect(), bob.connect()])
    const back = next(bob, 'syncdone')
    emulator.drop('bob')
    await alice.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'while you were away' })
    await back
    await vi.waitFor(() => expect(got).toEqual(['while you were away']))
  })

  it('when the login is refused for a while', async () => {
    const alice = client('alice')
    await alice.connect()
    const refused = emulator.fault({ cmd: 'login', account: 'alice', refuse: 500, times: 1 })
    const back = next(alice, 'syncdone')
    emulator.drop('alice')
    await back
    expect(refused.hits).toBe(1)
  })

  it('when LBS is down: the fallback serves', async () => {
    emulator.fault({ cmd: 'lbs', refuse: 503 })
    const alice = client('alice')
    await alice.connect()
    expect(emulator.devices('alice')).toHaveLength(1)
  })
})

describe('tokens', () => {
  it('that ran out are asked for anew', async () => {
    let made = 0
    const alice = client('alice', { authType: 1, token: () => (made++, dynamicToken({ ...emulator, account: 'alice', ttl: 600, curTime: Date.now() + (made - 1) * 3600_000 })) })
    await alice.connect()
    emulator.shiftClock(3600_000)
    const back = next(alice, 'logined')
    emulator.drop('alice')
    await back
    expect(made).toBe(2)
  })

  it('that were replaced end in 302', async () => {
    const alice = client('alice')
    emulator.accounts.renewToken('alice')
    await expect(alice.connect()).rejects.toMatchObject({ code: 302 })
  })
})

describe('sending', () => {
  it('into a lost answer: sent again, it is stored once', async () => {
    const [alice, bob] = [client('alice'), client('bob')]
    const got = inbox(bob)
    await Promise.all([alice.connect(), bob.connect()])
    emulator.fault({ cmd: 'sendMsg', account: 'alice', cut: 'after', times: 1 })
    const failed = await alice.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'once' }).catch((e: { msg: { idClient: string } }) => e.msg)
    await next(alice, 'syncdone')
    await alice.msg.resendMsg({ msg: failed } as never)
    await vi.waitFor(() => expect(got).toEqual(['once']))
  })
})

it('a bad network, the same one each time: nothing lost, nothing twice', async () => {
  const [alice, bob] = [client('alice'), client('bob')]
  const got = inbox(bob)
  await Promise.all([alice.connect(), bob.connect()])
  emulator.fault({ account: 'bob', direction: 'out', cmd: 'onMsg', duplicate: 1, probability: 0.3 })
  emulator.fault({ account: 'bob', direction: 'out', cmd: 'onMsg', reorder: 2, probability: 0.3 })
  emulator.fault({ account: 'bob', direction: 'out', cmd: 'onMsg', malform: 'any', probability: 0.1 })
  emulator.fault({ account: 'bob', direction: 'out', latency: 5, jitter: 10 })
  const errors: unknown[] = []
  bob.on('error', (e) => void errors.push(e))
  const sent = Array.from({ length: 40 }, (_, i) => `m${i}`)
  for (const body of sent) await alice.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body })
  emulator.clearFaults()
  const back = next(bob, 'syncdone')
  emulator.drop('bob') // what came broken comes again
  await back
  const whole = () => got.filter((body) => sent.includes(body))
  await vi.waitFor(() => expect(new Set(whole())).toEqual(new Set(sent)))
  expect(whole()).toHaveLength(sent.length)
})
