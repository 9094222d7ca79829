import { existsSync } from 'node:fs'
import { defineConfig } from 'tsup'

/** Packages of this repository are taken from their sources: nothing has to be built before but our client. */
const sources = {
  name: 'sources',
  setup(build: { onResolve(o: { filter: RegExp }, fn: (args: { path: string }) => { path: string } | undefined): void }) {
    build.onResolve({ filter: /^@nim\// }, ({ path }) => {
      const [, name, part = 'index'] = /^@nim\/([\w-]+)(?:\/([\w-]+))?$/.exec(path)!
      const file = `${import.meta.dirname}/../../packages/${name}/src/${part}.ts`
      return existsSync(file) ? { path: file } : undefined
    })
  },
}

// a program for this machine only; the official client stays outside
export default defineConfig({
  entry: ['src/main.ts', 'src/worker.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  noExternal: [/^@nim\//],
  external: ['ws', 'nim-web-sdk-ng', 'esbuild'],
  esbuildPlugins: [sources],
  sourcemap: true,
  clean: true,
})
