import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Emulator } from '../src/index'
import { login, long, string, text, type Probe } from '../src/probe'
import { browserPath } from './browser'
import { openStage, startEmulator } from './stage'

const seed = {
  teams: [{ name: 'Design review', owner: 'alice', members: ['bob', 'carol'] }],
  superTeams: [{ name: 'Everyone at the office', owner: 'dave', members: ['alice', 'bob', 'carol', 'erin', 'frank'] }],
  friends: [['alice', 'bob']] as const,
  messages: [
    { from: 'bob', to: 'alice', body: 'Is the SDK in?', minutesAgo: 1500 },
    { from: 'alice', to: 'bob', body: 'It is. Three lines and it logged in 😄', minutesAgo: 1499 },
    { from: 'carol', to: 'Design review', scene: 'team' as const, body: '周五的评审改到下午三点', minutesAgo: 42 },
    { from: 'alice', to: 'Design review', scene: 'team' as const, body: 'Fine with me', minutesAgo: 40 },
    { from: 'dave', to: 'frank', body: 'Lunch?', minutesAgo: 3 },
  ],
}

/** What the browser itself says when the emulator refuses something, as the tests make it do. */
const refused = /Failed to load resource: the server responded with a status of 400/

describe.skipIf(!browserPath)('the console', () => {
  let stage: Awaited<ReturnType<typeof openStage>>
  let emulator: Emulator
  let page: Page
  let alice: Probe
  let bob: Probe

  const tab = (name: string) => page.locator('.tabs a', { hasText: name })
  const card = (account: string) => page.locator(`[data-account=${account}]`)
  const toast = (said: string) => page.locator('.toast', { hasText: said }).first()

  beforeAll(async () => {
    stage = await openStage()
    emulator = await startEmulator({ console: true, seed })
    page = await stage.open(`${emulator.url}/emulator`)
  })
  afterAll(async () => {
    await stage?.close()
    await emulator?.close()
  })

  test('opens, live, and says that nothing happened yet', async () => {
    await page.locator('.standing', { hasText: 'Live' }).waitFor()
    await page.getByText('Nothing on the wire yet').waitFor()
    expect(page.url()).toBe(`${emulator.url}/emulator/`)
    await page.locator('.rail .facts', { hasText: emulator.linkUrl }).waitFor()
    await stage.shot(page, '1-empty')
  })

  test('shows the wire by names, live', async () => {
    alice = await login(emulator, 'alice', { deviceId: 'iphone-of-alice', clientType: 2 })
    bob = await login(emulator, 'bob', { deviceId: 'devtools-bob' })
    await page.getByLabel('Heartbeats').check()
    await page.locator('.line', { hasText: 'greeting' }).first().waitFor()
    await page.getByLabel('Heartbeats').uncheck()
    await alice.sync(1, 3, 7, 18)
    await bob.sync(1, 2, 3, 7)
    await alice.call('7_1', [text('bob', 'Look at the wire <b>now</b>')])
    await alice.call('7_6', [string('bob'), long(0), long(0), long(0), { t: 'int', v: 5 }, { t: 'bool', v: 'false' }])
    const line = (name: string, role: string) => page.locator('.line', { has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) }).filter({ has: page.locator(`.role.${role}`) })
    await line('sendMsg', 'request').getByText('Look at the wire <b>now</b>').waitFor()
    await line('onMsg', 'push').waitFor()
    await line('getHistoryMsgs', 'answer').waitFor()
    await line('onMsg', 'push').click()
    await page.locator('.details dt', { hasText: /^fromNick$/ }).waitFor()
    await stage.shot(page, '2-wire')
    await page.locator('.details .raw summary').click()
    expect(await page.locator('.details pre').textContent()).toMatch(/^3:::\{"sid":7,"cid":2/)
    await line('onMsg', 'push').click()
  })

  test('hides tokens', async () => {
    const logins = page.locator('.line', { has: page.locator('.name', { hasText: /^login$/ }) })
    await logins.first().click()
    await page.locator('.details dd', { hasText: '•••' }).waitFor()
    expect(await page.content()).not.toContain('alice-token')
    await logins.first().click()
  })

  test('filters', async () => {
    const names = () => page.locator('.line .name').allTextContents()
    const who = () => page.locator('.line .who').allTextContents()
    await page.getByLabel('Account').selectOption('bob')
    await expect.poll(async () => new Set(await who())).toEqual(new Set(['bob']))
    await page.getByLabel('Command', { exact: true }).fill('onmsg')
    await expect.poll(names).toEqual(['onMsg'])
    await page.getByLabel('Direction', { exact: true }).selectOption('in')
    await page.getByText('No frame matches').waitFor()
    await page.getByLabel('Account').selectOption('')
    await page.getByLabel('Direction', { exact: true }).selectOption('')
    await page.getByLabel('Command', { exact: true }).fill('')
    await page.getByLabel('Text').fill('LOOK AT')
    await expect.poll(names).toContain('sendMsg')
    expect(await names()).not.toContain('login')
    await page.getByLabel('Text').fill('')
    await expect.poll(names).toContain('login')
  })

  test('pauses, counts what it missed, goes on', async () => {
    await page.getByRole('button', { name: 'Pause' }).click()
    const before = await page.locator('.line').count()
    await alice.call('7_1', [text('bob', 'while paused')])
    await page.locator('.fresh', { hasText: '3 more' }).waitFor()
    expect(await page.locator('.line').count()).toBe(before)
    await page.locator('.fresh').click()
    await page.locator('.line', { hasText: 'while paused' }).first().waitFor()
  })

  test('accounts: devices come and go, one is kicked, cut, made half open', async () => {
    await tab('Accounts').click()
    await tab('Accounts').getByText('2 online').waitFor()
    await card('alice').getByText('iOS').waitFor()
    await card('alice').getByText('iphone-of-alice').waitFor()
    await stage.shot(page, '3-accounts')
    const second = await login(emulator, 'alice', { deviceId: 'A2' })
    await card('alice').locator('[data-device=A2]').getByRole('button', { name: 'Kick' }).click()
    expect((await second.next('2_5'))[1]).toBe(2)
    await card('alice').locator('[data-device=A2]').waitFor({ state: 'detached' })
    const third = await login(emulator, 'alice', { deviceId: 'A3' })
    await card('alice').locator('[data-device=A3]').getByRole('button', { name: 'Half-open' }).click()
    await card('alice').locator('[data-device=A3]').getByText('half open').waitFor()
    await card('alice').locator('[data-device=A3]').getByRole('button', { name: 'Cut' }).click()
    expect(await third.closed).toBe(1006)
  })

  test('accounts: block, new token, add', async () => {
    const erin = await login(emulator, 'erin')
    await card('erin').getByRole('button', { name: 'Block' }).click()
    await card('erin').locator('.chip', { hasText: 'blocked' }).waitFor()
    expect(await erin.closed).toBe(1000)
    await card('erin').getByRole('button', { name: 'Unblock' }).click()
    await card('erin').locator('.chip').waitFor({ state: 'detached' })
    await card('erin').getByRole('button', { name: 'New token' }).click()
    await toast('New token of erin copied').waitFor()
    const token = emulator.accounts.get('erin')!.token
    expect(token).not.toBe('erin-token')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token)
    await page.getByLabel('New account').fill('Zoe')
    await page.getByRole('button', { name: 'Add' }).click()
    await card('zoe').waitFor()
    await page.getByLabel('New account').fill('zoe')
    await page.getByRole('button', { name: 'Add' }).click()
    await toast('zoe is taken').waitFor()
    await page.getByLabel('Find an account').fill('zo')
    expect(await page.locator('[data-account]').count()).toBe(1)
  })

  test('conversations: reads them, and speaks as anyone', async () => {
    await tab('Conversations').click()
    await page.locator('[data-id="p2p|alice|bob"]').click()
    await page.locator('.bubble', { hasText: 'Is the SDK in?' }).waitFor()
    await bob.waiting()
    await page.getByLabel('From').selectOption('alice')
    await page.getByLabel('Message').fill('from the console')
    await page.getByLabel('Message').press('Enter')
    await page.locator('.bubble', { hasText: 'from the console' }).waitFor()
    expect((await bob.next('7_2'))[0][9]).toBe('from the console')
    await stage.shot(page, '4-conversation')
    await page.getByRole('button', { name: 'New message' }).click()
    await page.getByLabel('From').selectOption('frank')
    await page.getByLabel('To', { exact: true }).selectOption('p2p|bob')
    await page.getByLabel('Message').fill('out of the blue')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('.bubble', { hasText: 'out of the blue' }).waitFor()
    expect((await bob.next('7_2'))[0]).toMatchObject({ 2: 'frank', 9: 'out of the blue' })
  })

  test('teams: shows them, makes one, talks in it', async () => {
    await tab('Teams').click()
    await page.getByRole('heading', { name: 'Design review' }).waitFor()
    await page.getByLabel('Name').fill('Night shift')
    await page.getByLabel('Owner').selectOption('bob')
    await page.getByLabel('Members').fill('alice, carol')
    await page.getByRole('button', { name: 'Make' }).click()
    const made = page.locator('[data-team]', { hasText: 'Night shift' })
    await made.waitFor()
    await stage.shot(page, '5-teams')
    await made.getByRole('button', { name: 'Conversation' }).click()
    await page.getByLabel('From').selectOption('carol')
    await page.getByLabel('Message').fill('anybody awake?')
    await page.getByLabel('Message').press('Enter')
    await page.locator('.bubble', { hasText: 'anybody awake?' }).waitFor()
  })

  test('faults: a preset, one of your own, and their end', async () => {
    await tab('Faults').click()
    await page.getByText('Nothing is broken').waitFor()
    await page.getByLabel('Whom').selectOption('bob')
    await page.getByRole('button', { name: 'Refuse login' }).click()
    await page.locator('[data-fault]', { hasText: 'login is refused with 302' }).waitFor()
    await expect(login(emulator, 'bob', { deviceId: 'B2' })).rejects.toThrow('302')
    await page.locator('[data-fault]', { hasText: '1×' }).waitFor()
    await page.getByLabel('What', { exact: true }).selectOption('lose frame')
    await page.getByLabel('Command of the fault').fill('onMsg')
    await page.getByLabel('Direction of the fault').selectOption('out')
    await page.getByLabel('Probability').fill('0.25')
    await page.getByLabel('Times').fill('8')
    await page.getByRole('button', { name: 'Break', exact: true }).click()
    await page.locator('[data-fault]', { hasText: 'frames of onMsg are lost' }).getByText('bob, to clients, 25 % of the time, 8 times').waitFor()
    expect(emulator.faults().map((f) => f.input)).toContainEqual({ lose: 'frame', cmd: 'onMsg', account: 'bob', direction: 'out', times: 8, probability: 0.25 })
    await page.getByRole('button', { name: 'Lossy network' }).click()
    await stage.shot(page, '6-faults')
    await page.getByLabel('Command of the fault').fill('nonsense')
    await page.getByRole('button', { name: 'Break', exact: true }).click()
    await toast('no command is called nonsense').waitFor()
    await page.getByRole('button', { name: 'End all' }).click()
    await page.getByText('Nothing is broken').waitFor()
    expect(emulator.faults()).toEqual([])
  })

  test('faults: what is held is released; what was hurt shows on the wire', async () => {
    await page.getByLabel('Whom').selectOption('alice')
    await page.getByRole('button', { name: 'Hold the sync' }).click()
    await page.locator('[data-fault]').waitFor()
    const held = emulator.faults()[0]!.struck()
    const answer = alice.call('5_1', [{ t: 'Property', v: { 1: 0 } }])
    await held
    await page.getByRole('button', { name: 'Release', exact: true }).click()
    expect((await answer).code).toBe(200)
    await page.getByRole('button', { name: 'End', exact: true }).click()
    await page.getByRole('button', { name: 'Lossy network' }).click()
    await page.locator('[data-fault]').waitFor()
    for (let i = 0; i < 12; i++) alice.post('7_1', [text('carol', `into the storm ${i}`)])
    await tab('Wire').click()
    await page.locator('.line .fault', { hasText: 'lost' }).first().waitFor()
    await stage.shot(page, '7-hurt')
    emulator.clearFaults()
    await expect.poll(() => tab('Faults').locator('.badge').textContent()).toBe('')
  })

  test('from a frame to breaking its command', async () => {
    await page.locator('.line', { has: page.locator('.name', { hasText: /^sendMsg$/ }) }).first().click()
    await page.getByRole('button', { name: 'Break this command…' }).click()
    expect(await page.getByLabel('Command of the fault').inputValue()).toBe('sendMsg')
    expect(await page.getByLabel('Whom').inputValue()).toBe('alice')
  })

  test('moves the clock', async () => {
    await page.getByRole('button', { name: '+1 h' }).click()
    await page.locator('.shift', { hasText: '+1 h ahead' }).waitFor()
    await page.getByRole('button', { name: '+10 min' }).click()
    await page.locator('.shift', { hasText: '+1 h 10 min ahead' }).waitFor()
    await page.locator('.rail .facts', { hasText: '(+1 h 10 min)' }).waitFor()
  })

  test('on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 780 })
    for (const name of ['Wire', 'Accounts', 'Conversations', 'Faults']) {
      await tab(name).click()
      await stage.shot(page, `8-phone-${name.toLowerCase()}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    }
    await page.setViewportSize({ width: 1280, height: 820 })
  })

  test('by the keyboard alone', async () => {
    await tab('Wire').click()
    await page.locator('.line').last().focus()
    await page.keyboard.press('Enter')
    await page.locator('.details').last().waitFor()
  })

  test('no error on any console', () => expect(stage.problems.filter((text) => !refused.test(text))).toEqual([]))

  test('says when the emulator is gone, and comes back with it', async () => {
    const { port } = emulator
    await emulator.close()
    await page.getByText('The emulator does not answer.').waitFor()
    await stage.shot(page, '9-lost')
    emulator = await startEmulator({ console: true, port })
    await page.locator('.standing', { hasText: 'Live' }).waitFor()
    await expect.poll(() => page.locator('.banner').isVisible()).toBe(false)
  })

  test('asks for the token when there is one', async () => {
    const locked = await startEmulator({ console: true, controlToken: 'open sesame' })
    const other = await stage.open(`${locked.url}/emulator/`)
    await other.getByText('asks for its control token').waitFor()
    await stage.shot(other, '10-locked')
    await other.getByLabel('Control token').fill('open sesame')
    await other.getByRole('button', { name: 'Open' }).click()
    await other.locator('.standing', { hasText: 'Live' }).waitFor()
    const third = await stage.open(`${locked.url}/emulator/#token=open%20sesame`)
    await third.locator('.standing', { hasText: 'Live' }).waitFor()
    expect(third.url()).not.toContain('sesame')
    await locked.close()
  })

  test('no page of another site can drive it', async () => {
    const victim = await startEmulator({ console: true })
    const evil = await startEmulator() // another port is another origin
    const attacker = await stage.open(`${evil.url}/lbs/webconf.jsp`)
    const outcome = await attacker.evaluate(async (url) => {
      const results: string[] = []
      const attempt = async (init: RequestInit, path: string) => results.push(await fetch(`${url}/emulator/${path}`, init).then((r) => String(r.status || r.type), () => 'blocked'))
      await attempt({ method: 'POST', headers: { 'X-NIM-Emulator': '1' }, body: '{"account":"alice"}' }, 'accounts/block')
      await attempt({ method: 'POST', mode: 'no-cors', body: '{"account":"alice"}' }, 'accounts/block')
      await attempt({ headers: { 'X-NIM-Emulator': '1' } }, 'state')
      return results
    }, victim.url)
    expect(outcome).toEqual(['blocked', 'opaque', 'blocked'])
    expect(victim.accounts.get('alice')!.blocked).toBe(false)
    await victim.close()
    await evil.close()
  })
})
