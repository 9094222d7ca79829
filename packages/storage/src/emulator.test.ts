// From the file to the download, over real sockets, with the host of Node.
import { createNim } from '@nim/core'
import { node } from '@nim/core/node'
import { startEmulator, type Emulator, type EmulatorOptions } from '@nim/emulator'
import { msg, type IMMessage } from '@nim/msg'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cloudStorage, type CloudStorageConfig } from './index'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d', 'hex')
let emulator: Emulator
let dir: string
const clients: { destroy(): Promise<void> }[] = []

const start = async (options?: EmulatorOptions) => {
  emulator = await startEmulator(options)
  dir = await mkdtemp(join(tmpdir(), 'nim-'))
  await writeFile(join(dir, 'a.b.PNG'), png)
}
const join_ = async (account: string, config?: CloudStorageConfig) => {
  const nim = createNim({
    platform: node(),
    appkey: emulator.appkey,
    account,
    token: account + '-token',
    lbsUrls: [emulator.lbsUrl],
    linkUrl: emulator.linkUrl,
    cloudStorageConfig: { commonUploadHost: emulator.url, ...config },
    plugins: [msg(), cloudStorage()],
  })
  clients.push(nim)
  await nim.connect()
  return nim
}
afterEach(async () => {
  await Promise.all(clients.splice(0).map((nim) => nim.destroy()))
  await emulator.close()
  await rm(dir, { recursive: true })
})

test.each([false, true])('a picture is uploaded, sent, received and downloaded (several stores: %s)', async (mixStore) => {
  await start({ mixStore })
  const alice = await join_('alice')
  const bob = await join_('bob')
  const heard = new Promise<IMMessage>((got) => bob.on('msg', got))
  const said: string[] = []
  const sent = await alice.msg.sendImageMsg({
    scene: 'p2p',
    to: 'bob',
    filePath: join(dir, 'a.b.PNG'),
    onUploadStart: () => said.push('start'),
    onUploadProgress: (p) => said.push(p.percentageText + ' ' + p.total),
    onUploadDone: (f) => said.push(`done ${f.name} ${f.ext} ${f.size}`),
    onSendBefore: () => said.push('send'),
  })
  expect(said).toEqual(['start', '100% 33', 'done a.b.PNG png 33', 'send'])
  const got = await heard
  expect(got.attach).toEqual(sent.attach)
  expect(got.attach).toMatchObject({ name: 'a.b.PNG', ext: 'png', size: 33, w: 3, h: 2, md5: expect.stringMatching(/^[0-9a-f]{32}$/) })
  expect(Buffer.from(await (await fetch(got.attach.url)).arrayBuffer())).toEqual(png)
})

test('bytes and Blobs are files too; policies switched off ask nothing', async () => {
  await start()
  const asked: string[] = []
  emulator.frames(({ direction, text }) => direction === 'in' && asked.push(text))
  const alice = await join_('alice', { isNeedToGetUploadPolicyFromServer: false })
  const bytes = await alice.cloudStorage.uploadFile({ type: 'file', file: png })
  expect(bytes).toMatchObject({ name: 'file', ext: '', size: 33 })
  const blob = await alice.cloudStorage.uploadFile({ type: 'image', fileInput: new File([png], 'x.JPG', { type: 'image/jpeg' }) })
  expect(blob).toMatchObject({ name: 'x.JPG', ext: 'jpg', w: 3 })
  expect(asked.filter((t) => /"SID":6,"CID":2[678]/.test(t))).toEqual([])
})

test('an upload ends when it is aborted, when the client goes, and when there is no such file', async () => {
  await start()
  const alice = await join_('alice')
  const filePath = join(dir, 'a.b.PNG')
  await expect(alice.cloudStorage.uploadFile({ type: 'file', filePath, onUploadStart: (task) => task.abort() })).rejects.toMatchObject({ name: 'uploadError', code: 400, rawError: { errCode: 10499 } })
  await expect(alice.cloudStorage.uploadFile({ type: 'file', filePath: filePath + '.not' })).rejects.toMatchObject({ name: 'uploadError', code: 400, cause: { errMsg: expect.stringContaining('ENOENT') } })
  const upload = alice.cloudStorage.uploadFile({ type: 'file', filePath, onUploadStart: () => void alice.destroy() })
  await expect(upload).rejects.toMatchObject({ name: 'uploadError', rawError: { errCode: 10499 } })
})

test('short urls and tokens', async () => {
  await start({ mixStore: true })
  const alice = await join_('alice')
  const { url } = await alice.cloudStorage.uploadFile({ type: 'file', file: png })
  await expect(alice.cloudStorage.getOriginUrl('none')).rejects.toMatchObject({ code: 404 })
  expect(await alice.cloudStorage.getFileToken({ type: 2 })).toMatchObject({ type: 2, token: expect.any(String), ttl: 86400 })
  expect((await alice.cloudStorage.getFileToken({ type: 3, urls: [url] })).tokens).toEqual(['url-token'])
  await expect(alice.cloudStorage.getFileToken({ type: 3, urls: ['https://elsewhere.test/x'] })).rejects.toMatchObject({ code: 403 })
  await expect(alice.cloudStorage.getFileToken({ type: 3 })).rejects.toMatchObject({ code: 414 })
})
