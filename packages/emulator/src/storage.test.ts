import { afterEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator, type EmulatorOptions } from './index'
import { login, longs, property, string, type Probe } from './probe'
import { md5 } from './token'

let emulator: Emulator
let alice: Probe
let now: number

async function start(options: EmulatorOptions = {}) {
  now = 1_700_000_000_000
  emulator = await startEmulator({ now: () => now, ...options })
  alice = await login(emulator, 'alice')
}
afterEach(() => emulator.close())

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d', 'hex')
const template = '{\\"md5\\":\\"$(Etag)\\",\\"size\\":\\"$(ObjectSize)\\",\\"w\\":\\"$(ImageInfo.Width)\\",\\"h\\":\\"$(ImageInfo.Height)\\",\\"dur\\":\\"$(AVinfo.Video.Duration)\\"}'

const ticket = async (more = {}) => (await alice.call('6_2', [string(template), property({ 8: 'im', ...more })])).r[0] as Record<number, string>

function upload(t: Record<number, string>, data: Buffer = png, object = decodeURIComponent(t[1]!)) {
  const form = new FormData()
  form.append('Object', object)
  form.append('x-nos-token', t[2]!)
  form.append('x-nos-entity-type', 'json')
  form.append('file', new Blob([new Uint8Array(data)], { type: 'image/png' }), 'a.png')
  return fetch(`${emulator.url}/${t[3]}`, { method: 'POST', body: form })
}

describe('files', () => {
  it('are taken with a ticket, described by its template, and handed out', async () => {
    await start()
    const t = await ticket()
    expect(t).toMatchObject({ 3: 'nim', 8: 'im' })
    expect(t[1]).toMatch(/%2F/)
    const answer = await upload(t)
    expect(answer.status).toBe(200)
    const { url, ...rest } = (await answer.json()) as { url: string }
    expect(rest).toEqual({ md5: md5(png), size: '33', w: '3', h: '2', dur: '0' })
    const got = await fetch(url)
    expect(Buffer.from(await got.arrayBuffer())).toEqual(png)
    expect([got.headers.get('content-type'), got.headers.get('content-security-policy')]).toEqual(['image/png', 'sandbox'])
    expect(await (await fetch(`${url}?imageInfo`)).json()).toMatchObject({ Width: 3, Height: 2 })
    expect(await (await fetch(`${url}?vinfo`)).json()).toHaveProperty('GetVideoInfo.VideoInfo')
    const origin = (await alice.call('6_22', [property({ 0: t[9] })])).r[0]
    expect(origin).toEqual({ 0: t[9], 1: url })
    expect((await fetch(t[9]!)).status).toBe(200)
  })

  it('need a ticket for this object, once', async () => {
    await start()
    const t = await ticket()
    expect((await upload({ ...t, 2: 'guess' })).status).toBe(403)
    expect((await upload(t, png, 'nim/other')).status).toBe(403)
    expect((await upload(t)).status).toBe(200)
    expect((await upload(t)).status).toBe(403)
    expect((await fetch(`${emulator.url}/nim`, { method: 'POST', body: 'x' })).status).toBe(400)
    expect((await fetch(`${emulator.url}/nim`, { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } })).status).toBe(400)
    expect((await fetch(`${emulator.url}/nim/%zz`)).status).toBe(404)
  })

  it('are forgotten when they run out', async () => {
    await start()
    const { url } = (await (await upload(await ticket({ 7: 86400 }))).json()) as { url: string }
    expect((await fetch(url)).status).toBe(200)
    now += 86_401_000
    expect((await fetch(url)).status).toBe(404)
  })
})

describe('policies', () => {
  it('name no other store unless asked to', async () => {
    await start()
    expect((await alice.call('6_27', [property({})])).r).toEqual([{ 0: '{"mixStoreEnable":false}', 1: '86400' }])
    expect((await alice.call('6_26')).r).toEqual([{ 3: '0' }])
  })

  it('hand out tickets of their own', async () => {
    await start({ mixStore: true })
    expect((await alice.call('6_27', [property({})])).r[0][0]).toBe('{"mixStoreEnable":true}')
    const policy = (await alice.call('6_28', [longs([1])])).r[0]
    expect([policy[0], JSON.parse(policy[3]).priority]).toEqual(['1', 1])
    const t = (await alice.call('6_29', [property({ 0: 1, 1: 1, 3: 'x', 4: template })])).r[0]
    expect((await upload({ 1: t[7], 2: t[4], 3: t[6] })).status).toBe(200)
    expect((await fetch(t[10])).status).toBe(200)
    expect((await alice.call('6_29', [property({ 0: 2 })])).code).toBe(414)
  })

  it('give tokens to download with', async () => {
    await start()
    expect((await alice.call('6_30', [property({ 1: 2 })])).r[0]).toMatchObject({ 1: '2', 3: expect.any(String), 4: expect.any(String) })
    const { r } = await alice.call('6_30', [property({ 1: 3, 2: '["http://x/y"]' })])
    expect(JSON.parse(r[0][2])).toEqual(['url-token'])
    for (const wrong of [{ 1: 9 }, { 1: 3, 2: 'x' }, { 1: 3, 2: '{}' }]) expect((await alice.call('6_30', [property(wrong)])).code).toBe(414)
    expect((await alice.call('6_22', [property({ 0: 'http://none' })])).code).toBe(404)
  })
})
