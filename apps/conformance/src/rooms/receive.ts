import { envelope, packet } from '@nim/testkit'
import { at, notice, own, text, toSuperTeam, toTeam, withSession } from '../records'
import { room } from '../scenario'

const needs = ['msg', 'session']

export const receive = room('receive', { needs }, [
  ['a text', async (t) => {
    await withSession(t)
    await t.do('session.getAllSessions')
  }],
  ['in each scene, from me and to me', async (t) => {
    await withSession(t, text(1), toTeam(2), toSuperTeam(3))
    await t.push('7_101', own(4))
    await t.push('8_102', toTeam(5, { 2: 'alice' }))
    await t.push('21_102', toSuperTeam(6, { 2: 'alice' }))
    await t.push('7_2', text(7, { 1: 'alice', 2: 'alice' }))
    await t.do('session.getAllSessions')
  }],
  ['several in one packet', async (t) => {
    await t.login()
    await t.push('8_4', [toTeam(1), toTeam(2), toTeam(3, { 1: '200' })])
  }],
  ['in an envelope', async (t) => {
    await t.login()
    for (const [i, id] of ['4_1', '4_2', '4_10', '4_11'].entries()) {
      t.script.push(envelope(packet('7_2', text(i, { 12: undefined })), 5000 + i, id))
      t.script.push(envelope(packet('7_2', text(i + 10)), 6000 + i, id))
      await t.clock.run(20)
    }
    t.script.push(envelope(packet('7_2', text(30, { 12: undefined })), 'a text id'))
    await t.run(50)
  }],
  ['an id beyond 2^53', async (t) => {
    await t.login()
    t.script.raw('3:::{"sid":4,"cid":1,"ser":0,"code":200,"r":[9007199254740993,{"headerPacket":{"sid":7,"cid":2},"body":[' + JSON.stringify(text(1, { 12: undefined })) + ']}]}')
    await t.run(50)
  }],
  ['the same one twice', async (t) => {
    await withSession(t, text(1))
    await t.push('7_2', text(1))
    await t.do('session.getAllSessions')
  }],
  ['one without an id', async (t) => {
    await withSession(t, text(1, { 12: undefined }))
    await t.push('7_2', text(2, { 11: undefined, 12: undefined }))
  }],
  ['a burst', async (t) => {
    await t.login()
    t.script.push([1, 2, 3, 4, 5].map((n) => packet('7_2', text(n))))
    t.script.push([6, 7].map((n) => packet('8_3', toTeam(n))))
    await t.run(50)
  }],
  ['older than the last one', async (t) => {
    await withSession(t, text(5), text(3), text(5, { 11: 'other', 12: '77' }))
    await t.do('session.getAllSessions')
  }],
  ['older than the ack', { differs: ['D52-numbers'] }, async (t) => {
    t.script.sync = [packet('4_14', { bob: at(10) }, { m_map: {} }, at(10))]
    await withSession(t, text(5), text(15))
    await t.do('session.getAllSessions')
  }],
  ['not for the badge', async (t) => {
    await withSession(t, text(1, { 109: '0' }), text(2))
  }],
  ['muted, not for the session, refused', async (t) => {
    await withSession(t, text(1, { 104: '1' }), text(2, { 28: '0' }), text(3, { 106: '1' }))
    await t.push('7_101', own(4, { 106: '1' }))
  }],
  ['with an error code', async (t) => {
    await t.login()
    for (const code of [500, undefined, null, 406]) {
      t.script.push({ sid: 7, cid: 2, ser: 0, code, r: [text(1)] })
      await t.clock.run(20)
    }
    await t.run(10)
  }],
  ['before the login is answered', { except: ['D90-card-requests'] }, async (t) => {
    t.script.on('2_3', ({ device }) => {
      device.push(packet('7_2', text(1)))
      return { r: [{ 102: 'c' }, []] }
    })
    await t.login()
    await t.do('session.getAllSessions')
  }],
  ['between login and sync', async (t) => {
    t.script.on('5_1', ({ device, q }) => {
      t.note('asked for roaming messages from', (q[0] as Record<number, unknown>)[7])
      device.push(packet('7_2', text(9)))
      device.push(packet('4_9', [text(2), text(1)]))
      return { r: [t.clock.now()] }
    })
    await t.login()
    await t.do('session.getAllSessions')
  }],
  ['filters of the session', async (t) => {
    await t.login({}, { sessionConfig: { unreadCountFilterFn: (m: { body: string }) => m.body !== 'text 1', lastMessageFilterFn: (m: { body: string }) => m.body !== 'text 2' } })
    for (const n of [1, 2, 3]) await t.push('7_2', text(n))
    await t.do('session.getAllSessions')
  }],
  ['filters that throw', async (t) => {
    const boom = () => {
      throw new Error('filter')
    }
    t.script.sync = [packet('4_9', [text(1)])]
    await t.login({}, { sessionConfig: { unreadCountFilterFn: boom, lastMessageFilterFn: boom } })
    await t.push('7_2', text(2))
    await t.do('session.getAllSessions')
  }],
  ['filters that are none', async (t) => {
    await t.login({}, { sessionConfig: { unreadCountFilterFn: 5, lastMessageFilterFn: null } })
    await t.push('7_2', text(2))
  }],
  ['a listener that throws', { differs: ['D39-listener-isolation'] }, async (t) => {
    const nim = await t.login()
    nim.on('msg', () => {
      throw new Error('listener')
    })
    await t.push('7_2', text(1))
    await t.push('7_2', text(2))
  }],
  ['unknown scene, type, client', { differs: ['D45-unknown-words'] }, async (t) => {
    await t.login()
    await t.push('7_2', text(1, { 4: '77' }))
    await t.push('7_2', text(2, { 8: '77' }))
    await t.push('7_2', text(3, { 0: '77' }))
    await t.do('session.getAllSessions')
  }],
  ['nothing in it', async (t) => {
    await t.login()
    await t.push('7_2', {})
    await t.push('7_2')
    await t.push('8_4', [])
    await t.push('8_3', null)
  }],
])

const attaches = ['{"a":1}', '[1]', '123', 'null', 'true', '"text"', 'plain', '', '{broken', undefined, null, 5, { a: 1 }]

export const records = room('records', { needs }, [
  ['every type', async (t) => {
    await t.login()
    for (const [n, type] of [0, 1, 2, 3, 4, 6, 10, 11, 12, 100].entries()) await t.push('7_2', text(n, { 8: type, 10: '{"url":"u","size":5,"w":"1"}' }))
  }],
  ['attaches', async (t) => {
    await t.login()
    for (const [n, attach] of attaches.entries()) await t.push('7_2', text(n, { 8: '100', 10: attach }))
  }],
  ['every tag', async (t) => {
    await t.login()
    const tags = Object.fromEntries([13, 21, 24, 25, 26, 28, 100, 101, 102, 104, 105, 107, 108, 109, 110, 20].map((k) => [k, '1']))
    const texts = Object.fromEntries([5, 6, 15, 16, 17, 18, 19, 22, 23, 27, 29, 30, 32, 33, 34, 35, 37, 38, 39, 40, 41, 42, 43, 44, 45, 47, 48, 49, 50, 111].map((k) => [k, 'tag ' + k]))
    await t.push('7_2', text(1, { ...tags, ...texts, 14: at(1), 31: at(2), 36: at(3), 112: '5', 3: 'unknown', 46: 'unknown', 999: 'unknown' }))
  }],
  ['flags in every spelling', async (t) => {
    await t.login()
    for (const [n, v] of ['0', 0, '', null, '1', 1, '2', '-1', 'yes', true, false].entries()) await t.push('7_2', text(n, { 101: v, 26: v, 109: v }))
  }],
  ['numbers in every spelling', async (t) => {
    await t.login()
    for (const [n, v] of [0, '0', '', null, 1700000000000, '1700000000001', 'x', -5, 1.5].entries()) await t.push('7_2', text(n, { 7: v, 14: v, 31: v }))
  }],
  ['ids in every spelling', async (t) => {
    await t.login()
    for (const [n, v] of [5, '', null, '9007199254740993'].entries()) {
      await t.push('7_2', text(n, { 11: v }))
      await t.push('7_2', text(n + 10, { 12: v }))
    }
  }],
])

const tinfo = { 1: '100', 3: 'team', 4: '1', 5: 'owner', 6: '200', 7: 'custom', 8: '1', 9: '5', 10: at(1), 11: at(0), 12: at(2), 13: '1', 14: 'intro', 15: 'announcement', 16: '1', 17: '3', 18: 'ext', 19: 'server', 20: 'avatar', 21: '0', 22: '1', 23: '1', 24: '0', 100: '1', 101: '3' }
const data = { ids: ['a', 'b'], id: 'c', attach: 'custom', channel: 'ch', calltype: '1', mute: 1, duration: 5, time: 6, from: 'd', ext: 'e', tinfo, uinfos: [{ 1: 'a', 3: 'nick', 4: 'av', 5: 'sig', 6: '1', 7: 'm', 8: 'b', 9: 't', 10: 'x', 12: at(0), 13: at(1) }], unknown: 1 }

export const notifications = room('notifications', { needs }, [
  ['of a team, every id', { differs: ['D47-mutated-messages'] }, async (t) => {
    await t.login()
    for (const [n, id] of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 101, 102, 103].entries()) await t.push('8_3', notice(n, id, data))
  }],
  ['of a super team, every id', { differs: ['D47-mutated-messages'] }, async (t) => {
    await t.login()
    for (const [n, id] of [401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411].entries()) await t.push('21_3', notice(n, id, data, { 0: '5', 1: '900' }))
  }],
  ['odd attaches', async (t) => {
    await t.login()
    const odd = [undefined, 'text', '5', 'null', '{}', '{"id":3}', '{"id":999,"data":{"ids":["a"]}}', '{"id":"3","data":{}}', '{"data":{}}', '[]', '{"id":103,"data":null}', '{"id":103,"data":{"mute":"1","tinfo":5,"uinfos":5}}']
    for (const [n, attach] of odd.entries()) await t.push('8_3', toTeam(n, { 8: '5', 10: attach }))
  }],
  ['values of the team record', async (t) => {
    await t.login()
    for (const [n, v] of ['0', '1', '2', '3', '9', 0, 1, '', null, 'x'].entries()) await t.push('8_3', notice(n, 103, { tinfo: { 1: 100, 4: v, 8: v, 13: v, 16: v, 21: v, 22: v, 23: v, 24: v, 100: v, 101: v, 6: v, 9: v, 12: v } }))
  }],
  ['in the history', async (t) => {
    t.script.on('8_23', { r: [[notice(1, 0, data), notice(2, 3, { tinfo }), notice(3, 7, { ids: ['a'] })]] })
    await t.login()
    await t.do('msgLog.getHistoryMsgs', { scene: 'team', to: '100' })
  }],
])
