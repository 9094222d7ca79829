import type { Entry } from '@nim/testkit'
import { change, each, errors, without, type Difference } from '../difference'

type Dict = Record<string, unknown>
const isDict = (v: unknown): v is Dict => !!v && typeof v === 'object' && !Array.isArray(v)

/** An uploaded file, as it is resolved to, told, and sent. */
const isFile = (v: unknown): v is Dict => isDict(v) && typeof v.url === 'string' && 'name' in v && 'ext' in v
const asOurs = (file: Dict): Dict => {
  const out = { ...file }
  if (typeof file.name === 'string') {
    out.name = file.name.replace(/^.*[\\/]/, '')
    out.ext = /\.([^.]*)$/.exec(out.name as string)?.[1]?.toLowerCase() ?? ''
  }
  for (const key of ['size', 'w', 'h', 'dur'])
    if (key in out) {
      out[key] = out[key] === '' ? NaN : Number(out[key])
      if (Number.isNaN(out[key])) delete out[key]
    }
  return out
}
/** Files in values, and in the JSON text of a message's attach. */
const files = (entry: Entry, fn: (file: Dict) => Dict): Entry => {
  const inText = (v: unknown): unknown => {
    if (typeof v !== 'string' || !v.startsWith('{"url"')) return isFile(v) ? fn(v) : v
    const parsed: unknown = JSON.parse(v)
    return isFile(parsed) ? JSON.stringify(fn(parsed)) : v
  }
  if (entry.kind === 'note' && entry.name === 'before') return { ...entry, value: inText(entry.value) as object }
  return change(entry, inText)
}
/** The keys of a JSON text in one order: what is in it is compared, not how it was put together. */
const sortedText = (entry: Entry): Entry =>
  change(entry, (v) => {
    if (typeof v !== 'string' || !v.startsWith('{"')) return v
    const parsed: unknown = JSON.parse(v)
    return isFile(parsed) ? JSON.stringify(Object.fromEntries(Object.entries(parsed).sort(([a], [b]) => (a < b ? -1 : 1)))) : v
  })

export const storageDifferences: Difference[] = [
  {
    // policies are asked for when they are needed, not in the login; a bounded number of times
    id: 'D120-policies-when-needed',
    ignore: each((e) => (e.kind === 'frame' && /^6_2[678]$/.test(e.id) ? undefined : e)),
    demand(ours) {
      const asked = ours.filter((e) => e.kind === 'frame' && e.id === '6_28').length
      return asked > 2 ? `the policy was asked for ${asked} times` : undefined
    },
  },
  {
    // a failed upload carries its cause; what the platform said is marked as in the official client
    id: 'D121-upload-errors',
    ignore: errors((e) => (e.name === 'uploadError' || (e.name === 'customError' && e.code === 10499) ? { ...without(e, 'cause', 'rawError', 'mixStorePolicy', 'timetag', 'data', 'message'), name: 'uploadError', code: 400 } : e)),
    demand(ours) {
      const bad = ours.find((e) => (e.kind === 'reject' || e.kind === 'throw') && isDict(e.error) && e.error.name === 'uploadError' && !e.error.cause)
      return bad ? 'an uploadError without cause' : undefined
    },
  },
  {
    // the name without its path, `ext` from the last dot, numbers that are numbers
    id: 'D122-file-fields',
    expect: each((e) => files(e, asOurs)),
    ignore: each(sortedText),
  },
  {
    // `onUploadDone` gets what the promise gives
    id: 'D123-upload-done',
    ignore: each((e) => (e.kind === 'note' && e.name === 'done' ? { ...e, value: Object(e.value).url } : e)),
    demand(ours) {
      const done = ours.find((e) => e.kind === 'note' && e.name === 'done')
      return done?.kind === 'note' && !isFile(done.value) ? 'onUploadDone got no file' : undefined
    },
  },
  {
    // numbers as numbers, JSON as what it says
    id: 'D125-typed-answers',
    expect: each((e) => {
      if (e.kind !== 'resolve' || !isDict(e.value)) return e
      const value: Dict = { ...e.value }
      for (const key of ['type', 'ttl', 'method']) if (typeof value[key] === 'string') value[key] = Number(value[key])
      if (typeof value.tokens === 'string') value.tokens = JSON.parse(value.tokens)
      return { ...e, value }
    }),
  },
]
