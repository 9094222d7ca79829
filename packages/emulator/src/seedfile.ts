import { readFileSync } from 'node:fs'
import { parseJson } from './json'
import type { Seed } from './seed'
import type { State } from './state'

const known = ['accounts', 'friends', 'teams', 'superTeams', 'messages', 'faults']

/** Reads a file to begin with: a seed, or a state that was exported. */
export function readSeedFile(file: string): { seed?: Seed; state?: State } {
  const json = parseJson(readFileSync(file, 'utf8'))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error(`${file} holds no JSON object`)
  if ('format' in json) return { state: json as State }
  const unknown = Object.keys(json).find((key) => !known.includes(key))
  if (unknown) throw new Error(`${file}: ${unknown} is unknown; ${known.join(', ')} are not`)
  return { seed: json as Seed }
}
