import { Command, InvalidArgumentError, Option } from 'commander'
import type { Output } from './command'
import { controlHeader } from './control/guard'
import type { State } from './control/state'
import type { WireLine } from './control/wirelog'
import { malformations } from './faultinput'

/*
 * The command line of the control API: every verb of it.
 */

interface Caller {
  get<T>(path: string, query?: Record<string, string | undefined>): Promise<T>
  post(path: string, body?: object): Promise<Record<string, unknown>>
  remove(path: string): Promise<void>
}

/** Talks to an emulator that runs. */
function caller({ url, controlToken: token }: { url: string; controlToken?: string }): Caller {
  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { [controlHeader]: '1', 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(new URL(`/emulator/${path}`, url), { method, headers, body: body && JSON.stringify(body) }).catch((e: Error) => {
      throw new Error(`no emulator answers at ${url} (${e.cause instanceof Error ? e.cause.message : e.message})`)
    })
    const said = (await answer.json().catch(() => ({}))) as { error?: string }
    if (!answer.ok) throw new Error(said.error ?? `the emulator answered ${answer.status}`)
    return said
  }
  return {
    get: (path, query = {}) => {
      const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
      return call('GET', `${path}?${new URLSearchParams(given)}`) as Promise<never>
    },
    post: (path, body = {}) => call('POST', path, body) as Promise<Record<string, unknown>>,
    remove: (path) => call('DELETE', path).then(() => undefined),
  }
}

const number = (text: string): number => {
  const n = Number(text)
  if (text.trim() === '' || !Number.isFinite(n)) throw new InvalidArgumentError('a number is expected.')
  return n
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3600_000, d: 86_400_000 }

/** `90s`, `-1h`, `250` (ms). */
function span(text: string): number {
  const [, n, unit = 'ms'] = /^([+-]?\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text) ?? []
  if (n === undefined) throw new InvalidArgumentError('a time such as 250, 3s, -1h or 7d is expected.')
  return Number(n) * units[unit]!
}

const list = (text: string) => text.split(',').filter(Boolean)

/** One line of the wire log. */
function lineOf({ time, direction, account = '', deviceId = '', name, cmd, kind, role, code, fault, parts = [] }: WireLine): string {
  const clock = new Date(time).toISOString().slice(11, 23)
  const what = cmd === undefined ? kind : `${name ?? cmd} ${role ?? ''}`.trim()
  const who = account ? `${account}${deviceId ? '/' + deviceId : ''}` : '-'
  return [clock, kind === 'fault' ? '✗' : direction === 'in' ? '→' : '←', who, what, code !== undefined && code !== 200 ? code : '', fault ? `[${fault}]` : '', parts.map((p) => JSON.stringify(p.value)).join(' ')].filter((part) => part !== '').join(' ')
}

const faultText = ({ id, input, hits, live }: State['faults'][number]) => `${id}  ${JSON.stringify(input)}  struck ${hits}×${live ? '' : ', only holding'}`

/** Runs `nim-emulator ctl …`. Wrong arguments and `--help` end in a `CommanderError`. */
export async function runControl(args: string[], { out, err }: Output): Promise<void> {
  const program = new Command('nim-emulator ctl').description('Drives an emulator that runs.')
  program
    .option('--url <url>', 'where it listens', process.env['NIM_EMULATOR'] ?? 'http://127.0.0.1:7600')
    .option('--control-token <token>', 'what it asks for, if it does', process.env['NIM_EMULATOR_TOKEN'])
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .addHelpText('after', '\nThe environment may name both: NIM_EMULATOR, NIM_EMULATOR_TOKEN.')
  const control = () => caller(program.opts())
  const say = (text: string) => out(text + '\n')
  const verb = (spec: string, text: string) => program.command(spec).description(text).copyInheritedSettings(program)

  verb('state', 'everything there is, as JSON').action(async () => say(JSON.stringify(await control().get('state'), null, 2)))

  describeFault(verb('fault', 'make something go wrong'), async (input) => say(`fault ${String((await control().post('faults', input))['id'])}`))
  verb('faults', 'the faults that are at work').action(async () => {
    const faults = await control().get<State['faults']>('faults')
    say(faults.length > 0 ? faults.map(faultText).join('\n') : 'none')
  })
  verb('clear [id]', 'end one fault, or all').action(async (id?: string) => control().remove(id === undefined ? 'faults' : `faults/${encodeURIComponent(id)}`))
  verb('release <id>', 'let go what a fault holds').action(async (id: string) => void (await control().post('faults/release', { id })))

  const onDevices = (name: string, path: string, text: string) =>
    verb(`${name} <account>`, text)
      .option('--device <id>', 'only this device')
      .action(async (account: string, { device }: { device?: string }) => say(`${String((await control().post(path, { account, deviceId: device }))['devices'])} device(s)`))
  onDevices('kick', 'devices/kick', 'kick devices, as an app server may')
  onDevices('cut', 'devices/cut', 'cut their links now')
  onDevices('stall', 'devices/stall', 'make their links half open')

  const onAccount = (name: string, text: string) => verb(`${name} <account>`, text).action(async (account: string) => void (await control().post(`accounts/${name}`, { account })))
  onAccount('block', 'forbid an account to log in, and kick it')
  onAccount('unblock', 'allow it again')
  onAccount('mute', 'forbid an account to send messages')
  onAccount('unmute', 'allow it again')
  verb('add <account>', 'a new account; prints its token')
    .option('--token <token>')
    .option('--nick <name>')
    .action(async (account: string, more: object) => say(String((await control().post('accounts/add', { account, ...more }))['token'])))
  verb('token <account> [token]', 'a new static token; prints it').action(async (account: string, token?: string) => say(String((await control().post('accounts/token', { account, token }))['token'])))

  verb('send <from> <to> <text>', 'send a text as anyone')
    .addOption(new Option('--scene <scene>').choices(['p2p', 'team', 'superTeam']).default('p2p'))
    .action(async (from: string, to: string, body: string, { scene }: { scene: string }) => say(String((await control().post('messages/send', { from, to, body, scene }))['idServer'])))
  verb('broadcast <text>', 'a broadcast to everyone')
    .option('--from <account>')
    .option('--offline', 'keep it for those who are offline')
    .action(async (body: string, more: object) => say(String((await control().post('messages/broadcast', { body, ...more }))['id'])))
  verb('team <name> <owner> [members]', 'a new team; members as a,b,c')
    .option('--super', 'a super team')
    .action(async (name: string, owner: string, members: string | undefined, more: object) => say(String((await control().post('teams/create', { name, owner, members: list(members ?? ''), ...more }))['teamId'])))
  verb('clock <shift>', "set how far the service's clock is ahead: 3s, 1h, 7d").action(async (shift: string) => say(new Date(Number((await control().post('clock/shift', { ms: span(shift) }))['time'])).toISOString()))

  verb('wire', 'the wire log, of an emulator with --console')
    .option('--account <account>')
    .addOption(new Option('--direction <direction>').choices(['in', 'out']))
    .option('--cmd <name>', 'name of a command, or sid_cid')
    .option('--text <text>', 'somewhere in the frame')
    .option('--limit <n>', 'how many, the newest', '50')
    .option('--json', 'a line of JSON each')
    .action(async ({ json, ...filter }: Record<string, string | undefined>) => {
      for (const line of await control().get<WireLine[]>('wire', filter)) say(json ? JSON.stringify(line) : lineOf(line))
    })

  await program.parseAsync(args, { from: 'user' })
}

function describeFault(command: Command, make: (input: object) => Promise<void>): void {
  command
    .option('--cmd <name>', 'a command by name or sid_cid, *, or lbs, handshake, socket')
    .option('--account <account>', 'only this account')
    .option('--device-id <id>', 'only this device')
    .addOption(new Option('--direction <direction>', 'of frames: in is from the client').choices(['in', 'out']))
    .option('--times <n>', 'how often it strikes', number)
    .option('--skip <n>', 'how many it lets pass first', number)
    .option('--probability <p>', 'how likely it strikes', number)
    .option('--refuse <code>', 'answer with this code, do nothing', number)
    .option('--delay <time>', 'work on it only then', span)
    .option('--jitter <time>', 'a random stretch on top of delay or latency', span)
    .option('--hold', 'work on it only when released')
    .addOption(new Option('--lose <what>', 'the request, its answer, or frames').choices(['request', 'answer', 'frame']))
    .addOption(new Option('--cut <when>', 'cut the link before or after the command, or at a frame').choices(['before', 'after', 'frame']))
    .option('--links <list>', 'lbs names these: host:port,host:port', list)
    .option('--body <text>', 'what lbs or handshake answer')
    .option('--latency <time>', 'frames come later', span)
    .option('--duplicate <n>', 'frames come so many times more', number)
    .option('--reorder <n>', 'a frame lets so many pass', number)
    .addOption(new Option('--malform <how>', 'frames come broken').choices(malformations))
    .option('--half-open', 'from a frame on nothing goes in or out')
    .action(make)
}
