import type { Talk } from '../party'

/** Friends and name cards, at the emulator. */
export const friendTalks: Talk[] = [
  {
    name: 'friends, added and deleted',
    differs: ['D07-status-first', 'D46-sysmsg-unread'],
    async play(t) {
      const alice = await t.join('alice1', { account: 'alice' })
      const other = await t.join('alice2', { account: 'alice' })
      const bob = await t.join('bob')
      await alice.event('multiPortLogin')
      await alice.do('friend.addFriend', { account: 'bob', ps: '{"hello":true}' })
      await other.event('syncFriend')
      await bob.event('sysMsg')
      await alice.do('friend.updateFriend', { account: 'bob', alias: 'Bobby', ext: 'e' })
      await other.event('syncFriend', 2)
      await alice.do('friend.getFriends')
      await bob.do('friend.getFriends')
      await bob.do('friend.deleteFriend', { account: 'alice', delAlias: true })
      await alice.event('sysMsg')
      await alice.do('friend.getFriends')
      await alice.do('friend.addFriend', { account: 'nobody' })
      await alice.do('friend.updateFriend', { account: 'bob', alias: 'x' })
    },
  },
  {
    name: 'friends, applied for, passed and rejected',
    differs: ['D46-sysmsg-unread'],
    async play(t) {
      const alice = await t.join('alice')
      const bob = await t.join('bob')
      await alice.do('friend.applyFriend', { account: 'bob', ps: 'please' })
      const { idServer, from } = await bob.event('sysMsg')
      await bob.do('friend.rejectFriendApply', { account: from, idServer, ps: 'no' })
      await alice.event('sysMsg')
      await alice.do('friend.applyFriend', { account: 'bob', ps: 'please!' })
      await bob.event('sysMsg', 2)
      await bob.do('friend.passFriendApply', { account: 'alice', ps: 'well' })
      await alice.event('sysMsg', 2)
      await alice.do('friend.getFriends')
    },
  },
  {
    name: 'friends, in the next login',
    differs: ['D46-sysmsg-unread', 'D95-signature'],
    async play(t) {
      const bob = await t.join('bob')
      await bob.do('user.updateMyNameCard', { nick: 'Bob', signature: 'hi', gender: 'male' })
      await bob.do('friend.addFriend', { account: 'alice' })
      await bob.do('disconnect')
      await bob.do('connect')
      await bob.event('friends')
      await bob.do('disconnect')
      const alice = await t.join('alice')
      await alice.event('users')
      await alice.do('friend.deleteFriend', { account: 'bob', delAlias: false })
      await bob.do('connect')
      await bob.event('friends', 2)
    },
  },
  {
    name: 'name cards, on two devices and with messages',
    differs: ['D07-status-first'],
    async play(t) {
      const alice = await t.join('alice1', { account: 'alice' })
      const other = await t.join('alice2', { account: 'alice' })
      const bob = await t.join('bob')
      await alice.event('multiPortLogin')
      await alice.do('user.updateMyNameCard', { nick: 'Alicia', gender: 'female', ext: '{}' })
      await other.event('updateMyNameCard')
      await alice.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'who is it' })
      await bob.event('updateUserInfo')
      await bob.do('user.getUsersNameCardFromServer', { accounts: ['alice', 'nobody', 'bob'] })
      await alice.do('user.updateMyNameCard', { nick: 'x'.repeat(65) })
    },
  },
  {
    name: 'blacklist and mute list',
    differs: ['D07-status-first'],
    async play(t) {
      const alice = await t.join('alice1', { account: 'alice' })
      const other = await t.join('alice2', { account: 'alice' })
      await alice.event('multiPortLogin')
      await alice.do('user.setBlack', { account: 'bob', isAdd: true })
      await other.event('updateBlackList')
      await alice.do('user.setMute', { account: 'bob', isAdd: true })
      await other.event('updateMuteList')
      await alice.do('user.getRelations')
      await alice.do('user.setBlack', { account: 'bob', isAdd: false })
      await other.event('updateBlackList', 2)
      await alice.do('user.getBlackList')
      await alice.do('user.getMuteList')
      await alice.do('user.setMute', { account: 'nobody', isAdd: true })
    },
  },
]
