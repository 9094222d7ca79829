import type { Malformation } from './fault'

type Random = () => number

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

const misfits = [null, 0, -1, '', 'x', true, [], {}, [null], [[]], { a: 1 }, 1e300]

/** Something of the wrong kind in place of a value somewhere in it. */
function misshape(value: unknown, random: Random, depth = 0): unknown {
  const deeper = typeof value === 'object' && value !== null && Object.keys(value).length > 0 && depth < 4 && random() < 0.7
  if (!deeper) return pick(misfits, random)
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  const key = pick(Object.keys(copy), random)
  copy[key] = misshape(copy[key], random, depth + 1)
  return copy
}

const ways: Record<Exclude<Malformation, 'any'>, (text: string, random: Random) => string> = {
  truncate: (text, random) => text.slice(0, Math.floor(random() * text.length)),
  garbage: (_, random) => pick(['', ':::', '9::', '3:::', '3:::{', '3:::null', '3:::[]', '3:::"x"', '3:::{"sid":"x"}', '7:::', '\u0000', '💥'], random),
  shape(text, random) {
    const [head, packet] = packetOf(text)
    if (!packet) return ways.garbage(text, random)
    const values = 'Q' in packet ? 'Q' : 'r'
    return head + JSON.stringify({ ...packet, [values]: misshape(packet[values], random) })
  },
  unknown(text, random) {
    const [head, packet] = packetOf(text)
    if (!packet) return ways.garbage(text, random)
    const number = 200 + Math.floor(random() * 50)
    return head + JSON.stringify({ ...packet, ...('SID' in packet ? { SID: number } : { sid: number }) })
  },
}

function packetOf(text: string): [head: string, packet?: Record<string, unknown>] {
  const [, head = '', data = ''] = /^(3:[^:]*:[^:]*:)([^]*)$/.exec(text) ?? []
  try {
    const packet: unknown = JSON.parse(data)
    return typeof packet === 'object' && packet !== null ? [head, { ...packet }] : [head]
  } catch {
    return [head]
  }
}

/** A frame, broken. */
export function malform(text: string, how: Malformation, random: Random): string {
  const way = how === 'any' ? pick(Object.keys(ways) as (keyof typeof ways)[], random) : how
  return ways[way](text, random)
}
