import path from 'node:path'
import { dynamicToken, startEmulator } from '@nim/emulator'
import { createServer, runnerImport } from 'vite'
import { conversation, friends, requests as welcome, seed } from './seed.js'

const app = path.resolve(import.meta.dirname, '..')

/**
 * Starts the emulator and the preview, and seeds a conversation.
 * @param {{ ports?: 'usual' | 'free', lines?: import('./seed.js').Line[], requests?: import('./seed.js').Request[], kickPolicy?: 1 | 2 | 3 }} [options]
 */
export async function startDemo({ ports = 'usual', lines = conversation, requests = welcome, kickPolicy = 3 } = {}) {
  /** @type {{ module: typeof import('../miniprogram/config') }} */
  const { module: config } = await runnerImport(path.join(app, 'miniprogram/config.ts'))
  const usual = Number(config.server.split(':')[1])
  // the emulator's clock never runs backwards, so it starts with the oldest line
  let past = Math.max(0, ...lines.map(({ minutesAgo }) => minutesAgo)) * 60000
  /** @param {number} port */
  const start = (port) => startEmulator({ port, appkey: config.appkey, accounts: config.accounts.map(({ account, token, name }) => ({ account, token, nick: name })), seed: { friends }, kickPolicy, now: () => Date.now() - past })
  const emulator = await start(ports === 'usual' ? usual : 0).catch((error) => {
    if (error.code === 'EADDRINUSE') return start(0)
    throw error
  })
  const { host: server } = new URL(emulator.url)
  const tokens = new Map(config.accounts.map(({ account, token }) => [account, token]))
  await seed({ appkey: config.appkey, server, tokens, lines, requests, travel: (minutesAgo) => (past = minutesAgo * 60000) })

  // what an app's own server does: it knows its users, and makes a short-lived token for each login
  /** @type {import('vite').Plugin} */
  const tokenServer = {
    name: 'token-server',
    configureServer: ({ middlewares }) => {
      middlewares.use('/token', (request, response) => {
        const account = new URL(request.url ?? '', 'http://localhost').searchParams.get('account') ?? ''
        response.statusCode = tokens.has(account) ? 200 : 404
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify({ token: tokens.has(account) ? dynamicToken({ appkey: config.appkey, appSecret: emulator.appSecret, account, ttl: 600 }) : '' }))
      })
    },
  }
  const vite = await createServer({ configFile: path.join(app, 'vite.config.ts'), logLevel: 'warn', plugins: [tokenServer], ...(ports === 'free' && { server: { port: 0 } }) })
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
