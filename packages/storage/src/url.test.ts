import { expect, test } from 'vitest'
import { defaults, overlay } from './config'
import { base, extension, fill, parse, plain, privateUrl } from './url'

test.each([
  ['', '', ''],
  ['a', 'a', ''],
  ['a.', 'a.', ''],
  ['.PDF', '.PDF', 'pdf'],
  ['dir/b.c.TXT', 'b.c.TXT', 'txt'],
  ['dir.x/b', 'b', ''],
  ['c:\\dir\\b.Txt', 'b.Txt', 'txt'],
  ['wxfile://tmp_1.JPG', 'tmp_1.JPG', 'jpg'],
])('%j has the name %j and the extension %j', (path, name, ext) => {
  expect([base(path), extension(base(path))]).toEqual([name, ext])
})

test('forms are filled, what is unknown becomes nothing', () => {
  expect(fill('https://{host}/{object}', { host: 'h', object: 'a/$&b' })).toBe('https://h/a/$&b')
  expect(fill('{x}{y}', { x: '1' })).toBe('1')
})

test('text that cannot be decoded stays', () => {
  expect([plain('a%2Fb'), plain('%zz')]).toEqual(['a/b', '%zz'])
})

test.each([
  ['https://a.test/b?c', ['a.test', '/b']],
  ['http://127.0.0.1:80', ['127.0.0.1:80', '']],
  ['https://a.test#x', ['a.test', '']],
  ['http://local/x', []],
  ['ftp://a.test/b', []],
  [undefined, []],
])('%j is of %j', (url, parts) => {
  expect(parse(url)).toEqual(parts)
})

const at = (config: object) => (url: string) => {
  const c = defaults()
  overlay(c, config)
  return privateUrl(url, c, undefined)
}

test.each([
  [{}, 'https://o.test/a?b', 'https://o.test/a?b'],
  [{}, 'nothing', ''],
  [{}, 'http://nos.netease.com/buck/obj/x.png?y', 'https://buck-nosdn.netease.im/obj/x.png'],
  [{}, 'https://my.buck.nos.netease.com/x', 'https://my.buck-nosdn.netease.im/x'],
  [{}, 'https://notnos.netease.com/a/b', 'https://notnos.netease.com/a/b'],
  [{}, 'http://nos.netease.com', 'http://nos.netease.com'],
  [{ downloadHostList: ['h.test'], downloadUrl: '{bucket}|{object}' }, 'http://h.test/b/o/p', 'b|o/p'],
  [{ cdn: { cdnDomain: 'cdn.test', objectNamePrefix: 'pre/fix' } }, 'http://o.test/a/pre%2Ffix/y?z', 'https://cdn.test/pre/fix/y'],
  [{ cdn: { cdnDomain: 'cdn.test' } }, 'http://o.test/a/b', 'https://cdn.test/a/b'],
  [{ nosCdnEnable: false, cdn: { cdnDomain: 'cdn.test' } }, 'http://o.test/a/b', 'http://o.test/a/b'],
])('with %j, %s is downloaded from %s', (config, url, expected) => {
  expect(at(config)(url)).toBe(expected)
})

test('stores lead to their own hosts', () => {
  const mix = { kept: {}, stores: [{ provider: 1, priority: 1, dlcdn: 'fast.test', dlcdns: ['old.test', 'fast.test'], cdnSchema: 'https://{cdnDomain}/{objectName}', policyType: '', retryPolicy: {} }] }
  expect(privateUrl('http://old.test/a/b?c', defaults(), mix)).toBe('https://fast.test/a/b')
  expect(privateUrl('http://nos.netease.com/a/b', defaults(), mix)).toBe('http://nos.netease.com/a/b')
})
