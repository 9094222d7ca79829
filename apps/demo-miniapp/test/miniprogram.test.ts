import type { IMMessage } from '@nim/msg'
import { describe, expect, test, vi } from 'vitest'
import { listChange, once } from '../miniprogram/lib/data'
import { timeLabel } from '../miniprogram/lib/time'
import { rowsOf } from '../miniprogram/model/rows'
import { sessionRows } from '../miniprogram/model/sessions'

vi.stubGlobal('wx', { getStorageSync: () => 'en', setStorageSync() {} })
const { texts } = await import('../miniprogram/lib/i18n')
const t = texts()

const noon = new Date(2024, 4, 15, 12).getTime() // a Wednesday
const message = (id: string, more: Partial<IMMessage> = {}): IMMessage =>
  ({ idClient: id, idServer: id, type: 'text', body: 'text ' + id, flow: 'out', status: 'sent', time: noon, scene: 'p2p', from: 'alice', to: 'bob', target: 'bob', sessionId: 'p2p-bob', feature: 'default', ...more }) as IMMessage
const chat = (...msgs: IMMessage[]) => ({ items: msgs.map((msg) => ({ msg })), hidden: 0, complete: true, loading: false, opened: true })

describe('timeLabel', () => {
  const label = (daysAgo: number, short = false) => timeLabel(noon - daysAgo * 86400000 - 3600000, t, short, noon)
  test.each([
    [0, '11:00', '11:00'],
    [1, 'Yesterday 11:00', 'Yesterday'],
    [2, 'Monday 11:00', 'Monday'],
    [40, '2024/4/5 11:00', '2024/4/5'],
  ])('%i days ago', (days, long, short) => {
    expect(label(days)).toBe(long)
    expect(label(days, true)).toBe(short)
  })
  test('a clock that is ahead shows the time', () => expect(timeLabel(noon + 5000, t, false, noon)).toBe('12:00'))
})

describe('listChange', () => {
  const apply = (old: number[], next: number[]) => {
    const data: Record<string, unknown> = { list: old.slice() }
    for (const [path, value] of Object.entries(listChange('list', old, next))) {
      const index = /\[(\d+)\]/.exec(path)
      if (index) (data.list as unknown[])[Number(index[1])] = value
      else data[path] = value
    }
    return data.list
  }
  test.each([
    [[], [1, 2]],
    [[1, 2, 3], [1, 2, 3, 4]],
    [[1, 2, 3], [1, 9, 3]],
    [[1, 2, 3], [0, 1, 2, 3]],
    [[1, 2, 3], [1, 2]],
    [[1, 2, 3], []],
  ])('%j becomes %j', (old, next) => expect(apply(old, next)).toEqual(next))
  test('one new row is one path', () => expect(listChange('list', [1, 2, 3], [1, 2, 3, 4])).toEqual({ 'list[3]': 4 }))
  test('no change is nothing', () => expect(listChange('list', [{ a: 1 }], [{ a: 1 }])).toEqual({}))
})

test('once runs once for many calls of a turn, and again in the next', async () => {
  const run = vi.fn()
  const asked = once(run)
  asked()
  asked()
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1))
  asked()
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2))
})

describe('rowsOf', () => {
  const states = (readUpTo: number, ...msgs: IMMessage[]) => rowsOf(chat(...msgs), readUpTo, t).map((row) => row.state)
  test('states of own messages', () => {
    const each = (['sending', 'sendFailed', 'refused', 'sent', 'receipt'] as const).map((status) => message(status, { status }))
    expect(states(0, ...each)).toEqual(['sending', 'failed', 'failed', 'sent', 'read'])
  })
  test('everything up to the receipt is read', () => expect(states(noon, message('a', { time: noon }), message('b', { time: noon + 1 }))).toEqual(['read', 'sent']))
  test('received ones have none', () => expect(states(0, message('a', { flow: 'in', status: 'unread' }))).toEqual(['']))
  test('the time is shown after a pause', () => {
    const times = [noon, noon + 60000, noon + 10 * 60000].map((time, i) => message(String(i), { time }))
    expect(rowsOf(chat(...times), 0, t).map((row) => !!row.time)).toEqual([true, false, true])
  })
  test('a recalled message leaves a notice, the own one can be edited', () => {
    const both = chat(message('mine'), message('theirs', { flow: 'in' }))
    both.items.forEach((item) => Object.assign(item, { recalled: true }))
    expect(rowsOf(both, 0, t).map(({ text, notice, edit }) => [text, notice, edit])).toEqual([
      [t.recalledMine, true, true],
      [t.recalledPeer, true, false],
    ])
  })
  test('other kinds are named', () => expect(rowsOf(chat(message('a', { type: 'image', body: undefined })), 0, t)[0]?.text).toBe('[Image]'))
})

describe('sessionRows', () => {
  const who = { me: 'alice', name: (account: string) => account, target: (name: string) => ({ name, online: false, mute: false }) }
  const session = (to: string, updateTime: number, more = {}) => ({ id: 'p2p-' + to, scene: 'p2p' as const, to, updateTime, unread: 0, unreadMsgs: [], ack: 0, lastMsg: message(to), ...more })
  const rows = (...sessions: ReturnType<typeof session>[]) => sessionRows(sessions, () => ({ ...chat(message('gone')), items: [{ msg: message('gone'), recalled: true }] }), t, String, who)
  test('the latest first', () => expect(rows(session('bob', 1), session('carol', 2)).map((row) => row.account)).toEqual(['carol', 'bob']))
  test('what was recalled last is told', () => expect(rows(session('bob', 1, { lastMsg: null }))[0]?.text).toBe(t.recalledMine))
  test('a badge has an end', () => expect(rows(session('bob', 1, { unread: 100 }))[0]?.badge).toBe('99+'))
  test('what is kept on top comes first', () => expect(rows(session('bob', 1, { stickTopInfo: { id: 'p2p-bob', isStickOnTop: true } }), session('carol', 2)).map((row) => row.account)).toEqual(['bob', 'carol']))
  test('who is spoken to by name is told', () => {
    const mentioning = (mentions: string[]) => rows(session('bob', 1, { unread: 1, unreadMsgs: [message('x', { ext: JSON.stringify({ mentions }) })] }))[0]?.mentioned
    expect([['alice'], ['*'], ['carol'], []].map(mentioning)).toEqual([true, true, false, false])
  })
  test('a failed send is marked', () => expect(rows(session('bob', 1, { lastMsg: message('x', { status: 'sendFailed' }) }))[0]?.failed).toBe(true))
})
