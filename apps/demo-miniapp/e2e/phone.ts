import type { FrameLocator, Locator, Page } from 'playwright-core'

/** One phone on the stage, by what its user sees and does. */
export class Phone {
  private readonly frame: FrameLocator
  private readonly stage: Locator

  constructor(page: Page, id: string) {
    this.stage = page.locator('#' + id)
    this.frame = this.stage.locator('iframe').contentFrame()
  }

  /** The page on top. */
  page(name: string, folder = 'pages'): Locator {
    return this.frame.locator(`.mini-page:not(.mini-hidden):not(.mini-leave)[data-page="${folder}-${name}-${name}"]`)
  }

  get chat(): Locator {
    return this.page('chat')
  }
  get list(): Locator {
    return this.page('sessions')
  }
  get login(): Locator {
    return this.page('login')
  }
  get contacts(): Locator {
    return this.page('contacts')
  }
  get me(): Locator {
    return this.page('me')
  }
  get notices(): Locator {
    return this.page('notices', 'social')
  }
  get person(): Locator {
    return this.page('person', 'social')
  }
  get banner(): Locator {
    return this.frame.locator('.mini-page:not(.mini-hidden) [class$="--banner"], .mini-page:not(.mini-hidden) [class*="--banner "]')
  }
  get dialog(): Locator {
    return this.frame.locator('.mini-modal')
  }

  /** State of the phone as the stage shows it. */
  state(name: string): Locator {
    return this.stage.locator(`.state[data-state=${name}]`)
  }
  async press(what: 'network' | 'home' | 'kill' | 'restart' | 'theme'): Promise<void> {
    if (what === 'restart') await this.frame.locator('body').evaluate((body) => (body.dataset.old = ''))
    await this.stage.locator(`[data-do=${what}]`).click()
    if (what === 'restart') await this.frame.locator('body:not([data-old]) .mini-page').first().waitFor()
  }

  bubble(text: string): Locator {
    return this.chat.locator('.bubble').getByText(text, { exact: true })
  }
  /** The whole line of a message, with its state. */
  line(text: string): Locator {
    return this.chat.locator('.row', { has: this.frame.locator('.bubble').getByText(text, { exact: true }) })
  }
  row(name: string): Locator {
    return this.list.locator('.row', { has: this.frame.getByText(name, { exact: true }) })
  }

  async send(text: string): Promise<void> {
    await this.chat.locator('input').fill(text)
    await this.chat.locator('.send').click()
    await this.bubble(text).waitFor()
  }
  async hold(text: string): Promise<void> {
    await this.bubble(text).click({ delay: 500 })
    await this.chat.locator('.menu').waitFor()
  }
  async open(name: string): Promise<void> {
    await this.row(name).click()
    await this.chat.locator('.mini-title', { hasText: name }).waitFor()
  }
  async back(): Promise<void> {
    await this.chat.locator('.mini-back').click()
    await this.list.waitFor()
  }
  /** One page back, whatever it is. */
  async leave(page: Locator): Promise<void> {
    await page.locator('.mini-back').click()
    await page.waitFor({ state: 'hidden' })
  }
  tabButton(name: 'sessions' | 'contacts' | 'me'): Locator {
    return this.frame.locator(`.mini-page:not(.mini-hidden) .mini-tabs [data-tab=${name}]`)
  }
  async tab(name: 'sessions' | 'contacts' | 'me'): Promise<void> {
    await this.tabButton(name).click()
    await this.page(name).waitFor()
  }
  get sheet(): Locator {
    return this.frame.locator('.mini-sheet')
  }
  get viewer(): Locator {
    return this.frame.locator('.mini-picture')
  }
  /** For `has`. */
  inside(selector: string): Locator {
    return this.frame.locator(selector)
  }
  get toast(): Locator {
    return this.frame.locator('.mini-toast')
  }
  /** Answers a dialog. */
  async answer(text: string): Promise<void> {
    await this.dialog.getByText(text, { exact: true }).click()
    await this.dialog.waitFor({ state: 'detached' })
  }
}
