import { room } from '../scenario'
import type { Stage } from '../stage'
import { asking, blob, both, callbacks, s3Class, say, store } from '../store'

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
