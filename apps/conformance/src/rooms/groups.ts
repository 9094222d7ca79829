import { envelope, packet, type Packet } from '@nim/testkit'
import { at, notice, type Tagged } from '../records'
import { room, type Row, type Scenario } from '../scenario'
import type { Stage } from '../stage'

/** What tells teams and super teams apart on the wire; what happens to both is one list of scenarios. */
export interface Kind {
  /** `team` or `superTeam`: the module, and `Team` or `SuperTeam` in the names of methods and events. */
  module: string
  name: string
  scene: string
  id: string
  /** Packets: a message, one of an own device, a changed member, a team made. */
  message: string
  own: string
  member: string
  made: string
  /** Numbers of notifications, in the order of `numbers` below. */
  notices: number[]
  /** Numbers of the other kind. */
  foreign: number[]
  joined: number
  sync(teams: unknown, time?: unknown): Packet
  syncMine(members: unknown, time?: unknown): Packet
  add: string
  update: string
  list: string
  info: string
  apply: string
  mine: string
  aborted(accounts: unknown): unknown[]
  updated(time: unknown): unknown[]
}

export const tinfo = (more: Tagged = {}): Tagged => ({ 1: '100', 3: 'name', 4: '1', 5: 'bob', 6: '200', 8: 1, 9: 3, 10: at(1), 11: at(0), 12: at(2), 13: 1, 14: 'intro', 15: 'news', 16: '1', 17: '0', 18: '{"a":1}', 19: 'server', 20: 'https://nos.test/a.png', 21: 1, 22: '0', 23: 1, 24: '0', 100: 1, 101: '3', ...more })
const uinfos = [{ 1: 'bob', 3: 'Bob', 13: at(1) }]
const data = { ids: ['bob', 'alice'], id: 'carol', mute: 1, attach: 'ext', tinfo: tinfo(), uinfos }

/** What happens to teams of either kind. */
export function groups(k: Kind): Scenario[] {
  const id = k.id
  const changed = `update${k.name}`
  const mine = (more: Tagged = {}): Tagged => ({ 1: id, 3: 'alice', 4: '0', 5: 'me', 7: '1', 8: 1, 9: '1', [k.joined]: at(1), 11: at(2), 12: 'ext', 13: '0', 14: 'bob', ...more })
  const row = (n: number, number: number, what: object | undefined, more: Tagged = {}) => notice(n, number, what, { 0: k.scene, 1: id, ...more })
  const [added, removed, left, update, dismissed, passed, transferred, managers, , accepted, muted] = k.notices as [number, number, number, number, number, number, number, number, number, number, number]
  const own = ['D102-own-record']
  const times = ['D47-mutated-messages']

  const each = async (t: Stage, packetId: string, what: object | undefined, more: Tagged = {}) => {
    for (const [n, number] of k.notices.entries()) await t.push(packetId, row(n, number, what, more))
  }
  const rows: Row[] = [
    // the sync
    ['the sync', { differs: k.module === 'superTeam' ? ['D103-super-teams-told'] : [] }, async (t) => {
      t.script.sync = [k.sync([tinfo({ 1: id }), tinfo({ 1: 200, 4: 0, 8: '0', 13: '0', 101: 1 })]), k.syncMine([mine(), mine({ 1: '200', 7: 2, 5: '' })])]
      await t.login()
    }],
    ['the sync, with nothing in it', { differs: ['D106-no-empty-lists'] }, async (t) => {
      t.script.sync = [k.sync([]), k.syncMine([])]
      await t.login()
    }],
    ['the sync, times as numbers', async (t) => {
      t.script.sync = [k.sync([], Number(at(5))), k.syncMine([mine()], Number(at(6)))]
      await t.login()
      t.script.sync = []
      await t.do('disconnect')
      await t.do('connect')
    }],
    ['the sync comes after it', { differs: k.module === 'superTeam' ? ['D103-super-teams-told'] : [] }, async (t) => {
      await t.login()
      await t.push(`${k.sync([]).sid}_${k.sync([]).cid}`, ...k.sync([tinfo({ 1: id })]).r!)
      await t.push(`${k.syncMine([]).sid}_${k.syncMine([]).cid}`, ...k.syncMine([mine()]).r!)
      await t.do('disconnect')
      await t.do('connect')
    }],
    ['timetags of a reconnect', { differs: ['D05-disconnect-error', 'D06-reconnect-error', 'D07-status-first', 'D08-retry-delay'] }, async (t) => {
      t.script.sync = [k.sync([], at(5)), k.syncMine([mine()], at(6))]
      await t.login()
      await t.push(k.message, row(9, update, { tinfo: { 1: id, 3: 'new' } }))
      t.script.sync = []
      t.network.drop()
      await t.until('back', () => t.script.count('2_3') > 1 && t.nim.status === 'logined')
    }],
    ['values of the team record', { differs: ['D38-no-nan'] }, async (t) => {
      await t.login()
      for (const v of ['0', '1', '2', '3', '9', 0, 1, 'x']) await t.push(k.made, { 1: id, 5: 'alice', 10: at(1), 4: v, 6: v, 8: v, 9: v, 11: v, 12: v, 13: v, 16: v, 21: v, 22: v, 23: v, 24: v, 100: v, 101: v, 7: 'custom', 999: 'unknown' })
    }],
    ['values of the member record', { differs: ['D38-no-nan', ...own] }, async (t) => {
      await t.login()
      for (const v of ['0', '1', '2', '3', '9', 0, 1, 'x']) await t.push(k.member, { 1: id, 3: 'alice', 4: v, 7: v === 'x' ? 0 : v, 8: v, 9: v, [k.joined]: v, 13: v, 11: at(3), 999: 'unknown' })
    }],
    // pushes
    ['made on another device', (t) => pushed(t, k.made, tinfo({ 1: id, 5: 'alice' }), { 1: id, 5: 'bob', 10: Number(at(3)) })],
    ['made, with nothing said', (t) => pushed(t, k.made, undefined)],
    ['the own record changed', async (t) => {
      t.script.sync = [k.syncMine([mine()])]
      await t.login()
      for (const change of [{ 5: 'other' }, { 7: 0 }, { 12: '' }, { 13: 1 }, { 4: '2', 11: 0 }]) await t.push(k.member, { 1: id, 3: 'alice', 11: at(5), ...change })
      await t.push(k.member, { 1: '7', 3: 'alice', 5: 'elsewhere', 11: at(6) })
    }],
    ['somebody else’s record changed', { differs: own }, async (t) => {
      t.script.sync = [k.syncMine([mine()])]
      await t.login()
      await t.push(k.member, { 1: id, 3: 'carol', 5: 'hers', 7: 2, 11: at(5) })
      await t.push(k.member, { 1: id, 3: 'alice', 7: 0, 11: at(6) })
      await t.push(k.member, { 1: '7', 3: 'carol', 4: 1 })
    }],
    ['a record without anything', (t) => pushed(t, k.member, undefined)],
    // own calls
    ['changing the own record', { differs: own }, async (t) => {
      t.script.sync = [k.syncMine([mine()])]
      await t.login()
      for (const change of [{ nickInTeam: 'new' }, { bitConfigMask: 2 }, { nickInTeam: '', bitConfigMask: 0 }, { ext: 'e2' }, { bitConfigMask: 1.5 }, {}]) await t.do(`${k.module}.updateMyMemberInfo`, { teamId: id, ...change })
      await t.do(`${k.module}.updateMyMemberInfo`, { teamId: '7', nickInTeam: 'first' })
    }],
    ['clearing the own ext', async (t) => {
      t.script.sync = [k.syncMine([mine()])]
      await t.login()
      await t.do(`${k.module}.updateMyMemberInfo`, { teamId: id, nickInTeam: 'me', ext: '' })
    }],
    ['changing a nick', async (t) => {
      t.script.sync = [k.syncMine([mine()])]
      await t.login()
      await t.do(`${k.module}.updateMemberNick`, { teamId: id, account: 'bob', nickInTeam: 'Bob' })
      await t.do(`${k.module}.updateMemberNick`, { teamId: id, account: 'alice', nickInTeam: '' })
    }],
    ['what is found', async (t) => {
      t.script.on(k.info, { r: [tinfo({ 1: id })] }, 1)
      t.script.on(k.list, { r: [[tinfo({ 1: id }), tinfo({ 1: 7, 8: 0 })], at(9)] })
      await t.login()
      await t.do(`${k.module}.get${k.name}Info`, { teamId: id })
      await t.do(`${k.module}.get${k.name}Info`, { teamId: 'a1b' })
      await t.do(`${k.module}.get${k.name}s`)
    }],
    ['lists that are empty or missing', async (t) => {
      await t.login()
      t.script.on(k.list, { r: [[], at(9)] })
      await t.do(`${k.module}.get${k.name}s`)
      t.script.on(k.list, { code: 404, r: [] })
      await t.do(`${k.module}.get${k.name}s`)
    }],
    ['nothing to list: 803', async (t) => {
      t.script.on(k.list, { code: 803, r: [] })
      await t.login()
      await t.do(`${k.module}.get${k.name}s`)
    }],
    ['changing information', { differs: ['D101-time-of-change'] }, async (t) => {
      t.script.on(k.update, { r: k.updated(at(5)) })
      await t.login()
      await t.do(`${k.module}.update${k.name}Info`, { teamId: id, name: 'new', joinMode: 'rejectAll', beInviteMode: 'noVerify', inviteMode: 'all', updateTeamMode: 'manager', updateExtMode: 'all', intro: '', announcement: 'n', avatar: 'a', ext: 'e' })
      await t.do(`${k.module}.update${k.name}Info`, { teamId: id })
    }],
    ['a name that is none', (t) => invalid(t, `${k.module}.update${k.name}Info`, { teamId: id, name: 5 })],
    ['an ext that is no text', (t) => invalid(t, `${k.module}.add${k.name}Members`, { teamId: id, accounts: ['a'], ext: 5 })],
    ['applying: let in, waiting, in already, refused', async (t) => {
      await t.login()
      for (const code of [200, 808, 809, 802]) {
        t.script.on(k.apply, { code, r: [tinfo({ 1: id })] })
        await t.do(`${k.module}.apply${k.name}`, { teamId: id })
      }
    }],
    ['adding members: all, some, with a code, none', { differs: ['D100-aborted-accounts', ...(k.module === 'superTeam' ? ['D104-super-team-ext'] : [])] }, async (t) => {
      await t.login()
      for (const [code, accounts] of [[200, []], [200, ['b']], [810, []], [813, ['b']], [801, []]] as const) {
        t.script.on(k.add, { code, r: k.aborted(accounts) })
        await t.do(`${k.module}.add${k.name}Members`, { teamId: id, accounts: ['a', 'b'] })
      }
      await t.do(`${k.module}.add${k.name}Members`, { teamId: id, accounts: ['a'], ps: 'ps', ext: 'ext' })
    }],
    // notifications
    ['notifications, every number', { differs: times }, async (t) => {
      await t.login()
      await each(t, k.message, data)
    }],
    ['notifications of an own device', async (t) => {
      await t.login()
      await each(t, k.own, data, { 2: 'alice' })
    }],
    ['notifications by other doors', { differs: times }, async (t) => {
      await t.login()
      for (const [n, number] of k.notices.entries()) await t.push(n % 2 ? '7_2' : '7_101', row(n, number, data))
    }],
    ['notifications that are numbers and texts', { differs: times }, async (t) => {
      await t.login()
      for (const [n, number] of k.notices.entries()) await t.push(k.message, { ...row(n, number, data), 8: 5, 0: Number(k.scene), 7: Number(at(n)), 10: JSON.stringify({ id: String(number), data }) })
    }],
    ['notifications of the other kind, in the wrong scene', async (t) => {
      await t.login()
      for (const [n, number] of [...k.foreign, 101, 102, 103, 77, 500].entries()) await t.push(k.message, row(n, number, data))
    }],
    ['notifications that are none', async (t) => {
      await t.login()
      for (const type of ['0', '10', '100', undefined]) await t.push(k.message, row(1, added, data, { 8: type, 11: 'client-' + type, 12: 'server-' + type }))
    }],
    ['notifications in offline, roaming and history messages', async (t) => {
      t.script.sync = [packet('4_4', [row(3, added, data)]), packet(k.scene === '5' ? '4_17' : '4_9', [row(5, removed, data), row(4, dismissed, data)])]
      t.script.on(k.scene === '5' ? '21_14' : '8_23', { r: [[row(6, update, data)]] })
      await t.login()
      await t.do('msgLog.getHistoryMsgs', { scene: k.module, to: id })
    }],
    ['notifications without the team', async (t) => {
      await t.login()
      await each(t, k.message, { ids: ['bob'], id: 'carol', mute: 1 })
    }],
    ['notifications without accounts', { differs: times }, async (t) => {
      await t.login()
      await each(t, k.message, { tinfo: tinfo({ 1: id }) })
    }],
    ['notifications without data', async (t) => {
      await t.login()
      await each(t, k.message, undefined)
    }],
    ['notifications without times', { differs: ['D105-times-of-members', ...times] }, async (t) => {
      await t.login()
      await each(t, k.message, { ...data, tinfo: { 1: id, 3: 'x' } })
    }],
    ['muting, in every spelling', async (t) => {
      await t.login()
      for (const [n, mute] of [1, 0, '1', '0', undefined].entries()) await t.push(k.message, row(n, muted, { ...data, mute }))
    }],
    ['muting, as a flag of JSON', async (t) => {
      await t.login()
      await t.push(k.message, row(1, muted, { ...data, mute: true }))
      await t.push(k.message, row(2, muted, { ...data, mute: false }))
    }],
    ['a batch of notifications', { differs: times }, async (t) => {
      await t.login()
      await t.push('8_4', k.notices.map((number, n) => row(n, number, data)))
    }],
    ['a batch, one of them incomplete', async (t) => {
      await t.login()
      await t.push('8_4', [row(1, removed, data), row(2, managers, {}), row(3, left, data)])
    }],
    ['notifications in the reliable envelope', async (t) => {
      await t.login()
      for (const [n, number] of [added, passed, accepted, transferred].entries()) t.script.push(envelope(packet(k.message, row(n, number, data, { 12: undefined })), 7000 + n))
      await t.run(20)
    }],
    ['the same notification twice', async (t) => {
      await t.login()
      await t.push(k.message, row(1, added, data))
      await t.push(k.message, row(1, added, data))
    }],
    ['a notification before the sync is done', async (t) => {
      t.script.sync = [packet(k.message, row(1, removed, data))]
      await t.login()
    }],
    ['what was told stays as it was', async (t) => {
      let seen: any
      t.make()
      t.nim.on('msg', (m: any) => (seen = m.attach.team))
      t.nim.on(changed, () => t.note('the team of the message', seen))
      await t.do('connect')
      await t.push(k.message, row(3, update, { tinfo: { 1: id, 3: 'new' } }))
      t.note('later', seen)
    }],
  ]
  return room(k.module, { needs: [k.module, 'msg', 'session'] }, rows)
}

async function pushed(t: Stage, id: string, ...records: unknown[]): Promise<void> {
  await t.login()
  for (const record of records) await t.push(id, ...(record === undefined ? [] : [record]))
}

async function invalid(t: Stage, path: string, args: object): Promise<void> {
  await t.login()
  await t.do(path, args)
}

