import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'

const files: Record<string, [name: string, type: string]> = {
  '/emulator/': ['index.html', 'text/html; charset=utf-8'],
  '/emulator/console.js': ['console.js', 'text/javascript; charset=utf-8'],
  '/emulator/console.css': ['console.css', 'text/css; charset=utf-8'],
  '/emulator/icon.svg': ['icon.svg', 'image/svg+xml'],
}

/** Beside this module once it is built. */
const folder = new URL('./console/', import.meta.url)

/** The page may load what is its own, talk to its own address, and be shown in no frame. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Hands out the console page. `false`: no file of it. */
export async function serveConsole(path: string, response: ServerResponse): Promise<boolean> {
  if (path === '/emulator') {
    response.writeHead(302, { Location: '/emulator/' }).end()
    return true
  }
  const [name, type] = Object.hasOwn(files, path) ? files[path]! : []
  if (!name || !type) return false
  const data = await readFile(new URL(name, folder)).catch(() => undefined)
  if (data) response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' }).end(data)
  else response.writeHead(503, { 'Content-Type': 'text/plain' }).end('The console is not built: run the build of @nim/emulator.')
  return true
}
