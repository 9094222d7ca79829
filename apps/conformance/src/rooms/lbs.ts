import { room } from '../scenario'

const link = (...links: string[]) => ({ common: { link: links, 'link.default': ['default.test'] } })


export const lbs = room('lbs', {}, [
  ['links of the answer, then linkUrl, then the defaults', async (t) => {
    t.script.lbs = link('a.test', 'b.test:8080')
    t.network.refuse('a.test')
    t.network.refuse('b.test')
    t.network.refuse('fallback.test')
    t.make()
    await t.do('connect')
  }],
  ['no link can be reached', { differs: ['D05-disconnect-error', 'D15-lbs-again'] }, async (t) => {
    t.script.lbs = link('a.test')
    t.network.refuse('socket.io')
    t.make()
    await t.do('connect')
    t.note('status', t.nim.status)
    t.network.heal()
    await t.do('connect')
  }],
  ['asked once, remembered for the next connection', async (t) => {
    await t.login()
    await t.do('disconnect')
    t.script.lbs = link('other.test')
    await t.do('connect')
  }],
  ['status 500', async (t) => {
    t.script.lbs = { status: 500, body: '{"common":{"link":["never.test"]}}' }
    await t.login()
  }],
  ['not reachable', async (t) => {
    t.network.refuse('lbs.test')
    await t.login()
  }],
  ['silent', async (t) => {
    t.network.hang('lbs.test')
    t.make()
    void t.start('connect')
    await t.run(4900)
    await t.run(5200)
  }],
  ['answers a page', async (t) => {
    t.script.lbs = { body: '<html>' }
    await t.login()
  }],
  ['answers nothing', async (t) => {
    t.script.lbs = { body: '' }
    await t.login()
  }],
  ['answers an empty object', async (t) => {
    t.script.lbs = {}
    await t.login()
  }],
  ['links that are none', async (t) => {
    t.script.lbs = { common: { link: [5, null, 'a.test'], 'link.default': [] } }
    await t.login()
  }],
  ['a link as plain text', async (t) => {
    t.script.lbs = { common: { link: 'ab' } }
    await t.login()
  }],
  ['the second LBS when the first fails', async (t) => {
    t.network.refuse('one.test')
    await t.login({ lbsUrls: ['https://one.test/lbs', 'https://lbs2.test/lbs'] })
  }],
  ['an LBS address with a query, and values that need encoding', async (t) => {
    await t.login({ lbsUrls: ['https://lbs.test/lbs?x=1'], account: 'a b&c' })
  }],
  ['addresses set later', async (t) => {
    await t.login()
    await t.do('disconnect')
    await t.do('setOptions', { lbsUrls: ['https://lbs2.test/lbs'], linkUrl: 'new.test' })
    t.script.lbs = {}
    await t.do('connect')
  }],
  ['the link that worked comes first next time', async (t) => {
    t.script.lbs = link('a.test', 'b.test')
    t.network.refuse('a.test')
    await t.login()
    t.network.drop()
    await t.until('back', () => t.nim.status === 'logined')
  }],
])

export const handshake = room('handshake', {}, [
  ['port 443 is left out of the socket address', async (t) => {
    t.script.lbs = { common: { link: ['a.test:443'] } }
    await t.login()
  }],
  ['status 503', async (t) => {
    t.network.answer('link.test/socket.io', { status: 503, body: 'busy' })
    await t.login()
  }],
  ['a body without session', async (t) => {
    t.network.answer('link.test/socket.io', { body: '<html>' }, 1)
    await t.login()
  }],
  ['an empty body', async (t) => {
    t.network.answer('link.test/socket.io', { body: '' }, 1)
    await t.login()
  }],
  ['HTTP timeout, then the next link', async (t) => {
    t.network.hang('https://link.test/socket.io')
    t.make({ xhrConnectTimeout: 3000 })
    void t.start('connect')
    await t.run(2990)
    await t.run(60)
  }],
  ['the socket never opens', async (t) => {
    t.network.hang('wss://link.test')
    t.make({ socketConnectTimeout: 3000 })
    void t.start('connect')
    await t.run(2990)
    await t.run(100)
  }],
  ['no greeting', async (t) => {
    t.script.greeting = undefined
    t.make()
    void t.start('connect')
    await t.run(7990)
    t.script.greeting = '1::'
    await t.run(100)
  }],
  ['the socket is refused', async (t) => {
    t.network.refuse('wss://link.test')
    await t.login()
    await t.run(5000)
  }],
  ['the socket is closed before the greeting', async (t) => {
    t.network.closeEarly('wss://link.test')
    await t.login()
    await t.run(5000)
  }],
  ['an error instead of a greeting', { differs: ['D05-disconnect-error'] }, async (t) => {
    t.script.greeting = '7:::1+0'
    t.make()
    void t.start('connect')
    await t.run(20)
    t.script.greeting = '1::'
    await t.run(50)
  }],
  ['a greeting twice', async (t) => {
    await t.login()
    t.script.raw('1::')
    await t.run(50)
  }],
  ['the host cannot open sockets', { differs: ['D05-disconnect-error'] }, async (t) => {
    t.host.throws('connectSocket')
    await t.login()
    t.note('status', t.nim.status)
  }],
  ['the host cannot make requests', { differs: ['D05-disconnect-error'] }, async (t) => {
    t.host.throws('request')
    await t.login()
    t.note('status', t.nim.status)
  }],
])
