import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation } from '../scripts/seed.js'
import { browserPath } from './browser'
import { Phone } from './phone'
import { openStage } from './stage'

describe.skipIf(!browserPath)('two devices of one account', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let alice: Phone
  let second: Phone

  beforeAll(async () => {
    stage = await openStage({ lines: conversation, kickPolicy: 3 })
    alice = new Phone(await stage.open(), 'left')
    second = new Phone(await stage.open('lang=en&device=alice'), 'second-alice')
  })
  afterAll(() => stage?.close())

  test('know of each other, and get the same messages', async () => {
    await second.list.getByText('1 other device online').waitFor()
    await alice.send('from my phone')
    await second.row('Bob').getByText('from my phone').waitFor()
    await second.open('Bob')
    expect(await second.bubble('from my phone').count()).toBe(1)
    expect(await second.line('from my phone').getAttribute('class')).toContain('mine')
  })

  test('what one has read is read on the other', async () => {
    await alice.back()
    await alice.row('Carol').locator('.badge').waitFor()
    await second.back()
    await second.open('Carol')
    await expect.poll(() => alice.row('Carol').locator('.badge').count()).toBe(0)
    await second.back()
  })

  test('one can put the other offline', async () => {
    await second.list.getByText('1 other device online').click()
    await second.me.locator('.kick').click()
    await second.answer('OK')
    await alice.dialog.getByText('你在另一台设备上让这里下线了').waitFor()
    await second.me.getByText('No other device is signed in').waitFor()
    await alice.answer('退出')
    await alice.login.waitFor()
  })

  test('no error on any console', () => expect(stage.problems).toEqual([]))
})
