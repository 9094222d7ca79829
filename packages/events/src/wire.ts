import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    event:
      '1type# value# idClient ext validTime+ broadcastType+ sync? validTimeType+ durable+ time# idServer clientType=1Android,iOS,4PC,8WindowsPhone,16Web,32Server,64Mac serverConfig serverExt{ 101appid 103account enableMultiClient+ 106consid',
    eventSubscription: '1type+ subscribeTime+ sync? 102to 104from time+',
  },
  commands: {
    publishEvent: '14_1 @event > @event',
    pushEvent: '14_2 > @event',
    // subscription, accounts → accounts that failed
    subscribeEvent: '14_3 @eventSubscription StrArray > .',
    // subscription, accounts → accounts that failed
    unSubscribeEventsByAccounts: '14_4 @eventSubscription StrArray > .',
    unSubscribeEventsByType: '14_5 @eventSubscription',
    // subscription, accounts
    querySubscribeEventsByAccounts: '14_6 @eventSubscription StrArray > *eventSubscription',
    querySubscribeEventsByType: '14_7 @eventSubscription > *eventSubscription',
    pushEvents: '14_9 > *event',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
