import type { Calls } from './calls'

const right: Calls['right'] = [
  ['friend.getFriends', undefined, '12_4'],
  ['friend.addFriend', { account: 'bob', ps: 'hi' }, '12_1'],
  ['friend.addFriend', { account: 'bob' }, '12_1'],
  ['friend.applyFriend', { account: 'bob', ps: '{"a":1}' }, '12_1'],
  ['friend.applyFriend', { account: 'bob', ps: '' }, '12_1'],
  ['friend.passFriendApply', { account: 'bob', idServer: '5', ps: 'yes' }, '12_1'],
  ['friend.passFriendApply', { account: 'bob' }, '12_1'],
  ['friend.rejectFriendApply', { account: 'bob', idServer: '5', ps: 'no' }, '12_1'],
  ['friend.rejectFriendApply', { account: 'bob' }, '12_1'],
  ['friend.deleteFriend', { account: 'bob', delAlias: true }, '12_2'],
  ['friend.deleteFriend', { account: 'bob', delAlias: false }, '12_2'],
  ['friend.updateFriend', { account: 'bob', alias: 'Bobby', ext: 'e' }, '12_3'],
  ['friend.updateFriend', { account: 'bob', alias: '', source: 5, relationShip: 0 }, '12_3'],
  ['user.setBlack', { account: 'bob', isAdd: true }, '3_3'],
  ['user.setBlack', { account: 'bob', isAdd: false }, '3_3'],
  ['user.setMute', { account: 'bob', isAdd: true }, '3_5'],
  ['user.getUsersNameCardFromServer', { accounts: ['bob', 'carol'] }, '3_7'],
  ['user.getUsersNameCardFromServer', { accounts: [] }, '3_7'],
  ['user.updateMyNameCard', { nick: 'Alicia', avatar: 'a', signature: 's', gender: 'female', email: 'e', birth: 'b', tel: 't', ext: 'x' }, '3_10'],
  ['user.updateMyNameCard', { gender: 'unknown', nick: '' }, '3_10'],
  ['user.getRelations', undefined, '3_8'],
  ['user.getBlackList', undefined, '3_8'],
  ['user.getMuteList', undefined, '3_8'],
]

const bob = { account: 'bob' }
const account = [{}, { account: '' }, { account: 5 }, { account: null }]
const marks = [...account, bob, { ...bob, isAdd: 1 }, { ...bob, isAdd: 'true' }, { isAdd: true }]

const wrong: Calls['wrong'] = {
  'friend.addFriend': [...account, { ...bob, ps: '' }, { ...bob, ps: 5 }, { ...bob, ps: null }],
  'friend.applyFriend': account,
  'friend.passFriendApply': account,
  'friend.rejectFriendApply': account,
  'friend.deleteFriend': [...account, bob, { ...bob, delAlias: 1 }, { ...bob, delAlias: null }, { delAlias: true }],
  'friend.updateFriend': [...account, bob, { ...bob, ext: 'e' }, { ...bob, alias: 5 }, { ...bob, alias: null }, { ...bob, alias: 'a', ext: 5 }, { ...bob, alias: 'a', ext: {} }],
  'user.setBlack': marks,
  'user.setMute': marks,
  'user.getUsersNameCardFromServer': [{}, { accounts: 'bob' }, { accounts: [5] }, { accounts: Array(151).fill('bob') }, { accounts: null }],
  'user.updateMyNameCard': [...['nick', 'avatar', 'signature', 'email', 'birth', 'tel', 'ext'].flatMap((key) => [{ [key]: 5 }, { [key]: null }]), { gender: 'x' }, { gender: 1 }, { gender: '' }, { nick: 'ok', gender: 'x' }],
}

export const friendCalls: Calls = {
  needs: ['friend', 'user'],
  groups: ['friend.', 'user.set', 'user.getUsers', 'user.update', 'user.getRelations', 'user.getBlackList', 'user.getMuteList'],
  right,
  wrong,
}
