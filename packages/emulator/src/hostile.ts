import { commands } from './table'

/*
 * What a hostile client sends, for the tests of this package: frames that are nearly right, and frames and requests that are not right at all.
 * All of it follows from a seed.
 */

export interface Dice {
  /** A whole number from 0 to below `n`. */
  below(n: number): number
  chance(p: number): boolean
  pick<T>(list: readonly T[]): T
}

/** mulberry32 */
export function createDice(seed: number): Dice {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, chance: (p) => next() < p, pick: (list) => list[below(list.length)]! }
}

/** Ids that mean something to the service under attack. */
export interface Targets {
  accounts: string[]
  teams: string[]
  messages: string[]
}

const words = ['', 'a\nb', '\t', '0', '1', '2', '5', '-1', '1e9', 'NaN', '{}', '[]', '{"a":1}', 'null', 'a|b', '|', '#%@all@%#', '__proto__', 'constructor', 'toString', 'p2p|', 'team|', 'super_team|x', 'ü☃𝒳\u0000\ud800', "' or 1=1", '../../etc/passwd', '$(Etag)', 'x'.repeat(70), 'y'.repeat(5001)]
const numbers = [0, 1, 2, 3, 5, 7, 8, 12, 60, 100, 101, 103, 600, -1, 0.5, 1e15, 1e300, 2 ** 53 + 2, -0]
const junk = [null, true, false, {}, [], [null], [[]], { t: 'Property', v: null }, { t: 'ArrayMable', v: [{}] }, [[[[[[1]]]]]]]

/** These cost the service much and the attacker little, so they come seldom: the attack is for correctness. */
const costly = new Set(['5_1', '8_10', '21_12', '7_26', '7_27', '7_19'])
const logout = '2_6'

export function createHostile(dice: Dice, targets: Targets) {
  const all = [...commands.keys()].filter((cmd) => cmd !== logout)
  const cheap = all.filter((cmd) => !costly.has(cmd))
  const tags = Array.from({ length: 32 }, (_, i) => String(i)).concat('100', '101', '102', '103', '104', '105', '106', '107', '108', '110', '111', '112', '115', '116', '1000', '99999', '__proto__', 'constructor', '-1')

  const id = (): unknown => dice.pick([targets.accounts, targets.teams, targets.messages][dice.below(3)]!)

  function scalar(): unknown {
    const kind = dice.below(20)
    if (kind < 8) return id()
    if (kind < 12) return dice.pick(words)
    if (kind < 17) return dice.pick(numbers)
    if (kind < 19) return `${dice.pick(['p2p', 'team', 'super_team', 'superTeam'])}|${String(id())}`
    return dice.pick(junk)
  }

  /** Something that could be right, with something random on top. */
  function property(): Record<string, unknown> {
    const out: Record<string, unknown> = {}
    if (dice.chance(0.6)) Object.assign(out, { 0: dice.pick([0, 1, 5, '7']), 1: id(), 2: id(), 3: id(), 4: dice.pick([0, 1, id()]), 8: dice.pick([0, 5, 10, 100]), 9: `m${dice.below(1e9)}`, 11: `c${dice.below(1e6)}` })
    for (let n = dice.below(6); n > 0; n--) out[dice.pick(tags)] = scalar()
    return out
  }

  function value(type: string): unknown {
    if (dice.chance(0.05)) return dice.pick(junk)
    if (type === 'Property' || type[0] === '@') return property()
    if (type[0] === '*') return Array.from({ length: dice.below(4) }, () => ({ t: 'Property', v: dice.chance(0.9) ? property() : dice.pick(junk) }))
    if (/Array$/.test(type)) return Array.from({ length: dice.below(5) }, scalar)
    return scalar()
  }

  /** A command, nearly right. */
  function packet(): string {
    const cmd = dice.pick(dice.chance(0.002) ? all : cheap)
    const [SID, CID] = cmd.split('_').map(Number)
    const request = commands.get(cmd)?.request ?? []
    const Q = request.map((type) => ({ t: type[0] === '@' ? 'Property' : type[0] === '*' ? 'ArrayMable' : type, v: value(type) }))
    if (dice.chance(0.1)) Q.splice(dice.below(Q.length + 1), 1)
    if (dice.chance(0.03)) Q.push({ t: dice.pick(['Property', 'x', '']), v: scalar() })
    return JSON.stringify({ SER: dice.below(1 << 30), SID, CID, Q })
  }

  /** The text, damaged in a few places. */
  function mutate(text: string): string {
    let out = text
    for (let n = 1 + dice.below(3); n > 0; n--) {
      const at = dice.below(out.length + 1)
      const to = Math.min(out.length, at + 1 + dice.below(20))
      switch (dice.below(6)) {
        case 0:
          out = out.slice(0, at) + String.fromCharCode(dice.below(0x250)) + out.slice(at + 1)
          break
        case 1:
          out = out.slice(0, at) + out.slice(to)
          break
        case 2:
          out = out.slice(0, to) + out.slice(at)
          break
        case 3:
          out = out.slice(0, at) + dice.pick(['{', '}', '[', ']', '"', ',', ':', '\\', '\u0000', '1e999', 'null', '"__proto__":']) + out.slice(at)
          break
        case 4:
          out = out.slice(0, at)
          break
        default:
          out = out.slice(0, at) + '['.repeat(dice.below(300)) + out.slice(at)
      }
    }
    return out
  }

  /** One frame. Few of them make the service hang up: it would be more logging in than attacking. */
  function frame(): string {
    const kind = dice.below(1000)
    if (kind < 600) return '3:::' + packet()
    if (kind < 960) return mutate('3:::' + packet())
    if (kind < 990) return dice.pick(['', '1::', '2::', '3:::', '3:1::', '4:::{"a":1}', '5:::x', '6:::', '7:::1+0', '8::', '9::', ':::::', '3:::[]', '3:::null', '3:::"x"', '3:::1', '3::::{}', '\ufeff3:::{}'])
    if (kind < 998) return '3:::{"SER":1,"SID":7,"CID":1,"Q":' + '['.repeat(2000) + ']'.repeat(2000) + '}'
    return '3:::' + JSON.stringify({ SER: 1, SID: 7, CID: 1, Q: [{ t: 'Property', v: { 0: 0, 1: 'bob', 8: 0, 9: 'z'.repeat(100_000), 11: 'c' } }] })
  }

  const paths = ['/', '/lbs/webconf.jsp', '/socket.io/1/', '/socket.io/1/websocket/x', '/nim', '/nim/x', '/s/x', '/nim/../../etc/passwd', '/nimserver/user/create.action', '/nimserver/history/querySessionMsg.action', '/nimserver/../x', '/%', '/%00', '//', '/?', '/nimserver/__proto__.action']

  /** An HTTP request as raw text. */
  function request(): string {
    const path = dice.chance(0.5) ? dice.pick(paths) : encodeURI(mutate(dice.pick(paths)).replace(/\p{Surrogate}/gu, '')).replace(/%25/g, '%')
    const body = dice.chance(0.5) ? '' : dice.chance(0.5) ? mutate('accid=alice&from=alice&to=bob&limit=10') : mutate('--b\r\nContent-Disposition: form-data; name="Object"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nx\r\n--b--')
    const type = dice.pick(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'multipart/form-data', 'application/json', '', '\u0001'])
    const headers = [`Host: ${dice.pick(['127.0.0.1', 'evil.example', ''])}`, `Content-Type: ${type}`, `AppKey: ${dice.pick(['local', 'x', ''])}`, `CurTime: ${dice.pick([String(Math.floor(Date.now() / 1000)), '0', 'NaN', ''])}`, `CheckSum: ${dice.pick(['0'.repeat(40), '', 'x'])}`, `Origin: ${dice.pick(['http://localhost', 'https://evil.example', 'null', '%'])}`]
    const some = headers.filter((_, i) => i === 0 || dice.chance(0.7))
    const text = `${dice.pick(['GET', 'POST', 'POST', 'OPTIONS', 'PUT', 'HEAD', 'DELETE'])} ${path.replace(/\s/g, '') || '/'} HTTP/1.1\r\n${some.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
    return dice.chance(0.1) ? mutate(text) : text
  }

  /** The fields of a call of the server API, nearly right. */
  function fields(): Record<string, string> {
    const names = ['accid', 'accids', 'faccid', 'from', 'to', 'fromAccid', 'toAccids', 'ope', 'type', 'body', 'option', 'attach', 'msgtype', 'tid', 'tids', 'owner', 'members', 'inviteAccids', 'kickAccids', 'managerAccids', 'muteAccids', 'tname', 'msg', 'newowner', 'leave', 'mute', 'muteType', 'deleteMsgid', 'timetag', 'msgid', 'msgids', 'msgIds', 'begintime', 'endtime', 'limit', 'reverse', 'eventType', 'publisherAccids', 'ttl', 'content', 'broadcastId', 'relationType', 'targetAcc', 'value', 'nick', 'custom', 'tlevel']
    const text = (name: string): string => {
      if (/s$/.test(name) && dice.chance(0.8)) return JSON.stringify(Array.from({ length: dice.below(4) }, scalar))
      if (name === 'body') return dice.pick(['{"msg":"x"}', '{}', '[]', 'x'])
      return /^(ope|type|msgtype|leave|mute|muteType|limit|reverse|eventType|relationType|value)$/.test(name) ? String(dice.below(9)) : String(scalar())
    }
    return Object.fromEntries(names.filter(() => dice.chance(0.8)).map((name) => [name, text(name)]))
  }

  return { frame, request, fields }
}
