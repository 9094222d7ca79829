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
  const fits = (list ? Array.isArray(v) && v.every(is) : is(v)) && !(size < min!) && !(max && size > max)
  return fits ? undefined : `${list && 'array '}${kinds[kind!] || ''} ${min}..${max}`
}

function visit(at: any, [step, ...rest]: string[], type: string, where: string): void {
  const key = step!.replace(/\W+$/, '')
  const v = Object(at)[key]
  if (rest[0]) {
    if (v === undefined) return
    const list = /]/.test(step!)
    ;(list ? (v as unknown[]) : [v]).forEach((item, i) => visit(item, rest, type, `In ${key}${list ? `[${i}]` : ''}, `))
    return
  }
  const rule = v !== undefined ? broken(v, type) : /\?/.test(step!) ? undefined : 'required'
  if (rule) throw invalid(key, `${where}param "${key}" ${v === undefined ? 'is' : 'expects'} ${rule}`, rule)
}

/** Throws a `validateError` (414) for the first rule that `input` breaks. The value itself is not put into the error. */
export function check(input: unknown, spec: string): void {
  for (const rule of spec.split(' ')) {
    const [path, type] = rule.split(':') as [string, string]
    visit(input, path.split('.'), type, '')
  }
}
