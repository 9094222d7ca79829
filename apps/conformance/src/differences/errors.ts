import type { Entry } from '@nim/testkit'
import { change, each, errors, without, type Difference } from '../difference'

type Dict = Record<string, unknown>
const isDict = (v: unknown): v is Dict => !!v && typeof v === 'object'
const own = ['validateError', 'cmdError', 'customError', 'formatError', 'uploadError']
const isOwn = (e: Dict) => own.includes(e.name as string)

/** `{ cmd, error: { code: 'No_connected', … } }`, which is no Error at all. */
const isNotConnected = (e: unknown): e is Dict => isDict(e) && !e.Error && isDict(e.error) && e.error.code === 'No_connected'

/** A call that was not answered before the connection ended. */
export const isLost = (e: Dict) => e.name === 'customError' && e.code === 415 && isDict(e.data) && 'disconnect_reason' in e.data && !('error' in e)

/** An `error` event of ours whose cause is such an error. */
const isTrouble = (e: Entry, test: (cause: Dict) => boolean) => {
  const error = e.kind === 'event' && e.name === 'error' && e.args.length === 1 ? (e.args[0] as Dict) : undefined
  return !!error && error.code === 500 && test(isDict(error.cause) ? error.cause : { message: error.cause })
}

export const errorDifferences: Difference[] = [
  {
    // the plain object of a call without connection becomes an error that carries the same members
    id: 'D01-error-class',
    expect: each((e) => {
      if ((e.kind !== 'reject' && e.kind !== 'throw') || !isNotConnected(e.error)) return e
      return { ...e, error: { Error: true, name: 'customError', code: 415, data: {}, timetag: '<now>', ...e.error, error: { code: 'No_connected' } } }
    }),
  },
  {
    // texts: the message, and the rule that was broken
    id: 'D02-error-text',
    ignore: errors((e) => (!isOwn(e) ? e : { ...without(e, 'message'), ...(e.name === 'validateError' && { rules: typeof e.rules }) })),
  },
  {
    // the text of a kick
    id: 'D84-kick-text',
    ignore: each((e) => (e.kind === 'event' && e.name === 'kicked' ? { ...e, args: [without(e.args[0] as Dict, 'message')] } : e)),
  },
  {
    // every error has a time and data; which internal function made it, the number of a command without answer and a refused value are left out
    id: 'D03-error-fields',
    expect: errors((e) => (isOwn(e) ? { timetag: '<now>', ...without(e, 'callFunc'), data: without({ ...(e.data as Dict) }, 'value', ...(e.code === 408 ? ['message'] : [])) } : e)),
    ignore: errors((e) => (isLost(e) ? without(e, 'cmd') : e)),
  },
  {
    // each send that was pending at a loss rejects with an error of its own, which carries its own message
    id: 'D48-own-error',
    ignore: errors((e) => (isLost(e) ? without(e, 'msg') : e)),
    demand(ours) {
      const seen = new Set<unknown>()
      for (const e of ours) {
        const msg = e.kind === 'reject' && isDict(e.error) && isLost(e.error) ? (e.error.msg as Dict | undefined) : undefined
        if (msg && seen.has(msg.idClient)) return `two errors carry the message ${msg.idClient}`
        if (msg) seen.add(msg.idClient)
      }
      return undefined
    },
  },
  {
    // codes are numbers, 400 where there is none
    id: 'D35-numeric-codes',
    expect: errors((e) => (e.name === 'cmdError' && typeof e.code !== 'number' ? { ...e, code: Number(e.code) || 400 } : e.name === 'cmdError' && e.code === 0 ? { ...e, code: 400 } : e)),
  },
  {
    // a number that is missing or cannot be read is left out instead of being NaN
    id: 'D38-no-nan',
    expect: each((e) => change(e, (v) => (v === '[NaN]' ? undefined : v))),
  },
  {
    // what cannot be read is an `error` event instead of an exception in the host
    id: 'D37-malformed',
    expect: each((e) => (e.kind === 'uncaught' && e.where === 'host' && /JSON|null \(reading 'sid'\)/.test(String(e.error)) && !/object Object/.test(String(e.error)) ? { kind: 'event', name: 'error', args: ['<malformed>'], status: 'logined', at: e.at } : e)),
    ignore: each((e) => (isTrouble(e, ({ name, message }) => name === 'TypeError' || message === 'no JSON') ? { ...e, args: ['<malformed>'] } : e)),
  },
  {
    // a listener that throws is told in an `error` event, at once
    id: 'D39-listener-isolation',
    expect: each((e) => (e.kind === 'uncaught' && e.where === 'timer' && (e.error as Dict).message === 'listener' ? undefined : e)),
    ignore: each((e) => (isTrouble(e, ({ message }) => message === 'listener') ? undefined : e)),
  },
]
