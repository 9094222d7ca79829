import { invalid } from './error'

/*
 * Argument checks, written as one line per method:
 *
 *   'scene:=p2p|team to:s1 limit?:n1..100 setting.needPush?:b msgs:a msgs[].time:n'
 *
 * A rule is `path:type`, `?` makes it optional; only `undefined` counts as missing. Types, with limits in length or value:
 *   s string (`s1` not empty, `s..5000` at most), n number (`n1..100`), b boolean, o object, f function, t team id (has a digit),
 *   a array (`a1..50` items), as / an / ao array of strings / numbers / objects, =a|b|c one of these words.
 * A path looks into objects with `.` and into every item of an array with `[]`; a missing group has nothing to check.
 */

const kinds: Record<string, string> = { s: 'string', n: 'number', b: 'boolean', o: 'object', f: 'function', t: 'string with a digit' }

/** The rule in words when the value breaks it. */
function broken(v: any, type: string): string | undefined {
  if (type[0] === '=') return type.slice(1).split('|').indexOf(v) < 0 ? 'one of ' + type.slice(1) : undefined
  const [, list, kind, min, max] = /^(a?)(\w?)(\d*)\.*(\d*)$/.exec(type)!
  const is = (x: any) => !kind || (kind === 't' ? /\d/.test(x) && typeof x === 'string' : x !== null && x === x && typeof x === kinds[kind])
  const size = list || kind !== 'n' ? Object(v).length : v
  return (list ? Array.isArray(v) && v.every(is) : is(v)) && !(min && size < min) && !(max && size > max) ? undefined : `${list && 'array '}${kinds[kind!] || ''} ${min}..${max}`
}

/** Throws a `validateError` (414) for the first rule that `input` breaks. The value itself is not put into the error. */
export function check(input: unknown, spec: string, where = ''): void {
  for (const rule of spec.split(' ')) {
    const [, key, list, inner, optional, type] = /^(\w+)(\[])?(?:\.(.+)|(\??):(.*))$/.exec(rule) as unknown as string[]
    const v = Object(input)[key!]
    const wrong = v !== undefined ? !inner && broken(v, type!) : !optional && !inner && 'required'
    if (wrong) throw invalid(key!, `${where}param "${key}" ${v === undefined ? 'is' : 'expects'} ${wrong}`, wrong)
    if (inner && v !== undefined) (list ? v : [v]).forEach((item: unknown, i: number) => check(item, inner, `In ${key}${list ? `[${i}]` : ''}, `))
  }
}
