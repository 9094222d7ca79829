import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation } from '../scripts/seed.js'
import { browserPath } from './browser'
import { Phone } from './phone'
import { openStage } from './stage'

/** A conversation longer than what a sync brings (100), so that the rest comes from history. */
const past = Array.from({ length: 130 }, (_, i) => ({ from: i % 2 ? 'carol' : 'alice', to: i % 2 ? 'alice' : 'carol', body: `line ${i + 1}`, minutesAgo: 3000 - i }))

describe.skipIf(!browserPath)('two phones', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let page: Page
  let alice: Phone
  let bob: Phone
  const shot = (name: string) => stage.shot(page, name)

  beforeAll(async () => {
    stage = await openStage({ lines: [...past, ...conversation], kickPolicy: 1 })
    page = await stage.open()
    alice = new Phone(page, 'left')
    bob = new Phone(page, 'right')
  })
  afterAll(() => stage?.close())

  test('both log in by themselves and show their conversation', async () => {
    const last = conversation[conversation.length - 1]!.body
    for (const phone of [alice, bob]) {
      await phone.bubble(last).waitFor()
      await phone.state('linked').waitFor()
      await expect.poll(() => phone.banner.count()).toBe(0)
    }
    await alice.line(last).getByText('已读').waitFor()
    await shot('1-start')
  })

  test('a message arrives, counts as unread, and is read when the chat is opened', async () => {
    await bob.back()
    await alice.send('hello bob')
    await alice.line('hello bob').getByText('未读').waitFor()
    await bob.row('Alice').locator('.badge', { hasText: /^1$/ }).waitFor()
    await bob.row('Alice').getByText('hello bob').waitFor()
    await bob.list.locator('.mini-title', { hasText: '消息 (1)' }).waitFor()
    await shot('2-unread')
    await bob.open('Alice')
    await bob.bubble('hello bob').waitFor()
    await alice.line('hello bob').getByText('已读').waitFor()
    await bob.back()
    await expect.poll(() => bob.row('Alice').locator('.badge').count()).toBe(0)
    await bob.open('Alice')
  })

  test('the confirm key sends, and both sides see it once', async () => {
    const input = bob.chat.locator('input')
    await input.fill('by enter')
    await input.press('Enter')
    await alice.bubble('by enter').waitFor()
    expect(await input.inputValue()).toBe('')
    expect(await bob.bubble('by enter').count()).toBe(1)
    expect(await alice.bubble('by enter').count()).toBe(1)
  })

  test('a recalled message is gone on both sides, and can be edited again', async () => {
    await alice.send('a slip of the pen')
    await bob.bubble('a slip of the pen').waitFor()
    await alice.hold('a slip of the pen')
    await shot('3-menu')
    await alice.chat.locator('.choice', { hasText: '撤回' }).click()
    await alice.chat.getByText('你撤回了一条消息').waitFor()
    await bob.chat.getByText('对方撤回了一条消息').waitFor()
    expect(await bob.bubble('a slip of the pen').count()).toBe(0)
    expect(await alice.bubble('a slip of the pen').count()).toBe(0)
    await shot('4-recalled')
    await alice.chat.getByText('重新编辑').click()
    await expect.poll(() => alice.chat.locator('input').inputValue()).toBe('a slip of the pen')
    await alice.chat.locator('input').fill('')
  })

  test('history is loaded upwards, every message once and in order', async () => {
    await alice.back()
    await alice.open('Carol')
    const texts = () => alice.chat.locator('.bubble').allTextContents()
    const all = [...past.map(({ body }) => body), ...conversation.filter(({ from }) => from === 'carol').map(({ body }) => body)]
    const scroller = alice.chat.locator('wx-scroll-view > div')
    await expect.poll(() => texts()).toEqual(all.slice(-20))
    for (const loaded of [40, 60, 80, 100, 120, all.length]) {
      const [first = ''] = await texts()
      await scroller.evaluate((box) => box.scrollTo(0, 0))
      await expect.poll(texts).toEqual(all.slice(-loaded))
      // what was on top stays in view
      await expect.poll(async () => (await alice.bubble(first).boundingBox())?.y).toBeLessThan(400)
      await scroller.evaluate((box) => box.scrollTo(0, 200))
    }
    await scroller.evaluate((box) => box.scrollTo(0, 0))
    await alice.chat.getByText('没有更早的消息了').waitFor()
    await alice.back()
    await alice.open('Bob')
  })

  test('without network sending fails, and after it came back everything is there once', async () => {
    await alice.press('network')
    await alice.state('offline').waitFor()
    await alice.banner.getByText('网络不可用').waitFor()
    await alice.send('into the void')
    await alice.line('into the void').locator('.failed').waitFor()
    await bob.send('while you were away')
    await bob.line('while you were away').getByText('未读').waitFor()
    await shot('5-offline')

    await alice.press('network')
    await alice.bubble('while you were away').waitFor()
    await expect.poll(() => alice.banner.count()).toBe(0)
    await bob.line('while you were away').getByText('已读').waitFor()
    await alice.line('into the void').locator('.failed').click()
    await bob.bubble('into the void').waitFor()
    await alice.line('into the void').getByText('已读').waitFor()
    for (const text of ['into the void', 'while you were away']) {
      expect(await alice.bubble(text).count(), text).toBe(1)
      expect(await bob.bubble(text).count(), text).toBe(1)
    }
  })

  test('a cut connection comes back by itself', async () => {
    await bob.press('kill')
    await alice.send('after the cut')
    await bob.bubble('after the cut').waitFor()
    await bob.state('linked').waitFor()
    await expect.poll(() => bob.banner.count()).toBe(0)
    await alice.line('after the cut').getByText('已读').waitFor()
    expect(await bob.bubble('after the cut').count()).toBe(1)
  })

  test('in the background nothing is read, and back in front everything arrives', async () => {
    await bob.press('home')
    await alice.send('are you there')
    await bob.state('frozen').waitFor()
    await alice.send('still asleep')
    await alice.line('still asleep').getByText('未读').waitFor()
    expect(await alice.line('are you there').getByText('未读').count()).toBe(1)
    await shot('6-background')
    await bob.press('home')
    for (const text of ['are you there', 'still asleep']) {
      await bob.bubble(text).waitFor()
      await alice.line(text).getByText('已读').waitFor()
      expect(await bob.bubble(text).count()).toBe(1)
    }
  })

  test('who reads older messages is told about new ones, not moved', async () => {
    const scroller = bob.chat.locator('wx-scroll-view > div')
    await bob.chat.hover({ position: { x: 180, y: 300 } })
    await page.mouse.wheel(0, -400)
    await expect.poll(() => scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeGreaterThan(100)
    const before = await scroller.evaluate((box) => box.scrollTop)
    await alice.send('down here')
    await bob.chat.locator('.fresh', { hasText: '1' }).waitFor()
    expect(await scroller.evaluate((box) => box.scrollTop)).toBe(before)
    await shot('7-fresh')
    await bob.chat.locator('.fresh').click()
    await expect.poll(() => scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeLessThan(3)
  })

  test('logging out leads to the login page, and one tap back in', async () => {
    await bob.back()
    await bob.tab('me')
    await bob.me.getByText('退出').click()
    await bob.answer('确定')
    await bob.login.getByText('Carol', { exact: true }).waitFor()
    await shot('8-login')
    await bob.login.locator('.account', { hasText: 'bob' }).click()
    await bob.row('Alice').getByText('down here').waitFor()
    await bob.state('linked').waitFor()
  })

  test('a second device takes over, and the first one can take back', async () => {
    const other = await stage.open('lang=zh&device=alice')
    const second = new Phone(other, 'second-alice')
    await second.row('Bob').waitFor()
    await alice.dialog.getByText('你的账号在另一台设备上登录了').waitFor()
    await shot('9-kicked')
    await alice.answer('重新登录')
    await second.dialog.getByText('你的账号在另一台设备上登录了').waitFor()
    await expect.poll(() => alice.banner.count()).toBe(0)
    await alice.send('it is me again')
    await bob.row('Alice').getByText('it is me again').waitFor()
    await other.close()
  })

  test('English, too', async () => {
    const english = await stage.open('lang=en&device=carol')
    const carol = new Phone(english, 'second-carol')
    await carol.list.locator('.mini-title', { hasText: 'Chats' }).waitFor()
    await carol.row('Alice').waitFor()
    await stage.shot(english, '10-english')
  })

  test('no error on any console', () => expect(stage.problems).toEqual([]))
})
