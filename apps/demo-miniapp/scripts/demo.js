// Two phones that chat, and the service between them. `pnpm demo` in the root builds the packages first.
import { startDemo } from './start.js'

const { url, emulator, close } = await startDemo()

console.log(`
  NIM demo

    Two phones     ${url}
    IM emulator    ${emulator.url}

  Edit apps/demo-miniapp/miniprogram and the phones follow. Ctrl-C ends it.
`)

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, async () => {
    await close()
    process.exit(0)
  })
