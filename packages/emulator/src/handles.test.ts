import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator, type EmulatorOptions, type Frame, type ProxyRequest } from './index'
import { byte, login, loginTags, longs, open, property, string, text, type Probe } from './probe'

let emulator: Emulator

const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options))
beforeEach(() => start())
afterEach(() => emulator.close())

describe('faults', () => {
  it('refuse a command, once or always, for one account or all', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const once = emulator.fault({ cmd: '7_1', refuse: 500, times: 1 })
    expect((await alice.call('7_1', [text('bob', '1')])).code).toBe(500)
    expect((await alice.call('7_1', [text('bob', '2')])).code).toBe(200)
    expect(once.hits).toBe(1)
    expect((await bob.call('7_6', [string('alice')])).r[0]).toHaveLength(1)
    const always = emulator.fault({ cmd: 'sync', account: 'Alice', refuse: 503 })
    expect((await alice.call('5_1', [property({})])).code).toBe(503)
    expect((await alice.call('5_1', [property({})])).code).toBe(503)
    expect((await bob.call('5_1', [property({})])).code).toBe(200)
    always.remove()
    expect((await alice.call('5_1', [property({})])).code).toBe(200)
    expect(() => emulator.fault({ cmd: 'nonsense', refuse: 1 })).toThrow(/nonsense/)
  })

  it('hold a command until they let go', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const hold = emulator.fault({ cmd: '7_1', hold: true })
    const struck = hold.struck()
    const sent = alice.call('7_1', [text('bob', 'held')])
    await struck
    expect(await bob.waiting()).toEqual([])
    hold.release()
    expect((await sent).code).toBe(200)
    expect(await bob.waiting()).toEqual(['7_2'])
    const second = alice.call('7_1', [text('bob', 'held too')])
    hold.remove()
    expect((await second).code).toBe(200)
  })

  it('delay a command', async () => {
    const alice = await login(emulator, 'alice')
    emulator.fault({ cmd: '1_2', delay: 50, times: 1 })
    const order: string[] = []
    await Promise.all([alice.call('1_2').then(() => order.push('slow')), alice.call('6_23').then(() => order.push('quick'))])
    expect(order).toEqual(['quick', 'slow'])
  })

  it('lose a request or an answer', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    emulator.fault({ cmd: '7_1', lose: 'request', times: 1 })
    alice.post('7_1', [text('bob', 'lost')])
    await alice.waiting()
    expect(await bob.waiting()).toEqual([])
    emulator.fault({ cmd: '7_1', lose: 'answer', times: 1 })
    alice.post('7_1', [text('bob', 'stored')])
    expect((await bob.next('7_2'))[0][9]).toBe('stored')
    const again = await alice.call('7_1', [text('bob', 'stored')])
    expect(again.code).toBe(200)
    expect(await bob.waiting()).toEqual([])
  })

  it('cut the link before a command is done, or after', async () => {
    const bob = await login(emulator, 'bob')
    for (const [cut, arrives] of [['before', []], ['after', ['7_2']]] as const) {
      const alice = await login(emulator, 'alice')
      emulator.fault({ cmd: '7_1', cut, times: 1 })
      alice.post('7_1', [text('bob', cut)])
      expect(await alice.closed).toBe(1006)
      expect(await bob.waiting()).toEqual(arrives)
    }
  })

  it('strike on the way to a link', async () => {
    emulator.fault({ cmd: 'lbs', refuse: 503, times: 1 })
    expect((await fetch(emulator.lbsUrl)).status).toBe(503)
    expect((await fetch(emulator.lbsUrl)).status).toBe(200)
    emulator.fault({ cmd: 'lbs', account: 'bob', cut: 'before' })
    await expect(fetch(`${emulator.lbsUrl}?id=bob`)).rejects.toThrow()
    expect((await fetch(`${emulator.lbsUrl}?id=alice`)).status).toBe(200)
    emulator.fault({ cmd: 'handshake', refuse: 502, times: 1 })
    expect((await fetch(`${emulator.url}/socket.io/1/?t=1`)).status).toBe(502)
    emulator.fault({ cmd: 'socket', refuse: 401, times: 1 })
    await expect(open(emulator)).rejects.toThrow(/closed before/)
    emulator.fault({ cmd: 'socket', cut: 'before', times: 1 })
    await expect(open(emulator)).rejects.toThrow()
    expect((await (await open(emulator)).call('1_2')).code).toBe(200)
  })

  it('strike every command', async () => {
    const alice = await login(emulator, 'alice')
    const all = emulator.fault({ cmd: '*', deviceId: 'alice-1', refuse: 500 })
    expect([(await alice.call('1_2')).code, (await alice.call('5_1', [property({})])).code]).toEqual([500, 500])
    all.remove()
    expect((await alice.call('1_2')).code).toBe(200)
  })
})

describe('links', () => {
  it('are cut, one device or all', async () => {
    const [a1, a2] = [await login(emulator, 'alice', { deviceId: 'A1' }), await login(emulator, 'alice', { deviceId: 'A2' })]
    expect(emulator.drop('alice', 'A2')).toBe(1)
    expect(await a2.closed).toBe(1006)
    expect(await a1.next('2_7')).toMatchObject([2, [{ 13: 'A2' }]])
    expect(await a1.next('2_7')).toMatchObject([3, [{ 13: 'A2' }]])
    expect(emulator.drop('alice')).toBe(1)
    await a1.closed
    expect(emulator.devices()).toEqual([])
    expect(() => emulator.drop('nobody')).toThrow(/nobody/)
  })

  it('go half open', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    expect(emulator.stall('alice')).toBe(1)
    alice.post('7_1', [text('bob', 'into nowhere')])
    await bob.call('7_1', [text('alice', 'to nobody')])
    expect(emulator.devices('alice')).toMatchObject([{ deviceId: 'alice-1', clientType: 16, customClientType: 0, synced: false }])
    const again = await login(emulator, 'alice')
    expect((await again.sync(2)).get('4_4')![0]![0]).toMatchObject([{ 9: 'to nobody' }])
    expect(await bob.waiting()).toEqual([])
    expect(emulator.devices('alice')).toHaveLength(1)
  })

  it('get packets as they are', async () => {
    const alice = await login(emulator, 'alice')
    expect(emulator.pushRaw('alice', { sid: 7, cid: 2, r: [{ 9: 'made up' }] })).toBe(1)
    expect(await alice.next('7_2')).toEqual([{ 9: 'made up' }])
    emulator.pushRaw('alice', '2:::')
    await alice.call('1_2')
    expect(alice.frames).toContain('2:::')
  })

  it('can be listened to', async () => {
    const frames: Frame[] = []
    const stop = emulator.frames((frame) => {
      frames.push(frame)
      throw new Error('a listener that fails')
    })
    const alice = await login(emulator, 'alice')
    await alice.call('1_2')
    stop()
    await alice.call('6_23')
    const packets = frames.map(({ direction, account, packet }) => [direction, account, packet && Object.values(packet).slice(0, 3)])
    expect(packets[0]).toEqual(['out', undefined, undefined])
    expect(packets.at(-1)).toEqual(['out', 'alice', [1, 2, 200]])
    expect(frames.some(({ text }) => text.includes('"6_23"') || text.includes('"CID":23'))).toBe(false)
  })

  it('end with the emulator, and the port is free', async () => {
    const { port } = emulator
    const alice = await login(emulator, 'alice')
    await emulator.close()
    await alice.closed
    await start({ port })
    expect(emulator.port).toBe(port)
    await expect(startEmulator({ port })).rejects.toThrow(/EADDRINUSE/)
  })
})

describe('what an app server would do', () => {
  it('registers accounts', async () => {
    expect(emulator.accounts.list().map((a) => a.account)).toEqual(['alice', 'bob', 'carol', 'dave', 'erin', 'frank'])
    expect(emulator.accounts.add({ account: 'Zoe', nick: 'Z' })).toMatchObject({ account: 'zoe', nick: 'Z', token: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect((await login(emulator, 'zoe')).frames).toContain('1::')
    for (const account of ['zoe', 'no spaces', 'x'.repeat(33), '']) expect(() => emulator.accounts.add({ account })).toThrow()
    await emulator.close()
    await start({ accounts: [{ account: 'only', token: 't' }] })
    expect(emulator.accounts.list()).toHaveLength(1)
  })

  it('broadcasts, and keeps it for who is away', async () => {
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob', { clientType: 4 })]
    const id = emulator.broadcast({ body: 'all', from: 'boss', offline: true })
    expect(await alice.next('7_17')).toEqual([{ 1: id, 2: 'boss', 4: expect.any(String), 5: 'all' }])
    emulator.broadcast({ body: 'some', clientTypes: [4] })
    expect(await alice.waiting()).toEqual([])
    expect(await bob.waiting()).toEqual(['7_17', '7_17'])
    alice.post('4_5', [byte(7), byte(17), longs([id])])
    expect((await alice.sync(20)).get('4_16')).toBeUndefined()
    const carol = await login(emulator, 'carol')
    expect((await carol.sync(20)).get('4_16')).toMatchObject([[[{ 1: id }]]])
    expect((await carol.sync(2, 7)).get('4_16')).toBeUndefined()
  })

  it('kicks', async () => {
    const alice = await login(emulator, 'alice')
    expect(emulator.kick('alice', 'why')).toBe(1)
    expect(await alice.next('2_5')).toEqual([32, 2, 'why', 0])
    await alice.closed
  })

  it('sends proxied messages and probes the network', async () => {
    const alice = await login(emulator, 'alice')
    emulator.passThrough('alice', { from: 'server', body: 'b' })
    expect(await alice.next('22_2')).toEqual([{ 1: 'server', 2: 'b', 3: expect.any(String) }])
    emulator.probe('alice')
    expect((await alice.next('6_31'))[0]).toHaveProperty('1')
    alice.post('6_32', [property({ 1: 1, 102: 5 })])
    expect(await alice.waiting()).toEqual([])
  })
})

describe('the app server behind pass-through', () => {
  const request = (probe: Probe, tags = {}) => probe.call('22_1', [property({ 2: '/path', 3: 1, 4: '{"x-a":"1"}', 5: 'body', ...tags })])

  it('is an echo unless there is one', async () => {
    const alice = await login(emulator, 'alice')
    expect((await request(alice)).r[0]).toMatchObject({ 2: '/path', 4: '{"x-a":"1"}', 5: 'body' })
    expect((await request(alice, { 2: '' })).code).toBe(414)
    expect((await request(alice, { 3: 9 })).code).toBe(414)
  })

  it('is a function', async () => {
    await emulator.close()
    const asked: ProxyRequest[] = []
    await start({
      appServer(r) {
        asked.push(r)
        if (r.path === '/bad') throw new Error('bad')
        return { body: 'answer' }
      },
    })
    const alice = await login(emulator, 'alice')
    expect((await request(alice, { 3: undefined, 1: 'z' })).r[0]).toMatchObject({ 4: '{}', 5: 'answer' })
    expect(asked).toEqual([{ account: 'alice', zone: 'z', path: '/path', method: 'POST', header: '{"x-a":"1"}', body: 'body' }])
    expect((await request(alice, { 2: '/bad' })).code).toBe(500)
  })

  it('is a url', async () => {
    await emulator.close()
    const server = createServer((r, response) => response.end(`${r.method} ${r.url} ${String(r.headers['x-a'])}`))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await start({ appServer: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/` })
    const alice = await login(emulator, 'alice')
    expect((await request(alice)).r[0][5]).toBe('GET /base/path 1')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect((await request(alice)).code).toBe(503)
  })
})

describe('envelopes', () => {
  it('carry all notices and messages if asked to', async () => {
    await emulator.close()
    await start({ envelope: 'all' })
    const team = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
    const superTeam = emulator.createSuperTeam({ name: 'S', owner: 'alice', members: ['bob'] })
    const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
    const p2p = (await alice.call('7_1', [text('bob', 'x')])).r[0]
    expect(await bob.next('4_1')).toEqual([Number(p2p[12]), { headerPacket: { sid: 7, cid: 2 }, body: [p2p] }])
    await alice.call('8_2', [text(team, 'x', { 0: 1 })])
    expect((await bob.next('4_2'))[1].headerPacket).toEqual({ sid: 8, cid: 3 })
    await alice.call('21_2', [text(superTeam, 'x', { 0: 5 })])
    expect((await bob.next('4_10'))[1].headerPacket).toEqual({ sid: 21, cid: 3 })
    await alice.call('101_7', [property({ 1: 100, 2: 'bob', 5: 'x' })])
    expect((await bob.next('4_11'))[1].headerPacket).toEqual({ sid: 101, cid: 3 })
  })
})

describe('addresses of other services, and the time', () => {
  it('are those of the emulator', async () => {
    const alice = await login(emulator, 'alice')
    expect((await alice.call('13_1', [{ t: 'Long', v: '12' }, { t: 'Boolean', v: true }, { t: 'Number', v: 0 }])).r).toEqual([[emulator.linkUrl]])
    expect((await alice.call('24_1', [property({ 1: 0 })])).r).toEqual([[emulator.linkUrl]])
    expect(Math.abs((await alice.call('6_23')).r[0] - Date.now())).toBeLessThan(5000)
  })

  it('and a second login on one link is refused', async () => {
    const alice = await login(emulator, 'alice')
    expect((await alice.call('2_3', [property(loginTags(emulator, 'alice'))])).code).toBe(417)
  })
})
