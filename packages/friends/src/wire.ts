import type { Wire } from '@nim/core'

export const wire = {
  records: {
    user:
      '1account 3nick 4avatar 5signature 6gender 7email 8birth 9tel 10ext 12createTime 13updateTime',
    relation: '0account 1isMuted 2isBlack 3createTime 4updateTime',
    deleteFriendRequest: '1delAlias',
    updateFriendRequest: '4account 8alias 10ext',
    friend:
      '4account 5relationShip 6passRelationShip 7source 8alias 9bitsExtension 10ext 11createTime 12updateTime 13serverex',
    friendUser:
      '1account 3nick 4avatar 5sign 6gender 7email 8birth 9tel 10ext 12createTime 13updateTime',
  },
  commands: {
    // account, isAdd
    setBlack: '3_3 String bool',
    // account, isAdd
    setMute: '3_5 String bool',
    getUsersNameCardFromServer: '3_7 StrArray > *user',
    // → list, timetag
    syncRelations: '3_8 long > *relation +',
    updateMyNameCard: '3_10 @user > +',
    // → account, isAdd
    onUpdateBlackList: '3_103 > . .',
    // → account, isAdd
    onUpdateMuteList: '3_105 > . .',
    // → user, timetag
    syncMyNameCard: '3_109 > @user +',
    onUpdateMyNameCard: '3_110 > @user',
    // account, type, ps
    friendReuqest: '12_1 String Byte String',
    // account, delFriendParams
    deleteFriend: '12_2 String @deleteFriendRequest',
    updateFriend: '12_3 @updateFriendRequest',
    // → friends, timetag
    getFriends: '12_4 Long > *friend +',
    // → friends, timetag
    syncFriends: '12_5 > *friend +',
    // → users, timetag
    syncFriendUsers: '12_6 > *friendUser +',
    // account, type, ps → account, type, ps
    syncFriendRequest: '12_101 String Number String > . + .',
    syncDeleteFriend: '12_102 > .',
    syncUpdateFriend: '12_103 > @friend',
  },
} satisfies Wire
