import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath } from './browser'
import { Phone } from './phone'
import { openStage } from './stage'

describe.skipIf(!browserPath)('people', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let page: Page
  let alice: Phone
  let bob: Phone
  const shot = (name: string) => stage.shot(page, name)
  const friend = (phone: Phone, name: string) => phone.contacts.locator('[class*="--cell"]', { hasText: name })

  beforeAll(async () => {
    stage = await openStage({ requests: [{ from: 'dave', to: 'alice', ps: 'hi, it is Dave' }, { from: 'erin', to: 'alice', ps: 'and Erin' }], kickPolicy: 3 })
    page = await stage.open('lang=zh&list')
    alice = new Phone(page, 'left')
    bob = new Phone(page, 'right')
  })
  afterAll(() => stage?.close())

  test('friends are listed, and who is online has a dot', async () => {
    await bob.tab('contacts')
    await friend(bob, 'Alice').getByText('在线').waitFor()
    expect(await friend(bob, 'Carol').getByText('在线').count()).toBe(0)
    await alice.tab('contacts')
    await friend(alice, 'Bob').locator('[class*="--dot"]').waitFor()
    await shot('20-contacts')
  })

  test('a friend who goes offline loses the dot, and gets it back', async () => {
    await bob.press('network')
    await expect.poll(() => friend(alice, 'Bob').getByText('在线').count()).toBe(0)
    await bob.banner.getByText('网络不可用').waitFor()
    await bob.press('network')
    await friend(alice, 'Bob').getByText('在线').waitFor()
    await friend(bob, 'Alice').getByText('在线').waitFor()
  })

  test('requests can be accepted and rejected', async () => {
    await alice.tabButton('contacts').locator('.mini-badge', { hasText: '2' }).waitFor()
    await alice.contacts.getByText('新的朋友与通知').click()
    const row = (name: string) => alice.notices.locator('.row', { hasText: name })
    await row('Dave').getByText('hi, it is Dave').waitFor()
    await shot('21-notices')
    await row('Dave').getByText('接受').click()
    await row('Dave').getByText('已接受').waitFor()
    await row('Erin').getByText('拒绝').click()
    await row('Erin').getByText('已拒绝').waitFor()
    await alice.leave(alice.notices)
    await friend(alice, 'Dave').waitFor()
    expect(await friend(alice, 'Erin').count()).toBe(0)
    await expect.poll(() => alice.tabButton('contacts').locator('.mini-badge').count()).toBe(0)
  })

  test('notices are still there after a restart', async () => {
    await alice.press('restart')
    await alice.tab('contacts')
    await alice.contacts.getByText('新的朋友与通知').click()
    await alice.notices.getByText('已接受').waitFor()
    await alice.leave(alice.notices)
  })

  test('a friend is asked for, found and applied to', async () => {
    await bob.contacts.getByText('添加好友', { exact: true }).click()
    await bob.dialog.locator('input').fill('nobody')
    await bob.answer('确定')
    await bob.toast.getByText('没有这个账号').waitFor()
    await bob.contacts.getByText('添加好友', { exact: true }).click()
    await bob.dialog.locator('input').fill('Erin')
    await bob.answer('确定')
    await bob.person.getByText('Erin', { exact: true }).waitFor()
    await bob.person.locator('.action', { hasText: '添加好友' }).click()
    await bob.answer('发送')
    await bob.person.locator('.action', { hasText: '申请已发送' }).waitFor()
    const other = await stage.open('lang=zh&device=erin')
    const erin = new Phone(other, 'second-erin')
    await erin.list.getByText('还没有会话').waitFor()
    await stage.shot(other, '22-empty')
    await erin.tab('contacts')
    await erin.contacts.getByText('还没有好友').waitFor()
    await erin.contacts.getByText('新的朋友与通知').click()
    await erin.notices.getByText('我是 Bob').waitFor()
    await erin.notices.getByText('接受').click()
    await erin.notices.getByText('已接受').waitFor()
    await bob.person.getByText('删除好友').waitFor()
    await bob.leave(bob.person)
    await friend(bob, 'Erin').getByText('在线').waitFor()
    await other.close()
  })

  test('a friend is given another name, muted, blocked and removed', async () => {
    await friend(bob, 'Erin').click()
    await bob.person.getByText('备注名').click()
    await bob.dialog.locator('input').fill('Rin')
    await bob.answer('保存')
    await bob.person.getByText('昵称: Erin').waitFor()
    await bob.person.locator('.mute').click()
    await bob.person.locator('.black').click()
    await bob.person.locator('.black[checked]').waitFor()
    await shot('23-person')
    await bob.leave(bob.person)
    await bob.contacts.getByText('黑名单', { exact: true }).click()
    const black = bob.page('black', 'social')
    await black.getByText('Rin', { exact: true }).waitFor()
    await shot('24-black')
    await black.getByText('Rin', { exact: true }).click()
    await bob.person.locator('.black').click()
    await expect.poll(() => bob.person.locator('.black[checked]').count()).toBe(0)
    await bob.person.getByText('删除好友').click()
    await bob.answer('确定')
    await bob.person.locator('.action', { hasText: '添加好友' }).waitFor()
    await bob.leave(bob.person)
    await black.getByText('黑名单是空的').waitFor()
    await bob.leave(black)
    expect(await friend(bob, 'Rin').count()).toBe(0)
  })

  test('the own card is changed, and friends see it', async () => {
    await bob.tab('me')
    await bob.me.getByText('还没有签名').click()
    const card = bob.page('card', 'social')
    await card.locator('.nick input').fill('Bobby')
    await card.locator('.signature input').fill('gone fishing')
    await shot('25-card')
    await card.getByText('保存').click()
    await bob.me.getByText('gone fishing').waitFor()
    await bob.me.getByText('Bobby').waitFor()
    await shot('26-me')
    await bob.tab('sessions')
    await bob.open('Alice')
    await bob.send('it is me, Bobby')
    await alice.tab('sessions')
    await alice.row('Bobby').waitFor()
    await bob.back()
  })

  test('the log tells what happened to the connection', async () => {
    await bob.press('kill')
    await bob.tab('me')
    await bob.me.getByText('连接日志').click()
    const log = bob.page('log', 'social')
    await log.getByText('willReconnect').first().waitFor()
    await log.getByText('syncdone').nth(1).waitFor()
    await shot('27-log')
    await bob.leave(log)
  })

  test('signing in with a dynamic token', async () => {
    await bob.me.getByText('退出').click()
    await bob.answer('确定')
    await bob.login.getByText('动态 Token').click()
    await shot('28-dynamic')
    await bob.login.locator('.account', { hasText: 'bob' }).click()
    await bob.row('Alice').waitFor()
    await bob.state('linked').waitFor()
    // at every login a fresh one
    await bob.press('kill')
    await bob.state('linked').waitFor()
    await expect.poll(() => bob.banner.count()).toBe(0)
  })

  test('everything in English and in the dark', async () => {
    await bob.tab('me')
    await bob.me.getByText('语言').click()
    await bob.me.getByText('Connection log').waitFor()
    for (const phone of [alice, bob]) await phone.press('theme')
    await alice.tab('contacts')
    await shot('29-dark')
    await alice.contacts.getByText('新的朋友与通知').click()
    await bob.tab('contacts')
    await bob.contacts.getByText('Add a friend', { exact: true }).waitFor()
    await shot('30-dark-notices')
  })

  test('no error on any console', () => expect(stage.problems).toEqual([]))
})
