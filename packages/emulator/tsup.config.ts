import { defineConfig } from 'tsup'

export default defineConfig([
  // For Node only, so unlike the client packages: ESM, modern, readable.
  {
    entry: { index: 'src/index.ts', cli: 'src/cli.ts' },
    format: 'esm',
    target: 'node20',
    platform: 'node',
    external: ['lmdb'], // optional, and loaded only when data is to be kept
    dts: { entry: { index: 'src/index.ts' } },
    sourcemap: true,
    clean: ['!console/**'],
  },
  // The console page.
  {
    entry: { console: 'console/main.ts' },
    outDir: 'dist/console',
    publicDir: 'console/static',
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    minify: true,
    clean: true,
  },
])
