import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath } from './browser'
import { Phone } from './phone'
import { openStage } from './stage'

const picture = path.join(import.meta.dirname, 'picture.png')

describe.skipIf(!browserPath)('conversations and what they carry', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let page: Page
  let alice: Phone
  let bob: Phone
  const shot = (name: string) => stage.shot(page, name)
  const names = (phone: Phone) => phone.list.locator('.row .title').allTextContents()
  const choose = async (phone: Phone, name: string, choice: string) => {
    await phone.row(name).click({ delay: 500 })
    await phone.sheet.getByText(choice, { exact: true }).click()
  }
  const attach = async (phone: Phone, tool: 'pictures' | 'papers', files: string | { name: string; mimeType: string; buffer: Buffer }) => {
    if (!(await phone.chat.locator('.plus.on').count())) await phone.chat.locator('.plus').click()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), phone.chat.locator('.' + tool).click()])
    await chooser.setFiles(files)
  }

  beforeAll(async () => {
    stage = await openStage({ kickPolicy: 3 })
    page = await stage.open('lang=zh&list')
    alice = new Phone(page, 'left')
    bob = new Phone(page, 'right')
    await alice.row('Carol').waitFor()
  })
  afterAll(() => stage?.close())

  test('a conversation is kept on top, also after a restart', async () => {
    expect(await names(alice)).toEqual(['Bob', 'Carol'])
    await alice.row('Carol').click({ delay: 500 })
    await shot('40-choices')
    await alice.sheet.getByText('置顶聊天').click()
    await expect.poll(() => names(alice)).toEqual(['Carol', 'Bob'])
    await alice.press('restart')
    await expect.poll(() => names(alice)).toEqual(['Carol', 'Bob'])
    await choose(alice, 'Carol', '取消置顶')
    await expect.poll(() => names(alice)).toEqual(['Bob', 'Carol'])
  })

  test('a muted one does not count, and says so quietly', async () => {
    await alice.tabButton('sessions').locator('.mini-badge', { hasText: '5' }).waitFor()
    await choose(alice, 'Carol', '消息免打扰')
    await alice.row('Carol').locator('.quiet').waitFor()
    await alice.tabButton('sessions').locator('.mini-badge', { hasText: '3' }).waitFor()
    await choose(alice, 'Bob', '置顶聊天')
    await alice.row('Bob').and(alice.list.locator('.top')).waitFor()
    await shot('41-muted')
    await choose(alice, 'Carol', '取消免打扰')
    await alice.row('Carol').locator('.badge', { hasText: '2' }).waitFor()
  })

  test('a deleted one is gone, also after a restart, and comes back with the next message', async () => {
    await choose(alice, 'Carol', '删除该聊天')
    await expect.poll(() => names(alice)).toEqual(['Bob'])
    await alice.press('restart')
    await expect.poll(() => names(alice)).toEqual(['Bob'])
    await alice.tab('contacts')
    await alice.contacts.getByText('Carol', { exact: true }).click()
    await alice.person.getByText('发消息').click()
    await alice.send('again')
    await alice.leave(alice.chat)
    await alice.leave(alice.person)
    await alice.tab('sessions')
    await alice.row('Carol').getByText('again').waitFor()
  })

  test('who writes is seen writing', async () => {
    await alice.open('Bob')
    await bob.open('Alice')
    await bob.chat.locator('input').pressSequentially('hm')
    await alice.chat.locator('.mini-title', { hasText: '对方正在输入' }).waitFor()
    await shot('42-typing')
    await bob.chat.locator('.send').click()
    await alice.bubble('hm').waitFor()
    await alice.chat.locator('.mini-title', { hasText: 'Bob' }).waitFor()
  })

  test('a picture is sent, shown, and looked at', async () => {
    await attach(alice, 'pictures', picture)
    for (const phone of [alice, bob]) await phone.chat.locator('.picture img').waitFor()
    await expect.poll(() => alice.chat.locator('.veil').count()).toBe(0)
    await expect.poll(() => bob.chat.locator('.picture img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(480)
    await shot('43-picture')
    await bob.chat.locator('.picture').click()
    await bob.viewer.waitFor()
    await shot('44-viewer')
    await bob.viewer.click()
  })

  test('a file shows its progress, can be stopped, and sent again', async () => {
    await stage.slow(page, 60000) // bytes a second
    await attach(alice, 'papers', { name: '季度报告 Q3.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(900_000, 7) })
    const file = alice.chat.locator('.file')
    await file.getByText(/· [1-9]\d?%/).waitFor()
    await shot('45-progress')
    await file.locator('.stop').click()
    const failed = alice.chat.locator('.row', { has: alice.inside('.file') }).locator('.failed')
    await failed.waitFor()
    expect(await bob.chat.locator('.file').count()).toBe(0)
    await stage.slow(page, -1)
    await failed.click()
    await bob.chat.locator('.file').getByText('季度报告 Q3.pdf').waitFor()
    await bob.chat.locator('.file').getByText('879 KB').waitFor()
    expect(await alice.chat.locator('.file').count()).toBe(1)
    await shot('46-file')
    await bob.chat.locator('.file').click()
    await bob.page('file', 'files').getByText('打开文件').waitFor()
    await shot('47-file-page')
    await bob.leave(bob.page('file', 'files'))
  })

  test('without network an upload fails, and is sent again after', async () => {
    await alice.press('network')
    await attach(alice, 'pictures', picture)
    await alice.chat.locator('.failed').waitFor()
    await alice.press('network')
    await expect.poll(() => alice.banner.count()).toBe(0)
    await alice.chat.locator('.failed').click()
    await expect.poll(() => bob.chat.locator('.picture').count()).toBe(2)
    expect(await alice.chat.locator('.picture').count()).toBe(2)
  })

  test('dark', async () => {
    for (const phone of [alice, bob]) await phone.press('theme')
    await alice.chat.locator('.plus').click()
    await bob.chat.locator('.smile').click()
    await shot('48-dark')
    await alice.back()
    await shot('49-dark-list')
  })

  test('no error on any console', () => expect(stage.problems.filter((text) => !/ERR_|net::/.test(text))).toEqual([]))
})
