import { afterEach, describe, expect, it } from 'vitest'
import { request as httpRequest } from 'node:http'
import { startEmulator, type Emulator, type EmulatorOptions } from './index'
import { verbs } from './control/verbs'
import type { State } from './control/state'
import type { WireLine } from './control/wirelog'
import { long, login, open, property, string, text, loginTags } from './probe'

let emulator: Emulator

const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator({ console: true, ...options }))
afterEach(() => emulator.close())

const header = { 'x-nim-emulator': '1' }

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = header) {
  const answer = await fetch(`${emulator.url}/emulator/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json().catch(() => undefined)) as any, headers: answer.headers }
}
const post = (path: string, body?: unknown) => call('POST', path, body)
const get = async <T>(path: string) => (await call('GET', path)).body as T

/** A request with headers that fetch does not let one set. */
const raw = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<{ status?: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const request = httpRequest(`${emulator.url}${path}`, { method, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, headers: response.headers })
    })
    request.on('error', reject)
    request.end()
  })

describe('who may drive it', () => {
  it('nobody without the header that forms cannot send', async () => {
    await start()
    for (const [method, path] of [['GET', 'state'], ['POST', 'faults'], ['DELETE', 'faults'], ['GET', 'events'], ['GET', 'accounts/token?account=alice']] as const)
      expect((await call(method, path, method === 'POST' ? {} : undefined, {})).status).toBe(403)
    expect((await call('GET', 'state')).status).toBe(200)
  })

  it.each(['https://evil.example', 'http://localhost:5173', 'null', 'https://servicewechat.com'])('no page of %s, though it may log in', async (origin) => {
    await start()
    const answer = await raw('/emulator/accounts/block', { ...header, origin }, 'POST')
    expect(answer.status).toBe(403)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    const preflight = await raw('/emulator/accounts/block', { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-nim-emulator' }, 'OPTIONS')
    expect(preflight.status).toBe(403)
    expect(preflight.headers['access-control-allow-headers']).toBeUndefined()
  })

  it('no other site in disguise: its browser says so, or its name is foreign', async () => {
    await start()
    expect((await raw('/emulator/state', { ...header, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await raw('/emulator/state', { ...header, 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await raw('/emulator/state', { ...header, host: `rebound.example:${emulator.port}` })).status).toBe(403)
    expect((await raw('/emulator/state', { ...header, host: `rebound.example:${emulator.port}`, origin: `http://rebound.example:${emulator.port}` })).status).toBe(403)
    expect((await raw('/emulator/state', { ...header, host: `localhost:${emulator.port}`, origin: `http://localhost:${emulator.port}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it('asks for its token when there is one', async () => {
    await start({ controlToken: 'open sesame' })
    expect((await call('GET', 'state')).status).toBe(401)
    expect((await call('GET', 'state', undefined, { ...header, authorization: 'Bearer open' })).status).toBe(401)
    expect((await call('GET', 'state', undefined, { ...header, authorization: 'Bearer open sesame' })).status).toBe(200)
  })

  it('has a token as soon as other machines are let in', async () => {
    await start({ host: '0.0.0.0' })
    expect(emulator.controlToken).toMatch(/^\w{32}$/)
    expect((await call('GET', 'state')).status).toBe(401)
    expect((await call('GET', 'state', undefined, { ...header, authorization: `Bearer ${emulator.controlToken}` })).status).toBe(200)
  })
})

describe('what it shows', () => {
  it('accounts and devices, conversations, teams, faults; no tokens', async () => {
    await start()
    const alice = await login(emulator, 'alice', { deviceId: 'A1' })
    const teamId = emulator.createTeam({ name: 'Crew', owner: 'alice', members: ['bob'] })
    await alice.call('7_1', [text('bob', 'hi bob')])
    await alice.call('8_2', [property({ 0: 1, 1: teamId, 8: 0, 9: 'hi crew', 11: 'c1' })])
    emulator.fault({ cmd: 'login', refuse: 500 })
    emulator.block('carol')
    const state = await get<State>('state')
    expect(state).toMatchObject({ url: emulator.url, lbsUrl: emulator.lbsUrl, linkUrl: emulator.linkUrl, appkey: 'local', shift: 0, faultSeed: 1 })
    expect(state.accounts.find((a) => a.account === 'alice')).toMatchObject({ nick: 'Alice', blocked: false, devices: [{ deviceId: 'A1', client: 'Web', synced: false, halfOpen: false }] })
    expect(state.accounts.find((a) => a.account === 'carol')).toMatchObject({ blocked: true, devices: [] })
    expect(state.conversations).toMatchObject([
      { id: `team|${teamId}`, name: 'Crew', last: { from: 'alice', body: 'hi crew' } },
      { id: 'p2p|alice|bob', between: ['alice', 'bob'], count: 1, last: { body: 'hi bob', recalled: false } },
    ])
    expect(state.teams).toMatchObject([{ teamId, scene: 'team', name: 'Crew', owner: 'alice', members: [{ account: 'alice', role: 'owner' }, { account: 'bob', role: 'member' }] }])
    expect(state.faults).toEqual([{ id: '1', input: { cmd: 'login', refuse: 500 }, hits: 0, live: true }])
    expect(JSON.stringify(state)).not.toContain('alice-token')
    for (const id of ['p2p|alice|bob', 'p2p|bob|alice', `team|${teamId}`]) expect((await get<unknown[]>(`messages?conversation=${id}`)).at(-1)).toMatchObject({ from: 'alice', body: expect.stringMatching(/^hi (crew|bob)$/) })
    expect((await call('GET', 'messages?conversation=x')).status).toBe(400)
  })

  it('the wire by names, filtered, tokens hidden', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    const bob = await login(emulator, 'bob')
    await alice.call('7_1', [text('bob', 'decoded')])
    await bob.next('7_2')
    await alice.call('7_6', [string('bob'), long(0), long(0), long(0), { t: 'int', v: 5 }, { t: 'bool', v: 'false' }])
    await alice.sync(2, 7)
    const wrong = await open(emulator)
    await wrong.call('2_3', [property({ ...loginTags(emulator, 'carol'), 1000: 'a wrong token' })])
    wrong.raw('3:::{"SID":2,"CID":3,"Q":[{"t":"Property","v":{"1000":"half a token"')
    await wrong.call('1_2')
    const wire = await get<WireLine[]>('wire?limit=999')
    const said = (direction: string, name: string, role: string) => wire.find((l) => l.direction === direction && l.name === name && l.role === role)
    expect(said('in', 'sendMsg', 'request')).toMatchObject({ account: 'alice', deviceId: 'alice-1', parts: [{ kind: 'message', value: { scene: 'p2p', to: 'bob', body: 'decoded', type: 'text' } }] })
    expect(said('out', 'sendMsg', 'answer')).toMatchObject({ account: 'alice', code: 200, parts: [{ kind: 'message', value: { from: 'alice', body: 'decoded' } }] })
    expect(said('out', 'onMsg', 'push')).toMatchObject({ account: 'bob', cmd: '7_2', parts: [{ value: { fromNick: 'Alice' } }] })
    expect(said('in', 'getHistoryMsgs', 'request')!.parts).toEqual([{ kind: 'String', value: 'bob' }, ...[0, 0, 0].map((value) => ({ kind: 'Long', value })), { kind: 'int', value: 5 }, { kind: 'bool', value: 'false' }])
    expect(said('in', 'sync', 'request')!.parts).toEqual([{ kind: 'fields', value: { offlineMsgs: 0, roamingMsgs: 0 } }])
    expect(said('in', 'login', 'request')!.parts).toMatchObject([{ kind: 'fields', value: { account: 'alice', deviceId: 'alice-1', token: '•••' } }])
    for (const secret of ['alice-token', 'a wrong token', 'half a token']) expect(JSON.stringify(wire)).not.toContain(secret)

    const names = async (query: string) => (await get<WireLine[]>(`wire?${query}`)).map((l) => l.name)
    expect(new Set(await names('cmd=onMsg'))).toEqual(new Set(['onMsg']))
    expect(await names('text=DECODED&direction=in')).toEqual(['sendMsg'])
    expect((await get<WireLine[]>('wire?account=bob')).every((l) => l.account === 'bob')).toBe(true)
    const last = wire.at(-1)!.n
    expect(await names(`since=${last}`)).toEqual([])
    await call('DELETE', 'wire')
    expect(await names('limit=5')).toEqual([])
  })

  it('what faults did, to frames and to commands and steps', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    emulator.fault({ cmd: 'sendMsg', lose: 'answer', times: 1 })
    emulator.fault({ cmd: 'lbs', refuse: 503, times: 1 })
    emulator.fault({ cmd: 'sync', lose: 'frame', direction: 'in', times: 1 })
    alice.post('7_1', [text('bob', 'x')])
    await fetch(`${emulator.lbsUrl}?id=bob`)
    alice.post('5_1', [property({ 1: 0 })])
    await alice.call('1_2')
    const hurt = (await get<WireLine[]>('wire')).filter((l) => l.fault !== undefined)
    expect(hurt).toMatchObject([
      { kind: 'fault', name: 'sendMsg', cmd: '7_1', account: 'alice', fault: 'answer lost' },
      { kind: 'fault', name: 'lbs', account: 'bob', fault: 'refused 503' },
      { kind: 'packet', name: 'sync', account: 'alice', fault: 'lost' },
    ])
  })

  it('names what came in an envelope, and keeps tags without a name', async () => {
    await start({ envelope: 'all' })
    await login(emulator, 'bob')
    const alice = await login(emulator, 'alice')
    await alice.call('7_1', [text('bob', 'wrapped', { 9999: 'odd' })])
    const [line] = await get<WireLine[]>('wire?cmd=onMsg')
    expect(line).toMatchObject({ cmd: '7_2', envelope: expect.any(Number), parts: [{ value: { body: 'wrapped', 'tag 9999': 'odd' } }] })
  })

  it('live: the state, the past, then every frame and change', async () => {
    await start()
    const answer = await fetch(`${emulator.url}/emulator/events`, { headers: header })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    let seen = ''
    const until = async (test: RegExp) => {
      for await (const part of answer.body! as unknown as AsyncIterable<Uint8Array>) {
        seen += Buffer.from(part).toString()
        if (test.test(seen)) return
      }
    }
    const done = until(/event: wire[^]*"name":"login"[^]*event: state\ndata: .*"deviceId":"alice-1"/)
    await login(emulator, 'alice')
    await done
    expect(seen).toMatch(/^event: state\n/)
  })

  it('is quiet without the console: no page, no wire', async () => {
    await start({ console: false })
    for (const path of ['', 'events', 'wire', 'console.js']) expect((await call('GET', path)).status).toBe(404)
    expect((await call('GET', 'state')).status).toBe(200)
  })
})

describe('what it does', () => {
  it('accounts: add, token, block, mute', async () => {
    await start()
    expect((await post('accounts/add', { account: 'Zoe', token: 'z', nick: 'Zoë' })).body).toMatchObject({ account: 'zoe', token: 'z', nick: 'Zoë' })
    expect(await post('accounts/add', { account: 'zoe' })).toMatchObject({ status: 400, body: { error: expect.stringContaining('taken') } })
    const probe = await login(emulator, 'zoe')
    const { token } = (await post('accounts/token', { account: 'zoe' })).body
    expect(token).not.toBe('z')
    expect(await get('accounts/token?account=zoe')).toEqual({ token })
    await post('accounts/mute', { account: 'zoe' })
    expect((await probe.call('7_1', [text('bob', 'x')])).code).toBe(423)
    await post('accounts/unmute', { account: 'zoe' })
    expect((await probe.call('7_1', [text('bob', 'y')])).code).toBe(200)
    await post('accounts/block', { account: 'zoe' })
    expect(await probe.closed).toBe(1000)
    await expect(login(emulator, 'zoe')).rejects.toThrow('422')
    await post('accounts/unblock', { account: 'zoe' })
    await login(emulator, 'zoe')
  })

  it('devices: kick, cut, stall, each alone', async () => {
    await start()
    const [a1, a2, a3] = [await login(emulator, 'alice', { deviceId: 'A1' }), await login(emulator, 'alice', { deviceId: 'A2' }), await login(emulator, 'alice', { deviceId: 'A3' })]
    expect((await post('devices/kick', { account: 'alice', deviceId: 'A1', ext: 'why' })).body).toEqual({ devices: 1 })
    expect((await a1.next('2_5')).slice(1, 3)).toEqual([2, 'why'])
    expect((await post('devices/cut', { account: 'alice', deviceId: 'A2' })).body).toEqual({ devices: 1 })
    expect(await a2.closed).toBe(1006)
    expect((await post('devices/stall', { account: 'alice' })).body).toEqual({ devices: 1 })
    expect((await get<State>('state')).accounts[0]!.devices).toMatchObject([{ deviceId: 'A3', halfOpen: true }])
    a3.close()
  })

  it('messages as anyone, broadcasts, teams', async () => {
    await start()
    const bob = await login(emulator, 'bob')
    expect((await post('messages/send', { from: 'alice', to: 'Bob', body: 'from the console' })).body).toMatchObject({ idServer: expect.any(String) })
    expect((await bob.next('7_2'))[0]).toMatchObject({ 2: 'alice', 9: 'from the console' })
    await post('messages/broadcast', { body: 'to all', from: 'carol' })
    expect((await bob.next('7_17'))[0]).toMatchObject({ 2: 'carol', 5: 'to all' })
    const { teamId } = (await post('teams/create', { name: 'T', owner: 'alice', members: ['bob'] })).body
    await post('messages/send', { from: 'alice', to: teamId, scene: 'team', body: 'to the team' })
    const large = (await post('teams/create', { name: 'S', owner: 'alice', members: ['bob'], super: true })).body.teamId
    await post('messages/send', { from: 'bob', to: large, scene: 'superTeam', type: 100, attach: { a: 1 } })
    expect((await get<{ attach: string }[]>(`messages?conversation=superTeam|${large}`)).at(-1)!.attach).toBe('{"a":1}')
    expect(await post('messages/send', { from: 'carol', to: teamId, scene: 'team', body: 'x' })).toMatchObject({ status: 409, body: { code: 804 } })
    expect((await post('messages/send', { from: 'nobody', to: 'bob', body: 'x' })).status).toBe(404)
    expect((await post('messages/send', { from: 'alice', to: 'nobody', body: 'x' })).status).toBe(404)
  })

  it('faults: make, see, release, remove, clear', async () => {
    await start()
    const alice = await login(emulator, 'alice')
    expect((await post('faults', { cmd: 'sendMsg', hold: true, times: 1 })).body).toEqual({ id: '1', input: { cmd: 'sendMsg', hold: true, times: 1 }, hits: 0, live: true })
    const struck = emulator.faults()[0]!.struck()
    const sent = alice.call('7_1', [text('bob', 'x')])
    await struck
    expect(await get('faults')).toMatchObject([{ hits: 1, live: false }])
    await post('faults/release', { id: '1' })
    expect((await sent).code).toBe(200)
    await post('faults', { cmd: 'login', refuse: 302 })
    await post('faults', { lose: 'frame', account: 'bob' })
    expect((await call('DELETE', 'faults/2')).status).toBe(200)
    expect(await get('faults')).toMatchObject([{ id: '3' }])
    expect((await call('DELETE', 'faults/2')).status).toBe(404)
    await call('DELETE', 'faults')
    expect(await get('faults')).toEqual([])
    expect(await post('faults', { cmd: 'nonsense', refuse: 1 })).toMatchObject({ status: 400, body: { error: 'fault: no command is called nonsense' } })
  })

  it('the clock', async () => {
    await start()
    const { shift, time } = (await post('clock/shift', { ms: 3600_000 })).body
    expect(shift).toBe(3600_000)
    expect(time - Date.now()).toBeGreaterThan(3590_000)
  })

  it('answers what makes no sense, and stays alive', async () => {
    await start()
    for (const path of Object.keys(verbs).filter((name) => name !== 'faults/clear')) {
      expect([path, (await post(path, {})).status]).not.toEqual([path, 500])
      for (const body of [[], null, 'x', { account: 1 }, { account: 'two words', id: '__proto__', ms: 'x', members: 1 }]) {
        const { status } = await post(path, body)
        expect([path, body, status >= 400 && status < 500]).toEqual([path, body, true])
      }
    }
    expect((await call('POST', 'nothing')).status).toBe(404)
    expect((await call('POST', 'constructor', {})).status).toBe(404)
    expect((await call('GET', '__proto__')).status).toBe(404)
    expect((await call('PUT', 'faults', {})).status).toBe(404)
    const answer = await fetch(`${emulator.url}/emulator/faults`, { method: 'POST', headers: header, body: '{' + 'x'.repeat(2 << 20) })
    expect(answer.status).toBe(400)
    expect((await call('GET', 'state')).status).toBe(200)
  })
})
