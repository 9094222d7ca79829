import type { FaultInput } from '../src/fault'

const whose = ({ account, deviceId }: FaultInput) => (account === undefined && deviceId === undefined ? 'everyone' : [account, deviceId].filter(Boolean).join('/'))

const jitter = (ms: number | undefined) => (ms ? ` to ${ms} ms more` : '')

function what(f: FaultInput): string {
  const cmd = f.cmd === '*' ? 'every command' : (f.cmd ?? 'everything')
  const frames = f.cmd === undefined ? 'frames' : f.cmd === '*' ? 'frames of commands' : `frames of ${f.cmd}`
  if ('refuse' in f) return `${cmd} is refused with ${f.refuse}`
  if ('delay' in f) return `${cmd} is worked on ${f.delay} ms later${jitter(f.jitter)}`
  if ('hold' in f) return `${cmd} is held`
  if ('links' in f) return `LBS names ${f.links.join(', ') || 'no link'}`
  if ('body' in f) return `${cmd} answers “${f.body.slice(0, 40)}”`
  if ('latency' in f) return `${frames} come ${f.latency} ms later${jitter(f.jitter)}`
  if ('duplicate' in f) return `${frames} come ${f.duplicate + 1} times`
  if ('reorder' in f) return `${frames} let ${f.reorder} others pass`
  if ('malform' in f) return `${frames} come broken (${f.malform})`
  if ('halfOpen' in f) return `half open at ${frames}`
  if ('lose' in f) return f.lose === 'frame' ? `${frames} are lost` : f.lose === 'answer' ? `the answer to ${cmd} is lost` : `${cmd} never arrives`
  return f.cut === 'frame' ? `the link is cut at ${frames}` : `the link is cut ${f.cut} ${cmd}`
}

/** A fault in words: what, whose, when. */
export function faultWords(f: FaultInput): { what: string; when: string } {
  const direction = 'direction' in f && f.direction ? (f.direction === 'in' ? 'from clients' : 'to clients') : ''
  const chance = f.probability === undefined ? '' : `${Math.round(f.probability * 100)} % of the time`
  const times = f.times === undefined || !Number.isFinite(f.times) ? '' : f.times === 1 ? 'once' : `${f.times} times`
  const skip = f.skip ? `after ${f.skip}` : ''
  return { what: what(f), when: [whose(f), direction, chance, times, skip].filter(Boolean).join(', ') }
}
