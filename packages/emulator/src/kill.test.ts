import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { defaultAppkey, defaultSecret, serverClient, startEmulator } from './index'
import { login, text, type Probe } from './probe'

/** In full: `NIM_KILLS=20 NIM_MESSAGES=10000 npx vitest run packages/emulator/src/kill.test.ts`. */
const kills = Number(process.env['NIM_KILLS'] ?? 3)
const messages = Number(process.env['NIM_MESSAGES'] ?? 1500)

const here = join(import.meta.dirname, '..')
const cli = join(here, 'out', 'kill', 'cli.js')
let data: string
let running: ChildProcess | undefined

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'nim-emulator-kill-'))
  await build({ entryPoints: [join(here, 'src/cli.ts')], outfile: cli, bundle: true, platform: 'node', format: 'esm', target: 'node20', tsconfig: join(here, 'tsconfig.json'), external: ['ws', 'commander', 'lmdb', 'hono', '@hono/*'], logLevel: 'error' })
})
afterAll(() => {
  running?.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
  rmSync(join(here, 'out', 'kill'), { recursive: true, force: true })
})

/** Starts the command with the data directory; resolves when it listens. */
async function start(): Promise<{ url: string; die(): Promise<void> }> {
  const child = (running = spawn(process.execPath, [cli, '--port', '0', '--data', data, '--send-per-minute', '1000000000'], { stdio: ['ignore', 'pipe', 'inherit'] }))
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (part) => {
      const found = /listens on (\S+)/.exec((said += String(part)))?.[1]
      if (found) resolve(found)
    })
    void gone.then(() => reject(new Error(`it ended, having said: ${said}`)))
  })
  return {
    url,
    die() {
      child.kill('SIGKILL')
      return gone
    },
  }
}

const who = (url: string) => ({ url, appkey: 'local', accounts: { get: (account: string) => ({ token: `${account}-token` }) } }) as unknown as Parameters<typeof login>[0]

/** Sends in a burst, from a client and from an app server, until `quota` messages were acknowledged, then kills in the middle of it. */
async function burst(round: number, quota: number, acknowledged: Map<string, string>): Promise<void> {
  const service = await start()
  const alice = await login(who(service.url), 'alice')
  let count = 0
  await new Promise<void>((enough, failed) => {
    const one = (probe: Probe, name: string): void => {
      probe.call('7_1', [text('bob', name)]).then(({ code, r }) => {
        if (code !== 200) return failed(new Error(`a message was answered with ${code}`))
        acknowledged.set(r[0][12], name)
        if (++count >= quota) enough()
        else one(probe, `${round}-${count + 63}`)
      }, () => {}) // cut off: never acknowledged
    }
    for (let i = 0; i < 64; i++) one(alice, `${round}-${i}`)
    const call = serverClient({ url: service.url, appkey: defaultAppkey, appSecret: defaultSecret })
    const other = (name: string): void => {
      call('msg/sendMsg', { from: 'carol', ope: 0, to: 'bob', type: 0, body: { msg: name } }).then(({ code, data }) => {
        if (code !== 200) return failed(new Error(`a call was answered with ${code}`))
        acknowledged.set(String(data.msgid), name)
        if (++count >= quota) enough()
        else other(`${round}-api-${count}`)
      }, () => {})
    }
    for (let i = 0; i < 4; i++) other(`${round}-api-first-${i}`)
  })
  await service.die()
}

it(`loses none of ${messages} acknowledged messages in ${kills} kills`, async () => {
  const acknowledged = new Map<string, string>()
  for (let i = 0; i < kills; i++) await burst(i, Math.ceil((messages - acknowledged.size) / (kills - i)), acknowledged)
  const emulator = await startEmulator({ data })
  try {
    const { entries } = emulator.exportState()
    const kept = new Map(entries.filter(({ table }) => table === 'message').map(({ key, value }) => [key, (value as { row: Record<number, string> }).row[9]]))
    const lost = [...acknowledged].filter(([id, body]) => kept.get(id) !== body)
    const waiting = new Set(entries.filter(({ table, owner }) => table === 'waiting' && owner === 'bob').map(({ key }) => key))
    const undelivered = [...acknowledged.keys()].filter((id) => !waiting.has(id))
    console.log(`${acknowledged.size} acknowledged, ${kept.size} kept, ${lost.length} lost, ${undelivered.length} not waiting for their receiver, ${kills} kills`)
    expect(acknowledged.size).toBeGreaterThanOrEqual(messages)
    expect([lost, undelivered]).toEqual([[], []])
  } finally {
    await emulator.close()
  }
}, 300_000)
