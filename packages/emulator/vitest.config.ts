import { defineConfig } from 'vitest/config'

// The console in a browser. The other tests run from the root.
export default defineConfig({
  test: { include: ['e2e/**/*.test.ts'], testTimeout: 30000, hookTimeout: 60000, expect: { poll: { timeout: 10000 } } },
})
