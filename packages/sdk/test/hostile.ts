// Frames as a hostile, broken or much newer service might send them. The same seed gives the same frames.
import { compileWire, type Command, type Field, type RecordTable, type Wire } from '@nim/core/codec'
import { serviceTime } from '@nim/testkit'

/** Text that stands in the JSON as it is, where JSON.stringify has no word for it. */
const raw = (token: string) => '@raw:' + token
const unraw = (json: string) => json.replace(/"@raw:([^"]*)"/g, '$1')

const deep = 10_000
const long = 1 << 20
const nested = '['.repeat(deep) + ']'.repeat(deep)
const nestedObjects = '{|a|:'.repeat(deep) + '1' + '}'.repeat(deep)

/** Keys that an object has already, or that engines and lists take for something else. */
const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'length', 'hasOwnProperty', '__defineGetter__', '', '-1', '0', '1', '2', '7', '9', '10', '12', '4294967295', '1e3', 'm_map', 'r', 'sid', 'data', 'tinfo', '\ud800', 'p2p-__proto__']
const numbers = [0, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 101, 403, 411, 999, 2147483648, -2147483649, raw('9007199254740993'), 1e21, 0.5, serviceTime, serviceTime + 5, raw('1e999'), raw('-1e999'), raw('-0'), raw('123456789012345678901234567890')]
const texts = ['', ' ', 'null', 'undefined', 'NaN', '[object Object]', '\ud800', '\udfff\ud800', 'x\ud83d', '\u0000', '\u2028\u2029', '{', '{"id":', '[]', '{}', 'null', '{"id":3,"data":null}', '{"id":{"toString":1},"data":{"ids":{"length":1e9},"tinfo":[],"uinfos":[null,5]}}', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', '{"vt":"__proto__","type":{},"channel":[]}', '1e999', '-0', '0x10', '١', 'p2p-', '-', 'superTeam-', 'super_team|', '|', '"', '<script>', '%', '%E0%A4%A', 'a\nb:c', '1700000000000']
const accounts = ['alice', 'bob', 'dave', '__proto__', 'constructor', 'prototype', 'toString', '100', '900']

export interface Hostile {
  /** The next frame. */
  frame(): string | Uint8Array
  /** An answer to this command, as wrong as any other packet. */
  answer(id: string, ser: number): string
  /** One that ends the link, when it is understood. */
  last(): string
}

export function createHostile(random: () => number, wires: Wire[]): Hostile {
  const commands = wires.flatMap((wire) => Object.values<Command>(compileWire(wire).commands).flatMap((command) => command.ids.map((id) => ({ id, command }))))
  /** These end the connection, rightly: see `last`. */
  const quiet = commands.filter(({ id }) => id !== '2_5')
  const upTo = (n: number) => Math.floor(random() * n)
  const one = <T>(list: readonly T[]): T => list[upTo(list.length)]!
  const chance = (n: number) => upTo(n) === 0
  /** Without a prototype, so that `__proto__` is a key like any other, and nothing here is spoilt by it. */
  const bare = (of?: object): Record<string, unknown> => Object.assign(Object.create(null), of)
  const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)
  const id = (name: string) => name + '-' + upTo(500)

  /** What a value may be instead. Long and deep ones are rare: they are slow to make. */
  const leaf = (): unknown => {
    if (chance(4000)) return one(['x', '\ud800', '"'])!.repeat(long)
    if (chance(1500)) return one([raw(nested), nested, nestedObjects.replaceAll('|', '"'), '['.repeat(deep)])
    const kind = upTo(9)
    if (kind < 2) return one(numbers)
    if (kind < 4) return one(texts)
    if (kind < 5) return one(accounts)
    if (kind < 6) return one([null, true, false, [], bare(), [null], [[]], [bare()]])
    if (kind < 7) return times(upTo(4), leaf)
    const o = bare()
    for (let n = upTo(4); n >= 0; n--) o[one(keys)] = leaf()
    return o
  }

  /** A value as the service would send it. */
  const value = ({ kind, name, numbers: known }: Field): unknown => {
    if (kind === '=') return String(one(Object.values(known)) ?? 1)
    if (kind === '?' || kind === '!') return one(['1', '0', 1, 0])
    if (kind === '+' || kind === '#') return String(serviceTime + upTo(1e6))
    if (kind === '{' && chance(8)) return JSON.stringify({ id: one(keys), type: one(keys), vt: one(keys), data: { id: one(accounts) } })
    if (kind === '{') return `{"id":${upTo(12)},"type":${upTo(9)},"vt":${upTo(5)},"data":{"id":"bob","ids":["bob","alice"],"tinfo":{"1":"100"}},"tinfo":{"1":"100"},"member":{"1":"bob"}}`
    return /^(from|to|account|fromAccid|toAccid|owner)/.test(name) ? one(accounts) : id(name)
  }
  const record = (table: RecordTable) => {
    const out = bare()
    for (const field of Object.values(table.tags)) if (!chance(5)) out[field.tag] = value(field)
    return out
  }
  const list = (make: () => unknown) => (chance(5000) ? new Array(10_000).fill(make()) : times(upTo(4), make))
  const r = ({ answer, records }: Command): unknown[] =>
    answer.map((type) => {
      const table = records[type.slice(1)]
      return type[0] === '@' ? record(table!) : type[0] === '*' ? list(() => record(table!)) : type === '+' ? serviceTime + upTo(1e6) : chance(2) ? upTo(4) : id('value')
    })

  /** Spoils something within a value, at any depth; gives what is to stand in its place. */
  const spoil = (v: any): unknown => {
    if (v === null || typeof v !== 'object' || chance(8)) return leaf()
    const names = Object.keys(v)
    if (Array.isArray(v)) {
      const at = upTo(v.length)
      const how = upTo(6)
      if (!v.length || how === 0) v.push(leaf())
      else if (how === 1) v.splice(at, 1)
      else v[at] = spoil(v[at])
      return v
    }
    const name = names.length && !chance(6) ? one(names) : one(keys)
    const how = upTo(6)
    if (how === 0) delete v[name]
    else if (how === 1) v[one(keys)] = leaf()
    else v[name] = spoil(v[name])
    return v
  }

  const packetOf = (of: string, inner: unknown, ser: unknown): unknown => {
    const [sid, cid] = of.split('_').map(Number)
    const packet = bare({ sid, cid, ser, code: chance(20) ? leaf() : one([200, 200, 200, 406, 403, '200', undefined]), r: inner })
    if (!chance(8)) return packet
    const msgId = one([1, 2, 3, 1e15, raw('9223372036854775807'), '5', leaf()])
    const wrapped = bare({ headerPacket: chance(6) ? leaf() : bare({ sid, cid }), body: inner })
    return bare({ sid: 4, cid: one([1, 2, 10, 11]), code: 200, ser, r: chance(4) ? leaf() : [msgId, chance(6) ? leaf() : wrapped] })
  }
  const wrong = (of: string, inner: unknown, ser: unknown) => {
    let packet = packetOf(of, inner, ser)
    for (let n = upTo(4); n > 0; n--) packet = spoil(packet)
    return '3:::' + unraw(JSON.stringify(packet) ?? 'null')
  }
  const packet = (): string => {
    const { id: of, command } = one(quiet)
    return wrong(of, r(command), one([0, 0, undefined, upTo(2000)]))
  }

  return {
    frame() {
      const kind = upTo(20)
      if (kind > 2) return packet()
      if (kind === 0) return new TextEncoder().encode(packet())
      // not 0 and 7: the service may close and refuse
      const type = one(['1', '2', '3', '4', '5', '6', '8', '9', '33', '-1', '', 'x'])
      const text = one([() => packet().slice(4), () => unraw(JSON.stringify(leaf()) ?? ''), () => one(texts), () => ':'.repeat(upTo(3000)), () => '{"a":'.repeat(upTo(300))])()
      const whole = type + one([':::', '::', ':1:', ':1+:x:', ':', '', '::/end:']) + text
      return kind === 1 ? whole.slice(0, upTo(whole.length + 1)) : whole
    },
    answer: (of, ser) => {
      const found = commands.find((c) => c.id === of)
      return wrong(of, found ? r(found.command) : leaf(), chance(6) ? leaf() : ser)
    },
    last: () => one(['0::', '7:::1+0', '7::', wrong('2_5', [1, 1, 'x', 5], 0), wrong('2_5', leaf(), 0), wrong('2_7', leaf(), 0)]),
  }
}
