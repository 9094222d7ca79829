import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { startDemo } from '../scripts/start.js'
import { openBrowser } from './browser'

const shots = path.join(import.meta.dirname, '../shots')

/** The demo as a user sees it, with a browser in front of it. */
export async function openStage(options: Parameters<typeof startDemo>[0]) {
  const demo = await startDemo({ ports: 'free', ...options })
  const { context, close } = await openBrowser()
  /** What went wrong on the consoles of all pages. */
  const problems: string[] = []
  fs.mkdirSync(shots, { recursive: true })
  return {
    problems,
    async open(query = 'lang=zh'): Promise<Page> {
      const page = await context.newPage()
      page.on('pageerror', (error) => problems.push(String(error.stack || error)))
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      await page.goto(`${demo.url}&${query}`)
      return page
    },
    shot: (page: Page, name: string) => page.screenshot({ path: path.join(shots, name + '.png') }),
    async close() {
      await close()
      await demo.close()
    },
  }
}
