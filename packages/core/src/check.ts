import { invalid } from './error'

/*
 * Argument checks, written as one line per method:
 *
 *   'scene:=p2p|team to limit?:n1..100 setting?{needPush?:b} msgs:a{idClient time:n}'
 *
 * A rule is `key:type`, `?` makes it optional; only `undefined` counts as missing. Types, with limits in length or value:
 *   s string (`s1` not empty, `s..5000` at most), n number (`n1..100`), b boolean, o object, f function, t team id (has a digit),
 *   a array (`a1..50` items), as / an / ao array of strings / numbers / objects, =a|b|c one of these words, `..` anything.
 * Without a type it is `s1`. Rules in braces are for what is inside: of an object (`o`, which need not be said) or of every item of an array.
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
  spec.replace(/(\w+)(\??):?([^ {}]*)({.*?})?/g, (rule, key, optional, type, inner) => {
    const v = Object(input)[key]
    const wrong = v !== undefined ? broken(v, type || (inner ? 'o' : 's1')) : !optional && 'required'
    if (wrong) throw invalid(key, `${where}param "${key}" ${v === undefined ? 'is' : 'expects'} ${wrong}`, wrong)
    if (inner && v !== undefined) {
      const list = type[0] === 'a'
      ;(list ? v : [v]).forEach((item: unknown, i: number) => check(item, inner, `In ${key}${list ? `[${i}]` : ''}, `))
    }
    return rule
  })
}
