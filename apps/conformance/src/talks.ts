import { loss } from './differences/connection'
import type { Talk } from './party'
import { friendTalks } from './talks/friends'
import { signalTalks } from './talks/signals'
import { storageTalks } from './talks/storage'
import { teamTalks } from './talks/team'

const text = (to: string, body: string) => ({ scene: 'p2p', to, body })

/** What two people do all day, at the emulator. */
export const talks: Talk[] = [
  {
    name: 'login, sync, logout',
    async play(t) {
      const alice = await t.join('alice')
      await alice.do('disconnect')
      await alice.do('connect')
    },
  },
  {
    name: 'a wrong token',
    async play(t) {
      const alice = await t.join('alice', { token: 'wrong' }, { stay: true })
      await alice.do('connect')
    },
  },
  {
    name: 'send, receive, answer',
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      await alice.do('msg.sendTextMsg', text('bob', 'hello'))
      await bob.event('msg')
      await bob.do('msg.sendTextMsg', text('alice', 'hello yourself'))
      await alice.event('msg')
      await bob.do('msg.sendCustomMsg', { scene: 'p2p', to: 'alice', attach: '{"a":1}', ext: 'ext', setting: { needRoaming: false } })
      await alice.event('msg', 2)
      await alice.do('session.getAllSessions')
    },
  },
  {
    name: 'read, and told so',
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      await alice.do('msg.sendTextMsg', text('bob', 'read this'))
      const msg = await bob.event('msg')
      await bob.do('msg.sendMsgReceipt', { msg })
      await bob.do('session.resetSessionUnreadCount', { id: 'p2p-alice' })
      await alice.event('msgReceipts')
      await alice.do('session.getAllSessions')
    },
  },
  {
    name: 'recall',
    differs: ['D46-sysmsg-unread'],
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      const msg = await alice.do('msg.sendTextMsg', text('bob', 'oops'))
      await bob.event('msg')
      await alice.do('msg.recallMsg', { msg, ps: 'sorry' })
      await bob.event('sysMsg')
      await bob.do('session.getAllSessions')
    },
  },
  {
    name: 'what came while offline',
    async play(t) {
      const alice = await t.join('alice')
      await alice.do('msg.sendTextMsg', text('bob', 'one'))
      await alice.do('msg.sendTextMsg', text('bob', 'two'))
      const bob = await t.join('bob')
      await bob.do('session.getAllSessions')
    },
  },
  {
    name: 'history',
    async play(t) {
      const alice = await t.join('alice')
      for (const n of ['one', 'two', 'three']) await alice.do('msg.sendTextMsg', text('bob', n))
      await alice.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
      await alice.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob', limit: 2, asc: true })
      await alice.do('msgLog.clearHistoryMsgsFromServer', { scene: 'p2p', to: 'bob' })
      await alice.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'bob' })
    },
  },
  {
    name: 'two devices of one account',
    differs: ['D07-status-first'],
    async play(t) {
      const first = await t.join('alice1', { account: 'alice' })
      const second = await t.join('alice2', { account: 'alice' })
      await first.event('multiPortLogin')
      await first.do('msg.sendTextMsg', text('bob', 'from the first'))
      await second.event('msg')
      await second.do('disconnect')
      await first.event('multiPortLogin', 2)
    },
  },
  {
    name: 'one device kicks the other',
    differs: ['D07-status-first'],
    async play(t) {
      const first = await t.join('alice1', { account: 'alice', deviceId: 'device-1' })
      const second = await t.join('alice2', { account: 'alice', deviceId: 'device-2' })
      await first.event('multiPortLogin')
      await first.do('kick', { deviceIds: ['device-2'] })
      await second.event('kicked')
      await second.until(() => second.nim.status === 'unconnected')
    },
  },
  {
    name: 'kicked by the service',
    async play(t) {
      const alice = await t.join('alice')
      t.emulator.kick('alice', 'ext')
      await alice.event('kicked')
    },
  },
  {
    name: 'a lost link comes back',
    differs: loss,
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      t.emulator.drop('alice')
      await alice.event('willReconnect')
      await bob.do('msg.sendTextMsg', text('alice', 'meanwhile'))
      await alice.event('syncdone', 2)
      await alice.do('session.getAllSessions')
    },
  },
  {
    name: 'delete for myself',
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      await alice.do('msg.sendTextMsg', text('bob', 'gone'))
      const msg = await bob.event('msg')
      await bob.do('msg.deleteSelfMsgs', { msgs: [msg] })
      await bob.do('session.getAllSessions')
      await bob.do('msgLog.getHistoryMsgs', { scene: 'p2p', to: 'alice' })
    },
  },
  {
    name: 'stick-top and cloud sessions',
    async play(t) {
      const alice = await t.join('alice')
      await alice.do('msg.sendTextMsg', text('bob', 'x'))
      await alice.do('session.addStickTopSession', { id: 'p2p-bob', ext: 'e' })
      await alice.do('session.deleteStickTopSession', { id: 'p2p-bob' })
      await alice.do('cloudSession.queryCloudSessionList', {})
      await alice.do('cloudSession.updateCloudSession', { sessionId: 'p2p-bob', ext: 'e' })
      await alice.do('cloudSession.queryCloudSession', { sessionId: 'p2p-bob' })
    },
  },
  ...friendTalks,
  ...signalTalks,
  ...storageTalks,
  ...teamTalks,
]
