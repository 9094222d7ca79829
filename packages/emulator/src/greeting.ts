import type { Emulator } from './emulator'

/** So many accounts are listed. */
const most = 12

export interface GreetingInput {
  console: boolean
  quiet: boolean
  /** Where the certificate was written. */
  cert?: string
}

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - text.length))

/** What a newcomer needs to log a client in. */
export function greeting(emulator: Emulator, { console, quiet, cert }: GreetingInput): string {
  const { url, lbsUrl, linkUrl, appkey, certificate, controlToken } = emulator
  const accounts = emulator.accounts.list()
  const lines = [`nim-emulator listens on ${url}`, '', `  lbsUrls    ${lbsUrl}`, `  linkUrl    ${linkUrl}`, `  appkey     ${appkey}`]
  if (console) lines.push(`  console    ${url}/emulator/${controlToken === undefined ? '' : '#token=' + controlToken}`)
  if (controlToken !== undefined) lines.push(`  control    ${controlToken}   (the token that \`nim-emulator ctl\` and the console send)`)
  if (certificate !== undefined) lines.push(`  TLS        self-signed: ${cert === undefined ? '--cert <file> writes it down' : 'NODE_EXTRA_CA_CERTS=' + cert} for clients that are to trust it`)
  if (quiet) return lines.join('\n') + '\n'

  const width = Math.max(7, ...accounts.slice(0, most).map((a) => a.account.length)) + 4
  lines.push('', `  ${pad('account', width)}token`, ...accounts.slice(0, most).map((a) => `  ${pad(a.account, width)}${a.token}`))
  if (accounts.length > most) lines.push(`  … and ${accounts.length - most} more`)
  const [first] = accounts
  if (first) lines.push('', '  To paste:', ...snippet(emulator, first.account, first.token).map((line) => '    ' + line))
  lines.push('', `  Break things: nim-emulator ctl --help${console ? '' : '; look inside: --console'}`)
  return lines.join('\n') + '\n'
}

const snippet = ({ appkey, lbsUrl, linkUrl }: Emulator, account: string, token: string) => [
  'const nim = createNim({',
  `  appkey: ${quote(appkey)}, account: ${quote(account)}, token: ${quote(token)},`,
  `  lbsUrls: [${quote(lbsUrl)}], linkUrl: ${quote(linkUrl)},`,
  '  plugins: [msg(), session()],',
  '})',
]

const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`
