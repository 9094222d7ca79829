import { Command, InvalidArgumentError, Option } from 'commander'
import { startEmulator, type Emulator } from './emulator'
import type { LogLine } from './log'
import { readSeedFile } from './planting'
import { defaultAccounts, defaultAppkey, defaultSecret, type AccountSeed } from './seed'

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
    .option('--appkey <key>', 'appkey of the clients', defaultAppkey)
    .option('--secret <secret>', 'app secret: dynamic tokens, callbacks, server API', defaultSecret)
    .option('-a, --account <account[:token]>', 'an account, instead of the seeded ones; may be repeated', account)
    .option('--login-callback <url>', 'app server that is asked at every login')
    .addOption(new Option('--login-callback-default <result>', 'what counts when it does not answer').choices(['pass', 'refuse'] as const).default('refuse' as const))
    .addOption(new Option('--kick-policy <number>', '1 one device, 2 one desktop and one mobile, 3 all').choices(['1', '2', '3'] as const).default('3' as const))
    .option('--recall-window <seconds>', 'how long a message may be recalled', integer(0, 604800), 120)
    .option('--send-per-minute <number>', 'messages an account may send in a minute', integer(1, 1e9), 300)
    .option('--seed <file>', 'JSON to begin with: accounts, friends, teams, or an exported state')
    .option('--data <directory>', 'where to keep everything; without it, in memory only')
    .option('-v, --verbose', 'a line for every login, refusal and fault')

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
  const options = describe()
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .parse(args, { from: 'user' })
    .opts()
  const emulator = await startEmulator({
    port: options.port,
    host: options.host,
    appkey: options.appkey,
    appSecret: options.secret,
    accounts: options.account ?? (options.seed ? undefined : defaultAccounts),
    loginCallbackUrl: options.loginCallback,
    loginCallbackDefault: options.loginCallbackDefault,
    kickPolicy: Number(options.kickPolicy) as 1 | 2 | 3,
    recallWindow: options.recallWindow * 1000,
    sendPerMinute: options.sendPerMinute,
    data: options.data,
    ...(options.seed ? readSeedFile(options.seed) : {}),
    log: (line) => (options.verbose || line.level !== 'info') && err(lineOf(line) + '\n'),
  })
  const names = emulator.accounts.list().map((a) => a.account)
  out(`nim-emulator listens on ${emulator.url}
  lbsUrls   ${emulator.lbsUrl}
  linkUrl   ${emulator.linkUrl}
  appkey    ${emulator.appkey}
  accounts  ${names.join(', ')}${options.account || options.seed ? '' : ' (token: <account>-token)'}
`)
  return emulator
}
