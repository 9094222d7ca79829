import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/**/*.test.ts', 'e2e/**/*.test.ts'], testTimeout: 30000, hookTimeout: 60000, fileParallelism: false, expect: { poll: { timeout: 15000 } } },
})
