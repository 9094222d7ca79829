import { accept, at, own, text, withSession, type Tagged } from '../records'
import { room } from '../scenario'

const needs = ['msg', 'session']
const p2p = { scene: 'p2p', to: 'bob' }
const everything = {
  ext: '{"x":1}',
  subType: 3,
  callbackExt: 'cb',
  setting: { needSaveHistory: true, needRoaming: false, needOffline: true, needSelfSync: true, needRouted: false, needUpdateSession: false, envConfig: 'env' },
  antiSpamInfo: { needAntiSpam: true, antiSpamContent: 'content', antiSpamBIZID: 'biz', clientAntispamHitting: true, antiSpamUsingYidun: false, yidunCallbackURL: 'url', yidunAntiCheating: 'cheat', yidunAntiSpamExtension: 'ext' },
  pushInfo: { needPush: true, needPushBadge: false, needPushNick: true, pushContent: 'push', pushPayload: '{}', needForcePush: true, forcePushIDsList: '["a"]', forcePushContent: 'force' },
  robotInfo: { function: 'f', topic: 't', customContent: 'cc', account: 'robot1' },
}

export const send = room('send', { needs }, [
  ['text in each scene', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'hello' })
    await t.do('msg.sendTextMsg', { scene: 'team', to: '100', body: 'hello team' })
    await t.do('msg.sendTextMsg', { scene: 'superTeam', to: '900', body: 'hello all' })
    await t.do('session.getAllSessions')
  }],
  ['every option', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'hello', ...everything })
    await t.do('msg.sendTextMsg', { scene: 'team', to: '100', body: 'hello', ...everything, teamSpecializationInfo: { needACK: true } })
  }],
  ['groups with nothing in them', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', setting: {}, antiSpamInfo: {}, pushInfo: {}, robotInfo: {} })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', setting: undefined, ext: undefined, pushInfo: { needPush: undefined } })
  }],
  ['force push', async (t) => {
    accept(t)
    await t.login()
    for (const scene of ['team', 'superTeam', 'p2p']) {
      await t.do('msg.sendTextMsg', { scene, to: '100', body: 'x', pushInfo: { needForcePush: true, pushContent: 'push' } })
      await t.do('msg.sendTextMsg', { scene, to: '100', body: 'x', pushInfo: { needForcePush: true, forcePushContent: 'force', forcePushIDsList: '["bob"]' } })
      await t.do('msg.sendTextMsg', { scene, to: '100', body: 'x', pushInfo: { needForcePush: false, pushContent: 'push' } })
    }
  }],
  ['a reply', async (t) => {
    accept(t)
    await t.login()
    const root = { from: 'bob', to: 'alice', time: 1700000000000, idServer: 's1', idClient: 'c1' }
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', replyMsg: root })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', replyMsg: { ...root, threadMessageInfo: { threadMsgFromAccount: 'carol', threadMsgToAccount: 'bob', threadMsgTime: 1600000000000, threadMsgIdServer: 's0', threadMsgIdClient: 'c0' } } })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', replyMsg: { ...root, time: '1700000000000', threadMessageInfo: {} } })
  }],
  ['onSendBefore', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', onSendBefore: (m: object) => t.note('before', m) })
    await t.do('msg.sendTextMsg', {
      ...p2p,
      body: 'x',
      onSendBefore() {
        throw new Error('in the app')
      },
    })
  }],
  ['resendFlag', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', idClient: 'mine', setting: { resendFlag: true } })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', idClient: 'ignored', setting: { resendFlag: false } })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', setting: { resendFlag: true } })
  }],
  ['codes of the answer', async (t) => {
    await t.login()
    for (const code of [403, 414, 508, 7101, 9999, 406, 808, 810]) {
      t.script.on('7_1', ({ q }) => ({ code, r: [{ ...(q[0] as Tagged), 7: String(t.script.now()), 12: 'srv' }] }), 1)
      await t.do('msg.sendTextMsg', { ...p2p, body: 'code ' + code })
    }
    await t.do('session.getAllSessions')
  }],
  ['refused without the message', async (t) => {
    await t.login()
    t.script.on('7_1', { code: 7101, r: [] })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x' })
    t.script.on('7_1', { code: 7101, without: ['r'] })
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x' })
  }],
  ['accepted, but on a blacklist', async (t) => {
    await t.login()
    for (const flag of ['1', '0']) {
      t.script.on('7_1', ({ q }) => ({ r: [{ ...(q[0] as Tagged), 7: String(t.script.now()), 12: 'srv', 106: flag }] }))
      await t.do('msg.sendTextMsg', { ...p2p, body: 'x' })
    }
  }],
  ['a note to self', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'alice', body: 'note' })
    await t.do('session.getAllSessions')
  }],
  ['before the first login', { differs: ['D01-error-class'] }, async (t) => {
    t.make()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x' })
    await t.do('session.getAllSessions')
  }],
  ['two at once', async (t) => {
    const answers: (() => void)[] = []
    t.script.on('7_1', ({ q, ser, device }) => {
      answers.push(() => device.push({ sid: 7, cid: 1, ser, code: 200, r: [{ ...(q[0] as Tagged), 7: String(t.script.now()), 12: 'srv-' + ser }] }))
      return 'silence'
    })
    await t.login()
    void t.start('msg.sendTextMsg', { ...p2p, body: 'first' })
    void t.start('msg.sendTextMsg', { ...p2p, body: 'second' })
    await t.run(100)
    answers[1]!()
    await t.run(100)
    answers[0]!()
    await t.run(100)
    await t.do('session.getAllSessions')
  }],
  ['several pending at a loss', { differs: ['D05-disconnect-error', 'D48-own-error'] }, async (t) => {
    t.script.on('7_1', 'silence')
    await t.login({ needReconnect: false })
    for (const body of ['one', 'two', 'three']) void t.start('msg.sendTextMsg', { ...p2p, body })
    await t.run(100)
    t.network.drop()
    await t.run(100)
  }],
  ['an answer after the timeout', async (t) => {
    t.script.on('7_1', 'silence')
    await t.login()
    void t.start('msg.sendTextMsg', { ...p2p, body: 'late' })
    await t.run(8100)
    const { q, ser } = t.script.last('7_1')!
    t.script.push({ sid: 7, cid: 1, ser, code: 200, r: [{ ...(q[0] as Tagged), 7: String(t.script.now()), 12: 'srv' }] })
    await t.run(100)
    await t.do('session.getAllSessions')
  }],
  ['into a conversation with newer messages, by the clock of the service', async (t) => {
    accept(t, () => at(100))
    await withSession(t, text(500))
    await t.do('msg.sendTextMsg', { ...p2p, body: 'older by the service' })
    await t.do('session.getAllSessions')
  }],
  ['with a clock that is an hour ahead of the service', async (t) => {
    t.script.now = () => t.clock.now() + 1 - 3600_000
    accept(t)
    await t.login()
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x' })
    await t.do('session.getAllSessions')
  }],
  ['a message comes in while one is being sent', async (t) => {
    await t.login()
    t.script.on('7_1', 'silence')
    void t.start('msg.sendTextMsg', { ...p2p, body: 'x' })
    await t.run(100)
    await t.push('7_2', text(1))
    await t.push('7_101', own(2))
  }],
  ['what an answer may change', async (t) => {
    await t.login()
    t.script.on('7_1', ({ q }) => ({ r: [{ ...(q[0] as Tagged), 7: String(t.script.now()), 12: 'srv', 9: 'changed', 40: 'by the service', 6: 'Alice' }] }))
    await t.do('msg.sendTextMsg', { ...p2p, body: 'x', whatever: 1, filePath: 'tmp/x' })
  }],
])

export const types = room('types', { needs }, [
  ['tip, geo, custom', async (t) => {
    accept(t)
    await t.login()
    await t.do('msg.sendTipMsg', { ...p2p, body: 'tip' })
    await t.do('msg.sendGeoLocationMsg', { ...p2p, attach: { title: 'here', lat: 30.5, lng: -120, more: 1 } })
    await t.do('msg.sendCustomMsg', { ...p2p, attach: '{"a":{"b":1}}' })
    await t.do('msg.sendCustomMsg', { ...p2p, attach: 'plain', body: 'body' })
    await t.do('msg.sendCustomMsg', { ...p2p, attach: '5' })
  }],
  ['files that are uploaded already', async (t) => {
    accept(t)
    await t.login()
    for (const [method, type] of [['Image', 'image'], ['Audio', 'audio'], ['Video', 'video'], ['File', 'file']]) await t.do(`msg.send${method}Msg`, { ...p2p, type, attach: { url: 'https://nos.test/x', size: 5, ext: 'x', name: 'n' } })
    await t.do('msg.sendImageMsg', { ...p2p, attach: { url: 'https://nos.test/x' } })
  }],
  ['sendMsg with any type', async (t) => {
    accept(t)
    await t.login()
    for (const type of ['text', 'robot', 'g2', 'notification', 'custom']) await t.do('msg.sendMsg', { ...p2p, type, body: 'b', attach: type === 'text' ? undefined : '{"a":1}' })
    await t.do('msg.sendMsg', { ...p2p, type: 'custom', attach: { an: 'object' } })
  }],
])
