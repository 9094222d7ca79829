import type { Wire } from './notation'

/** Words for the numbers of client types. */
export const clientType = '1Android,iOS,4PC,8WindowsPhone,16Web,32Server,64Mac'

export const wire = {
  records: {
    loginResult: '17lastLoginDeviceId 38customTag 102connectionId ip port 106country 111hasXMPush',
    loginPort: `3type=${clientType} os mac 13deviceId 19account 32deviceInfo 38customTag 102connectionId ip 109time#`,
    androidPush: '110pushType 111hasTokenPreviously',
  },
  commands: {
    heartbeat: '1_2',
    // the login packet in tags (`loginRequest`) → result, other devices, push
    login: '2_3 Property > @loginResult *loginPort @androidPush',
    // client type, reason, ext, custom client type of the device that caused it
    kicked: '2_5 > . + . +',
    logout: '2_6',
    // state (3: went offline), devices
    multiPortLogin: '2_7 > + *loginPort',
    // device ids → the ids that were kicked
    kick: '2_8 StrArray > .',
    // sid and cid of the notices, their ids; never answered
    batchMarkRead: '4_5 byte byte LongArray',
    // timetag per sync tag → server time
    sync: '5_1 Property > +',
  },
} satisfies Wire

/** Names of the tags in the login packet, for those who read it: the emulator. */
export const loginRequest =
  '3clientType 4os 6sdkVersion 8appLogin 9protocolVersion 10pushTokenName 11pushToken 13deviceId 18appkey 19account 24browser 26session 32deviceInfo 38customTag 39customClientType 40sdkHumanVersion 41hostEnv 42userAgent 44libEnv 112isReactNative 115authType 116loginExt 1000token'
