import path from 'node:path'
import { defineConfig } from 'vite'
import { miniprogram } from './preview/plugin/index.ts'

const here = import.meta.dirname

export default defineConfig({
  root: path.join(here, 'preview'),
  cacheDir: path.join(here, 'node_modules/.vite'),
  plugins: [miniprogram({ root: path.join(here, 'miniprogram'), runtime: path.join(here, 'preview/runtime/engine.ts') })],
  server: { host: '127.0.0.1', port: 8200 },
})
