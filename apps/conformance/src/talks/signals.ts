import { loss } from '../differences/connection'
import type { Talk } from '../party'

/** Calls, presence and custom notices, at the emulator. */
export const signalTalks: Talk[] = [
  {
    name: 'a call, step by step',
    differs: ['D136-who-answered'],
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      const { channelInfo } = await alice.do('signaling.create', { type: 1, name: 'room', ext: 'ext' })
      const { channelId } = channelInfo
      await alice.do('signaling.join', { channelId, uid: 5 })
      const invite = (requestId: string, more = {}) => alice.do('signaling.invite', { channelId, toAccid: 'bob', requestId, ...more })
      await invite('r1', { attachExt: 'come', pushInfo: { needPush: true, pushContent: 'ring' } })
      await bob.event('signalingInvite')
      await bob.do('signaling.reject', { channelId, fromAccid: 'alice', requestId: 'r1', attachExt: 'busy' })
      await alice.event('signalingReject')
      await invite('r2')
      await bob.event('signalingInvite', 2)
      await alice.do('signaling.cancelInvite', { channelId, toAccid: 'bob', requestId: 'r2' })
      await bob.event('signalingCancelInvite')
      await bob.do('signaling.joinAndAccept', { channelId, fromAccid: 'alice', requestId: 'r2' })
      await invite('r3')
      await bob.event('signalingInvite', 3)
      await bob.do('signaling.accept', { channelId, fromAccid: 'alice', requestId: 'r3', autoJoin: true, uid: 6, joinAttachExt: 'here' })
      await alice.event('signalingAccept')
      await alice.event('signalingJoin')
      await alice.do('signaling.sendCustomCommand', { channelId, attachExt: 'to all' })
      await alice.do('signaling.sendCustomCommand', { channelId, toAccid: 'bob', attachExt: 'to one' })
      await bob.event('signalingCustomCommand', 2)
      await bob.do('signaling.queryInfo', { name: 'room' })
      await bob.do('signaling.leave', { channelId, attachExt: 'off' })
      await alice.event('signalingLeave')
      await alice.do('signaling.close', { channelId })
      await alice.do('signaling.queryInfo', { name: 'room' })
    },
  },
  {
    name: 'a call at once',
    differs: ['D07-status-first', 'D136-who-answered', 'D137-nertc-response'],
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      const other = await t.join('bob2')
      const { channelInfo } = await alice.do('signaling.callEx', { type: 2, toAccid: 'bob', requestId: 'r', pluginSetting: { nertcInfo: { nertcTokenTtl: 60 } } })
      const { channelId } = channelInfo
      await bob.event('signalingInvite')
      await other.event('signalingInvite')
      await bob.do('signaling.joinAndAccept', { channelId, fromAccid: 'alice', requestId: 'r' })
      await alice.event('signalingAccept')
      await other.event('signalingAccept')
      await other.do('signaling.joinAndAccept', { channelId, fromAccid: 'alice', requestId: 'r' })
      await alice.do('signaling.close', { channelId, attachExt: 'over' })
      await bob.event('signalingClose')
    },
  },
  {
    name: 'a call that is missed',
    differs: ['D138-offline-feature'],
    async play(t) {
      const alice = await t.join('alice')
      await alice.do('signaling.callEx', { type: 1, toAccid: 'bob', requestId: 'r', needOffline: true })
      const bob = await t.join('bob')
      await bob.event('signalingInvite')
    },
  },
  {
    name: 'a call over a lost link',
    differs: loss,
    async play(t) {
      const alice = await t.join('alice')
      const { channelInfo } = await alice.do('signaling.create', { type: 1, name: 'room' })
      await alice.do('signaling.join', { channelId: channelInfo.channelId })
      t.emulator.drop('alice')
      await alice.event('syncdone', 2)
      await alice.do('signaling.queryInfo', { name: 'room' })
    },
  },
  {
    name: 'presence, and events',
    differs: ['D141-event-values', 'D142-subscription-values', 'D143-server-ext'],
    async play(t) {
      const alice = await t.join('alice')
      await alice.do('event.subscribeEvent', { type: 1, accounts: ['bob', 'nobody'], subscribeTime: 600, sync: true })
      const bob = await t.join('bob')
      await alice.event('pushEvents')
      await bob.do('event.publishEvent', { type: 1, value: 10001, ext: 'busy' })
      await alice.event('pushEvents', 2)
      await bob.do('event.publishEvent', { type: 1, value: 5 })
      await alice.do('event.querySubscribeEvents', { type: 1 })
      await bob.do('disconnect')
      await alice.event('pushEvents', 3)
      await alice.do('event.unSubscribeEvents', { type: 1, accounts: ['bob', 'carol'] })
      await alice.do('event.querySubscribeEvents', { type: 1, accounts: ['bob'] })
    },
  },
  {
    name: 'custom notices',
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      const send = (more: object) => alice.do('systemMessage.sendCustomSysMsg', { to: 'bob', type: 'customP2p', attach: '{"a":1}', ...more })
      await send({})
      await send({ attach: 'text', setting: { isRoutable: true, envConfig: 'env' }, pushInfo: { needPush: true, pushContent: 'c' } })
      await bob.event('sysMsg', 2)
      await bob.do('disconnect')
      await send({ attach: 'kept', setting: { needSaveOffline: true } })
      await send({ attach: 'lost', setting: { needSaveOffline: false } })
      await bob.do('connect')
      await bob.event('syncSysMsgs')
      await send({ to: 'nobody' })
    },
  },
]
