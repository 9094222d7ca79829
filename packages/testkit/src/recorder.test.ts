import { expect, test } from 'vitest'
import { copy, createRecorder } from './recorder'

test('copies are deep and show what JSON would hide', () => {
  const live = { a: [1, { b: 2 }], gone: undefined, f() {}, nan: NaN }
  const taken = copy(live)
  live.a.length = 0
  expect(taken).toEqual({ a: [1, { b: 2 }], f: '[function]', nan: '[NaN]' })
  const error = Object.assign(new TypeError('no'), { code: 414, data: { key: 'to' } })
  expect(copy(error)).toEqual({ Error: true, name: 'TypeError', message: 'no', code: 414, data: { key: 'to' } })
  const loop: { me?: unknown } = {}
  loop.me = loop
  expect(JSON.stringify(copy(loop))).toContain('[deep]')
})

test('calls, events and errors in the order of their happening', async () => {
  let now = 0
  const rec = createRecorder(() => ++now)
  const listeners: Record<string, (...args: unknown[]) => void> = {}
  const client = { status: 'fine', on: (name: string, fn: (...args: unknown[]) => void) => (listeners[name] = fn) }
  rec.listen(client, ['msg'])
  const ended = await rec.call('sync', () => 5)
  await rec.call('bad', () => {
    throw new Error('bad')
  })
  const payload = { n: 1 }
  const later = rec.call('later', async () => {
    listeners.msg!(payload)
    payload.n = 2
    throw 'text'
  })
  void rec.call('never', () => new Promise(() => {}))
  await later
  expect(ended).toEqual({ value: 5 })
  expect(rec.finish().map(({ at, ...entry }) => entry)).toEqual([
    { kind: 'call', call: 'sync' },
    { kind: 'return', call: 'sync', value: 5 },
    { kind: 'call', call: 'bad' },
    { kind: 'throw', call: 'bad', error: { Error: true, name: 'Error', message: 'bad' } },
    { kind: 'call', call: 'later' },
    { kind: 'event', name: 'msg', args: [{ n: 1 }], status: 'fine' },
    { kind: 'call', call: 'never' },
    { kind: 'reject', call: 'later', error: 'text' },
    { kind: 'pending', call: 'never' },
  ])
})

test('a command is recorded with its type words', () => {
  const rec = createRecorder(() => 0)
  rec.command({ id: '7_1', sid: 7, cid: 1, ser: 3, q: [{ 1: 'bob' }], types: ['Property'] }, 1)
  expect(rec.entries).toEqual([{ kind: 'frame', id: '7_1', ser: 3, types: ['Property'], q: [{ 1: 'bob' }], connection: 1, at: 0 }])
})
