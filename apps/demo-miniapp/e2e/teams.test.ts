import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath } from './browser'
import { Phone } from './phone'
import { openStage } from './stage'

describe.skipIf(!browserPath)('teams', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let page: Page
  let alice: Phone
  let bob: Phone
  const shot = (name: string) => stage.shot(page, name)
  const team = (phone: Phone, name: 'list' | 'create' | 'info') => phone.page(name, 'teams')
  const cell = (phone: Phone, name: 'list' | 'create' | 'info', text: string) => team(phone, name).locator('[class*="--cell"]', { hasText: text })
  const manage = async (name: string, choice: string) => {
    await cell(alice, 'info', name).click()
    await alice.sheet.getByText(choice, { exact: true }).click()
  }

  beforeAll(async () => {
    stage = await openStage({ requests: [], kickPolicy: 3 })
    page = await stage.open('lang=zh&list')
    alice = new Phone(page, 'left')
    bob = new Phone(page, 'right')
    await alice.row('Bob').waitFor()
    await bob.row('Alice').waitFor()
  })
  afterAll(() => stage?.close())

  test('one is made, and friends are invited', async () => {
    await alice.tab('contacts')
    await alice.contacts.getByText('群聊', { exact: true }).click()
    await team(alice, 'list').getByText('还没有群聊').waitFor()
    await shot('60-teams-empty')
    await team(alice, 'list').getByText('创建群聊').first().click()
    await team(alice, 'create').locator('input').fill('周末爬山')
    for (const name of ['Bob', 'Carol']) await cell(alice, 'create', name).click()
    await shot('61-create')
    await team(alice, 'create').getByText('创建 (2)').click()
    await alice.chat.locator('.mini-title', { hasText: '周末爬山' }).waitFor()
    await alice.send('welcome')
  })

  test('the invitation is accepted, and both are in', async () => {
    await bob.tabButton('contacts').locator('.mini-badge', { hasText: '1' }).waitFor()
    await bob.tab('contacts')
    await bob.contacts.getByText('新的朋友与通知').click()
    await bob.notices.getByText('邀请你加入群聊 “周末爬山”').waitFor()
    await shot('62-invited')
    await bob.notices.getByText('接受').click()
    await bob.notices.getByText('已接受').waitFor()
    await bob.leave(bob.notices)
    await alice.chat.getByText('Bob 加入了群聊').waitFor()
    await alice.chat.locator('.mini-title', { hasText: '(2)' }).waitFor()
  })

  test('messages carry their sender, and who has read them', async () => {
    await bob.tab('sessions')
    await alice.send('who is coming?')
    await alice.line('who is coming?').getByText('1 人未读').waitFor()
    await bob.row('周末爬山').getByText('Alice: who is coming?').waitFor()
    await shot('63-team-row')
    await bob.open('周末爬山')
    await bob.bubble('who is coming?').waitFor()
    await bob.line('who is coming?').getByText('Alice', { exact: true }).waitFor()
    await alice.line('who is coming?').getByText('全部已读').waitFor()
    await alice.line('who is coming?').getByText('全部已读').click()
    await alice.dialog.getByText('已读: Bob').waitFor()
    await alice.answer('确定')
  })

  test('who is spoken to by name is told so', async () => {
    await bob.back()
    await alice.chat.locator('input').fill('@')
    await alice.chat.locator('.member', { hasText: 'Bob' }).waitFor()
    await shot('64-mention')
    await alice.chat.locator('.member', { hasText: 'Bob' }).click()
    await expect.poll(() => alice.chat.locator('input').inputValue()).toBe('@Bob ')
    await alice.send('@Bob bring water')
    await bob.row('周末爬山').getByText('[有人@我]').waitFor()
    await shot('65-mentioned')
    await bob.open('周末爬山')
    await bob.back()
    await expect.poll(() => bob.row('周末爬山').getByText('[有人@我]').count()).toBe(0)
    await bob.open('周末爬山')
  })

  test('a recall reaches the team', async () => {
    await alice.send('oops')
    await bob.bubble('oops').waitFor()
    await alice.hold('oops')
    await alice.chat.locator('.choice', { hasText: '撤回' }).click()
    await expect.poll(() => bob.bubble('oops').count()).toBe(0)
    await bob.chat.getByText('对方撤回了一条消息').waitFor()
  })

  test('announcement, name and roles', async () => {
    await alice.chat.locator('.about').click()
    await cell(alice, 'info', 'Bob').waitFor()
    await team(alice, 'info').getByText('还没有公告').click()
    await alice.dialog.locator('input').fill('周六八点，西门集合')
    await alice.answer('保存')
    await bob.chat.locator('.about', { hasText: '周六八点，西门集合' }).waitFor()
    await bob.chat.getByText('Alice 发布了公告：周六八点，西门集合').waitFor()
    await manage('Bob', '设为管理员')
    await cell(alice, 'info', 'Bob').getByText('管理员').waitFor()
    await bob.chat.getByText('Bob 成为管理员').waitFor()
    await shot('66-info')
    await manage('Bob', '取消管理员')
    await expect.poll(() => cell(alice, 'info', 'Bob').getByText('管理员').count()).toBe(0)
  })

  test('everybody is muted, then one', async () => {
    await team(alice, 'info').locator('.silent').click()
    await bob.chat.getByText('全员禁言中').waitFor()
    await shot('67-muted')
    await team(alice, 'info').locator('.silent').click()
    await bob.chat.locator('input').waitFor()
    await cell(alice, 'info', 'Bob').click()
    await shot('68-member')
    await alice.sheet.getByText('禁言', { exact: true }).click()
    await bob.chat.getByText('你已被禁言').waitFor()
    await manage('Bob', '解除禁言')
    await bob.chat.locator('input').waitFor()
    await bob.send('free again')
  })

  test('a team can be joined by its id, with the consent of a manager', async () => {
    const id = (await team(alice, 'info').getByText(/群号: \d+/).textContent())!.replace(/\D/g, '')
    const other = await stage.open('lang=en&device=dave')
    const dave = new Phone(other, 'second-dave')
    await dave.tab('contacts')
    await dave.contacts.getByText('Teams', { exact: true }).click()
    await team(dave, 'list').getByText('Join a team').click()
    await dave.dialog.locator('input').fill(id)
    await dave.answer('OK')
    await dave.toast.getByText('Applied').waitFor()
    await alice.leave(team(alice, 'info'))
    await alice.leave(alice.chat)
    await alice.leave(team(alice, 'list'))
    await alice.contacts.getByText('新的朋友与通知').click()
    await alice.notices.getByText('申请加入群聊').waitFor()
    await alice.notices.locator('.row', { hasText: 'Dave' }).getByText('接受').click()
    await cell(dave, 'list', '周末爬山').waitFor()
    await bob.chat.getByText('Alice 通过了 Dave 的入群申请').waitFor()
    await alice.leave(alice.notices)
    await other.close()
  })

  test('teams are there after a restart; the names before them', async () => {
    await alice.tab('sessions')
    await alice.press('restart')
    await alice.row('周末爬山').waitFor()
    await alice.open('周末爬山')
    await alice.chat.locator('.mini-title', { hasText: '(3)' }).waitFor()
    await bob.send('still here?')
    await alice.bubble('still here?').waitFor()
  })

  test('in the dark', async () => {
    for (const phone of [alice, bob]) await phone.press('theme')
    await alice.chat.locator('.about').click()
    await cell(alice, 'info', 'Bob').waitFor()
    await shot('69-dark-team')
  })

  test('a dismissed one is over for all', async () => {
    await team(alice, 'info').getByText('解散群聊').click()
    await alice.answer('确定')
    await bob.chat.getByText('你已不在群聊中').waitFor()
    await bob.chat.getByText('Alice 解散了群聊').waitFor()
    await alice.list.waitFor()
    await shot('70-dismissed')
  })

  test('no error on any console', () => expect(stage.problems).toEqual([]))
})
