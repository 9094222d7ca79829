import type { EnumTable, Wire } from './notation'

export const clientType: EnumTable = { 1: 'Android', 2: 'iOS', 4: 'PC', 8: 'WindowsPhone', 16: 'Web', 32: 'Server', 64: 'Mac' }

export const wire = {
  records: {
    loginResult: '17lastLoginDeviceId 38customTag 102connectionId 103ip 104port 106country 111hasXMPush',
    loginPort: '3type=clientType 4os 5mac 13deviceId 19account 32deviceInfo 38customTag 102connectionId 103ip 109time#',
    androidPush: '110pushType 111hasTokenPreviously',
  },
  enums: { clientType },
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
