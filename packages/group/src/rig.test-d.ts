/* What the tests of teams and super teams share: a client with one of them, and everything it tells written down. */
import { packet, serviceTime, type Packet } from '@nim/testkit'
import { expect } from 'vitest'
import { stage, type AnyNim, type Stage } from '../../core/test/stage'
import type { AnyPlugin } from '../../core/src/index'

export const at = (n: number) => serviceTime + n * 1000

/** One kind of teams, as its tests name it. */
export interface Tested {
  name: 'Team' | 'SuperTeam'
  make(o?: { keep?: boolean }): AnyPlugin
  scene: number
  /** Packet of a message, of a changed member, of a team made. */
  message: string
  member: string
  made: string
  /** Numbers of notifications. */
  n: Record<'added' | 'removed' | 'left' | 'changed' | 'dismissed' | 'passed' | 'transferred' | 'managers' | 'accepted' | 'muted', number>
  /** Commands. */
  update: string
  addMembers: string
  mine: string
  leave: string
  list: string
  info: string
  /** Tag of a member's join time. */
  joined: number
  sync(teams: object[]): Packet
  syncMine(members: object[]): Packet
  /** Answer to adding members. */
  aborted(accounts: string[]): unknown[]
}

export interface World {
  s: Stage
  nim: AnyNim
  /** `nim.team` or `nim.superTeam`. */
  api: any
  /** Names of the events so far, those of the connection left out. */
  names(): string[]
  /** First arguments of the events of this name. */
  heard(name: string): any[]
  push(...packets: Packet[]): Promise<void>
  done<T>(call: Promise<T>): Promise<T>
  fails(call: Promise<unknown>): Promise<any>
}

/** A client that is logged in, with this plugin, and what it tells. */
export async function world({ name, make }: Tested, { keep, others = [], sync = [] }: { keep?: boolean; others?: AnyPlugin[]; sync?: Packet[] } = {}): Promise<World> {
  const s = stage()
  s.script.sync = sync
  const nim = s.make({}, [...others, make({ keep })])
  const told: { name: string; arg: any }[] = []
  const teamEvents = ['teams', 'createTeam', 'updateTeam', 'dismissTeam', 'transferTeam', 'addTeamMembers', 'removeTeamMembers', 'updateTeamMember', 'updateTeamManagers', 'updateTeamMembersMute', 'myTeamMembers']
  const superTeamEvents = teamEvents.map((e) => (e === 'teams' ? 'superTeams' : e.replace('Team', 'SuperTeam')))
  for (const event of ['msg', 'updateSession', 'teamMsgReceipts', ...teamEvents, ...superTeamEvents])
    nim.on(event as any, (arg: any) => void told.push({ name: event, arg: JSON.parse(JSON.stringify(arg)) }))
  await s.end(nim.connect())
  const w: World = {
    s,
    nim,
    api: name === 'Team' ? nim.team : nim.superTeam,
    names: () => told.map((e) => e.name),
    heard: (event) => told.filter((e) => e.name === event).map((e) => e.arg),
    async push(...packets) {
      s.script.push(packets)
      await s.run(20)
    },
    async done(call) {
      const o = await s.end(call)
      expect(o.error).toBeUndefined()
      return o.value
    },
    async fails(call) {
      const o = await s.end(call)
      expect(o.state).toBe('rejected')
      return o.error
    },
  }
  return w
}

/** A notification of the k-th second, as the message it is. */
export const noticeRow = (t: Tested, k: number, id: number, data: object | undefined, more: object = {}): Record<number, any> => ({ 0: t.scene, 1: '100', 2: 'bob', 7: at(k), 8: 5, 10: JSON.stringify({ id, data }), 11: 'client-' + k, 12: String(1000 + k), ...more })
export const notice = (t: Tested, k: number, id: number, data: object | undefined, more: object = {}) => packet(t.message, noticeRow(t, k, id, data, more))
export const tinfo = (more: object = {}) => ({ 1: '100', 3: 'name', 5: 'bob', 8: 1, 10: at(1), ...more })
