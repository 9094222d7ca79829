import { packet } from '@nim/testkit'
import { loss } from '../differences/connection'
import { room } from '../scenario'

const kick = (reason: number, ...more: unknown[]) => packet('2_5', 16, reason, ...more)
const port = (id: string, more: object = {}) => ({ 3: 2, 4: 'iOS', 13: 'dev-' + id, 19: 'alice', 38: 'tag', 102: id, 103: '10.0.0.2', 109: '1700000000000', ...more })


export const kicked = room('kicked', {}, [
  ['by another device of the same kind', async (t) => {
    await t.login()
    t.script.push(kick(1, 'ext', 7))
    await t.run(5000)
    t.note('status', t.nim.status)
  }],
  ['by the service, by another kind, silently, for an unknown reason', async (t) => {
    for (const [type, reason] of [[1, 2], [2, 3], [4, 4], [99, 9]]) {
      await t.login()
      t.script.push(packet('2_5', type, reason))
      await t.run(100)
    }
  }],
  ['connect() afterwards', async (t) => {
    await t.login()
    t.script.push(kick(1))
    await t.run(100)
    await t.do('connect')
  }],
  ['with a call pending', async (t) => {
    await t.login()
    t.script.on('2_8', 'silence')
    void t.start('kick', { deviceIds: ['x'] })
    await t.run(10)
    t.script.push(kick(3))
    await t.run(100)
  }],
  ['before the login is answered', async (t) => {
    t.script.on('2_3', 'silence')
    t.make()
    void t.start('connect')
    await t.run(20)
    t.script.push(kick(2))
    await t.run(5000)
  }],
  ['during the sync', async (t) => {
    t.script.on('5_1', 'silence')
    t.make()
    void t.start('connect')
    await t.run(20)
    t.script.push(kick(2))
    await t.run(100)
    t.script.device.close()
    await t.run(5000)
  }],
  ['without reconnect', async (t) => {
    await t.login({ needReconnect: false })
    t.script.push(kick(1))
    await t.run(5000)
  }],
  ['with no attempts', async (t) => {
    await t.login({ reconnectionAttempts: 0 })
    t.script.push(kick(1))
    await t.run(5000)
  }],
])

export const ports = room('ports', {}, [
  ['others in the login answer', { differs: ['D07-status-first', 'D38-no-nan'] }, async (t) => {
    t.script.on('2_3', { r: [{ 102: 'c1', 103: 'ip' }, [port('c1'), port('c2', { 3: 64 }), port('c3', { 3: 99, 109: undefined })]] })
    await t.login()
  }],
  ['only our own', async (t) => {
    t.script.on('2_3', { r: [{ 102: 'c1' }, [port('c1')]] })
    await t.login()
  }],
  ['one comes and goes', async (t) => {
    await t.login()
    await t.push('2_7', 1, [port('c2')])
    await t.push('2_7', 2, [port('c2')])
    await t.push('2_7', 3, [port('c2'), port('c3')])
    await t.push('2_7', 1, [])
  }],
  ['a bare login answer', async (t) => {
    t.script.on('2_3', { r: [] })
    await t.login()
  }],
  ['a full login answer', async (t) => {
    t.script.on('2_3', { r: [{ 17: 'last', 38: 'tag', 102: 'c1', 103: 'ip', 104: 'port', 106: 'CN', 111: '1', 999: 'unknown' }, [], { 110: '2', 111: '1' }] })
    await t.login()
  }],
  ['kick', async (t) => {
    t.script.on('2_8', { r: [['dev-1', 'dev-2']] })
    await t.login()
    await t.do('kick', { deviceIds: ['dev-1', 'dev-2'] })
    await t.do('kick', { deviceIds: [] })
    t.script.on('2_8', { code: 403 })
    await t.do('kick', { deviceIds: ['dev-1'] })
  }],
  ['kick with wrong arguments', async (t) => {
    await t.login()
    await t.each('kick', [[undefined], {}, { deviceIds: 'x' }])
  }],
  ['kick offline', { differs: ['D01-error-class'] }, async (t) => {
    t.make()
    await t.do('kick', { deviceIds: ['dev-1'] })
  }],
])

export const leave = room('leave', {}, [
  ['disconnect() when nothing is going on', async (t) => {
    t.make()
    await t.do('disconnect')
    await t.do('disconnect')
  }],
  ['disconnect() during the LBS request', async (t) => {
    t.network.delay(20)
    t.make()
    void t.start('connect')
    await t.run(10)
    await t.do('disconnect')
    await t.run(1000)
    t.note('status', t.nim.status)
  }],
  ['disconnect() during the handshake', async (t) => {
    t.network.hang('https://link.test')
    t.make()
    void t.start('connect')
    await t.run(10)
    await t.do('disconnect')
    await t.run(30000)
    t.note('status', t.nim.status)
  }],
  ['disconnect() while the socket opens', async (t) => {
    t.network.hang('wss://link.test')
    t.make()
    void t.start('connect')
    await t.run(20)
    await t.do('disconnect')
    await t.run(30000)
    t.note('status', t.nim.status)
  }],
  ['disconnect() before the login is answered', async (t) => {
    t.script.on('2_3', 'silence')
    t.make()
    void t.start('connect')
    await t.run(20)
    await t.do('disconnect')
    await t.run(1000)
  }],
  ['disconnect() during the sync', async (t) => {
    t.script.on('5_1', 'silence')
    t.make()
    void t.start('connect')
    await t.run(20)
    await t.do('disconnect')
    await t.run(1000)
  }],
  ['disconnect() while it waits to reconnect', { differs: loss }, async (t) => {
    await t.login()
    t.network.refuse('socket.io')
    t.network.drop()
    await t.clock.run(10)
    await t.do('disconnect')
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['disconnect() twice', async (t) => {
    await t.login()
    void t.start('disconnect')
    void t.start('disconnect')
    await t.run(100)
  }],
  ['a logout that is refused', async (t) => {
    t.script.on('2_6', { code: 500 })
    await t.login()
    await t.do('disconnect')
  }],
  ['a logout that is not answered', async (t) => {
    t.script.on('2_6', 'silence')
    await t.login()
    void t.start('disconnect')
    await t.run(990)
    await t.run(20)
  }],
  ['the service closes during the logout', async (t) => {
    t.script.on('2_6', ({ device }) => (device.close(), 'silence'))
    await t.login()
    await t.do('disconnect')
    await t.run(3000)
    t.note('status', t.nim.status)
  }],
  ['a call pending at disconnect()', async (t) => {
    t.script.on('2_8', 'silence')
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.do('disconnect')
  }],
  ['connect() after disconnect()', async (t) => {
    await t.login()
    await t.do('disconnect')
    await t.do('connect')
    await t.do('disconnect')
  }],
  ['destroy() when nothing is going on', async (t) => {
    t.make()
    await t.do('destroy')
    t.note('status', t.nim.status)
    await t.do('destroy')
    await t.do('disconnect')
  }],
  ['destroy() when logged in', async (t) => {
    await t.login()
    await t.do('destroy')
    t.note('status', t.nim.status)
    t.note('sockets', t.network.open)
    t.script.push(kick(1))
    await t.run(1000)
  }],
  ['destroy() before the login is answered', async (t) => {
    t.script.on('2_3', 'silence')
    t.make()
    void t.start('connect')
    await t.run(20)
    await t.do('destroy')
    await t.run(10000)
    t.note('status', t.nim.status)
  }],
  ['destroy() during the handshake', async (t) => {
    t.network.hang('https://link.test')
    t.make()
    void t.start('connect')
    await t.run(10)
    await t.do('destroy')
    await t.run(30000)
    t.note('status', t.nim.status)
    t.note('sockets', t.network.open)
  }],
  ['destroy() while it waits to reconnect', { differs: loss }, async (t) => {
    await t.login()
    t.network.refuse('socket.io')
    t.network.drop()
    await t.clock.run(10)
    await t.do('destroy')
    await t.run(20000)
  }],
  ['calls after destroy()', { differs: ['D01-error-class'] }, async (t) => {
    await t.login()
    await t.do('destroy')
    await t.do('connect')
    await t.do('kick', { deviceIds: ['x'] })
  }],
])
