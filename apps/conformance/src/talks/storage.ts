import type { Party, Talk } from '../party'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d', 'hex')
const path = 'http://tmp/a.b.PNG'

/** Downloads what a message carries. */
async function download(p: Party, url: string): Promise<void> {
  const got = Buffer.from(await (await fetch(url)).arrayBuffer())
  p.rec.add({ kind: 'note', name: got.equals(png) ? 'downloaded' : `downloaded something else, ${got.length} bytes` })
}

const callbacks = (p: Party) => ({
  onUploadStart: (task: any) => p.rec.add({ kind: 'note', name: 'start', value: typeof task.abort }),
  onUploadProgress: (progress: object) => p.rec.add({ kind: 'note', name: 'progress', value: progress }),
  onUploadDone: (file: object) => p.rec.add({ kind: 'note', name: 'done', value: file }),
})

const files = (name: string, mixStore: boolean): Talk => ({
  name,
  emulator: { mixStore },
  differs: ['D122-file-fields', 'D123-upload-done'],
  async play(t) {
    const options = { cloudStorageConfig: {} }
    const alice = await t.join('alice', {}, options)
    const bob = await t.join('bob', {}, options)
    alice.host.files.set(path, png)
    await alice.do('msg.sendImageMsg', { scene: 'p2p', to: 'bob', type: 'image', filePath: path, ...callbacks(alice) })
    const msg = await bob.event('msg')
    await download(bob, msg.attach.url)
    await bob.do('msg.sendFileMsg', { scene: 'p2p', to: 'alice', type: 'file', attach: msg.attach })
    await alice.event('msg')
    const file = await alice.do('cloudStorage.uploadFile', { type: 'file', filePath: path, nosSurvivalTime: 86400 })
    await download(alice, file.url)
    await alice.do('cloudStorage.getFileToken', { type: 3 })
  },
})

/** Files and requests, at the emulator. */
export const storageTalks: Talk[] = [
  {
    name: 'server time, addresses, a request to the app server',
    differs: ['D125-typed-answers'],
    async play(t) {
      const alice = await t.join('alice')
      await alice.do('misc.getServerTime')
      await alice.do('plugin.getChatroomAddress', { chatroomId: '5' })
      await alice.do('plugin.getQChatAddress', { ipType: 2 })
      await alice.do('passThrough.request', { path: '/orders', method: 2, header: '{"a":"b"}', body: 'text' })
      await alice.do('passThrough.request', { path: '/orders', method: 9 })
    },
  },
  files('a picture: upload, message, download', false),
  files('a picture, with a policy of stores', true),
]
