import type { Calls } from './calls'

const right: Calls['right'] = [
  ['passThrough.request', { path: '/orders', zone: 'z', method: 1, header: '{"a":"b"}', body: 'x' }, '22_1'],
  ['misc.getServerTime', undefined, '6_23'],
  ['plugin.getChatroomAddress', { chatroomId: '5', ipType: 2 }, '13_1'],
  ['plugin.getQChatAddress', { ipType: 1 }, '24_1'],
]

const wrong: Calls['wrong'] = {
  'passThrough.request': [{}, { path: '' }, { path: 5 }, { path: null }, { body: 'x' }],
  'plugin.getChatroomAddress': [{}, { chatroomId: '' }, { chatroomId: 5 }, { chatroomId: '5', ipType: '1' }, { ipType: 1 }],
  'plugin.getQChatAddress': [{ ipType: '1' }, { ipType: null }],
}

export const passThroughCalls: Calls = { needs: ['passThrough', 'misc', 'plugin'], groups: ['passThrough', 'misc', 'plugin'], right, wrong }
