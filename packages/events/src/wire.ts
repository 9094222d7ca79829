import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    event:
      '1type# 2value# 3idClient 4ext 5validTime+ 6broadcastType+ 7sync? 8validTimeType+ 9durable+ 10time# 11idServer 12clientType=clientType 13serverConfig 14serverExt{ 101appid 103account 104enableMultiClient+ 106consid',
    eventSubscription: '1type+ 2subscribeTime+ 3sync? 102to 104from 105time+',
  },
  enums: {
    clientType: { 1: 'Android', 2: 'iOS', 4: 'PC', 8: 'WindowsPhone', 16: 'Web', 32: 'Server', 64: 'Mac' },
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
