import { packet } from '@nim/testkit'
import { loss } from '../differences/connection'
import { room } from '../scenario'

/** Here heartbeats are compared, each frame of them. */
export const heartbeat = room('heartbeat', { except: ['D04-heartbeat'] }, [
  ['a quiet link', async (t) => {
    await t.login()
    for (let i = 0; i < 6; i++) await t.run(8000)
  }],
  ['a busy link', async (t) => {
    await t.login()
    for (let i = 0; i < 8; i++) {
      t.script.raw('2::')
      await t.run(5000)
    }
  }],
  ['a link that falls silent', { differs: ['D05-disconnect-error', 'D06-reconnect-error', 'D08-retry-delay'] }, async (t) => {
    await t.login()
    t.network.halfOpen()
    await t.clock.run(14300)
    t.note('logins after 14 s', t.script.count('2_3'))
  }],
  ['one answer missing', async (t) => {
    await t.login()
    t.script.on('1_2', 'silence', 1)
    await t.run(70000)
    t.note('status', t.nim.status)
  }],
  ['the service asks 2::', async (t) => {
    await t.login()
    t.script.raw('2::')
    t.script.raw('2:::')
    t.script.raw('2')
    await t.run(100)
  }],
  ['an answer with an error code', async (t) => {
    await t.login()
    t.script.on('1_2', { code: 500 })
    await t.run(60000)
    t.note('status', t.nim.status)
  }],
  ['the close timer of the handshake', async (t) => {
    t.script.handshake = 'session-%:3:3:websocket'
    t.script.on('1_2', 'silence')
    await t.login()
    await t.run(2900)
    await t.run(300)
  }],
])

export const networking = room('network', {}, [
  ['offline and online again', { differs: loss }, async (t) => {
    await t.login()
    t.host.online(false)
    await t.run(10)
    t.network.refuse('socket.io')
    await t.clock.run(20)
    t.network.heal()
    t.host.online(true)
    await t.until('back', () => t.nim.status === 'logined')
    await t.clock.run(100)
  }],
  ['another kind of network', async (t) => {
    await t.login()
    t.host.online(true, '4g')
    await t.run(100)
  }],
  ['not connected, but on wifi', async (t) => {
    await t.login()
    t.host.online(false, 'wifi')
    await t.run(100)
    t.note('status', t.nim.status)
  }],
  ['offline while connecting', async (t) => {
    t.network.hang('https://link.test')
    t.make()
    void t.start('connect')
    await t.run(10)
    t.host.online(false)
    await t.run(30000)
    t.note('status', t.nim.status)
  }],
  ['offline while it reconnects', { differs: loss }, async (t) => {
    await t.login()
    t.network.hang('https://link.test')
    t.network.drop()
    await t.until('dialling', () => t.network.log.length > 3)
    t.host.online(false)
    t.network.heal()
    t.host.online(true)
    await t.until('back', () => t.nim.status === 'logined')
    await t.run(20000)
    t.note('sockets at once', t.network.peak)
  }],
  ['offline while it waits to reconnect', { differs: loss }, async (t) => {
    await t.login()
    t.network.refuse('socket.io')
    t.network.drop()
    await t.clock.run(10)
    t.host.online(false)
    await t.run(20)
    t.network.heal()
    t.host.online(true)
    await t.until('back', () => t.nim.status === 'logined')
    await t.clock.run(100)
  }],
  ['getNetworkType fails', { differs: loss }, async (t) => {
    await t.login()
    t.host.network = 'fail'
    t.network.drop()
    await t.until('back', () => t.script.count('2_3') === 2)
    t.note('status', t.nim.status)
  }],
  ['the host has no network functions', { without: ['onNetworkStatusChange', 'offNetworkStatusChange'] }, async (t) => {
    await t.login()
    await t.do('disconnect')
  }],
  ['the host cannot take listeners off', { without: ['offNetworkStatusChange'], differs: loss }, async (t) => {
    await t.login()
    await t.do('disconnect')
    await t.do('connect')
    t.host.online(false)
    await t.run(10)
  }],
  ['the app comes back to the foreground', async (t) => {
    await t.login()
    t.host.hide(true)
    await t.clock.run(60000)
    t.host.show()
    await t.run(100)
    t.note('status', t.nim.status)
  }],
  ['a socket error while logged in', async (t) => {
    await t.login()
    t.host.throws('send', 'broken pipe', 1)
    await t.do('kick', { deviceIds: ['x'] })
    t.note('status', t.nim.status)
  }],
])

export const answers = room('answers', {}, [
  ['not in time', async (t) => {
    t.script.on('2_8', 'silence')
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.run(7990)
    await t.run(20)
    t.script.push({ sid: 2, cid: 8, ser: 3, code: 200, r: [['x']] })
    await t.run(100)
  }],
  ['too late, with an error', async (t) => {
    t.script.on('2_8', 'silence')
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.run(9000)
    t.script.push({ sid: 2, cid: 8, ser: 3, code: 500 })
    await t.run(100)
  }],
  ['codes that count as success', async (t) => {
    await t.login()
    for (const code of [200, 406, 808, 810, '200']) {
      t.script.on('2_8', { code, r: [['x']] }, 1)
      await t.do('kick', { deviceIds: ['x'] })
    }
  }],
  ['codes that do not', { differs: ['D35-numeric-codes'] }, async (t) => {
    await t.login()
    for (const code of [403, 404, 414, 416, 500, 503, 9999, 0, null, '403']) {
      t.script.on('2_8', { code, r: [] }, 1)
      await t.do('kick', { deviceIds: ['x'] })
    }
  }],
  ['no code', async (t) => {
    t.script.on('2_8', { without: ['code'], r: [['x']] })
    await t.login()
    await t.do('kick', { deviceIds: ['x'] })
  }],
  ['no r', async (t) => {
    t.script.on('2_8', { without: ['r'] })
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.run(9000)
  }],
  ['another command with the same number', async (t) => {
    t.script.on('2_8', { id: '2_6' })
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.run(9000)
  }],
  ['another number', async (t) => {
    t.script.on('2_8', { ser: 77 })
    await t.login()
    void t.start('kick', { deviceIds: ['x'] })
    await t.run(9000)
  }],
])

export const frames = room('frames', {}, [
  ['texts that are no frames', { differs: ['D37-malformed'] }, async (t) => {
    await t.login()
    for (const text of ['', 'hello', '3', '3:::', '8::', '6:::1', '9:::x', '\ufffd5\ufffd3:::{}']) {
      t.script.raw(text)
      await t.clock.run(5)
    }
    await t.push('2_7', 1, [{ 3: 2, 102: 'c2', 109: '1' }])
  }],
  ['malformed packets', { differs: ['D37-malformed'] }, async (t) => {
    await t.login()
    for (const text of ['3:::{', '3:::null', '3:::5', '3:::"x"', '3:::[]', '4:::{}', '7::', '5:::{"name":"x","args":[]}']) {
      t.script.raw(text)
      await t.clock.run(5)
    }
    await t.push('2_7', 1, [{ 3: 2, 102: 'c2', 109: '1' }])
  }],
  ['unknown packets', async (t) => {
    await t.login()
    await t.push('99_1', { 1: 2 })
    t.script.push({ sid: 99, cid: 2, code: 500 })
    t.script.push({ sid: 2, cid: 99, code: 200, r: [] })
    await t.run(50)
  }],
  ['endpoint and id in a frame', async (t) => {
    await t.login()
    t.script.raw('3:5+:x:' + JSON.stringify(packet('2_7', 1, [{ 3: 2, 102: 'c2', 109: '1' }])))
    await t.run(50)
  }],
  ['data with colons and line breaks', async (t) => {
    await t.login()
    t.script.raw('3:::' + JSON.stringify(packet('2_7', 1, [{ 3: 2, 102: 'a:b', 109: '1' }]), null, 1))
    await t.run(50)
  }],
  ['an error of the service after the greeting', async (t) => {
    await t.login()
    t.script.raw('7:::1+0')
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['a binary frame', async (t) => {
    await t.login()
    t.script.raw(new Uint8Array([51, 58, 58, 58]))
    await t.run(50)
    t.note('status', t.nim.status)
  }],
  ['a listener that throws', { differs: ['D39-listener-isolation'] }, async (t) => {
    const nim = await t.login()
    const seen: string[] = []
    nim.on('multiPortLogin', () => {
      throw new Error('listener')
    })
    nim.on('multiPortLogin', () => void seen.push('second'))
    await t.push('2_7', 1, [{ 3: 2, 102: 'c2', 109: '1' }])
    t.note('seen', seen)
    await t.push('2_7', 1, [{ 3: 2, 102: 'c2', 109: '1' }])
  }],
  ['a listener that throws at login', { differs: ['D39-listener-isolation'] }, async (t) => {
    t.make().on('logined', () => {
      throw new Error('listener')
    })
    await t.do('connect')
    t.note('status', t.nim.status)
  }],
])
