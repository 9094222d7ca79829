import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Emulator, EmulatorOptions } from '../src/index'
import { openBrowser } from './browser'

const shots = path.join(import.meta.dirname, '../out/shots')

/** As it is published: the console comes from the build. */
const built = '../dist/index.js'
export const { startEmulator } = (await import(built)) as { startEmulator(options?: EmulatorOptions): Promise<Emulator> }

/** A browser in front of emulators. */
export async function openStage() {
  const { context, close } = await openBrowser()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  /** What went wrong on the consoles of all pages. */
  const problems: string[] = []
  fs.mkdirSync(shots, { recursive: true })
  return {
    context,
    problems,
    async open(url: string): Promise<Page> {
      const page = await context.newPage()
      page.on('pageerror', (error) => problems.push(String(error.stack || error)))
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      await page.goto(url)
      return page
    },
    /** The page as it is, in light and dark. */
    async shot(page: Page, name: string): Promise<void> {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: path.join(shots, `${name}-${colorScheme}.png`) })
      }
    },
    close,
  }
}
