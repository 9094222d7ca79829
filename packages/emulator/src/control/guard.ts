import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import type { Settings } from '../options'
import { same } from '../token'
import { Mistake } from './mistake'

/** A header that no form and no plain request of a foreign page can send: a page that tries is asked by its browser to ask first, and gets no answer. */
export const controlHeader = 'x-nim-emulator'

const loopback = /^(localhost|127(\.\d+){3}|\[::1\]|::1)$/

export const isLoopback = (host: string): boolean => loopback.test(host)

/** The name in `Host` is one that a foreign site cannot have pointed here: this machine, an address, or the name that it listens on. */
function properHost(host: string, settings: Settings): boolean {
  const name = host.replace(/:\d+$/, '')
  return isLoopback(name) || name === settings.host || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}

/** Only a page of this very address, or a program. */
export function checkOrigin(request: IncomingMessage, settings: Settings): void {
  const { host = '', origin } = request.headers
  if (!properHost(host, settings)) throw new Mistake(403, `${host} is not this emulator's name`)
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) throw new Mistake(403, 'pages of other sites may not control the emulator')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Mistake(403, 'pages of other sites may not control the emulator')
}

/** Who drives the emulator has to mean it, and, if there is a token, to know it. */
export function checkCaller(request: IncomingMessage, token: string | undefined): void {
  if (request.headers[controlHeader] === undefined) throw new Mistake(403, `send the header ${controlHeader}: 1`)
  if (token === undefined) return
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!same(given, token)) throw new Mistake(401, 'send the control token: Authorization: Bearer <token>')
}
