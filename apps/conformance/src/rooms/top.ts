import { at, text, withSession } from '../records'
import { room } from '../scenario'

const needs = ['session', 'cloudSession', 'msg']

export const stickTop = room('stick-top', { needs }, [
  ['add, update, delete', async (t) => {
    t.script.on('23_12', ({ q }) => ({ r: [{ ...(q[0] as object), 3: at(1), 4: at(1) }] }))
    t.script.on('23_14', ({ q }) => ({ r: [{ ...(q[0] as object), 3: at(1), 4: at(2) }] }))
    t.script.on('23_13', { r: [at(3)] })
    await withSession(t)
    await t.do('session.addStickTopSession', { id: 'p2p-bob', ext: 'one' })
    await t.do('session.updateStickTopSession', { id: 'p2p-bob', ext: 'two' })
    await t.do('session.updateStickTopSession', { id: 'p2p-bob' })
    await t.do('session.deleteStickTopSession', { id: 'p2p-bob' })
    await t.do('session.getAllSessions')
  }],
  ['of unknown conversations', async (t) => {
    t.script.on('23_12', ({ q }) => ({ r: [{ ...(q[0] as object), 3: at(1), 4: at(1) }] }))
    t.script.on('23_13', { r: [at(3)] })
    await t.login()
    await t.do('session.addStickTopSession', { id: 'team-100' })
    await t.do('session.addStickTopSession', { id: 'superTeam-900' })
    await t.do('session.deleteStickTopSession', { id: 'p2p-carol' })
    await t.do('session.getAllSessions')
  }],
  ['on another device', { differs: ['D53-session-order'] }, async (t) => {
    await withSession(t)
    await t.push('23_112', { 1: 'p2p|bob', 2: 'ext', 3: at(1), 4: at(1) })
    await t.push('23_114', { 1: 'p2p|bob', 2: 'new', 3: at(1), 4: at(2) })
    await t.push('23_113', at(3), { 1: 'p2p|bob' })
    await t.push('23_112', { 1: 'super_team|900', 3: at(1), 4: at(1) })
    await t.push('23_113', at(3), { 1: 'team|5' })
    await t.do('session.getAllSessions')
    await t.push('7_2', text(5))
  }],
])

const cloud = (id: string, more: object = {}) => ({ 1: id, 2: at(1), 3: 'ext', ...more })
const last = JSON.stringify(text(1))

export const cloudSessions = room('cloud sessions', { needs }, [
  ['list', async (t) => {
    t.script.on('7_19', { r: [{ 5: '1' }, [cloud('p2p|bob', { 4: last, 5: '0' }), cloud('super_team|900', { 3: undefined }), cloud('team|100', { 4: last, 5: '1' })]] }, 1)
    await t.login()
    await t.do('cloudSession.queryCloudSessionList', {})
    t.script.on('7_19', { r: [{ 5: '0' }, []] })
    await t.do('cloudSession.queryCloudSessionList', { minTimestamp: 1, maxTimestamp: 2, limit: 3, includedLastMsg: true })
    await t.do('cloudSession.queryCloudSessionList', { includedLastMsg: false })
  }],
  ['one', async (t) => {
    t.script.on('7_20', { r: [cloud('p2p|bob', { 4: last, 5: '0' })] })
    await t.login()
    await t.do('cloudSession.queryCloudSession', { sessionId: 'p2p-bob' })
    await t.do('cloudSession.queryCloudSession', { sessionId: 'superTeam-900' })
    t.script.on('7_20', { r: [{}] })
    await t.do('cloudSession.queryCloudSession', { sessionId: 'p2p-bob' })
  }],
  ['update and delete', async (t) => {
    await t.login()
    await t.do('cloudSession.updateCloudSession', { sessionId: 'p2p-bob', ext: 'e' })
    await t.do('cloudSession.updateCloudSession', { sessionId: 'superTeam-900' })
    await t.do('cloudSession.deleteCloudSessionList', { sessionIdList: ['p2p-bob', 'superTeam-900'] })
    await t.do('cloudSession.deleteCloudSessionList', { sessionIdList: [] })
  }],
  ['the last message', async (t) => {
    await t.login()
    for (const more of [{ 4: last, 5: '0' }, { 4: last }, { 4: 'broken', 5: '0' }, { 4: '{"0":"1","1":"7","2":"alice","3":"bob"}', 5: '1' }, { 5: '1' }, { 4: '', 5: '0' }]) await t.push('7_121', cloud('p2p|bob', more))
  }],
  ['pushed in every spelling', async (t) => {
    await t.login()
    await t.push('7_121', cloud('team|100', { 2: undefined }))
    await t.push('7_121', cloud('odd'))
    await t.push('7_121', {})
  }],
])
