import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    user: '1account 3nick avatar signature gender=unknown,male,female email birth tel ext 12createTime+ updateTime+',
    relation: 'account isMuted! isBlack! createTime+ updateTime+',
    deleteFriendRequest: '1delAlias?',
    friend: '4account relationShip# passRelationShip# source# alias bitsExtension# ext createTime# updateTime# serverex',
    // what another device of this account did: the positions of its packet as tags
    friendAction: 'account type=1addFriend,applyFriend,passFriendApply,rejectFriendApply ps{',
    // what a system notification says about a friend
    notice: '1type+ 3from 5attach{',
  },
  commands: {
    // account, isAdd
    setBlack: '3_3 String bool',
    // account, isAdd
    setMute: '3_5 String bool',
    getUsersNameCardFromServer: '3_7 StrArray > *user',
    // timetag → list, timetag
    syncRelations: '3_8 long > *relation +',
    // → time
    updateMyNameCard: '3_10 @user > +',
    // → account, isAdd
    onUpdateBlackList: '3_103 > . .',
    // → account, isAdd
    onUpdateMuteList: '3_105 > . .',
    // → user, timetag
    syncMyNameCard: '3_109 > @user +',
    onUpdateMyNameCard: '3_110 > @user',
    // account, type, ps; apps know it by this name
    friendReuqest: '12_1 String Byte String',
    // account, delFriendParams
    deleteFriend: '12_2 String @deleteFriendRequest',
    updateFriend: '12_3 @friend',
    // timetag → friends, timetag
    getFriends: '12_4 Long > *friend +',
    // → friends, timetag
    syncFriends: '12_5 > *friend +',
    // → users, timetag
    syncFriendUsers: '12_6 > *user +',
    // → account, type, ps
    syncFriendRequest: '12_101 > . . .',
    syncDeleteFriend: '12_102 > .',
    syncUpdateFriend: '12_103 > @friend',
    // messages, as they came: who wrote, and how new the sender's card is
    watchMsgs: '7_2,8_3,8_4,21_3,7_101,8_102,21_102 > .',
    // system notifications, as they came: who became a friend, or is none any more
    watchNotices: '7_3 > .',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
