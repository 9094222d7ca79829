import path from 'node:path'
import { startEmulator } from '@nim/emulator'
import { createServer, runnerImport } from 'vite'
import { conversation, seed } from './seed.js'

const app = path.resolve(import.meta.dirname, '..')

/**
 * Starts the emulator and the preview, and seeds a conversation.
 * @param {{ ports?: 'usual' | 'free', lines?: import('./seed.js').Line[], kickPolicy?: 1 | 2 | 3 }} [options]
 */
export async function startDemo({ ports = 'usual', lines = conversation, kickPolicy = 3 } = {}) {
  /** @type {{ module: typeof import('../miniprogram/config') }} */
  const { module: config } = await runnerImport(path.join(app, 'miniprogram/config.ts'))
  const usual = Number(config.server.split(':')[1])
  // the emulator's clock never runs backwards, so it starts with the oldest line
  let past = Math.max(0, ...lines.map(({ minutesAgo }) => minutesAgo)) * 60000
  /** @param {number} port */
  const start = (port) => startEmulator({ port, appkey: config.appkey, accounts: config.accounts.map(({ account, token, name }) => ({ account, token, nick: name })), kickPolicy, now: () => Date.now() - past })
  const emulator = await start(ports === 'usual' ? usual : 0).catch((error) => {
    if (error.code === 'EADDRINUSE') return start(0)
    throw error
  })
  const { host: server } = new URL(emulator.url)
  const tokens = new Map(config.accounts.map(({ account, token }) => [account, token]))
  await seed({ appkey: config.appkey, server, tokens, lines, travel: (minutesAgo) => (past = minutesAgo * 60000) })

  const vite = await createServer({ configFile: path.join(app, 'vite.config.ts'), logLevel: 'warn', ...(ports === 'free' && { server: { port: 0 } }) })
  await vite.listen()
  const [page] = vite.resolvedUrls?.local ?? []
  return {
    /** Where the two phones are. */
    url: server === config.server ? `${page}` : `${page}?server=${server}`,
    emulator,
    async close() {
      await vite.close()
      await emulator.close()
    },
  }
}
