import type { Result } from './play'
import { broken, columns, type Counts } from './verdict'

/** What only means something for a client that came back. */
const needsRecovery: (keyof Counts)[] = ['lost', 'goneShown', 'unread', 'last', 'lists', 'read', 'unmended', 'notStored', 'unacked']

/** One row: many seeds of one family with one client. */
export interface Row {
  client: string
  family: string
  results: Result[]
}

/** Medians that the law asks for, ms of stage time. */
export const limits: Record<string, number> = { cut: 1000, 'half-open': 15_000 }

const percentile = (sorted: number[], part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
const times = ({ results }: Row) => results.flatMap((r) => r.recoveries).sort((a, b) => a - b)
export const median = (row: Row) => percentile(times(row), 0.5)

export const isBad = (r: Result) => !r.recovered || broken(r.counts)

export function header(): string[] {
  const titles = ['fault family', 'client', 'recovered', ...columns.map(({ title }) => title), 'recovery p50 / p95 s']
  return ['| ' + titles.join(' | ') + ' |', '|' + '---|'.repeat(titles.length)]
}

/** `a/b`: the sum over the seeds, and how many seeds it hit. */
export function line(row: Row): string {
  const { client, family, results } = row
  const cells = columns.map(({ key }) => {
    const hit = results.filter((r) => r.counts[key] > 0 && (r.recovered || !needsRecovery.includes(key)))
    return hit.length ? `${hit.reduce((sum, r) => sum + r.counts[key], 0)}/${hit.length}` : '0'
  })
  const all = times(row)
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  const speed = all.length ? `${seconds(percentile(all, 0.5)!)} / ${seconds(percentile(all, 0.95)!)}` : '–'
  return '| ' + [family, client, `${results.filter((r) => r.recovered).length} of ${results.length}`, ...cells, speed].join(' | ') + ' |'
}

/** What a row has against the law. */
export function complaints(row: Row): string[] {
  const bad = row.results.filter(isBad)
  const out = bad.slice(0, 5).map((r) => {
    const what = columns.filter(({ key, allowed }) => !allowed && r.counts[key]).map(({ key, title }) => `${r.counts[key]} ${title}`)
    return `${r.family}, seed ${r.seed}: ${[...(r.recovered ? [] : ['not recovered']), ...what].join(', ')}`
  })
  if (bad.length > 5) out.push(`${row.family}: ${bad.length - 5} more seeds`)
  const limit = limits[row.family]
  if (limit && median(row)! > limit) out.push(`${row.family}: half of the recoveries take more than ${limit} ms: ${median(row)}`)
  return out
}
