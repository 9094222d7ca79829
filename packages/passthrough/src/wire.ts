import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    networkDetect: '1type+ 2params 3result 100t1+ 101t2+ 102t3+ 103t4+ 104t5+ 105t6+',
    proxyRequest: '1zone 2path 3method+ 4header 5body',
    proxyMessage: '1from 2body 3time+',
    qchatAddressRequest: '1ipType',
  },
  commands: {
    getServerTime: '6_23 > +',
    notifyDetect: '6_31 > @networkDetect',
    uploadDetect: '6_32 @networkDetect',
    // chatroomId, isWeixinApp, ipType
    getChatroomAddress: '13_1 Long Boolean Number > .',
    requestProxy: '22_1 @proxyRequest > @proxyRequest',
    onRequestProxy: '22_2 > @proxyMessage',
    getQChatAddress: '24_1 @qchatAddressRequest > .',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
