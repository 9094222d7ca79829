import { randomBytes } from 'node:crypto'
import { sha1 } from '../token'
import type { ServerCalls, ServerPath } from './types'

/** Where the server API is, and who calls; an `Emulator` will do. */
export interface ServerTarget {
  /** `http://host:port` */
  url: string
  appkey: string
  appSecret: string
}

/** Code 200 comes with what was asked for, any other with a word on what is wrong. */
export type ServerAnswer<P extends ServerPath> = { code: number; desc?: string } & ServerCalls[P]['answer']

/** Makes one call. Rejects only when no answer comes: a refusal is an answer too. */
export type ServerClient = <P extends ServerPath>(path: P, fields: ServerCalls[P]['ask']) => Promise<ServerAnswer<P>>

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * A client of the server API, as an app's own server has one: signs its calls with the app secret.
 * @param now its clock, ms; calls are good for 5 minutes
 */
export function serverClient({ url, appkey, appSecret }: ServerTarget, now: () => number = Date.now): ServerClient {
  return async (path, fields) => {
    const nonce = randomBytes(8).toString('hex')
    const time = String(Math.floor(now() / 1000))
    const given = Object.entries<unknown>({ ...(fields as object) }).filter(([, value]) => value !== undefined)
    const file = given.some(([, value]) => value instanceof Blob)
    const body = file ? new FormData() : new URLSearchParams()
    for (const [name, value] of given) {
      if (value instanceof Blob) (body as FormData).append(name, value)
      else body.append(name, text(value))
    }
    const answer = await fetch(`${url}/nimserver/${path}.action`, { method: 'POST', headers: { AppKey: appkey, Nonce: nonce, CurTime: time, CheckSum: sha1(appSecret + nonce + time) }, body })
    return (await answer.json()) as ServerAnswer<typeof path>
  }
}
