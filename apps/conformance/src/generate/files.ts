import { packet } from '@nim/testkit'
import fc from 'fast-check'
import type { Family } from './family'
import { maybe, record, text, time, word } from './values'

const server = record({ 1: text, 2: text, 3: time }).map((row) => packet('22_2', row))
const probe = record({ 1: word('1', 2), 2: text, 3: text, 100: time, 101: time, 102: time, 103: time, 104: time, 105: time }).map((row) => packet('6_31', row))
const answer = record({ 1: text, 2: text, 3: word('1', '2'), 4: text, 5: text })
const list = fc.array(word('a.test:443', '', 'b.test'), { maxLength: 3 })
const permit = record({ 2: text, 4: time, 7: time, 8: text, 9: text }, { 1: word('obj', 'dir%2Fobj', 'a b'), 3: word('nim', 'b') })

/** Packets of storage, pass-through, misc and plugin. */
export const fileFamilies: Family[] = [
  { name: 'server messages and probes', differs: [], cases: fc.array(fc.oneof(server, probe), { minLength: 1, maxLength: 4 }).map((live) => ({ sync: [], live })) },
  {
    name: 'requests and addresses',
    differs: ['D125-typed-answers'],
    cases: fc.tuple(answer, time, list, list, fc.record({ zone: maybe(text), body: maybe(text), header: maybe(text), method: maybe(word(1, 2)) })).map(([row, now, rooms, qchat, request]) => ({
      sync: [],
      live: [],
      answers: { '22_1': [row], '6_23': [now], '13_1': [rooms], '24_1': [qchat] },
      calls: [['passThrough.request', { path: 'p', ...request }], ['misc.getServerTime', {}], ['plugin.getChatroomAddress', { chatroomId: '5' }], ['plugin.getQChatAddress', {}]],
    })),
  },
  {
    name: 'permits and urls',
    differs: ['D121-upload-errors'],
    cases: fc.tuple(permit, word('https://long.test/x', 'x', '5'), record({}, { 0: text })).map(([row, url, short]) => ({
      sync: [],
      live: [],
      answers: { '6_2': [row], '6_22': [{ ...short, 1: url }] },
      calls: [['cloudStorage.uploadFile', { type: 'file', filePath: 'a.pdf' }], ['cloudStorage.getOriginUrl', short]],
    })),
  },
]
