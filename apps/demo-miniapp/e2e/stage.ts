import fs from 'node:fs'
import path from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { startDemo } from '../scripts/start.js'
import { openBrowser } from './browser'

const shots = path.join(import.meta.dirname, '../shots')

/** The demo as a user sees it, with a browser in front of it. */
export async function openStage(options: Parameters<typeof startDemo>[0]) {
  const demo = await startDemo({ ports: 'free', ...options })
  const { context, close } = await openBrowser()
  /** What went wrong on the consoles of all pages. */
  const problems: string[] = []
  let slowed: CDPSession | undefined
  fs.mkdirSync(shots, { recursive: true })
  return {
    problems,
    emulator: demo.emulator,
    async open(query = 'lang=zh'): Promise<Page> {
      const page = await context.newPage()
      page.on('pageerror', (error) => problems.push(String(error.stack || error)))
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      await page.goto(`${demo.url}&${query}`)
      return page
    },
    /** Limits how fast the phones of a page send, bytes a second; -1: no limit. */
    async slow(page: Page, uploadThroughput: number) {
      const session = (slowed ??= await context.newCDPSession(page)) // another one would leave the limit in place
      await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput })
    },
    shot: (page: Page, name: string) => page.screenshot({ animations: 'disabled', path: path.join(shots, name + '.png') }),
    async close() {
      await close()
      await demo.close()
    },
  }
}
