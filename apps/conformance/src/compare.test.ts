import { createRecorder, type Entry, type NewEntry } from '@nim/testkit'
import { expect, test } from 'vitest'
import { compare } from './compare'
import { differences } from './differences/index'
import { start } from './render'

const log = (...entries: NewEntry[]): Entry[] => {
  let now = start
  const rec = createRecorder(() => now++)
  entries.forEach(rec.add)
  return rec.finish()
}
const event = (name: string, ...args: unknown[]): NewEntry => ({ kind: 'event', name, args, status: 'logined' })
const frame = (id: string, ser: number, ...q: unknown[]): NewEntry => ({ kind: 'frame', id, ser, types: q.map(() => 'Property'), q, connection: 1 })
const all = differences
const named = (...ids: string[]) => all.filter((d) => ids.includes(d.id))
const id = (n: number) => String(n).repeat(32).slice(0, 32)

test('equal logs agree; random ids and local times need only have the same relations', () => {
  const one = (a: number, t: number) => log(event('x', { id: id(a), other: id(a + 1), again: id(a), at: start + t }), frame('7_1', 1, { 11: id(a) }))
  expect(compare(one(1, 0), one(3, 0), { listed: [] })).toMatchObject({ complaints: [], shown: [] })
  expect(compare(one(1, 0), one(3, 5), { listed: [] }).complaints).toEqual(['not listed: ~ event x: at: "<now>" → "<now+5>"'])
  const crossed = log(event('x', { id: id(1), other: id(2), again: id(2), at: start }), frame('7_1', 1, { 11: id(1) }))
  expect(compare(one(1, 0), crossed, { listed: [] }).complaints).toHaveLength(1)
})

test('every kind of change is a complaint: a missing event, another order, another frame', () => {
  const [a, b] = [event('a'), event('b')]
  expect(compare(log(a, b), log(a), { listed: [] }).left).toEqual(['- event b while logined'])
  expect(compare(log(a, b), log(b, a), { listed: [] }).complaints).toHaveLength(1)
  expect(compare(log(frame('7_1', 1, { 1: 'x' })), log(frame('7_1', 1, { 1: 'y' })), { listed: [] }).left).toEqual(['~ frame 7_1: 0.Property.1: "x" → "y"'])
  expect(compare(log(frame('7_1', 1)), log(frame('8_2', 1)), { listed: [] }).complaints).toHaveLength(1)
})

test('numbers of commands must ascend, whatever they are; heartbeats have none', () => {
  const well = log(frame('2_3', 1), frame('1_2', 0), frame('7_1', 5))
  expect(compare(well, log(frame('2_3', 1), frame('1_2', 0), frame('7_1', 2)), { listed: [] }).complaints).toEqual([])
  expect(compare(well, log(frame('2_3', 1), frame('1_2', 0), frame('7_1', 1)), { listed: [] }).complaints).toEqual(['ours: 7_1 has number 1 after 1'])
})

test('a listed difference explains just itself, and must show', () => {
  const official = log(event('disconnect'), event('msg', { n: 1 }))
  const error = { Error: true, name: 'customError', code: 415 }
  const listed = named('D05-disconnect-error')
  expect(compare(official, log(event('disconnect', error), event('msg', { n: 1 })), { listed })).toMatchObject({ complaints: [], shown: ['D05-disconnect-error'] })
  expect(compare(official, log(event('disconnect', error), event('msg', { n: 2 })), { listed }).complaints).toHaveLength(1)
  expect(compare(official, log(event('disconnect', 'text'), event('msg', { n: 1 })), { listed }).complaints.length).toBeGreaterThan(0)
  expect(compare(log(event('msg')), log(event('msg')), { listed }).complaints).toEqual(['D05-disconnect-error is listed, but did not show'])
})

test('an app that asked for the end hears no error', () => {
  const asked = log({ kind: 'call', call: 'disconnect' }, event('disconnect'))
  const told = log({ kind: 'call', call: 'disconnect' }, event('disconnect', { Error: true, code: 415 }))
  expect(compare(asked, told, { listed: named('D05-disconnect-error') }).complaints).not.toEqual([])
})

test('what remains must be what is expected, line by line and attributed', () => {
  const [official, ours] = [log(event('a', { n: 1 }), event('b')), log(event('a', { n: 2 }), event('b'))]
  const line = '~ event a: n: 1 → 2'
  expect(compare(official, ours, { listed: [], expected: [{ id: 'D99', line }] })).toMatchObject({ complaints: [], shown: ['D99'] })
  expect(compare(official, ours, { listed: [], expected: [{ id: '?', line }] }).complaints).toEqual(['differences that are attributed to none'])
  expect(compare(official, official, { listed: [], expected: [{ id: 'D99', line }] }).complaints).toEqual([`listed, but did not show: ${line}`])
  expect(compare(official, ours, { listed: [], expected: [{ id: 'D99', line: '~ event a: n: 1 → 3' }] }).complaints).toEqual([`not listed: ${line}`])
})

test('receipt notices of one moment may be one frame, but hold every id', () => {
  const ack = (...ids: string[]): Entry => ({ ...(log({ kind: 'frame', id: '4_5', ser: 9, types: ['byte', 'byte', 'LongArray'], q: [7, 2, ids], connection: 1 })[0] as Entry), at: start })
  const msg = { ...log(event('msg'))[0]!, at: start } as Entry
  const listed = named('D44-ack-batching')
  const number = (entries: Entry[]) => entries.map((e, i) => (e.kind === 'frame' ? { ...e, ser: i + 1 } : e))
  expect(compare(number([ack('1'), msg, ack('2'), msg]), number([msg, msg, ack('1', '2')]), { listed }).complaints).toEqual([])
  expect(compare(number([ack('1'), msg, ack('2'), msg]), number([msg, msg, ack('1')]), { listed }).complaints).not.toEqual([])
})

test('an `updateSession` is dropped from comparison only when it repeats the last one of its session', () => {
  const session = (unread: number) => event('updateSession', { id: 'p2p-bob', lastMsg: null, unread, unreadMsgs: [], updateTime: 1 })
  const listed = named('D51-changes-only')
  expect(compare(log(session(1), session(1)), log(session(1)), { listed }).complaints).toEqual([])
  expect(compare(log(session(1), session(2)), log(session(1)), { listed }).complaints).not.toEqual([])
})
