import { readFileSync } from 'node:fs'
import { accountOf, type Accounts } from './accounts'
import { found } from './founding'
import { parseJson } from './json'
import { befriend } from './rooms/friend'
import type { Seed } from './seed'
import type { Service } from './service'
import type { State } from './state'
import { superTeamKind, teamKind } from './teamkind'

/** Added directly, as friends are numbered. */
const DIRECT = 1

/** Makes what a seed names. Throws when it names somebody who is not there, or twice. */
export function plant(s: Service, accounts: Accounts, { accounts: people = [], friends = [], teams = [], superTeams = [] }: Seed): void {
  const account = (id: string) => accountOf(s, id)
  for (const person of people) accounts.add(person)
  for (const [one, other] of friends) befriend(s, account(one), account(other), DIRECT)
  for (const team of teams) found(s, teamKind, team, account(team.owner), (team.members ?? []).map(account))
  for (const team of superTeams) found(s, superTeamKind, team, account(team.owner), (team.members ?? []).map(account))
}

/** Reads a file to begin with: a seed, or a state that was exported. */
export function readSeedFile(file: string): { seed?: Seed; state?: State } {
  const json = parseJson(readFileSync(file, 'utf8'))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error(`${file} holds no JSON object`)
  return 'format' in json ? { state: json as State } : { seed: json as Seed }
}
