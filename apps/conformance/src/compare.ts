import type { Entry } from '@nim/testkit'
import type { Difference } from './difference'
import type { ExpectedLine } from './expected'
import { normalise, render, serials } from './render'
import { changes, short } from './report'

export interface Verdict {
  /** Differences that showed. */
  shown: string[]
  /** Complaints; none means that the clients agree but for the listed differences. */
  complaints: string[]
  /** The whole of both logs: ` ` both, `-` official only, `+` ours only. */
  diff: string[]
  /** What remains of differences. */
  left: string[]
}

/** Line by line, the longest common subsequence kept. */
export function lineDiff(a: readonly string[], b: readonly string[]): string[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const out: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length)
    if (i < a.length && a[i] === b[j]) {
      out.push('  ' + a[i++])
      j++
    } else if (i < a.length && (j >= b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) out.push('- ' + a[i++])
    else out.push('+ ' + b[j++])
  return out
}

/** Both logs as lines, after the differences. */
function lines(official: Entry[], ours: Entry[], differences: readonly Difference[]): [string[], string[]] {
  let [a, b] = [official, ours]
  for (const { expect, ignore } of differences) {
    if (expect) a = expect(a)
    if (ignore) [a, b] = [ignore(a), ignore(b)]
  }
  return [a.map(render), b.map(render)]
}
const isChange = (line: string) => line[0] !== ' '
const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((line, i) => line === b[i])

export interface Allowed {
  /** The differences the scenario declares: each is applied, and each must be needed. */
  listed: readonly Difference[]
  /** Those that are applied wherever they are needed. */
  ambient?: readonly Difference[]
  /** What must remain, line by line. */
  expected?: readonly ExpectedLine[]
  /** Leave out which of the differences show. */
  brief?: boolean
}

/** Compares two logs. */
export function compare(official: readonly Entry[], ours: readonly Entry[], { listed, ambient = [], expected = [], brief }: Allowed): Verdict {
  const [a, b] = [normalise(official), normalise(ours)]
  const complaints: string[] = []
  for (const [who, log] of [['official', a], ['ours', b]] as const) {
    const broken = serials(log)
    if (broken) complaints.push(`${who}: ${broken}`)
  }
  const all = [...ambient, ...listed]
  for (const { id, demand } of all) {
    const complaint = demand?.(b, a)
    if (complaint) complaints.push(`${id}: ${complaint}`)
  }

  const [theirs, mine] = lines(a, b, all)
  const diff = lineDiff(theirs, mine)
  const left = changes(diff).map(short)
  const shown = new Set<string>()
  const at = left.findIndex((line, i) => line !== expected[i]?.line)
  if (at >= 0) complaints.push(`not listed: ${left[at]}`)
  else if (expected.length > left.length) complaints.push(`listed, but did not show: ${expected[left.length]!.line}`)
  else expected.forEach(({ id }) => shown.add(id))
  if (shown.has('?')) complaints.push('differences that are attributed to none')

  // a difference that changes nothing here is not one
  for (const one of brief ? [] : all) {
    const [x, y] = lines(a, b, all.filter((d) => d !== one))
    if (!(same(x, theirs) && same(y, mine)) && !same(lineDiff(x, y).filter(isChange), diff.filter(isChange))) shown.add(one.id)
    else if (listed.includes(one)) complaints.push(`${one.id} is listed, but did not show`)
  }
  return { shown: [...shown].sort(), complaints, diff, left }
}
