import { createHash, timingSafeEqual } from 'node:crypto'

export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')
export const md5 = (text: string | Uint8Array): string => createHash('md5').update(text).digest('hex')

/** Compares secrets without telling by the time it takes how much of them is right. */
export function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

export interface DynamicTokenInput {
  appkey: string
  appSecret: string
  account: string
  /** Life time, seconds. */
  ttl: number
  /** When its life begins, ms; now by default. */
  curTime?: number
}

/** Makes the token that an app server hands to its clients for `authType: 1`. */
export function dynamicToken({ appkey, appSecret, account, ttl, curTime = Date.now() }: DynamicTokenInput): string {
  const signature = sha1(`${appkey}${account}${curTime}${ttl}${appSecret}`)
  return Buffer.from(JSON.stringify({ signature, curTime, ttl })).toString('base64')
}

/** Whether a dynamic token was signed with the secret for this account and has not run out at `now` (ms). */
export function checkDynamicToken(token: string, who: { appkey: string; appSecret: string; account: string }, now: number): boolean {
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(token, 'base64').toString('utf8'))
  } catch {
    return false
  }
  if (typeof parsed !== 'object' || parsed === null) return false
  const { signature, curTime, ttl } = parsed as Record<string, unknown>
  const begin = Number(curTime)
  const life = Number(ttl)
  if (typeof signature !== 'string' || !Number.isFinite(begin) || !(life > 0)) return false
  const expected = sha1(`${who.appkey}${who.account}${String(curTime)}${String(ttl)}${who.appSecret}`)
  return same(signature.toLowerCase(), expected) && now <= begin + life * 1000
}
