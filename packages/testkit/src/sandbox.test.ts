import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createClock } from './clock'
import { createHost } from './host'
import { createNetwork } from './network'
import { createRandom } from './random'
import { loadInSandbox } from './sandbox'
import { createScript } from './script'

const dir = mkdtempSync(join(tmpdir(), 'sandbox-'))
const bundle = (name: string, source: string) => {
  const file = join(dir, name)
  writeFileSync(file, source)
  return file
}
const wx = () => {
  const clock = createClock(1234)
  return createHost('wx', { clock, network: createNetwork(clock, createScript()) })
}

test('nothing but the language, the host, timers and the console is there', () => {
  const names = ['wx', 'setTimeout', 'clearTimeout', 'setInterval', 'console', 'Promise', 'window', 'process', 'Buffer', 'URL', 'require', 'global', 'fetch', 'TextEncoder', 'queueMicrotask', 'structuredClone', 'setImmediate', 'my']
  const file = bundle('globals.js', `module.exports = [${names.map((n) => `typeof ${n} !== 'undefined'`)}]`)
  const there = loadInSandbox(file, { host: wx() }) as boolean[]
  expect(names.filter((_, i) => there[i])).toEqual(['wx', 'setTimeout', 'clearTimeout', 'setInterval', 'console', 'Promise'])
})

test('code from strings is refused', () => {
  const file = bundle('eval.js', `try { Function('return 1')(); module.exports = 'ran' } catch (e) { module.exports = e.name }`)
  expect(loadInSandbox(file)).toBe('EvalError')
})

test('time is the virtual clock, chance is seeded, the console is heard', async () => {
  const file = bundle('time.js', `exports.times = [Date.now(), new Date().getTime(), new Date(5).getTime()]; exports.random = [Math.random(), Math.random()]; console.warn('hm', 1); setTimeout(() => { exports.later = Date.now() }, 100)`)
  const host = wx()
  const heard: unknown[] = []
  const made = loadInSandbox(file, { host, seed: 7, console: (level, args) => heard.push(level, args) })
  const random = createRandom(7)
  expect(made.times).toEqual([1234, 1234, 5])
  expect(made.random).toEqual([random(), random()])
  expect(heard).toEqual(['warn', ['hm', 1]])
  await host.clock.run(100)
  expect(made.later).toBe(1334)
})

test('each load is a world of its own', () => {
  const file = bundle('state.js', `exports.n = 0; exports.up = () => ++exports.n`)
  const [a, b] = [loadInSandbox(file), loadInSandbox(file)]
  a.up()
  expect([a.n, b.n]).toEqual([1, 0])
})
