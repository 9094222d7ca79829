import { room } from '../scenario'

export const passThrough = room('pass-through', { needs: ['passThrough'] }, [
  ['a request and its answer', { differs: ['D125-typed-answers'] }, async (t) => {
    t.script.on('22_1', { r: [{ 1: 'z', 2: '/orders', 3: '2', 4: '{"h":1}', 5: '{"ok":true}' }] })
    await t.login()
    await t.do('passThrough.request', { path: '/orders', zone: 'z', method: 2, header: '{"h":1}', body: 'b' })
  }],
  ['values that are no texts', async (t) => {
    await t.login()
    t.script.on('22_1', { r: [{ 2: 'p' }] })
    for (const more of [{ body: { a: 1 } }, { header: null }, { zone: 5 }, { method: 'GET' }, { unknown: 1 }]) await t.do('passThrough.request', { path: 'p', ...more })
  }],
  ['messages of the app server', async (t) => {
    await t.login()
    await t.push('22_2', { 1: 'server', 2: '{"a":1}', 3: '1700000000000' })
    await t.push('22_2', { 1: 'server', 2: 'x', 3: 1700000000000, 9: 'unknown' })
    await t.push('22_2', { 2: 'only a body' })
  }],
  ['a message without anything', async (t) => {
    await t.login()
    await t.push('22_2')
  }],
  ['before the login', { differs: ['D01-error-class'] }, async (t) => {
    t.make()
    await t.do('passThrough.request', { path: 'p' })
    await t.do('connect')
    await t.do('passThrough.request', { path: 'p' })
  }],
])

export const probes = room('probes', { needs: ['misc'] }, [
  ['are answered', async (t) => {
    await t.login()
    await t.push('6_31', { 1: '1', 2: 'params', 3: 'result', 100: '5', 101: 6 })
    await t.push('6_31', { 1: 2, 100: '1700000000000', 102: '7', 103: '8', 104: 9, 105: '10' })
  }],
  ['that are odd', async (t) => {
    await t.login()
    await t.push('6_31', { 1: 'x', 2: 5, 101: 'y' })
    await t.push('6_31', {})
    await t.push('6_31')
  }],
  ['the time of the service', async (t) => {
    await t.login()
    for (const now of [1700000000000, '1700000000001']) {
      t.script.on('6_23', { r: [now] })
      await t.do('misc.getServerTime')
    }
  }],
])

export const addresses = room('addresses', { needs: ['plugin'] }, [
  ['of chat rooms and QChat', async (t) => {
    t.script.on('13_1', { r: [['a.test:443', 'b.test:443']] })
    t.script.on('24_1', { r: [['q.test:443']] })
    await t.login()
    for (const ipType of [undefined, 0, 1, 2]) {
      await t.do('plugin.getChatroomAddress', { chatroomId: 'abc', ipType })
      await t.do('plugin.getQChatAddress', { ipType })
    }
    await t.do('plugin.getQChatAddress')
  }],
])
