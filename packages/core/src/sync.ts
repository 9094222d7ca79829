import type { Core } from './core'
import type { NimError } from './error'
import { bare } from './notation'

/** A sync pass that brings nothing for this long is given up. ms */
const idle = 30000

/** The room of timetags: what to ask the service for, and up to when it was applied. */
export function sync(c: Core): void {
  const tags = bare<number>()
  const timetags = bare<unknown>()
  let staged: typeof timetags | undefined
  let done = false
  let offset = 0
  let timer: Timer | undefined
  let giveUp: (e: NimError) => void

  const raise = (table: typeof timetags, key: string, t: any) => {
    if (+t > +(table[key] || 0)) table[key] = t
  }
  c.row = () => {
    clearTimeout(timer)
    if (staged) timer = setTimeout(() => giveUp(c.failed(c.commands.sync, 408)), idle)
  }
  c.synced = () => done
  c.now = () => Date.now() + offset
  c.want = (key, tag) => {
    tags[key] = tag
  }
  c.mark = (key, timetag) => raise(staged || timetags, key, timetag)
  c.forget = () => {
    clearTimeout(timer)
    staged = undefined
    done = false
  }
  c.pass = (keys) =>
    new Promise((resolve, reject) => {
      const wish = Object(c.other.syncOptions)
      const asked: Record<number, unknown> = {}
      for (const key in tags) {
        const tag = tags[key]!
        if ((!keys || keys.indexOf(key) >= 0) && (wish[key] === undefined ? tag > 0 : wish[key])) asked[Math.abs(tag)] = timetags[key] || 0
      }
      const pass = (staged = bare<unknown>())
      giveUp = reject
      c.row()
      c.call(c.commands.sync, [asked], { timeout: 0 }).then(({ r }) => {
        if (staged !== pass) return // the connection ended meanwhile, the promise is rejected
        staged = undefined
        c.row()
        if (r[0] > 1e12) offset = r[0] - Date.now()
        for (const key in pass) raise(timetags, key, pass[key])
        done = true
        resolve()
      }, reject)
    })
}
