import { defineConfig } from 'tsup'

// For Node only, so unlike the client packages: ESM, modern, readable.
export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  external: ['lmdb'], // optional, and loaded only when data is to be kept
  dts: { entry: { index: 'src/index.ts' } },
  sourcemap: true,
  clean: true,
})
