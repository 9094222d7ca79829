import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'

const places = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** The browser on this machine, if there is one. In CI there has to be. */
export const browserPath = places.find((place) => place && fs.existsSync(place))

if (!browserPath) {
  const text = 'No Chromium found: the end-to-end test of the console needs one. Install it, or point CHROMIUM_PATH at it.'
  if (process.env['CI']) throw new Error(text)
  console.warn(`\n${'!'.repeat(text.length)}\n${text}\nSKIPPED, NOT PASSED.\n${'!'.repeat(text.length)}\n`)
}

/** Opens a browser that knows nothing yet. Returns its context and how to leave it without a trace. */
export async function openBrowser(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'console-e2e-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath,
    headless: true,
    ignoreHTTPSErrors: true,
    viewport: { width: 1280, height: 820 },
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  context.setDefaultTimeout(15000)
  return {
    context,
    async close() {
      await context.close()
      fs.rmSync(profile, { recursive: true, force: true })
    },
  }
}
