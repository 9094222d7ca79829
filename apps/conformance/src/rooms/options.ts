import { room } from '../scenario'
import type { Stage } from '../stage'

/** Makes a client with each of these options, and says what became of it. */
const make = async (t: Stage, list: object[]) => {
  for (const o of list) await t.rec.call('make ' + JSON.stringify(o, (_, v) => (v === undefined || v !== v ? String(v) : v)), () => typeof t.make(o))
}
const set = async (t: Stage, list: unknown[]) => {
  for (const o of list) await t.do('setOptions', o)
}


export const options = room('options', {}, [
  ['a client without options', async (t) => {
    await t.rec.call('new NIM()', () => new t.NIM())
    await t.rec.call('new NIM({})', () => new t.NIM({}))
    t.note('instance', t.NIM.instance === null)
  }],
  ['account', (t) => make(t, [{ account: undefined }, { account: null }, { account: 5 }, { account: '' }, { account: 'bob' }])],
  ['appkey', (t) => make(t, [{ appkey: undefined }, { appkey: null }, { appkey: {} }, { appkey: '' }])],
  ['token', (t) => make(t, [{ token: undefined }, { token: null }, { token: 5 }, { token: '' }])],
  ['needReconnect', (t) => make(t, [{ needReconnect: null }, { needReconnect: 1 }, { needReconnect: 'true' }, { needReconnect: false }])],
  ['reconnectionAttempts', (t) => make(t, [{ reconnectionAttempts: null }, { reconnectionAttempts: '5' }, { reconnectionAttempts: NaN }, { reconnectionAttempts: -1 }, { reconnectionAttempts: 1.5 }])],
  ['reconnectionAttempts as the document types it', (t) => make(t, [{ reconnectionAttempts: true }, { reconnectionAttempts: false }])],
  ['customClientType', (t) => make(t, [{ customClientType: null }, { customClientType: 0 }, { customClientType: '5' }, { customClientType: 1 }, { customClientType: 1.5 }])],
  ['authType', (t) => make(t, [{ authType: null }, { authType: -1 }, { authType: 3 }, { authType: '1' }, { authType: 0 }, { authType: 1 }, { authType: 2 }])],
  ['lbsUrls', (t) => make(t, [{ lbsUrls: null }, { lbsUrls: [] }, { lbsUrls: 'https://lbs.test/lbs' }, { lbsUrls: [5] }, { lbsUrls: ['https://a.test', 'https://b.test'] }])],
  ['linkUrl', (t) => make(t, [{ linkUrl: null }, { linkUrl: '' }, { linkUrl: 5 }, { linkUrl: 'link.test:8080' }])],
  ['unknown keys and unchecked values', (t) => make(t, [{ whatever: 1, debugLevel: 'loud' }, { deviceId: '' }, { isFixedDeviceId: 'yes' }, { xhrConnectTimeout: 0 }])],
  ['undefined counts as not given', async (t) => {
    await make(t, [{ needReconnect: undefined, reconnectionAttempts: undefined, customClientType: undefined, authType: undefined, deviceId: undefined }])
    await t.do('connect')
    t.network.drop()
    await t.until('back', () => t.script.count('2_3') === 2)
  }],
  ['setOptions refuses another account', async (t) => {
    t.make()
    await set(t, [{ account: 'bob' }, { appkey: 'other' }, { account: undefined }])
    await set(t, [{ account: 'alice', appkey: 'appkey' }])
  }],
  ['setOptions checks like the constructor', async (t) => {
    t.make()
    await set(t, [{ token: 5 }, { token: '' }, { needReconnect: null }, { reconnectionAttempts: 'x' }, { customClientType: 0 }, { authType: 9 }, { lbsUrls: [] }, { linkUrl: '' }, {}, undefined])
  }],
  ['setOptions(null)', async (t) => {
    t.make()
    await set(t, [null])
  }],
  ['a token set before connect() is the one that is sent', async (t) => {
    t.make()
    await t.do('setOptions', { token: 'second' })
    await t.do('connect')
    t.note('token', (t.script.last('2_3')!.q[0] as Record<string, string>)[1000])
  }],
  ['options of the login packet', async (t) => {
    t.make({ authType: 1, customClientType: 7, customTag: 'tag', loginExt: 'ext', deviceInfo: 'info', pushTokenName: 'name', pushToken: 'pt', isReactNative: 1, deviceId: 'mine' })
    await t.do('connect')
  }],
  ['what the login packet does not take from options', async (t) => {
    t.make({ clientType: 2, os: 'x', sdkVersion: 1, appLogin: 0, protocolVersion: 9, browser: 'b', session: 's', userAgent: 'u', hostEnv: 1, libEnv: 'L' })
    await t.do('connect')
  }],
  ['loginSDKTypeParamCompat', async (t) => {
    t.make({ loginSDKTypeParamCompat: true })
    await t.do('connect')
  }],
  ['a fixed device id is kept in storage and found again', async (t) => {
    t.make({ isFixedDeviceId: true })
    t.note('stored', [...t.host.storage.keys()])
    await t.do('connect')
    await t.do('disconnect')
    t.make({ isFixedDeviceId: true })
    await t.do('connect')
    t.make()
    await t.do('connect')
  }],
  ['getInstance', async (t) => {
    const { NIM } = t
    const get = (name: string, ...args: unknown[]) => t.rec.call(name, () => NIM.getInstance(...args) === NIM.instance)
    await get('none yet')
    await get('first', { ...t.basics, token: 'one' }, t.quiet)
    await get('again')
    await get('same account', { ...t.basics, token: 'two' })
    t.note('token', NIM.instance!.options.token)
    await get('another account', { ...t.basics, account: 'bob' })
    await get('another appkey', { ...t.basics, appkey: 'other' })
    await get('no account', { appkey: 'appkey' })
    await t.rec.call('wrong option', () => NIM.getInstance({ ...t.basics, linkUrl: '' }))
  }],
  ['getInstance after destroy()', async (t) => {
    const first = t.NIM.getInstance(t.basics, t.quiet)
    void first.destroy()
    await t.run(10)
    t.note('instance', t.NIM.instance === null)
    t.note('new', t.NIM.getInstance({ ...t.basics, account: 'bob' }, t.quiet) !== first)
  }],
  ['new replaces the instance; destroying the older one', async (t) => {
    const first = t.make()
    const second = t.make()
    t.note('second', t.NIM.instance === second)
    void first.destroy()
    await t.run(10)
    t.note('still second', t.NIM.instance === second)
  }],
  ['the emitter', async (t) => {
    const nim = t.make()
    let n = 0
    const fn = () => void n++
    nim.on('x', fn)
    nim.once('x', fn)
    nim.addListener('x', fn)
    t.note('count', nim.listenerCount('x'))
    nim.emit('x', 1)
    nim.off('x', fn)
    t.note('emit', nim.emit('x'))
    t.note('n', n)
    await t.rec.call('bad listener', () => nim.on('x', 5 as never))
    nim.removeAllListeners('logined')
    t.note('names', nim.eventNames().includes('logined'))
    t.note('none', nim.listeners('logined').length)
  }],
])
