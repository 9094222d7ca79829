import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const packages = readdirSync(`${root}/packages`)

// Tests run on the sources, so that no build stands between a change and its test.
export default defineConfig({
  resolve: {
    alias: [
      ...['browser', 'node'].map((host) => ({ find: `@nim/core/${host}`, replacement: `${root}/packages/core/src/host/${host}.ts` })),
      ...packages.map((name) => ({ find: new RegExp(`^@nim/${name}$`), replacement: `${root}/packages/${name}/src/index.ts` })),
      ...packages.map((name) => ({ find: new RegExp(`^@nim/${name}/(\\w+)$`), replacement: `${root}/packages/${name}/src/$1.ts` })),
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
    testTimeout: 20000,
  },
})
