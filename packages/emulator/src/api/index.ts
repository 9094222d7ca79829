import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from '../refusal'
import type { Page } from '../server'
import type { Service } from '../service'
import { same, sha1 } from '../token'
import { readBody } from '../upload'
import { accountActions } from './account'
import { ApiRefusal, readForm, type Actions } from './form'
import { messageActions } from './message'
import { teamActions } from './team'

/** How far the caller's clock may be off, seconds. */
const validFor = 300
const maxBody = 1 << 20

const actions: ReadonlyMap<string, Actions[string]> = new Map(Object.entries({ ...accountActions, ...messageActions, ...teamActions }))

/** Only who knows the app secret may call: 414 says what is wrong. */
function check(s: Service, headers: IncomingHttpHeaders): void {
  const { appkey, nonce, curtime, checksum } = headers as Record<string, string | undefined>
  const { settings } = s
  if (appkey !== settings.appkey) throw new ApiRefusal(414, 'appkey')
  if (!(Math.abs(Number(curtime) - s.clock.now() / 1000) <= validFor)) throw new ApiRefusal(414, 'CurTime is expired')
  if (!same(checksum?.toLowerCase() ?? '', sha1(`${settings.appSecret}${nonce ?? ''}${curtime ?? ''}`))) throw new ApiRefusal(414, 'checksum')
}

/** The server API at `POST /nimserver/….action`: always HTTP 200, and a code in the body. */
export const apiPage =
  (s: Service): Page =>
  async (request, response, { pathname }) => {
    const path = /^\/nimserver\/(\w+\/\w+)\.action$/.exec(pathname)?.[1]
    if (!path || request.method !== 'POST') return false
    const body = await readBody(request, maxBody)
    const answer = run(s, path, request.headers, body?.toString('utf8'))
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer))
    return true
  }

function run(s: Service, path: string, headers: IncomingHttpHeaders, body: string | undefined): Record<string, unknown> {
  try {
    check(s, headers)
    const action = actions.get(path)
    if (!action) throw new ApiRefusal(404, `${path} is not emulated`)
    if (body === undefined) throw new ApiRefusal(414, 'too long')
    return { code: 200, ...action(s, readForm(s, new URLSearchParams(body))) }
  } catch (e) {
    if (!(e instanceof Refusal)) throw e
    s.log('info', 'refused', { cmd: path, code: e.code })
    return { code: e.code, ...(e instanceof ApiRefusal ? { desc: e.desc } : {}) }
  }
}
