import { room } from '../scenario'
import type { Stage } from '../stage'
import { accept } from '../records'

const flavours = ['wx', 'my', 'swan', 'tt'] as const
/** The service is asked for policies. */
const asking = { cloudStorageConfig: {} }

/** The store takes files, and says this about them. */
function store(t: Stage, body: unknown = { md5: 'm', size: '5', w: '30', h: '20', dur: '1000' }, status = 200): void {
  t.script.on('6_2', { r: [{ 1: 'dir%2Fobj', 2: 'tok', 3: 'nim' }] })
  t.script.on('6_29', ({ q }) => ({ r: [{ 0: (q[0] as any)[0], 1: 'ak', 2: 'sk', 3: 'st', 4: 'tok', 6: 'bucket', 7: 'dir%2Fobj', 11: 'region' }] }))
  t.script.web = ({ method }) => (method === 'POST' ? { status, body: typeof body === 'string' ? body : JSON.stringify(body) } : undefined)
}

/** What a mini-program does with the callbacks of an upload. */
const callbacks = (t: Stage) => ({
  onUploadStart: (task: any) => t.note('start', typeof task.abort),
  onUploadProgress: (p: unknown) => t.note('progress', p),
  onUploadDone: (file: unknown) => t.note('done', file),
})

const policy = (host: string, priority: number, retry: object, policyType: string) =>
  JSON.stringify({ authPolicy: { policyType }, uploadConfig: { retryPolicy: retry }, cdnSchema: 'https://{cdnDomain}/{objectName}', dlcdn: host, dlcdns: [host], priority })

interface Policies {
  mix?: boolean
  providers?: string
  nos?: false | object
  s3?: object
  types?: string
  cdn?: object
}

/** What the service says about stores. */
function say(t: Stage, { mix = true, providers = '1', nos = { retry: 0, retryNext: false, circuit: 3600 }, s3, types = '2,3', cdn = { 1: 'bucket', 2: 'cdn.test', 3: '-1', 4: 'pre/fix' } }: Policies = {}): void {
  t.script.on('6_27', { r: [{ 0: JSON.stringify({ mixStoreEnable: mix }), 1: '86400' }] })
  t.script.on('6_28', { r: [{ 0: providers, 1: '1000', 2: 'true', ...(nos && { 3: policy('nos.test', 2, nos, types) }), ...(s3 && { 4: policy('s3.test', 1, s3, types) }) }] })
  t.script.on('6_26', { r: [cdn] })
}

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

export const policies = room('storage policies', { needs: ['cloudStorage'], differs: ['D120-policies-when-needed'] }, [
  ['a login', async (t) => {
    say(t)
    await t.login({}, asking)
  }],
  ['no answers', async (t) => {
    for (const id of ['6_26', '6_27', '6_28']) t.script.on(id, 'silence')
    t.make({}, asking)
    void t.start('connect')
    await t.until('in', () => t.nim.status === 'logined' && t.rec.entries.some((e) => e.kind === 'event' && e.name === 'syncdone'))
  }],
  ['refused', async (t) => {
    for (const id of ['6_26', '6_27', '6_28']) t.script.on(id, { code: 500 })
    await t.login({}, asking)
  }],
  ['an upload with the CDN the service names', { differs: ['D122-file-fields'] }, async (t) => {
    say(t, { mix: false })
    store(t)
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    t.note('cdn', t.nim.cloudStorage.config.cdn)
  }],
  ['no CDN', { differs: ['D122-file-fields'] }, async (t) => {
    say(t, { mix: false, cdn: { 3: '0' } })
    store(t)
    await t.login({}, { cloudStorageConfig: { cdn: { cdnDomain: 'own.test' } } })
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    t.note('cdn', t.nim.cloudStorage.config.cdn)
  }],
  ['a policy that cannot be read', { differs: ['D122-file-fields'] }, async (t) => {
    say(t, { mix: false })
    t.script.on('6_27', { r: [{ 0: '{broken', 1: '5' }] })
    store(t)
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['kept for the next client', { differs: ['D122-file-fields'] }, async (t) => {
    say(t)
    store(t)
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    t.note('kept', [...t.host.storage].filter(([key]) => /All/.test(key)).map(([key, value]) => [key, JSON.parse(String(value).replace(/"timeStamp":\d+/g, '"timeStamp":0'))]))
    await t.do('destroy')
    for (const id of ['6_27', '6_28']) t.script.on(id, { code: 500 })
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
])

/** A class like that of the AWS SDK. */
const s3Class = (t: Stage, error?: object) =>
  class {
    config = { update: (o: unknown) => t.note('s3 config', o) }
    upload(o: object) {
      t.note('s3 upload', o)
      return {
        on: (event: string, fn: (p: object) => void) => (t.note('s3 on', event), fn({ loaded: 5, total: 10 })),
        send: (fn: (e: unknown, data?: object) => void) => t.host.timers.setTimeout(() => fn(error ?? null, { Location: 'l', Key: 'dir/obj' }), 5),
        abort() {},
      }
    }
  }
const both = { providers: '2,1', s3: { retry: 1, retryNext: true, circuit: 60 } }
const blob = { type: 'image/png', name: 'q.w.PNG', size: 7 }

export const stores = room('stores', { needs: ['cloudStorage'], differs: ['D120-policies-when-needed'] }, [
  ['an upload', { differs: ['D122-file-fields', 'D123-upload-done'] }, async (t) => {
    say(t)
    store(t)
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'image', filePath: 'a.PNG', nosScenes: 'x', ...callbacks(t) })
  }],
  ['no retry allowed', { differs: ['D121-upload-errors'] }, async (t) => {
    say(t)
    store(t, 'busy', 503)
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['a permit refused', { differs: ['D121-upload-errors'] }, async (t) => {
    say(t)
    store(t)
    t.script.on('6_29', { code: 500 })
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
  }],
  ['tried again, and then it is there', { differs: ['D122-file-fields'] }, async (t) => {
    say(t, { nos: { retry: 2 } })
    store(t)
    await t.login({}, asking)
    t.network.refuse('nos.netease.com', 2)
    void t.start('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    await t.run(100)
    await t.run(10_000)
  }],
  ['tried again in vain', { differs: ['D121-upload-errors'] }, async (t) => {
    say(t, { nos: { retry: 2 } })
    store(t, 'busy', 503)
    await t.login({}, asking)
    void t.start('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    await t.run(100)
    await t.run(10_000)
  }],
  ['S3', { differs: ['D122-file-fields'] }, async (t) => {
    say(t, both)
    store(t)
    await t.login({}, { cloudStorageConfig: { s3: s3Class(t) } })
    await t.do('cloudStorage.uploadFile', { type: 'image', file: blob, ...callbacks(t) })
  }],
  ['S3, aborted', { differs: ['D121-upload-errors'] }, async (t) => {
    say(t, both)
    store(t)
    await t.login({}, { cloudStorageConfig: { s3: s3Class(t, Object.assign(new Error('aborted'), { code: 'RequestAbortedError' })) } })
    await t.do('cloudStorage.uploadFile', { type: 'image', file: blob })
  }],
  ['S3 is for files, not for paths', async (t) => {
    say(t, both)
    store(t)
    await t.login({}, { cloudStorageConfig: { s3: s3Class(t) } })
    await t.do('cloudStorage.uploadFile', { type: 'image', filePath: 'a.png' })
  }],
])

export const tokens = room('file tokens', { needs: ['cloudStorage'] }, [
  ['of one store', { differs: ['D120-policies-when-needed', 'D125-typed-answers'] }, async (t) => {
    say(t)
    t.script.on('6_30', { r: [{ 1: '3', 2: '["a","b"]', 3: 't', 4: '100' }] })
    await t.login({}, asking)
    await t.each('cloudStorage.getFileToken', [{ type: 2 }, { type: 3, urls: ['https://nos.test/a', 'https://other.test/b'] }])
  }],
  ['that are not needed', { differs: ['D120-policies-when-needed'] }, async (t) => {
    say(t, { types: '-1' })
    await t.login({}, asking)
    await t.each('cloudStorage.getFileToken', [{ type: 2 }, { type: 3, urls: ['https://nos.test/a'] }, { type: 3 }])
  }],
  ['of one type only', { differs: ['D120-policies-when-needed'] }, async (t) => {
    t.script.on('6_30', { r: [{ 1: 2 }] })
    for (const types of ['2', '3']) {
      say(t, { types })
      await t.login({}, asking)
      await t.each('cloudStorage.getFileToken', [{ type: 2 }, { type: 3, urls: ['https://nos.test/a'] }])
      await t.do('destroy')
      t.host.storage.clear()
    }
  }],
  ['of other stores, and of two', { differs: ['D120-policies-when-needed'] }, async (t) => {
    say(t, both)
    await t.login({}, { cloudStorageConfig: { s3: s3Class(t) } })
    await t.each('cloudStorage.getFileToken', [{ type: 3, urls: ['https://other.test/a'] }, { type: 3, urls: ['https://nos.test/a', 'https://s3.test/b'] }, { type: 3, urls: [] }])
  }],
  ['without any policy', async (t) => {
    await t.login()
    await t.each('cloudStorage.getFileToken', [{ type: 2 }, { type: 3 }, { type: 3, urls: ['https://nos.test/a'] }])
  }],
  ['short urls', async (t) => {
    t.script.on('6_22', { r: [{ 0: 'short', 1: 'https://long.test/x' }] })
    await t.login()
    await t.each('cloudStorage.getOriginUrl', ['short', 5, '', undefined])
  }],
])

const urls = ['', 'x', 5, 'ftp://a.b/c', 'http://local/x', 'https://o.test', 'https://o.test/q?x#y', 'https://nos.test/a/b.png?x=1', 'http://nos.netease.com/buck/obj/x.png?y', 'https://buck.nos.netease.com/obj/x', 'http://nos.netease.com/', 'http://nos.netease.com/b', 'https://NOS.netease.com/a/b']
const odd = ['http://nos.netease.com', 'https://a.b.nos.netease.com/x?y', 'https://buck.nos.netease.com', 'https://o.test/a/pre/fix/y?z', 'https://o.test/pre%2Ffix/y', 'https://o.test/%zz/pre/fix/y']

const map = (t: Stage, list: unknown[]) => {
  for (const url of list)
    try {
      t.note(String(url), t.nim.cloudStorage.getPrivateUrl(url))
    } catch (e) {
      t.note(String(url), `throws ${(e as Error).name}`)
    }
}

export const privateUrls = room('private urls', { needs: ['cloudStorage'] }, [
  ['without a CDN', async (t) => {
    t.make()
    map(t, urls)
  }],
  ['odd ones without a CDN', async (t) => {
    t.make()
    map(t, odd)
  }],
  ['with a CDN', async (t) => {
    t.make({}, { cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false, cdn: { cdnDomain: 'cdn.test', objectNamePrefix: 'pre/fix' } } })
    map(t, urls)
  }],
  ['odd ones with a CDN', async (t) => {
    t.make({}, { cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false, cdn: { cdnDomain: 'cdn.test', objectNamePrefix: 'pre/fix' } } })
    map(t, odd)
  }],
  ['with a CDN, without a prefix', async (t) => {
    t.make({}, { cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false, cdn: { cdnDomain: 'cdn.test' } } })
    map(t, ['https://o.test/a/b', 'http://nos.netease.com/buck/obj'])
  }],
  ['with a CDN that is switched off', async (t) => {
    t.make({}, { cloudStorageConfig: { isNeedToGetUploadPolicyFromServer: false, nosCdnEnable: false, cdn: { cdnDomain: 'cdn.test', objectNamePrefix: 'pre/fix' } } })
    map(t, odd.slice(3))
  }],
  ['with stores', { differs: ['D120-policies-when-needed', 'D122-file-fields'] }, async (t) => {
    say(t)
    store(t)
    await t.login({}, asking)
    await t.do('cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' })
    map(t, [...urls, ...odd])
  }],
])
