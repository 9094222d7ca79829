import { compileRecord, decode, type Command, type RecordTable } from '@nim/core/codec'
import { loginRequest } from '@nim/core/wire'
import { align } from '../args'
import { parseJson } from '../json'
import { commands } from '../table'

/** One value of a packet: what it is, and its fields by name. Fields without a name are called by their tag. */
export interface Part {
  /** Name of the record, or the type of the value. */
  kind: string
  value: unknown
}

/** What a frame says; or, as `fault`, what befell a command. */
export interface Said {
  /** `packet`, or what else a frame may be. */
  kind: 'packet' | 'greeting' | 'heartbeat' | 'refusal' | 'closing' | 'other' | 'fault'
  /** `sid_cid`; of an envelope, what is in it. */
  cmd?: string
  /** By the tables of the plugins. */
  name?: string
  role?: 'request' | 'answer' | 'push'
  ser?: number
  code?: number
  /** It came in the reliable-delivery envelope, under this number. */
  envelope?: number
  parts?: Part[]
  /** The frame, with tokens hidden. */
  raw: string
}

export const hidden = '•••'

const kinds: Record<string, Said['kind']> = { '1': 'greeting', '2': 'heartbeat', '0': 'closing', '7': 'refusal' }

const login = compileRecord(loginRequest)

/** Names of the tags in a sync request. */
const syncTags = compileRecord(
  '1myInfo 2offlineMsgs 3teams 7roamingMsgs 9relations 11friends 13friendUsers 14msgReceipts 15myTeamMembers 16donnop 17recallMsg 18sessionAck 20broadcastMsgs 21avSignal 22superTeams 23mySuperTeamMembers 24superTeamRoamingMsgs 25deleteSuperTeamMsg 26superTeamSessionAck 27deleteSelfMsgs 28stickTopSessions 29sessionHistoryMsgsDelete'
)

const requests: Record<string, RecordTable> = { '2_3': login, '5_1': syncTags }

/** Fields that let somebody in. */
const secret = /^(token|tokens|sessionToken|nertcToken|secretAccessKey|pushToken)$/

type Wire = Record<string, unknown>

const isRow = (v: unknown): v is Wire => typeof v === 'object' && v !== null && !Array.isArray(v)

/** A Property by names, nothing left out; its secrets are hidden in place. */
function readRow(table: RecordTable | undefined, raw: unknown): unknown {
  if (!isRow(raw)) return raw
  for (const tag of Object.keys(raw)) if (secret.test(table?.tags[tag]?.name ?? '')) raw[tag] = hidden
  const known = table ? decode<Wire>(table, raw) : {}
  const rest = Object.entries(raw).filter(([tag]) => !table?.tags[tag])
  return { ...known, ...Object.fromEntries(rest.map(([tag, v]) => [`tag ${tag}`, v])) }
}

const rows = (table: RecordTable | undefined, list: unknown, inner: (item: unknown) => unknown) => (Array.isArray(list) ? list.map((item) => readRow(table, inner(item))) : list)

function readRequest(cmd: string, command: Command | undefined, q: unknown): Part[] {
  const words = command?.request ?? []
  const given = Array.isArray(q) ? q : []
  return align(words, q).flatMap((v, i) => {
    if (v === undefined) return []
    const word = words[i] ?? String((given[i] as Wire | undefined)?.['t'] ?? '')
    const table = word === 'Property' ? requests[cmd] : command?.records[word.slice(1)]
    if (word[0] === '@' || word === 'Property') return { kind: word === 'Property' ? 'fields' : word.slice(1), value: readRow(table, v) }
    if (word[0] === '*') return { kind: `${word.slice(1)} list`, value: rows(table, v, (item) => (item as Wire | null)?.['v']) }
    return { kind: word, value: v }
  })
}

function readAnswer(command: Command | undefined, r: unknown): Part[] {
  return (Array.isArray(r) ? r : []).map((v, i) => {
    const word = command?.answer[i] ?? '.'
    const table = command?.records[word.slice(1)]
    if (word[0] === '*' && Array.isArray(v)) return { kind: `${word.slice(1)} list`, value: rows(table, v, (item) => item) }
    if (word[0] === '@' || word[0] === '*') return { kind: word.slice(1), value: readRow(table, v) }
    return { kind: word === '+' ? 'number' : 'value', value: v }
  })
}

/** In frames that cannot be read any more: what looks like a login's token. */
const hideText = (text: string) => text.replace(/("1000":\s*")(?:[^"\\]|\\.)*/g, `$1${hidden}`)

/** What a frame says, by names. */
export function readFrame(direction: 'in' | 'out', text: string): Said {
  const [, head = '', data = ''] = /^(3:[^:]*:[^:]*:)([^]*)$/.exec(text) ?? []
  const packet = head ? parseJson(data) : undefined
  if (!isRow(packet)) return { kind: kinds[text[0] ?? ''] ?? 'other', raw: hideText(text) }
  const said = direction === 'in' ? readIn(packet) : readOut(packet)
  return { kind: 'packet', ...said, raw: head + JSON.stringify(packet) } // after it was read: its secrets are hidden now
}

function readIn({ SID, CID, SER, Q }: Wire): Omit<Said, 'kind' | 'raw'> {
  const cmd = `${String(SID)}_${String(CID)}`
  const command = commands.get(cmd)
  return { cmd, name: command?.name, role: 'request', ser: num(SER), parts: readRequest(cmd, command, Q) }
}

function readOut(packet: Wire): Omit<Said, 'kind' | 'raw'> {
  const r = Array.isArray(packet['r']) ? packet['r'] : []
  const inner = isRow(r[1]) && isRow(r[1]['headerPacket']) ? r[1] : undefined
  const header = inner ? (inner['headerPacket'] as Wire) : packet
  const cmd = `${String(header['sid'])}_${String(header['cid'])}`
  const command = commands.get(cmd)
  const ser = num(packet['ser'])
  return {
    cmd,
    name: command?.name,
    role: ser === undefined ? 'push' : 'answer',
    ser,
    code: num(packet['code']),
    ...(inner ? { envelope: Number(r[0]) } : {}),
    parts: readAnswer(command, inner ? inner['body'] : r),
  }
}

const num = (v: unknown) => (typeof v === 'number' ? v : undefined)
