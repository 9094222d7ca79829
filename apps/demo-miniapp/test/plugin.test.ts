import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readTree } from '../preview/plugin/tree.ts'
import { compileWxml } from '../preview/plugin/wxml.ts'
import { compileWxss, type Kind } from '../preview/plugin/wxss.ts'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'mini-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), text)
  }
}

describe('wxss', () => {
  const compile = (source: string, kind: Kind = 'page') => {
    write({ 'x.wxss': source })
    return compileWxss(root, path.join(root, 'x.wxss'), kind, 'pages/x/x', ['view']).replace(/\s+/g, ' ')
  }
  test('lengths follow the phone', () =>
    expect(compile('.a { width: 20rpx; height: calc(100vh - 1.5rpx); padding: env(safe-area-inset-bottom) }')).toBe(
      '[data-page=pages-x-x] .a { width: calc(20 * var(--rpx)); height: calc(calc(100 * var(--vh)) - calc(1.5 * var(--rpx))); padding: var(--safe-bottom) }'
    ))
  test('a page styles itself only', () => expect(compile('page, .a view { color: red }')).toBe('.mini-page[data-page=pages-x-x],[data-page=pages-x-x] .a wx-view { color: red }'))
  test('a component styles itself only', () => expect(compile(':host .a.b { color: red }', 'component')).toBe('[wx-host=pages-x-x] .pages-x-x--a.pages-x-x--b { color: red }'))
  test('keyframes stay as they are', () => expect(compile('@keyframes k { to { top: 0 } }')).toBe('@keyframes k { to { top: 0 } }'))
  test('imports are put in place', () => {
    write({ 'common.wxss': '.c { top: 0 }' })
    expect(compile('@import "./common.wxss"; .a { top: 1px }', 'app')).toBe('.c { top: 0 } .a { top: 1px }')
  })
})

describe('wxml', () => {
  const compile = (source: string) => {
    write({ 'pages/x/x.wxml': source })
    return () => compileWxml(root, { view: '<slot></slot>' }, () => ['avatar'], () => {})
  }
  test('compiles', () => expect(compile('<view wx:for="{{list}}"><avatar/></view>')()).toContain('pages/x/x'))
  test('a missing end tag is an error', () => expect(compile('<view><view></view>')).toThrow(/x\.wxml.*end tag/))
  test('an unknown element is an error', () => expect(compile('<picker/>')).toThrow(/<picker> is neither/))
})

describe('tree', () => {
  test('follows components, and names a page without a script', () => {
    write({
      'app.json': '{"pages":["pages/x/x"],"usingComponents":{"a":"components/a/a"}}',
      'app.ts': '',
      'pages/x/x.ts': '',
      'pages/x/x.json': '{"usingComponents":{"b":"../../components/b/b"}}',
      'components/a/a.ts': '',
      'components/b/b.ts': '',
    })
    const { units } = readTree(root)
    expect([...units.keys()].sort()).toEqual(['components/a/a', 'components/b/b', 'pages/x/x'])
    expect(units.get('pages/x/x')?.config.usingComponents).toEqual({ a: '/components/a/a', b: '/components/b/b' })
    fs.rmSync(path.join(root, 'pages/x/x.ts'))
    expect(() => readTree(root)).toThrow('no script for "pages/x/x"')
  })
})
