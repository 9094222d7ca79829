import type { Calls } from './calls'

const event = { type: 1, value: 10001 }
const subscription = { type: 1, accounts: ['bob'] }
const many = Array<string>(101).fill('x')

export const eventCalls: Calls = {
  needs: ['event'],
  groups: ['event.p', 'event.s', 'event.u', 'event.q'],
  right: [
    ['event.publishEvent', { ...event, ext: 'busy', validTime: 600, broadcastType: 1, sync: true }, '14_1'],
    ['event.subscribeEvent', { ...subscription, subscribeTime: 600, sync: true }, '14_3'],
    ['event.unSubscribeEvents', subscription, '14_4'],
    ['event.unSubscribeEvents', { type: 1 }, '14_5'],
    ['event.querySubscribeEvents', subscription, '14_6'],
    ['event.querySubscribeEvents', { type: 1, accounts: [] }, '14_7'],
  ],
  wrong: {
    'event.publishEvent': [{}, { ...event, type: '1' }, { ...event, type: undefined }, { type: 1 }, { ...event, value: '1' }, { ...event, ext: 5 }, { ...event, validTime: 59 }, { ...event, validTime: 2592001 }, { ...event, validTime: '60' }, { ...event, broadcastType: '1' }, { ...event, sync: 1 }],
    'event.subscribeEvent': [{}, { ...subscription, type: '1' }, { type: 1 }, { ...subscription, accounts: 'bob' }, { ...subscription, accounts: [5] }, { ...subscription, accounts: many }, { ...subscription, subscribeTime: 59 }, { ...subscription, subscribeTime: 2592001 }, { ...subscription, subscribeTime: '60' }],
    'event.unSubscribeEvents': [{}, { type: '1' }, { ...subscription, accounts: 'bob' }, { ...subscription, accounts: [5] }, { ...subscription, accounts: many }],
    'event.querySubscribeEvents': [{}, { type: '1' }, { ...subscription, accounts: 'bob' }, { ...subscription, accounts: [5] }, { ...subscription, accounts: many }],
  },
}
