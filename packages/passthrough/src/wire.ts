import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    networkDetect: '1type+ params result 100t1+ t2+ t3+ t4+ t5+ t6+',
    proxyRequest: '1zone path method+ header body',
    proxyMessage: '1from body time+',
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
