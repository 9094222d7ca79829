import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmulator, type Emulator, type LogLine } from '../index'
import { open, property, string, strings } from '../probe'
import { sha1 } from '../token'
import { apiPaths } from './index'

type Body = string | URLSearchParams

let emulator: Emulator
let lines: LogLine[]

beforeEach(async () => {
  lines = []
  emulator = await startEmulator({ log: (line) => lines.push(line) })
})
afterEach(() => emulator.close())

async function call(path: string, body: Body, headers: Record<string, string> = {}) {
  const time = String(Math.floor(Date.now() / 1000))
  const answer = await fetch(`${emulator.url}/nimserver/${path}`, { method: 'POST', body, headers: { AppKey: emulator.appkey, Nonce: 'n', CurTime: time, CheckSum: sha1(`${emulator.appSecret}n${time}`), ...headers } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as unknown
}

const alice = () => new URLSearchParams({ accids: '["alice"]' })

it('opens for who knows the secret', async () => {
  expect(await call('user/getUinfos.action', alice())).toMatchObject({ code: 200 })
  expect(await call('user/getUinfos.action', alice(), { CheckSum: 'guess' })).toEqual({ code: 414, desc: 'checksum' })
  expect(await call('user/getUinfos.action', alice(), { AppKey: 'other' })).toEqual({ code: 414, desc: 'appkey' })
  expect(await call('user/getUinfos.action', alice(), { CurTime: '5' })).toEqual({ code: 414, desc: 'CurTime is expired' })
  expect(await call('user/nothing.action', alice())).toMatchObject({ code: 404 })
  expect(await call('user/nothing.action', alice(), { CheckSum: 'guess' })).toEqual({ code: 414, desc: 'checksum' })
  expect((await fetch(`${emulator.url}/nimserver/user/create.action`)).status).toBe(404)
})

it('takes upper-case checksums, as some callers write them', async () => {
  const time = String(Math.floor(Date.now() / 1000))
  expect(await call('user/getUinfos.action', alice(), { CheckSum: sha1(`${emulator.appSecret}n${time}`).toUpperCase(), CurTime: time })).toMatchObject({ code: 200 })
})

it.each<[string, Body, Record<string, string>]>([
  ['nothing', '', {}],
  ['no list', new URLSearchParams({ accids: 'alice' }), {}],
  ['a list of nonsense', new URLSearchParams({ accids: '[{},null]' }), {}],
  ['a broken form', '--x\r\nnonsense', { 'Content-Type': 'multipart/form-data; boundary=x' }],
  ['far too much', 'accids=' + 'x'.repeat(25 << 20), {}],
])('answers 414 to %s', async (_, body, headers) => {
  expect(await call('user/getUinfos.action', body, headers)).toMatchObject({ code: 414 })
  expect(lines.filter(({ level }) => level === 'error')).toEqual([])
})

it('never logs what it was told', async () => {
  await call('user/update.action', new URLSearchParams({ accid: 'nobody', token: 'a-secret-token' }))
  await call('msg/sendMsg.action', new URLSearchParams({ from: 'alice', ope: '0', to: 'nobody', type: '0', body: '{"msg":"a secret body"}' }))
  expect(lines.length).toBeGreaterThan(1)
  expect(JSON.stringify(lines)).not.toMatch(/secret/)
})

it('leaves the wire alone', async () => {
  const probe = await open(emulator)
  expect((await probe.call('3_7', [strings(['alice'])])).code).toBe(403)
  expect((await probe.call('7_1', [property({}), string('')])).code).toBe(403)
})

it('has a test for every call', () => {
  const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const text = tests.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  expect(apiPaths.filter((path) => !text.includes(`it('${path}'`))).toEqual([])
  expect(apiPaths.length).toBeGreaterThan(80)
})
