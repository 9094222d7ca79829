import { createNim } from '@nim/core'
import { node } from '@nim/core/node'
import { startEmulator, type Emulator, type EmulatorOptions } from '@nim/emulator'
import { afterEach, expect, test } from 'vitest'
import { misc, passThrough, plugin } from './index'

let emulator: Emulator
const make = async (options?: EmulatorOptions) => {
  emulator = await startEmulator(options)
  return createNim({ platform: node(), appkey: emulator.appkey, account: 'alice', token: 'alice-token', lbsUrls: [emulator.lbsUrl], linkUrl: emulator.linkUrl, plugins: [passThrough(), misc(), plugin()] })
}
afterEach(() => emulator.close())

test('a request reaches the app server and brings its answer', async () => {
  const nim = await make({ appServer: ({ account, path, method, body }) => ({ header: '{"x":"y"}', body: `${account} ${method} ${path} ${body}` }) })
  await nim.connect()
  expect(await nim.passThrough.request({ path: '/orders', method: 1, body: 'b' })).toMatchObject({ path: '/orders', method: 1, header: '{"x":"y"}', body: 'alice GET /orders b' })
  expect((await nim.passThrough.request({ path: '/orders' })).body).toBe('alice POST /orders ')
  await nim.destroy()
})

test('a missing path throws at once, a missing connection rejects', async () => {
  const nim = await make()
  for (const wrong of [undefined, null, {}, { path: '' }, { path: 5 }]) expect(() => void nim.passThrough.request(wrong as never)).toThrow(expect.objectContaining({ name: 'validateError', code: 414 }))
  await expect(nim.passThrough.request({ path: 'p' })).rejects.toMatchObject({ code: 415 })
})

test('messages of the app server and probes', async () => {
  const nim = await make()
  await nim.connect()
  const heard: unknown[] = []
  nim.on('proxyMsg', (m) => heard.push(m))
  const answered = new Promise<any>((got) => emulator.frames(({ direction, text }) => direction === 'in' && /"CID":32/.test(text) && got(JSON.parse(text.slice(text.indexOf('{'))))))
  emulator.pushRaw('alice', { sid: 22, cid: 2, r: [{ 1: 'server', 2: 'hi', 3: '1700000000000' }] })
  emulator.pushRaw('alice', { sid: 22, cid: 2, r: [] })
  emulator.pushRaw('alice', { sid: 6, cid: 31, r: [{ 1: '1', 2: 'p', 100: '5' }] })
  const { v } = (await answered).Q[0]
  expect(v).toEqual({ 1: 1, 2: 'p', 100: 5, 102: expect.any(Number), 103: expect.any(Number) })
  expect(heard).toEqual([{ from: 'server', body: 'hi', time: 1700000000000 }])
  await nim.destroy()
})

test('the time, and addresses of other services', async () => {
  const nim = await make()
  await nim.connect()
  expect(Math.abs((await nim.misc.getServerTime()) - Date.now())).toBeLessThan(5000)
  expect(await nim.plugin.getChatroomAddress({ chatroomId: '5' })).toEqual([expect.stringMatching(/^127/)])
  await expect(nim.plugin.getChatroomAddress({ chatroomId: 'x' })).rejects.toMatchObject({ code: 404 })
  await expect(nim.plugin.getChatroomAddress({} as never)).rejects.toMatchObject({ code: 414 })
  expect(await nim.plugin.getQChatAddress()).toHaveLength(1)
  await nim.destroy()
})
