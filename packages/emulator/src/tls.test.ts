import { request } from 'node:https'
import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startEmulator, type Emulator } from './index'
import { login } from './probe'

let emulator: Emulator
afterEach(() => emulator.close())

const get = (path: string, options: { ca?: string; host?: string } = {}) =>
  new Promise<string>((resolve, reject) => {
    const { host = '127.0.0.1', ca } = options
    const asked = request({ host, port: emulator.port, path, ca }, (answer) => {
      let body = ''
      answer.on('data', (part) => (body += part))
      answer.on('end', () => resolve(body))
    })
    asked.on('error', reject)
    asked.end()
  })

it('serves HTTPS and WSS with a certificate of its own, for this machine only', async () => {
  emulator = await startEmulator({ tls: true })
  const ca = emulator.certificate!
  expect(emulator.url).toBe(`https://127.0.0.1:${emulator.port}`)
  await expect(get('/lbs/webconf.jsp')).rejects.toThrow(/self.signed/i)
  expect(JSON.parse(await get('/lbs/webconf.jsp', { ca }))).toMatchObject({ common: { link: [emulator.linkUrl] }, 'nos-chunk': emulator.url })
  await get('/lbs/webconf.jsp', { ca, host: 'localhost' })
  const session = (await get('/socket.io/1/', { ca })).split(':')[0]
  const socket = new WebSocket(`wss://${emulator.linkUrl}/socket.io/1/websocket/${session}`, { ca })
  expect(String(await new Promise((resolve) => socket.once('message', resolve)))).toBe('1::')
  socket.terminate()
})

it('serves the same port without TLS, for clients that take loopback for plain', async () => {
  emulator = await startEmulator({ tls: true })
  const plain = { ...emulator, url: `http://${emulator.linkUrl}` }
  const alice = await login(plain, 'alice')
  expect((await alice.call('1_2')).code).toBe(200)
})

it('makes a certificate anew each time, or takes one', async () => {
  const first = await startEmulator({ tls: true })
  emulator = await startEmulator({ tls: true })
  expect(emulator.certificate).not.toBe(first.certificate)
  await first.close()
  expect(emulator.certificate).toMatch(/^-----BEGIN CERTIFICATE-----/)
})

it('survives those who do not trust it, and nonsense', async () => {
  emulator = await startEmulator({ tls: true })
  for (const bytes of [Buffer.from([22, 3, 1, 0, 5, 1, 2, 3]), Buffer.from('GET'), Buffer.from([0])]) {
    const socket = connect(emulator.port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write(bytes)
    socket.destroy()
  }
  await expect(get('/')).rejects.toThrow()
  expect(await get('/lbs/webconf.jsp', { ca: emulator.certificate! })).toContain('link')
})
