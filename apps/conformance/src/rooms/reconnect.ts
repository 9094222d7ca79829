import { packet } from '@nim/testkit'
import { loss } from '../differences/connection'
import { room } from '../scenario'
import type { Stage } from '../stage'

const back = (t: Stage, logins: number) => t.until('back', () => t.script.count('2_3') >= logins && t.nim.status === 'logined')

export const reconnect = room('reconnect', {}, [
  ['after a loss', { differs: loss }, async (t) => {
    await t.login()
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['after the service closed the socket', { differs: loss }, async (t) => {
    await t.login()
    t.script.device.close(1001, 'going')
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['after the service said 0::', { differs: loss }, async (t) => {
    await t.login()
    t.script.raw('0::')
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['attempts that fail', { differs: [...loss, 'D15-lbs-again'] }, async (t) => {
    await t.login()
    t.network.refuse('socket.io', 6)
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['attempts used up', { differs: [...loss, 'D15-lbs-again'] }, async (t) => {
    await t.login({ reconnectionAttempts: 2 })
    t.network.refuse('socket.io')
    t.network.drop()
    await t.until('given up', () => t.nim.status === 'unconnected')
    await t.run(20000)
    t.network.heal()
    await t.do('connect')
  }],
  ['none wanted', { differs: ['D05-disconnect-error'] }, async (t) => {
    await t.login({ needReconnect: false })
    t.network.drop()
    await t.run(20000)
    t.note('status', t.nim.status)
    await t.do('connect')
  }],
  ['zero attempts', { differs: ['D05-disconnect-error'] }, async (t) => {
    await t.login({ reconnectionAttempts: 0 })
    t.network.drop()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['the counter starts anew after each success', { differs: loss }, async (t) => {
    await t.login({ reconnectionAttempts: 1 })
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
    t.network.drop()
    await back(t, 3)
    await t.clock.run(100)
  }],
  ['needReconnect switched off on the way', { differs: ['D05-disconnect-error'] }, async (t) => {
    await t.login()
    await t.do('setOptions', { needReconnect: false })
    t.network.drop()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['a call pending at the loss', { differs: loss }, async (t) => {
    t.script.on('2_8', 'silence')
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.clock.run(10)
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['a loss before the login is answered', async (t) => {
    t.script.on('2_3', 'silence', 1)
    t.make()
    void t.start('connect')
    await t.clock.run(20)
    t.network.drop()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['a loss during the first sync', async (t) => {
    t.script.on('5_1', 'silence', 1)
    t.make()
    void t.start('connect')
    await t.clock.run(20)
    t.network.drop()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['a loss during the sync of a reconnect', { differs: loss }, async (t) => {
    await t.login()
    t.script.on('5_1', 'silence', 1)
    t.network.drop()
    await back(t, 2)
    await t.clock.run(20)
    t.network.drop()
    await back(t, 3)
    await t.clock.run(100)
  }],
  ['the sync is never answered', async (t) => {
    t.script.on('5_1', 'silence', 1)
    t.make()
    void t.start('connect')
    await t.run(60000)
    t.note('status', t.nim.status)
  }],
  ['the sync is refused', async (t) => {
    t.script.on('5_1', { code: 500 }, 1)
    await t.login()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['the first login is refused', async (t) => {
    for (const code of [302, 403, 417, 422, 500]) {
      t.script.on('2_3', { code }, 1)
      await t.login()
      t.note('status', t.nim.status)
    }
    await t.run(20000)
  }],
  ['the first login is refused, no reconnect', { differs: ['D05-disconnect-error'] }, async (t) => {
    t.script.on('2_3', { code: 302 }, 1)
    await t.login({ needReconnect: false })
    await t.run(20000)
  }],
  ['the first login is not answered', async (t) => {
    t.script.on('2_3', 'silence', 1)
    t.make()
    void t.start('connect')
    await t.run(7990)
    await t.run(30)
    t.note('status', t.nim.status)
    await t.run(20000)
  }],
  ['a login refused for a moment while reconnecting', { differs: loss }, async (t) => {
    await t.login()
    t.script.on('2_3', { code: 500 }, 2)
    t.network.drop()
    await back(t, 4)
    await t.clock.run(100)
  }],
  ['a login refused for good while reconnecting', { differs: loss }, async (t) => {
    await t.login({ token: 'old' })
    t.script.on('2_3', { code: 302 })
    t.network.drop()
    await t.run(11000)
    t.note('given up', t.nim.status === 'unconnected')
  }],
  ['a token renewed in willReconnect', { differs: loss }, async (t) => {
    const nim = await t.login({ authType: 1, token: 'old' })
    t.script.on('2_3', ({ q }) => ((q[0] as Record<string, string>)[1000] === 'new' ? { r: [{ 102: 'c' }, []] } : { code: 302 }))
    nim.on('willReconnect', () => nim.setOptions({ token: 'new' }))
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['a token renewed a second after willReconnect', { differs: loss }, async (t) => {
    const nim = await t.login({ authType: 1, token: 'old' })
    t.script.on('2_3', ({ q }) => ((q[0] as Record<string, string>)[1000] === 'new' ? { r: [{ 102: 'c' }, []] } : { code: 302 }))
    nim.on('willReconnect', () => t.host.timers.setTimeout(() => nim.setOptions({ token: 'new' }), 1000))
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['connect() while it waits', { differs: loss }, async (t) => {
    await t.login()
    t.network.refuse('socket.io', 2)
    t.network.drop()
    await t.clock.run(10)
    t.network.heal()
    await t.do('connect')
    await t.run(20000)
    t.note('sockets', t.network.peak)
  }],
  ['connect() while it waits, in vain', { differs: [...loss, 'D15-lbs-again'] }, async (t) => {
    await t.login()
    t.network.refuse('socket.io')
    t.network.drop()
    await t.clock.run(10)
    await t.do('connect')
    t.network.heal()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['connect({ isAutoReconnect: true })', async (t) => {
    t.make()
    await t.do('connect', { isAutoReconnect: true })
  }],
  ['connect({ isAutoReconnect: true }), refused once', { differs: loss }, async (t) => {
    t.script.on('2_3', { code: 500 }, 1)
    t.make()
    void t.start('connect', { isAutoReconnect: true })
    await back(t, 2)
    await t.clock.run(100)
  }],
  ['timetags are remembered', { differs: loss }, async (t) => {
    t.script.sync = [packet('4_9', [{ 0: '0', 1: 'alice', 2: 'bob', 7: '1700000005000', 8: '0', 9: 'x', 11: 'c1', 12: 's1' }])]
    await t.login()
    t.script.sync = []
    t.network.drop()
    await back(t, 2)
    await t.clock.run(100)
    await t.do('disconnect')
    await t.do('connect')
  }],
  ['never more than one socket', { differs: loss }, async (t) => {
    await t.login()
    for (let i = 2; i < 5; i++) {
      t.network.drop()
      await back(t, i)
      await t.clock.run(100)
    }
    await t.do('disconnect')
    t.note('peak', t.network.peak)
    t.note('left', t.network.open)
  }],
])
