import { room } from '../scenario'
import type { Stage } from '../stage'
import { accept } from '../records'
import { asking, callbacks, say, store } from '../store'

const flavours = ['wx', 'my', 'swan', 'tt'] as const

export const settings = room('storage settings', { needs: ['cloudStorage'] }, [
  ['defaults, and what the app says', async (t) => {
    t.make()
    t.note('config', t.nim.cloudStorage.config)
    t.make({}, { cloudStorageConfig: { cdn: { cdnDomain: 'own.test' }, downloadHostList: ['a.test'], commonUploadHost: 'https://up.test' } })
    t.note('config', t.nim.cloudStorage.config)
    t.make({}, { serverConfig: { uploadReplaceFormat: 'https://{host}/x/{object}' } })
    t.note('config', t.nim.cloudStorage.config)
  }],
  ['setOptions keeps what is not given', async (t) => {
    t.make()
    t.nim.cloudStorage.setOptions({ cdn: { bucket: 'b' }, nosCdnEnable: false })
    t.note('config', t.nim.cloudStorage.config)
    t.nim.cloudStorage.setOptions({ storageKeyPrefix: 'NIM', chunkMaxSize: 5 })
    t.note('config', t.nim.cloudStorage.config)
  }],
  ['setOptions without a prefix', { differs: ['D120-policies-when-needed', 'D122-file-fields'] }, async (t) => {
    say(t, { mix: false })
    store(t)
    t.make({}, asking)
    t.nim.cloudStorage.setOptions({ nosCdnEnable: true })
    await t.do('connect')
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    t.note('keys', [...t.host.storage.keys()])
  }],
  ['the address for parts comes from the LBS', async (t) => {
    t.script.lbs = { common: { link: ['link.test'] }, 'nos-chunk': 'https://chunk.test' }
    await t.login()
    t.note('config', t.nim.cloudStorage.config)
  }],
])

export const uploads = room('uploads', { needs: ['cloudStorage'] }, [
  ...(['file', 'image', 'audio', 'video'] as const).map(
    (type) =>
      [type, { differs: ['D122-file-fields', 'D123-upload-done'] }, async (t: Stage) => {
        store(t)
        await t.login()
        await t.do('cloudStorage.uploadFile', { type, filePath: 'wxfile://tmp/a.b.PNG', ...callbacks(t) })
      }] as [string, object, (t: Stage) => Promise<void>]
  ),
  ...flavours.map(
    (host) =>
      [`on ${host}`, { host, differs: ['D122-file-fields', 'D123-upload-done'] }, async (t: Stage) => {
        store(t)
        await t.login()
        await t.do('cloudStorage.uploadFile', { type: 'video', filePath: 'tmp/a.mp4', nosScenes: 'scene', nosSurvivalTime: 86400, ...callbacks(t) })
      }] as [string, object, (t: Stage) => Promise<void>]
  ),
  ...flavours.map(
    (host) =>
      [`aborted on ${host}`, { host, differs: ['D121-upload-errors'] }, async (t: Stage) => {
        store(t)
        t.network.hang('nos.netease.com')
        await t.login()
        const out = await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'tmp/a.pdf', onUploadStart: (task: any) => task.abort() })
        t.note('errCode', out.rawError.errCode)
      }] as [string, object, (t: Stage) => Promise<void>]
  ),
  ['refused by the store', { differs: ['D121-upload-errors'] }, async (t) => {
    store(t, 'busy', 503)
    await t.login()
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf', ...callbacks(t) })
  }],
  ['answered with a page', { differs: ['D121-upload-errors'] }, async (t) => {
    store(t, '<html>')
    await t.login()
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['not reachable', { differs: ['D121-upload-errors'] }, async (t) => {
    store(t)
    t.network.refuse('nos.netease.com')
    await t.login()
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['never answered', { differs: ['D121-upload-errors'] }, async (t) => {
    store(t)
    t.network.hang('nos.netease.com')
    await t.login()
    void t.start('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    await t.run(59_000)
    await t.run(2000)
  }],
  ['the host cannot upload', { differs: ['D121-upload-errors'] }, async (t) => {
    store(t)
    t.host.throws('uploadFile')
    await t.login()
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['callbacks that throw', { differs: ['D122-file-fields'] }, async (t) => {
    store(t)
    await t.login()
    const fail = () => {
      throw new Error('in a callback')
    }
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf', onUploadStart: fail, onUploadProgress: fail, onUploadDone: fail })
  }],
  ['the options of the app stay as they are', { differs: ['D122-file-fields'] }, async (t) => {
    store(t)
    await t.login()
    const done = () => undefined
    const o = { type: 'file', filePath: 'a.pdf', onUploadDone: done, onUploadStart: done }
    await t.do('cloudStorage.uploadFile', o)
    t.note('kept', [Object.keys(o), o.onUploadDone === done])
  }],
  ['names', { differs: ['D122-file-fields'] }, async (t) => {
    store(t)
    await t.login()
    for (const filePath of ['a', 'a.', '.PDF', 'dir/b.TXT', 'dir.x/b', 'c:\\dir\\b.Txt', 'wxfile://tmp_1.JPG', 'ü ß.tar.gz']) await t.do('cloudStorage.uploadFile', { type: 'file', filePath })
  }],
  ['an url of the store', async (t) => {
    store(t, { url: 'https://own.test/a%20b', size: 1, name: 'other', ext: 'other', more: [1] })
    await t.login()
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['numbers that are none', { differs: ['D122-file-fields'] }, async (t) => {
    store(t, { size: 'x', w: '', h: '0', dur: 'NaN' })
    await t.login()
    await t.do('cloudStorage.uploadFile', { type: 'video', filePath: 'a.mp4' })
  }],
  ['addresses of the app', { differs: ['D122-file-fields'] }, async (t) => {
    store(t)
    await t.login({}, { cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false, commonUploadHost: 'https://up.test', uploadReplaceFormat: 'https://{host}/x/{object}', cdn: { cdnDomain: 'own.test' } } })
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['described by the store', async (t) => {
    await t.login()
    for (const [type, mime] of [['image', 'image/png'], ['video', 'video/mp4'], ['audio', 'audio/mp3'], ['file', 'text/plain']]) {
      store(t)
      t.script.web = ({ method, url }) =>
        method === 'POST'
          ? { body: JSON.stringify({ md5: 'm', size: 5, type: mime }) }
          : { body: JSON.stringify(url.endsWith('?imageInfo') ? { Type: mime, Width: 3, Height: 4, Orientation: '1' } : { GetVideoInfo: { VideoInfo: { Width: 1, Height: 2, Duration: 3, AudioCodec: 'a', VideoCodec: 'v', Container: 'c' } } }) }
      await t.do('cloudStorage.uploadFile', { type, filePath: 'a.bin' })
    }
  }],
  ['not described by the store', async (t) => {
    await t.login()
    for (const info of ['{}', undefined]) {
      store(t)
      t.script.web = ({ method }) => (method === 'POST' ? { body: '{"md5":"m","size":5,"type":"image/png"}' } : info ? { body: info } : undefined)
      await t.do('cloudStorage.uploadFile', { type: 'image', filePath: 'a.png' })
    }
    store(t, { md5: 'm', type: 'image/png' })
    t.network.hang('imageInfo')
    void t.start('cloudStorage.uploadFile', { type: 'image', filePath: 'a.png' })
    await t.run(6000)
  }],
  ['nothing to upload, and a file that is something else', async (t) => {
    store(t)
    await t.login()
    await t.each('cloudStorage.uploadFile', [{ type: 'image' }, { type: 'image', filePath: '' }, { type: 'image', file: { type: 'text/plain' } }, { type: 'audio', file: { type: 'image/png' } }])
  }],
  ['a disconnect does not stop it', { differs: ['D122-file-fields'] }, async (t) => {
    store(t)
    await t.login()
    void t.start('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    await t.clock.run(3)
    await t.do('disconnect')
    await t.run(100)
  }],
])

export const fileMessages = room('file messages', { needs: ['cloudStorage', 'msg'], differs: ['D122-file-fields'] }, [
  ...(['Image', 'Audio', 'Video', 'File'] as const).map(
    (type) =>
      [type.toLowerCase(), { differs: ['D123-upload-done'] }, async (t: Stage) => {
        store(t)
        accept(t)
        await t.login()
        await t.do(`msg.send${type}Msg`, { scene: 'p2p', to: 'bob', type: type.toLowerCase(), filePath: 'wxfile://tmp/x.Bin', ext: 'e', ...callbacks(t), onSendBefore: (m: { attach: unknown }) => t.note('before', m.attach) })
        await t.do('session.getAllSessions')
      }] as [string, object, (t: Stage) => Promise<void>]
  ),
  ['to a team', async (t) => {
    store(t)
    accept(t)
    await t.login()
    await t.do('msg.sendFileMsg', { scene: 'team', to: '100', type: 'file', filePath: 'x.pdf', setting: { needRoaming: false } })
  }],
])

export const fileFailures = room('file messages', { needs: ['cloudStorage', 'msg'], differs: ['D121-upload-errors'] }, [
  ['the upload fails', async (t) => {
    store(t, 'busy', 503)
    await t.login()
    await t.do('msg.sendFileMsg', { scene: 'p2p', to: 'bob', type: 'file', filePath: 'x.pdf' })
    await t.do('session.getAllSessions')
  }],
  ['before the login', async (t) => {
    t.make()
    await t.do('msg.sendFileMsg', { scene: 'p2p', to: 'bob', type: 'file', filePath: 'x.pdf' })
  }],
  ['no permit comes', async (t) => {
    t.script.on('6_2', 'silence')
    await t.login()
    void t.start('msg.sendFileMsg', { scene: 'p2p', to: 'bob', type: 'file', filePath: 'x.pdf' })
    await t.run(9000)
  }],
  ['the upload is aborted', async (t) => {
    store(t)
    t.network.hang('nos.netease.com')
    await t.login()
    const error = await t.do('msg.sendImageMsg', { scene: 'p2p', to: 'bob', type: 'image', filePath: 'x.png', onUploadStart: (task: any) => task.abort() })
    t.note('errCode', error.rawError.errCode)
    await t.do('session.getAllSessions')
  }],
])
