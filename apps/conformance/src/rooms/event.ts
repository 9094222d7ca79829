import { packet } from '@nim/testkit'
import { loss } from '../differences/connection'
import { at, type Tagged } from '../records'
import { room } from '../scenario'
import type { Stage } from '../stage'

const event = (more: Tagged = {}): Tagged => ({ 1: '1', 2: '10001', 3: 'client', 5: '600', 6: '2', 7: '0', 10: at(1), 11: '5001', 12: '16', 13: '{"online":[16]}', 103: 'bob', ...more })
const presence = (value: number, more: Tagged = {}): Tagged => ({ 1: '1', 2: String(value), 10: at(1), 11: '5001', 12: '4', 13: '{"online":[4]}', 103: 'bob', ...more })
const subscription = (to: string, more: Tagged = {}): Tagged => ({ 1: '1', 2: '600', 3: '1', 102: to, 104: 'alice', 105: at(1), ...more })
const back = (t: Stage, logins: number) => t.until('back', () => t.script.count('5_1') >= logins && t.nim.status === 'logined')

export const events = room('events', { needs: ['event'] }, [
  ['publish', { differs: ['D141-event-values'] }, async (t) => {
    t.script.on('14_1', ({ q }) => ({ r: [{ ...(q[0] as Tagged), 10: at(1), 11: '5001', 12: '16', 103: 'alice' }] }))
    await t.login()
    await t.each('event.publishEvent', [{ type: 1, value: 10001 }, { type: 1, value: 10001, ext: 'busy', validTime: 60, broadcastType: 1, sync: true }, { type: 2, value: 5, broadcastType: 0, sync: false }, { type: 1, value: 10002, ext: 'x'.repeat(300) }, { type: 1, value: 1.5, ext: '' }])
  }],
  ['publish, with an id of the app', async (t) => {
    await t.login()
    await t.each('event.publishEvent', [{ type: 1, value: 10001, idClient: 'mine' }])
  }],
  ['parameters given as undefined', async (t) => {
    await t.login()
    await t.do('event.publishEvent', { type: 1, value: 10001, ext: undefined, validTime: undefined, broadcastType: undefined, sync: undefined })
    await t.do('event.unSubscribeEvents', { type: 1, accounts: undefined })
    await t.do('event.querySubscribeEvents', { type: 1, accounts: undefined })
  }],
  ['subscribe', async (t) => {
    t.script.on('14_3', { r: [['carol']] })
    await t.login()
    await t.each('event.subscribeEvent', [{ type: 1, accounts: ['bob', 'carol'] }, { type: 1, accounts: [], subscribeTime: 60 }, { type: 2, accounts: ['bob'], subscribeTime: 2592000, sync: true }, { type: 1, accounts: ['bob'], sync: 1 }])
  }],
  ['unsubscribe', async (t) => {
    t.script.on('14_4', { r: [['carol']] })
    await t.login()
    await t.each('event.unSubscribeEvents', [{ type: 1, accounts: ['bob', 'carol'] }, { type: 1, accounts: [] }, { type: 2 }])
  }],
  ['query', { differs: ['D142-subscription-values'] }, async (t) => {
    for (const id of ['14_6', '14_7']) t.script.on(id, { r: [[subscription('bob'), subscription('carol', { 3: '0' })]] })
    await t.login()
    await t.each('event.querySubscribeEvents', [{ type: 1, accounts: ['bob', 'carol'] }, { type: 1 }])
  }],
  ['error codes', async (t) => {
    await t.login()
    for (const code of [403, 404, 414, 416, 419, 500]) {
      for (const id of ['14_1', '14_3', '14_4', '14_5', '14_6', '14_7']) t.script.on(id, { code })
      await t.do('event.publishEvent', { type: 1, value: 10001 })
      await t.do('event.subscribeEvent', { type: 1, accounts: ['bob'] })
      await t.do('event.unSubscribeEvents', { type: 1, accounts: ['bob'] })
      await t.do('event.querySubscribeEvents', { type: 1 })
    }
  }],
  ['presence', async (t) => {
    await t.login()
    for (const value of [1, 2, 3]) await t.push('14_2', presence(value))
    await t.push('14_9', [presence(1), presence(2, { 103: 'carol' })])
  }],
  ['events of others', { differs: ['D141-event-values'] }, async (t) => {
    await t.login()
    await t.push('14_2', event({ 4: 'busy', 8: '1', 9: '1', 101: '5', 104: '1', 106: 'c' }))
    await t.push('14_9', [event({ 7: '1' }), event({ 7: 1, 5: 600, 1: 2, 2: 10005, 10: Number(at(2)) })])
  }],
  ['every type of client', async (t) => {
    await t.login()
    for (const type of ['1', 2, '4', 8, '16', 32, '64', '65', 0]) await t.push('14_2', presence(1, { 12: type }))
  }],
  ['what the service says about it', async (t) => {
    await t.login()
    for (const ext of [undefined, '["{\\"online\\":[1]}"]', '{"a":1}', '["a","b"]', '[1]', '[]', '"text"', 'null', '5', 'no json', '']) await t.push('14_2', presence(1, { 14: ext }))
  }],
  ['what the service says, and what the publisher says', async (t) => {
    await t.login()
    for (const ext of ['["{\\"online\\":[1]}"]', '{"16":"busy"}', '"text"', 'no json']) await t.push('14_2', presence(1, { 4: 'busy', 14: ext }))
  }],
  ['nothing at all', async (t) => {
    await t.login()
    await t.push('14_2')
    await t.push('14_9', [])
    await t.push('14_9')
  }],
  ['during the sync', async (t) => {
    t.script.sync = [packet('14_9', [presence(1)])]
    await t.login()
  }],
  ['subscriptions, over a reconnect', { differs: loss }, async (t) => {
    await t.login()
    await t.do('event.subscribeEvent', { type: 1, accounts: ['bob', 'carol'], sync: true })
    t.network.drop()
    await back(t, 2)
    await t.run(100)
  }],
])

export { event, presence, subscription }
