import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from './command'
import type { Emulator } from './emulator'
import { runControl } from './ctl'
import { login, loginTags, open, property, text } from './probe'

let emulator: Emulator | undefined
let printed: string
let warned: string

async function run(...args: string[]) {
  printed = warned = ''
  emulator = await runCommand(args, { out: (text) => (printed += text), err: (text) => (warned += text) })
  return emulator
}

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'nim-emulator-'))))
afterAll(() => rm(folder, { recursive: true }))
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})

describe('nim-emulator', () => {
  it('starts with nothing but a port, and says where it is', async () => {
    const { url, lbsUrl, linkUrl } = await run('--port', '0')
    for (const text of [url, lbsUrl, linkUrl, 'alice-token', 'createNim({', "account: 'alice'"]) expect(printed).toContain(text)
    await login(emulator!, 'alice')
    expect(warned).toBe('')
  })

  it('takes accounts, appkey and policy', async () => {
    await run('-p', '0', '-a', 'zoe:secret', '-a', 'Yan', '--appkey', 'k', '--policy', '1', '--verbose')
    expect(emulator!.appkey).toBe('k')
    expect(emulator!.accounts.list()).toMatchObject([{ account: 'zoe', token: 'secret' }, { account: 'yan', token: 'yan-token' }])
    const first = await login(emulator!, 'zoe', { deviceId: 'Z1' })
    await login(emulator!, 'zoe', { deviceId: 'Z2' })
    await first.closed
    const wrong = await open(emulator!)
    await wrong.call('2_3', [property({ ...loginTags(emulator!, 'zoe'), 1000: 'guess' })])
    expect(warned).toMatch(/info login account=zoe deviceId=Z1\n/)
    expect(warned).toMatch(/info refused cmd=2_3 code=302/)
    expect(warned).not.toMatch(/secret|guess/) // the log holds no tokens; the start-up text names those of the accounts
    expect(printed).not.toContain('guess')
  })

  it.each([[['--port', 'x'], /from 0 to 65535/], [['--policy', '9'], /Allowed choices/], [['-a', 'two words'], /<account>/], [['--nonsense'], /unknown option/], [['--cert', 'x.pem'], /--cert goes with --tls/]])('refuses %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow()
    expect(warned).toMatch(message)
  })

  it('starts with what a seed says', async () => {
    const file = join(folder, 'seed.json')
    const seed = {
      accounts: [{ account: 'yan', token: 'y' }, { account: 'zoe', token: 'z', nick: 'Zoë' }],
      friends: [['yan', 'zoe']],
      teams: [{ name: 'Crew', owner: 'yan', members: ['zoe'] }],
      superTeams: [{ name: 'Crowd', owner: 'zoe' }],
      messages: [
        { from: 'yan', to: 'zoe', body: 'second', minutesAgo: 5 },
        { from: 'zoe', to: 'yan', body: 'first', minutesAgo: 90 },
        { from: 'zoe', to: 'Crew', scene: 'team', body: 'third', minutesAgo: 2 },
      ],
      faults: [{ cmd: 'lbs', refuse: 503, times: 1 }],
    }
    await writeFile(file, JSON.stringify(seed))
    const before = Date.now()
    const { lbsUrl } = await run('-p', '0', '--seed', file)
    expect(emulator!.accounts.list()).toMatchObject([{ account: 'yan', token: 'y' }, { account: 'zoe', nick: 'Zoë' }])
    expect((await fetch(lbsUrl)).status).toBe(503)
    const yan = await login(emulator!, 'yan')
    const synced = await yan.sync(7, 11)
    const bodies = synced.get('4_9')!.map(([rows]) => rows.map((m: Record<string, string>) => m[9]))
    expect(bodies).toContainEqual(['second', 'first'])
    expect(bodies.flat()).toContain('third')
    const first = synced.get('4_9')!.flatMap(([rows]) => rows).find((m: Record<string, string>) => m[9] === 'first')
    expect(before - Number(first[7])).toBeGreaterThan(89 * 60_000)
    expect(synced.get('12_5')![0]![0]).toMatchObject([{ 4: 'zoe' }])
    expect(Number((await yan.call('7_1', [text('zoe', 'now')])).r[0][7])).toBeGreaterThanOrEqual(before)
  })

  it.each([['[]', /no JSON object/], ['{"acounts":[]}', /acounts is unknown/], ['{"messages":[{"from":"x","to":"y","body":"z"}]}', /no account x/], ['{"faults":[{"cmd":"lbs"}]}', /fault: one of/]])('refuses the seed %s', async (seed, message) => {
    const file = join(folder, 'bad.json')
    await writeFile(file, seed)
    await expect(run('-p', '0', '--seed', file)).rejects.toThrow(message)
  })

  it('writes its certificate down, and says where the console is', async () => {
    const file = join(folder, 'ca.pem')
    await run('-p', '0', '--tls', '--cert', file, '--console', '--control-token', 'sesame')
    expect(await readFile(file, 'utf8')).toBe(emulator!.certificate)
    expect(printed).toContain(`NODE_EXTRA_CA_CERTS=${file}`)
    expect(printed).toContain(`${emulator!.url}/emulator/#token=sesame`)
  })

  it('helps', async () => {
    await expect(run('--help')).rejects.toMatchObject({ exitCode: 0 })
    expect(printed).toContain('--login-callback')
  })
})

describe('nim-emulator ctl', () => {
  async function ctl(...args: string[]): Promise<string> {
    let said = ''
    await runControl(['--url', emulator!.url, ...args], { out: (t) => (said += t), err: (t) => (said += t) })
    return said.trim()
  }

  it('breaks things', async () => {
    await run('-p', '0')
    expect(await ctl('fault', '--cmd', 'sendMsg', '--lose', 'answer', '--account', 'alice', '--times', '1')).toBe('fault 1')
    expect(await ctl('fault', '--latency', '1.5s', '--jitter', '50', '--probability', '0.5', '--direction', 'out')).toBe('fault 2')
    expect(await ctl('fault', '--half-open', '--device-id', 'B1', '--skip', '3')).toBe('fault 3')
    expect(emulator!.faults().map((f) => f.input)).toEqual([
      { cmd: 'sendMsg', lose: 'answer', account: 'alice', times: 1 },
      { latency: 1500, jitter: 50, probability: 0.5, direction: 'out' },
      { halfOpen: true, deviceId: 'B1', skip: 3 },
    ])
    expect(await ctl('faults')).toContain('1  {"cmd":"sendMsg","lose":"answer","account":"alice","times":1}  struck 0×')
    await ctl('clear', '2')
    expect(emulator!.faults().map((f) => f.id)).toEqual(['1', '3'])
    await ctl('clear')
    expect(await ctl('faults')).toBe('none')
    await expect(ctl('fault', '--cmd', 'sendMsg')).rejects.toThrow('fault: one of refuse')
    await expect(ctl('fault', '--latency', 'soon')).rejects.toMatchObject({ code: 'commander.invalidArgument' })
  })

  it('does what the console does', async () => {
    await run('-p', '0', '--console')
    const bob = await login(emulator!, 'bob')
    expect(await ctl('send', 'alice', 'bob', 'hello')).toMatch(/^\d+$/)
    expect((await bob.next('7_2'))[0][9]).toBe('hello')
    expect(await ctl('wire', '--cmd', 'onMsg')).toMatch(/← bob\/bob-1 onMsg push .*"body":"hello"/)
    expect(await ctl('token', 'bob', 'new')).toBe('new')
    expect(emulator!.accounts.get('bob')!.token).toBe('new')
    expect(await ctl('add', 'zoe', '--token', 'z')).toBe('z')
    const team = await ctl('team', 'Crew', 'alice', 'bob,carol')
    await ctl('send', 'carol', team, 'hi', '--scene', 'team')
    expect(JSON.parse(await ctl('state')).teams).toMatchObject([{ teamId: team, members: [{}, {}, {}] }])
    expect(new Date(await ctl('clock', '1h')).getTime()).toBeGreaterThan(Date.now() + 3590_000)
    await ctl('mute', 'alice')
    await ctl('block', 'alice')
    expect(emulator!.accounts.get('alice')).toMatchObject({ muted: true, blocked: true })
    expect(await ctl('kick', 'bob', '--device', 'other')).toBe('0 device(s)')
    expect(await ctl('cut', 'bob')).toBe('1 device(s)')
    expect(await bob.closed).toBe(1006)
  })

  it('says what went wrong', async () => {
    await run('-p', '0', '--control-token', 'sesame')
    await expect(ctl('state')).rejects.toThrow('control token')
    expect(await ctl('--control-token', 'sesame', 'faults')).toBe('none')
    await expect(ctl('--control-token', 'sesame', 'kick', 'nobody')).rejects.toThrow('no account nobody')
    await expect(runControl(['--url', 'http://127.0.0.1:1', 'state'], { out() {}, err() {} })).rejects.toThrow(/no emulator answers/)
  })
})
