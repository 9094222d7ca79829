import { readFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** eventemitter3 is CommonJS with an ESM door; taken as the ES module it nearly is, it needs no wrapper. */
const flatEmitter: Plugin = {
  name: 'flat-eventemitter3',
  setup(build) {
    build.onLoad({ filter: /eventemitter3.index\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path.replace(/mjs$/, 'js'), 'utf8')
      const cut = (text: string, what: RegExp, by: string) => {
        if (!what.test(text)) throw new Error('eventemitter3 has changed its shape: ' + what)
        return text.replace(what, by)
      }
      const esm = cut(source, /^if \('undefined' !== typeof module\)[^}]*}/m, 'export { EventEmitter }')
      // the client's emitter has an emit of its own
      return { contents: cut(esm, /^EventEmitter\.prototype\.emit = [^]*?^};/m, ''), loader: 'js' }
    })
  },
}

/** How files that go into mini-programs are made small. */
export const small = {
  target: 'es2018',
  platform: 'neutral',
  sourcemap: true,
  splitting: false,
  treeshake: true,
  minify: 'terser',
  terserOptions: { ecma: 2018 as never, toplevel: true, compress: { passes: 3, unsafe_arrows: true, pure_getters: true, hoist_props: false } },
  esbuildPlugins: [flatEmitter],
} satisfies Options

/** How every published package is built: CommonJS in `.js` (WeChat's npm build takes nothing else) and ESM in `.mjs`, both ES2018. */
export const library = (entry: Record<string, string>, more: Options = {}) =>
  defineConfig({
    ...small,
    entry,
    format: ['cjs', 'esm'],
    outExtension: ({ format }) => ({ js: format === 'cjs' ? '.js' : '.mjs' }),
    dts: true,
    clean: true,
    ...more,
  })
