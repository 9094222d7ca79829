import { message, mine, receipt } from '../calls/messages'
import { accept, at, text, toTeam, withSession } from '../records'
import { room } from '../scenario'

const needs = ['msg', 'session']

export const again = room('resend', { needs }, [
  ['one that failed', { differs: ['D55-stale-fields'] }, async (t) => {
    await t.login()
    t.script.on('7_1', { code: 500 }, 1)
    const failed = await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'x', setting: { needRoaming: false }, ext: 'e', pushInfo: { needPush: true } })
    accept(t)
    await t.do('msg.resendMsg', { msg: failed.msg })
    await t.do('session.getAllSessions')
  }],
  ['one that was sent', { differs: ['D55-stale-fields'] }, async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.resendMsg', { msg: { ...mine, setting: { needRoaming: false }, callbackExt: 'cb', isReplyMsg: '1' } })
  }],
  ['attaches', { differs: ['D55-stale-fields'] }, async (t) => {
    accept(t)
    await t.login()
    for (const attach of [{ a: 1 }, 'plain', '{"a":1}', 5]) await t.do('msg.resendMsg', { msg: { ...mine, type: 'custom', body: undefined, attach } })
  }],
  ["somebody else's", async (t) => {
    await t.login()
    await t.do('msg.resendMsg', { msg: message })
  }],
  ['forward to each scene', { differs: ['D55-stale-fields'] }, async (t) => {
    accept(t)
    await t.login()
    const full = { ...message, setting: { needRoaming: false }, ext: 'e', callbackExt: 'cb', subType: '3', pushInfo: { pushContent: 'p' } }
    for (const [scene, to] of [['p2p', 'carol'], ['team', '100'], ['superTeam', '900']]) await t.do('msg.forwardMsg', { msg: full, scene, to })
  }],
  ['forward one that was resent', { differs: ['D55-stale-fields'] }, async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.forwardMsg', { msg: { ...mine, setting: { resendFlag: true } }, scene: 'p2p', to: 'carol' })
  }],
  ['forward an attach', { differs: ['D55-stale-fields'] }, async (t) => {
    accept(t)
    await t.login()
    for (const attach of [{ a: 1 }, 'plain']) await t.do('msg.forwardMsg', { msg: { ...message, type: 'custom', attach }, scene: 'p2p', to: 'carol' })
  }],
])

export const recall = room('recall', { needs }, [
  ['the last message', async (t) => {
    accept(t)
    await t.login()
    const sent = await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'x' })
    await t.do('msg.recallMsg', { msg: sent })
    await t.do('session.getAllSessions')
  }],
  ['one before the last', async (t) => {
    accept(t)
    await t.login()
    const sent = await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'x' })
    await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'y' })
    await t.do('msg.recallMsg', { msg: sent })
  }],
  ['in each scene, with everything', async (t) => {
    await t.login()
    for (const [scene, to] of [['p2p', 'bob'], ['team', '100'], ['superTeam', '900']])
      await t.do('msg.recallMsg', { msg: { ...mine, scene, to }, ps: 'sorry', attach: 'a', env: 'env', pushInfo: { needPush: true, needPushBadge: false, needPushNick: true, pushContent: 'c', pushPayload: 'p' } })
  }],
  ['too late', async (t) => {
    accept(t)
    t.script.on('7_13', { code: 508 })
    await t.login()
    const sent = await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'x' })
    await t.do('msg.recallMsg', { msg: sent })
  }],
  ["somebody else's, as a manager", async (t) => {
    await withSession(t, toTeam(1), toTeam(2))
    await t.do('msg.recallMsg', { msg: { ...message, scene: 'team', to: '100', idClient: 'client-1' } })
    await t.do('session.getAllSessions')
  }],
])

export const remove = room('delete', { needs }, [
  ['messages of several conversations', async (t) => {
    t.script.on('7_24', { r: [at(50)] })
    await withSession(t, text(1), text(2), toTeam(3))
    await t.do('msg.deleteSelfMsgs', {
      msgs: [
        { ...message, idClient: 'client-1', time: Number(at(1)) },
        { ...message, idClient: 'client-2', time: Number(at(2)) },
        { ...message, scene: 'team', to: '100', idClient: 'client-3', time: Number(at(3)) },
      ],
      ext: 'why',
    })
    await t.do('session.getAllSessions')
  }],
  ['none', async (t) => {
    t.script.on('7_24', { r: [at(50)] })
    await t.login()
    await t.do('msg.deleteSelfMsgs', { msgs: [] })
  }],
  ['one of an unknown conversation', async (t) => {
    t.script.on('7_24', { r: [at(50)] })
    await t.login()
    await t.do('msg.deleteSelfMsgs', { msgs: [message] })
  }],
  ['no time in the answer', async (t) => {
    t.script.on('7_24', { r: [] })
    await t.login()
    await t.do('msg.deleteSelfMsgs', { msgs: [message] })
  }],
])

export const receipts = room('receipts', { needs }, [
  ['sendMsgReceipt', async (t) => {
    t.script.on('7_11', { r: [{ 7: at(-5), 11: 'client-1', 1: 'bob' }] }, 1)
    await withSession(t)
    await t.do('msg.sendMsgReceipt', { msg: message })
    t.script.on('7_11', { r: [{ 7: at(5) }] })
    await t.do('msg.sendMsgReceipt', { msg: message })
  }],
  ['for a team, or an own message', async (t) => {
    await t.login()
    await t.do('msg.sendMsgReceipt', { msg: { ...message, scene: 'team' } })
    await t.do('msg.sendMsgReceipt', { msg: mine })
  }],
  ['sendTeamMsgReceipt', async (t) => {
    await t.login()
    await t.do('msg.sendTeamMsgReceipt', { teamMsgReceipts: [receipt, { ...receipt, idClient: 'c2' }] })
    await t.do('msg.sendTeamMsgReceipt', { teamMsgReceipts: [] })
  }],
  ['sendTeamMsgReceipt, refused', async (t) => {
    t.script.on('8_28', { code: 403 })
    await t.login()
    await t.do('msg.sendTeamMsgReceipt', { teamMsgReceipts: [receipt] })
  }],
  ['sendTeamMsgReceipt, offline', async (t) => {
    t.make()
    await t.do('msg.sendTeamMsgReceipt', { teamMsgReceipts: [receipt] })
  }],
  ['getTeamMsgReads', { differs: ['D38-no-nan'] }, async (t) => {
    t.script.on('8_29', { r: [[{ 0: '100', 1: '1001', 100: '3', 101: '4', 102: 'client-1' }, { 0: '100', 1: '1002', 102: 'c2' }]] })
    await t.login()
    await t.do('msg.getTeamMsgReads', { teamMsgReceipts: [receipt] })
  }],
  ['getTeamMsgReadAccounts', async (t) => {
    t.script.on('8_30', { r: [{ 0: '100', 1: '1001', 102: 'client-1' }, ['a', 'b'], ['c']] })
    await t.login()
    await t.do('msg.getTeamMsgReadAccounts', { teamMsgReceipt: receipt })
    t.script.on('8_30', { r: [{ 0: '100' }] })
    await t.do('msg.getTeamMsgReadAccounts', { teamMsgReceipt: receipt })
  }],
])
