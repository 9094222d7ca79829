import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { apiPaths } from './api'
import { createDice, createHostile, type Targets } from './hostile'
import { serverClient, startEmulator, type Emulator, type Entry, type LogLine, type ServerPath } from './index'
import { login, long, loginTags, property, string, text } from './probe'
import { md5 } from './token'

/** In full: `NIM_FUZZ=1000000 npx vitest run packages/emulator/src/hostile.test.ts`. A twentieth of it are HTTP requests, another one calls of the server API. */
const count = Number(process.env['NIM_FUZZ'] ?? 6000)
const seed = Number(process.env['NIM_SEED'] ?? 1)
/** How long all of it may take, ms. */
const patience = 60_000 + count * 2

const dice = createDice(seed)
const errors: LogLine[] = []
/** What alice and bob say to one another; a stranger must never see it. */
const secret = `secret-${md5(String(seed))}`

let data: string
let emulator: Emulator
let targets: Targets
let hostile: ReturnType<typeof createHostile>
let before: Entry[]
let leaked: string[]

const entries = () => emulator.exportState().entries.filter(({ table }) => table !== 'meta')
const precious = () => entries().filter((entry) => JSON.stringify(entry).includes(secret))

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'nim-hostile-'))
  leaked = []
  const accounts = ['alice', 'bob', 'mallory', 'trudy'].map((account) => ({ account, token: account === 'mallory' ? 'm' : `${account}-${secret}` }))
  emulator = await startEmulator({ data, accounts, log: (line) => line.level === 'error' && errors.push(line), appServer: () => ({ body: 'ok' }) })
  const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
  const team = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob'] })
  const superTeam = emulator.createSuperTeam({ name: 'S', owner: 'alice', members: ['bob'] })
  const open = emulator.createTeam({ name: 'open', owner: 'mallory', members: ['trudy'] })
  const sent = [await alice.call('7_1', [text('bob', secret)]), await bob.call('8_2', [text(team, secret, { 0: 1, 26: 1 })]), await bob.call('21_2', [text(superTeam, secret, { 0: 5 })])]
  await alice.call('12_1', [string('bob'), { t: 'byte', v: 1 }, string('')])
  await alice.call('12_3', [property({ 4: 'bob', 8: secret })])
  await alice.call('7_7', [property({ 1: 100, 2: 'bob', 5: secret })])
  await alice.call('7_21', [property({ 1: 'p2p|bob', 3: secret })])
  await alice.call('8_19', [property({ 1: team, 5: secret.slice(0, 32) })])
  expect((await bob.call('8_9', [long(team)])).code).toBe(200)
  await bob.call('2_6')
  targets = { accounts: ['alice', 'bob', 'mallory', 'trudy', 'nobody'], teams: [team, superTeam, open, '1'], messages: sent.map(({ r }) => r[0][12]) }
  hostile = createHostile(dice, targets)
  before = precious()
})
afterAll(async () => {
  await emulator.close()
  rmSync(data, { recursive: true, force: true })
})

/** Commands that were done. */
let done = 0

const watch = (what: string) => {
  if (what.includes('"code":200')) done++
  if (what.includes(secret)) leaked.push(what.slice(0, 300))
}

/** A link of mallory's, or of nobody. */
async function link(account?: string): Promise<WebSocket> {
  const session = (await (await fetch(`${emulator.url}/socket.io/1/?t=1`)).text()).split(':')[0]
  const socket = new WebSocket(`ws://${emulator.linkUrl}/socket.io/1/websocket/${session}`)
  socket.on('error', () => {})
  socket.on('message', (frame: Buffer) => watch(frame.toString()))
  await new Promise((resolve) => socket.once('message', resolve))
  if (account) socket.send('3:::' + JSON.stringify({ SER: 1, SID: 2, CID: 3, Q: [property(loginTags(emulator, account, { deviceId: `${account}-${dice.below(12)}` }))] }))
  return socket
}

/** Resolves when everything sent before was worked on, or the link is gone. */
const drained = (socket: WebSocket) =>
  new Promise<void>((resolve) => {
    const heard = (frame: Buffer) => frame.includes('"ser":2000000000') && done()
    const done = () => {
      socket.off('message', heard)
      socket.off('close', done)
      resolve()
    }
    if (socket.readyState !== socket.OPEN) return resolve()
    socket.on('message', heard)
    socket.once('close', done)
    socket.send('3:::{"SER":2000000000,"SID":1,"CID":2}')
  })

async function attackWire(frames: number): Promise<void> {
  let [one, two] = [await link('mallory'), await link()]
  for (let sent = 0; sent < frames; ) {
    if (one.readyState !== one.OPEN) one = await link('mallory')
    if (two.readyState !== two.OPEN) two = await link()
    for (let i = Math.min(250, frames - sent); i > 0; i--, sent++) (dice.chance(0.95) ? one : two).send(hostile.frame())
    await Promise.all([drained(one), drained(two)])
  }
  one.send('3:::' + 'x'.repeat(2 << 20))
  await new Promise((resolve) => one.once('close', resolve))
  two.close()
}

const raw = (request: string) =>
  new Promise<void>((resolve) => {
    const socket = connect(emulator.port, '127.0.0.1', () => socket.write(request, () => !request.includes('\r\n\r\n') && socket.destroy()))
    let answer = ''
    socket.setTimeout(200, () => socket.destroy()) // it may wait for a body that never comes
    socket.on('data', (part) => (answer += part.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => {
      watch(answer)
      resolve()
    })
  })

async function attackHttp(requests: number): Promise<void> {
  let left = requests
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left-- > 0) await raw(hostile.request())
    })
  )
}

async function attackApi(calls: number): Promise<number[]> {
  const call = serverClient(emulator)
  const codes: number[] = []
  let left = calls
  const once = async () => {
    const path = dice.pick(apiPaths) as ServerPath
    codes.push((await call(path, hostile.fields() as never)).code)
  }
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await once()
    })
  )
  return codes
}

/** What must hold of every state, whatever happened. */
function inconsistencies(list: Entry[]): string[] {
  const wrong: string[] = []
  const table = (name: string) => list.filter((entry) => entry.table === name)
  const accounts = new Set(table('account').map(({ key }) => key))
  const messages = new Map(table('message').map(({ key, value }) => [key, value as { row: Record<number, string> }]))
  for (const [id, { row }] of messages) if (row[12] !== id || !row[2] || !row[1] || !accounts.has(row[2])) wrong.push(`message ${id}`)
  for (const kind of ['team', 'superTeam']) {
    for (const { key, value } of table(kind)) {
      const team = value as { owner: string; valid: boolean; level: number }
      const members = table(kind === 'team' ? 'member' : 'superMember').filter(({ owner }) => owner === key)
      const owners = members.filter((m) => (m.value as { type: number }).type === 1)
      if (!team.valid ? members.length > 0 : owners.length !== 1 || owners[0]!.key !== team.owner || members.length > team.level) wrong.push(`${kind} ${key}`)
      if (members.some((m) => !accounts.has(m.key))) wrong.push(`members of ${kind} ${key}`)
    }
  }
  const friends = new Map(table('friend').map(({ owner, key, value }) => [`${owner} ${key}`, (value as { relation: number }).relation]))
  for (const [pair, relation] of friends) if (relation !== friends.get(pair.split(' ').reverse().join(' '))) wrong.push(`friends ${pair}`)
  for (const { owner, key, value } of table('waiting')) if (!(value as { row?: unknown }).row && !messages.has(key)) wrong.push(`what waits for ${owner}: ${key}`)
  for (const { owner } of list) if (owner && /^(view|friend|relation|waiting|stickTop|subscription)$/.test(owner) && !accounts.has(owner)) wrong.push(`something of ${owner}`)
  return wrong
}

it(`survives ${count} frames and requests, tells strangers nothing, and stays consistent`, async () => {
  const http = Math.ceil(count / 20)
  const api = Math.ceil(count / 20)
  const began = performance.now()
  await attackWire(count - http - api)
  await attackHttp(http)
  expect(leaked).toEqual([])
  expect(precious()).toEqual(before) // nor can a stranger change what others have
  const codes = await attackApi(api) // who knows the secret may do all that: only the service must bear it
  expect(codes.filter((code) => code === 500)).toEqual([])
  expect(errors).toEqual([])

  emulator.accounts.add({ account: 'newcomer', token: 'n' })
  expect((await (await login(emulator, 'newcomer')).call('1_2')).code).toBe(200)
  for (const account of ['alice', 'bob', 'mallory', 'trudy', 'newcomer']) emulator.drop(account)
  await emulator.settled()
  const live = entries()
  expect(inconsistencies(live)).toEqual([])
  await emulator.close()
  emulator = await startEmulator({ data, accounts: [] })
  expect(entries()).toEqual(live) // what is on disk is what was in memory
  console.log(`${count} in ${((performance.now() - began) / 1000).toFixed(0)} s (${count - http - api} frames, ${done} of them done or told, ${http} requests, ${api} signed calls, ${codes.filter((code) => code === 200).length} of them done), seed ${seed}: ${live.length} things kept, ${errors.length} errors, ${leaked.length} leaks`)
}, patience)
