import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath } from './browser'
import { Phone } from './phone'
import { openStage } from './stage'

/** What the service and the network do to an app: nothing may be lost, nothing doubled, and what is unread is counted right. */
describe.skipIf(!browserPath)('faults', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let page: Page
  let alice: Phone
  let bob: Phone
  const well = (phone: Phone) => expect.poll(() => phone.banner.count(), { timeout: 30000 }).toBe(0)
  const texts = (phone: Phone) => phone.chat.locator('.bubble').allTextContents()
  /** The messages of a test, as a phone shows them. */
  const those = async (phone: Phone, prefix: string) => (await texts(phone)).filter((text) => text.startsWith(prefix))
  const unread = (phone: Phone, n: number) => phone.row('Alice').locator('.badge', { hasText: new RegExp(`^${n}$`) }).waitFor()
  const numbered = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix} ${i + 1}`)
  /** Sends without waiting, and again what failed, until everything is gone. */
  const sendAll = async (list: string[], between: (i: number) => void) => {
    for (const [i, text] of list.entries()) {
      between(i)
      await alice.send(text)
    }
    await well(alice)
    for (const text of list) {
      const line = alice.line(text)
      await expect.poll(() => line.locator('.spin').count(), { timeout: 20000 }).toBe(0)
      if (await line.locator('.failed').count()) await line.locator('.failed').click()
      await line.locator('.state').waitFor()
    }
  }

  beforeAll(async () => {
    stage = await openStage({ lines: [], requests: [], kickPolicy: 3 })
    page = await stage.open('lang=zh')
    alice = new Phone(page, 'left')
    bob = new Phone(page, 'right')
    await alice.send('hello')
    await bob.bubble('hello').waitFor()
    await bob.back()
  })
  afterAll(() => stage?.close())

  test('links that are cut again and again', async () => {
    const list = numbered('cut', 8)
    await sendAll(list, (i) => {
      if (i % 3 === 1) stage.emulator.drop('bob')
      if (i % 3 === 2) stage.emulator.drop('alice')
    })
    await well(bob)
    await unread(bob, 8)
    await stage.shot(page, '80-cut')
    await bob.open('Alice')
    await expect.poll(() => those(bob, 'cut')).toHaveLength(8)
    expect((await those(bob, 'cut')).sort()).toEqual(list)
    expect((await those(alice, 'cut')).sort()).toEqual(list)
    await bob.back()
    await expect.poll(() => bob.row('Alice').locator('.badge').count()).toBe(0)
  })

  test('answers that get lost: what is sent again is stored once', async () => {
    const fault = stage.emulator.fault({ account: 'alice', cmd: '7_1', lose: 'answer', times: 1 })
    await alice.send('lost answer')
    await alice.line('lost answer').locator('.failed').waitFor()
    await unread(bob, 1)
    fault.remove()
    await alice.line('lost answer').locator('.failed').click()
    await alice.line('lost answer').locator('.state').waitFor()
    await unread(bob, 1)
    await bob.open('Alice')
    expect(await bob.bubble('lost answer').count()).toBe(1)
    expect(await alice.bubble('lost answer').count()).toBe(1)
    await alice.line('lost answer').getByText('已读').waitFor()
    await bob.back()
  })

  test('a half-open link: nobody is told, and all comes once the phone looks', { timeout: 90000 }, async () => {
    stage.emulator.stall('bob')
    await alice.send('into silence')
    await alice.line('into silence').locator('.state').waitFor()
    expect(await bob.row('Alice').getByText('into silence').count()).toBe(0)
    await bob.press('home')
    await bob.press('home')
    await expect.poll(() => bob.row('Alice').getByText('into silence').count(), { timeout: 60000 }).toBe(1)
    await unread(bob, 1)
    await bob.open('Alice')
    expect(await bob.bubble('into silence').count()).toBe(1)
    await alice.line('into silence').getByText('已读').waitFor()
    await bob.back()
  })

  test('a service that goes away for a while', async () => {
    const { emulator } = stage
    const gone = emulator.fault({ cmd: 'lbs', refuse: 503 })
    const dead = emulator.fault({ cmd: 'handshake', refuse: 503 })
    for (const account of ['alice', 'bob']) emulator.drop(account)
    await alice.banner.getByText('正在重连').waitFor()
    await alice.send('while it was away')
    await alice.line('while it was away').locator('.failed').waitFor()
    await stage.shot(page, '81-away')
    gone.remove()
    dead.remove()
    await well(alice)
    await alice.line('while it was away').locator('.failed').click()
    await alice.line('while it was away').locator('.state').waitFor()
    await well(bob)
    await unread(bob, 1)
    await bob.open('Alice')
    expect(await bob.bubble('while it was away').count()).toBe(1)
  })

  test('a list that was away shows what is true, not what was', async () => {
    await bob.back()
    await bob.press('network')
    for (const text of numbered('away', 3)) await alice.send(text)
    await alice.line('away 3').getByText('未读').waitFor()
    await alice.hold('away 2')
    await alice.chat.locator('.choice', { hasText: '撤回' }).click()
    await expect.poll(() => alice.bubble('away 2').count()).toBe(0)
    await bob.press('network')
    await well(bob)
    await unread(bob, 2)
    await bob.open('Alice')
    await bob.bubble('away 3').waitFor()
    expect(await those(bob, 'away')).toEqual(['away 1', 'away 3'])
  })

  test('refused: said, and led back to the login', async () => {
    stage.emulator.block('bob', { kick: true })
    await bob.dialog.getByText('你已被服务端强制下线').waitFor()
    await bob.dialog.getByText('重新登录').click() // the next one is there at once
    await bob.dialog.getByText('登录失败').waitFor()
    await stage.shot(page, '82-blocked')
    await bob.answer('退出')
    await bob.login.locator('.account', { hasText: 'bob' }).click()
    await bob.dialog.getByText('登录失败').waitFor()
    await bob.answer('确定')
    stage.emulator.unblock('bob')
    await bob.login.locator('.account', { hasText: 'bob' }).click()
    await bob.row('Alice').waitFor()
  })

  test('no error on any console', () => expect(stage.problems.filter((text) => !/WebSocket|ERR_|503/.test(text))).toEqual([]))
})
