import type { IncomingHttpHeaders } from 'node:http'
import { Hono, type HonoRequest } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../refusal'
import type { Service } from '../service'
import { same, sha1 } from '../token'
import { broadcastActions } from './broadcast'
import { eventActions } from './event'
import { fileActions } from './file'
import { ApiRefusal, readForm, type Action, type Fields } from './form'
import { friendActions } from './friend'
import { historyActions } from './history'
import { messageActions } from './message'
import { superTeamActions } from './superteam'
import { teamActions } from './team'
import type { ServerPath } from './types'
import { userActions } from './user'

/** How far the caller's clock may be off, seconds. */
const validFor = 300
/** Bytes of a call; files come as base64 of at most 15 MiB. */
const maxBody = 24 << 20

const all: Record<ServerPath, Action> = { ...userActions, ...friendActions, ...messageActions, ...fileActions, ...broadcastActions, ...teamActions, ...superTeamActions, ...historyActions, ...eventActions }

/** Every call of the server API that is emulated, by path without `.action`. */
export const apiPaths: readonly string[] = Object.keys(all)

/** Only who knows the app secret may call: 414 says what is wrong. */
function check(s: Service, headers: Pick<IncomingHttpHeaders, string>): void {
  const { appkey, nonce, curtime, checksum } = headers as Record<string, string | undefined>
  const { settings } = s
  if (appkey !== settings.appkey) throw new ApiRefusal(414, 'appkey')
  if (!(Math.abs(Number(curtime) - s.clock.now() / 1000) <= validFor)) throw new ApiRefusal(414, 'CurTime is expired')
  if (!same(checksum?.toLowerCase() ?? '', sha1(`${settings.appSecret}${nonce ?? ''}${curtime ?? ''}`))) throw new ApiRefusal(414, 'checksum')
}

/** A form, urlencoded or multipart. */
async function fieldsOf(request: HonoRequest): Promise<Fields> {
  if (!request.header('content-type')?.startsWith('multipart/form-data')) return new Map(new URLSearchParams(await request.text()))
  const form = await request.raw.formData().catch(() => {
    throw new ApiRefusal(414, 'body')
  })
  const fields = new Map<string, string | File>()
  form.forEach((value, name) => fields.set(name, value))
  return fields
}

async function run(s: Service, action: Action, request: HonoRequest): Promise<Record<string, unknown>> {
  const form = readForm(s, await fieldsOf(request))
  const later: (() => void)[] = []
  const answer = await action(s, form, (me) => ({ me, after: (what) => void later.push(what) }))
  if (later.length > 0) s.online.batch(() => later.forEach((what) => what()))
  return { code: 200, ...answer }
}

/** The server API at `POST /nimserver/….action`: always HTTP 200, and a code in the body. */
export function serverApi(s: Service): Hono {
  const refusal = (path: string, e: unknown): Record<string, unknown> => {
    if (e instanceof Refusal) {
      s.log('info', 'refused', { cmd: path, code: e.code })
      return { code: e.code, ...(e instanceof ApiRefusal ? { desc: e.desc } : {}) }
    }
    s.log('error', 'failed', { cmd: path, detail: e instanceof Error ? e.stack : String(e) })
    return { code: 500 }
  }

  const app = new Hono()
  app.use(async (c, next) => {
    check(s, c.req.header())
    await next()
    await s.keeper.settled() // an answer is a promise
  })
  app.use(bodyLimit({ maxSize: maxBody, onError: (c) => c.json({ code: 414, desc: 'too long' }) }))
  for (const [path, action] of Object.entries(all)) app.post(`/nimserver/${path}.action`, async (c) => c.json(await run(s, action, c.req)))
  app.post('/nimserver/*', (c) => c.json({ code: 404, desc: `${c.req.path} is not emulated` }))
  app.onError((e, c) => c.json(refusal(c.req.path, e)))
  return app
}
