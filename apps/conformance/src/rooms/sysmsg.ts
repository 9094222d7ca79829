import { envelope, packet } from '@nim/testkit'
import { at, recalled, text, toSuperTeam, type Tagged } from '../records'
import { room } from '../scenario'
import type { Stage } from '../stage'

const sysMsg = (n: number, type: unknown, more: Tagged = {}): Tagged => ({ 0: at(n), 1: type, 2: 'alice', 3: 'bob', 4: 'words', 6: String(7000 + n), ...more })
const team = { 1: '100', 3: 'team', 4: '1', 5: 'bob', 6: '200', 8: '1', 9: '5', 10: at(1), 11: at(1), 12: at(2), 14: 'intro', 16: '1', 21: '0', 22: '1', 23: '0', 24: '1', 100: '0', 101: '0' }
const invitation = JSON.stringify({ attach: 'ext', tinfo: team, more: 5 })
const custom = [100, 101, 103]
const superTeams = [15, 16, 17, 18]
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, ...superTeams, ...custom]
const attachOf = (type: number) => (type < 4 || superTeams.includes(type) ? invitation : type === 5 ? '{"vt":2}' : '{"a":1}')
const pushOf = (type: number) => (superTeams.includes(type) || type === 103 ? '21_19' : '7_3')
const requests = ['1', 2, 3, '4', 5, 'x'].map((vt, n) => sysMsg(n, '5', { 5: JSON.stringify({ vt }) }))
const options = { 7: '1', 21: 'env', 105: '0', 8: 'content', 9: '{}', 107: '1', 109: '0', 110: '1', 22: 'callback' }
const counts = { differs: ['D46-sysmsg-unread'] }
const synced = async (t: Stage, ...sync: ReturnType<typeof packet>[]) => {
  t.script.sync = sync
  await t.login()
}

export const sysmsg = room('sysmsg', { needs: ['systemMessage'] }, [
  ['send', async (t) => {
    await t.login()
    await t.each('systemMessage.sendCustomSysMsg', [
      { to: 'bob', type: 'customP2p', attach: 'text' },
      { to: '100', type: 'customTeam', attach: '{"a":1}', setting: {}, pushInfo: {} },
      { to: '900', type: 'customSuperTeam', attach: 'x', setting: { needSaveOffline: false, isRoutable: true, envConfig: 'env' }, pushInfo: { needPush: false, needPushBadge: true, needPushNick: false, pushContent: 'c', pushPayload: 'p' } },
    ])
  }],
  ['send, for an environment', async (t) => {
    await t.login()
    await t.do('systemMessage.sendCustomSysMsg', { to: 'bob', type: 'customP2p', attach: 'x', setting: { env: 'env' } })
  }],
  ['send, to be checked for spam', async (t) => {
    await t.login()
    await t.do('systemMessage.sendCustomSysMsg', { to: 'bob', type: 'customP2p', attach: 'x', antiSpamInfo: { needAntiSpam: true, antiSpamContent: 'text' } })
  }],
  ['error codes', async (t) => {
    await t.login()
    for (const code of [403, 404, 414, 416, 803, 7101]) {
      for (const id of ['7_7', '21_16']) t.script.on(id, { code })
      await t.do('systemMessage.sendCustomSysMsg', { to: 'bob', type: 'customP2p', attach: 'x' })
      await t.do('systemMessage.sendCustomSysMsg', { to: '900', type: 'customSuperTeam', attach: 'x' })
    }
  }],
  ['every type', { differs: [...counts.differs, 'D146-super-team-notices'] }, async (t) => {
    await t.login()
    for (const type of all.filter((n) => n !== 4 && n !== 9)) await t.push(pushOf(type), sysMsg(type, String(type), { 5: attachOf(type) }))
  }],
  ['every type, as a number', { differs: [...counts.differs, 'D146-super-team-notices'] }, async (t) => {
    await t.login()
    for (const type of all.filter((n) => n !== 4 && n !== 9)) await t.push(pushOf(type), sysMsg(type, type, { 5: attachOf(type) }))
  }],
  ['every type, missed', { differs: [...counts.differs, 'D146-super-team-notices'] }, (t) => {
    const rows = all.filter((n) => n !== 4 && n !== 9).map((type) => sysMsg(type, String(type), { 5: attachOf(type) }))
    return synced(t, packet('4_6', rows.slice(0, 8)), packet('4_18', rows.slice(8)), packet('4_101', [sysMsg(50, '100', { 5: 'x' })]))
  }],
  ['unknown types', { differs: ['D45-unknown-words'] }, async (t) => {
    await t.login()
    for (const type of ['4', 9, '77']) await t.push('7_3', sysMsg(Number(type), type, { 5: 'x' }))
  }],
  ['friend requests', counts, async (t) => {
    await t.login()
    for (const row of requests) await t.push('7_3', row)
  }],
  ['friend requests, missed', counts, (t) => synced(t, packet('4_6', requests))],
  ['friend requests with odd attaches', counts, async (t) => {
    await t.login()
    for (const [n, attach] of ['text', '', '{broken', 'null', '5', '[]', '{}', undefined].entries()) await t.push('7_3', sysMsg(n, '5', { 5: attach }))
  }],
  ['team invitations with odd attaches', counts, async (t) => {
    await t.login()
    for (const [n, attach] of ['text', '{broken', 'null', '5', '[]', '{}', '{"tinfo":5}', '{"attach":"ext"}', undefined].entries()) await t.push('7_3', sysMsg(n, '2', { 5: attach }))
  }],
  ['custom ones with odd attaches', async (t) => {
    await t.login()
    for (const [n, attach] of ['text', '', '{broken', 'null', '5', '[]', '"text"', 'true', undefined].entries()) await t.push('7_3', sysMsg(n, '100', { 5: attach }))
  }],
  ['settings, push, and what a callback says', async (t) => {
    await t.login()
    await t.push('7_3', sysMsg(1, '100', { 5: 'x', ...options }))
    await t.push('101_3', sysMsg(2, '101', { 5: 'x', 7: 0, 107: 0 }))
  }],
  ['anti-spam fields', async (t) => {
    await t.login()
    await t.push('7_3', sysMsg(1, '100', { 5: 'x', 12: '1', 13: 'text' }))
  }],
  ['in an envelope', async (t) => {
    await t.login()
    for (const [i, id] of ['4_1', '4_2', '4_10', '4_11'].entries()) {
      t.script.push(envelope(packet('7_3', sysMsg(i, '100', { 5: 'x', 6: undefined })), 5000 + i, id))
      t.script.push(envelope(packet('21_19', sysMsg(i + 10, '103', { 5: 'x' })), 6000 + i, id))
      await t.clock.run(20)
    }
  }],
  ['without an id', async (t) => {
    await t.login()
    await t.push('7_3', sysMsg(1, '100', { 5: 'x', 6: undefined }))
    await t.push('21_19', sysMsg(1, '103', { 5: 'x', 6: undefined }))
  }],
  ['the same one twice', async (t) => {
    await t.login()
    for (let n = 0; n < 2; n++) await t.push('7_3', sysMsg(1, '100', { 5: 'x' }))
  }],
  ['missed, and delivered again later', async (t) => {
    await synced(t, packet('4_6', [sysMsg(1, '100', { 5: 'x' })]))
    await t.push('7_3', sysMsg(1, '100', { 5: 'x' }))
  }],
  ['nothing at all', (t) => synced(t, packet('4_6', []), packet('4_18', []), packet('4_101', []))],
  ['packets without content', async (t) => {
    await synced(t, packet('4_6'))
    for (const id of ['7_3', '21_19', '101_3']) await t.push(id)
  }],
  ['with an error code', async (t) => {
    await t.login()
    for (const id of ['7_3', '4_6']) {
      t.script.push({ ...packet(id, id === '4_6' ? [sysMsg(1, '100')] : sysMsg(1, '100')), code: 500 })
      await t.clock.run(20)
    }
  }],
  ['a listener that throws', { differs: ['D39-listener-isolation'] }, async (t) => {
    await t.login()
    t.nim.on('sysMsg', () => {
      throw new Error('listener')
    })
    await t.push('7_3', sysMsg(1, '100', { 5: 'x' }))
  }],
  ['recalls of each scene', { ...counts, needs: ['systemMessage', 'msg', 'session'] }, async (t) => {
    await t.login()
    for (const row of [text(1), text(2)]) await t.push('7_2', row)
    await t.push('21_3', toSuperTeam(3))
    await t.push('7_14', recalled(2))
    await t.push('21_18', recalled(3, { 1: '12', 2: '900' }))
    await t.push('21_117', recalled(3, { 1: '12', 2: '900', 3: 'alice', 6: 'notice-own' }))
  }],
  ['recalls in an envelope', counts, async (t) => {
    await t.login()
    t.script.push(envelope(packet('7_14', recalled(1, { 6: undefined })), 5001))
    t.script.push(envelope(packet('21_18', recalled(2, { 1: '12', 2: '900', 6: undefined })), 5002))
    await t.run(50)
  }],
  ['recalls in a sync: missed, and roaming', counts, (t) => synced(t, packet('7_15', [recalled(1), recalled(2)], at(60), 1), packet('4_19', [recalled(3, { 1: '12', 2: '900' })], at(60), 2))],
  ['unread counts', async (t) => {
    await t.login()
    t.note('at first', { ...t.nim.systemMessage.sysMsgUnread })
  }],
])

export { attachOf, options, pushOf, sysMsg, team as sysMsgTeam }
