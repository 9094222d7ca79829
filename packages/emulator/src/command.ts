import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { startEmulator, type Emulator } from './emulator'
import { greeting } from './greeting'
import type { LogLine } from './log'
import { defaultAppkey, defaultSecret, type AccountSeed } from './seed'
import { readSeedFile } from './seedfile'

const integer =
  (low: number, high: number) =>
  (text: string): number => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < low || n > high) throw new InvalidArgumentError(`a whole number from ${low} to ${high} is expected.`)
    return n
  }

function account(text: string, before: AccountSeed[] = []): AccountSeed[] {
  const [, name, token] = /^([\w@.-]{1,32})(?::(.+))?$/.exec(text) ?? []
  if (!name) throw new InvalidArgumentError('<account> or <account>:<token> is expected.')
  return [...before, { account: name, token: token ?? `${name.toLowerCase()}-token` }]
}

/** The command's options. */
const describe = () =>
  new Command('nim-emulator')
    .description('The IM service on this machine: a local NIM to develop and test against.')
    .option('-p, --port <number>', 'port, 0 for a free one', integer(0, 65535), 7600)
    .option('--host <address>', 'where to listen; any but the default lets other machines in', '127.0.0.1')
    .option('--tls', 'serve over TLS too, with a certificate made at the start')
    .option('--cert <file>', 'with --tls: write the certificate there, for clients that are to trust it')
    .option('--console', 'a page to look inside and to break things, at /emulator/')
    .option('--control-token <token>', 'what the control API asks for; made at the start when other machines are let in')
    .option('--appkey <key>', 'appkey of the clients', defaultAppkey)
    .option('--secret <secret>', 'app secret: dynamic tokens, callbacks, server API', defaultSecret)
    .option('-a, --account <account[:token]>', 'an account, instead of the seeded ones; may be repeated', account)
    .option('--seed <file>', 'JSON to start with: accounts, friends, teams, messages and faults, or an exported state')
    .option('--fault-seed <number>', 'what chance depends on', integer(0, 2 ** 31 - 1), 1)
    .option('--login-callback <url>', 'app server that is asked at every login')
    .addOption(new Option('--login-callback-default <result>', 'what counts when it does not answer').choices(['pass', 'refuse'] as const).default('refuse' as const))
    .addOption(new Option('--policy <number>', 'which devices of one account kick one another out: 1 one device, 2 one desktop and one mobile, 3 all may stay').choices(['1', '2', '3'] as const).default('3' as const))
    .option('--heartbeat <seconds>', 'how long a silent link lives', integer(1, 3600), 60)
    .option('--recall-window <seconds>', 'how long a message may be recalled', integer(0, 604800), 120)
    .option('--send-per-minute <number>', 'messages an account may send in a minute', integer(1, 1e9), 300)
    .option('--data <directory>', 'where to keep everything; without it, in memory only')
    .option('-q, --quiet', 'print the addresses only')
    .option('-v, --verbose', 'a line for every login, refusal and fault')
    .addHelpText('after', '\nAn emulator that runs is driven by `nim-emulator ctl`: see `nim-emulator ctl --help`.')

function lineOf({ time, level, event, ...more }: LogLine): string {
  const plain = (value: unknown) => (/^[\w@.:+-]*$/.test(String(value)) ? String(value) : JSON.stringify(value)) // clients name their devices as they like
  const details = Object.entries(more).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${plain(value)}`]))
  return [new Date(time).toISOString(), level, event, ...details].join(' ')
}

/** Where the command writes. */
export interface Output {
  out(text: string): void
  err(text: string): void
}

/**
 * Runs the command: starts an emulator as its arguments say, and prints where it is.
 * Wrong arguments and `--help` end in a `CommanderError`.
 */
export async function runCommand(args: string[], { out, err }: Output): Promise<Emulator> {
  const command = describe()
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .parse(args, { from: 'user' })
  const options = command.opts()
  if (options.cert !== undefined && !options.tls) command.error('error: --cert goes with --tls')
  const begin = options.seed === undefined ? {} : readSeedFile(options.seed)
  const emulator = await startEmulator({
    port: options.port,
    host: options.host,
    tls: options.tls,
    console: options.console,
    controlToken: options.controlToken,
    appkey: options.appkey,
    appSecret: options.secret,
    accounts: options.account,
    faultSeed: options.faultSeed,
    loginCallbackUrl: options.loginCallback,
    loginCallbackDefault: options.loginCallbackDefault,
    kickPolicy: Number(options.policy) as 1 | 2 | 3,
    heartbeat: options.heartbeat,
    recallWindow: options.recallWindow * 1000,
    sendPerMinute: options.sendPerMinute,
    data: options.data,
    ...begin,
    log: (line) => (options.verbose || line.level !== 'info') && err(lineOf(line) + '\n'),
  })
  try {
    if (options.cert !== undefined) await writeFile(options.cert, emulator.certificate ?? '')
  } catch (e) {
    await emulator.close()
    throw e
  }
  out(greeting(emulator, { console: options.console === true, quiet: options.quiet === true, cert: options.cert }))
  return emulator
}
