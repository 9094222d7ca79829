import { expect, test } from 'vitest'
import { stage } from '../test/stage'

const hosts = (log: { url: string }[]) => log.map(({ url }) => url.replace(/^(\w+:\/\/[^/?]+).*/, '$1'))

test('its links come first, then the fallback, then its defaults, each once', async () => {
  const { make, network, script, end } = stage()
  script.lbs = { common: { link: ['a.test', 'b.test', 'a.test'], 'link.default': ['b.test', 'd.test'] } }
  network.refuse('socket.io')
  expect(await end(make().connect())).toMatchObject({ state: 'rejected', error: { code: 415, message: expect.stringMatching(/network|domain/) } })
  expect(hosts(network.log)).toEqual(['https://lbs.test', 'https://a.test', 'https://b.test', 'https://fallback.test', 'https://d.test'])
})

test('whatever it answers, the fallback is there', async () => {
  for (const lbs of [
    { status: 500, body: '{"common":{"link":["a.test"]}}' },
    { body: '' },
    { body: 'text' },
    { body: 'null' },
    { body: '5' },
    { body: '{}' },
    { common: null },
    { common: { link: null } },
    { common: { link: 'a.test' } },
    { common: { link: [null, 5, '', {}] } },
  ]) {
    const { login, script } = stage()
    script.lbs = lbs
    await login()
    expect(script.device.line.url).toMatch('wss://fallback.test/')
  }
})

test('one that hangs, is unreachable, or throws in the host is passed over within 5 s', async () => {
  for (const fault of ['hang', 'refuse'] as const) {
    const { make, network, clock, end, script } = stage()
    network[fault]('one.test')
    const at = clock.now()
    expect(await end(make({ lbsUrls: ['https://one.test', 'https://two.lbs.test'] }).connect())).toMatchObject({ state: 'resolved' })
    expect(clock.now() - at).toBeLessThan(5500)
    expect(hosts(network.log).slice(0, 3)).toEqual(['https://one.test', 'https://two.lbs.test', 'https://link.test'])
    expect(script.count('2_3')).toBe(1)
  }
  const { make, host, end } = stage()
  host.throws('request', 'not in the domain list', 1)
  expect(await end(make().connect())).toMatchObject({ state: 'resolved' })
})

test('an address with a query of its own keeps it', async () => {
  const { login, network } = stage()
  await login({ lbsUrls: ['https://lbs.test/lbs?x=1'] })
  expect(network.log[0]!.url).toBe('https://lbs.test/lbs?x=1&k=appkey&id=alice&sv=180&pv=1&networkType=0')
})

test('asked once while its links work, again when none did', async () => {
  const { login, network, clock, script, count } = stage()
  await login()
  const asked = () => network.log.filter(({ url }) => /lbs/.test(url)).length
  network.drop()
  await clock.until(() => count('logined') === 2)
  expect(asked()).toBe(1)
  script.lbs = { common: { link: ['new.test'] } }
  network.refuse('link.test')
  network.refuse('fallback.test')
  network.drop()
  await clock.until(() => count('logined') === 3)
  expect(asked()).toBe(2)
  expect(script.device.line.url).toMatch('new.test')
})
