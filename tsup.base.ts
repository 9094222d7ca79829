import remapping, { type SourceMapInput } from '@jridgewell/remapping'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { minifySync } from 'oxc-minify'
import { minify, type MinifyOptions } from 'terser'
import { defineConfig, type Options } from 'tsup'

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]
type TsupPlugin = NonNullable<Options['plugins']>[number]

/** eventemitter3 is CommonJS with an ESM door; taken as the ES module it nearly is, it needs no wrapper. */
const flatEmitter: EsbuildPlugin = {
  name: 'flat-eventemitter3',
  setup(build) {
    build.onLoad({ filter: /eventemitter3.index\.mjs$/ }, async ({ path }) => {
      let source = await readFile(path.replace(/mjs$/, 'js'), 'utf8')
      const cut = (what: RegExp, by: string) => {
        if (!what.test(source)) throw new Error('eventemitter3 has changed its shape: ' + what)
        source = source.replace(what, by)
      }
      cut(/^if \('undefined' !== typeof module\)[^}]*}/m, 'export { EventEmitter }')
      // every engine has Object.create: names need no prefix, and a table needs no maker
      cut(/^function Events\(\) {}$[^]*?^}/m, '')
      cut(/new Events\(\)/g, 'Object.create(null)')
      cut(/, prefix = '~'/, '')
      cut(/^ *(var )?evt = prefix \? prefix \+ event : event;$/gm, '')
      cut(/\s+, evt = prefix \? prefix \+ event : event/, '')
      cut(/^ +var evt;$/m, '')
      cut(/\bevt\b/g, 'event')
      // the number of events is asked by nobody
      cut(/^function clearEvent[^]*?^}/m, '')
      cut(/[,;]?\s*(emitter|this)\._eventsCount(\+\+| = 0)/g, '')
      cut(/^EventEmitter\.prototype\.off = .*$/m, '')
      cut(/^EventEmitter\.prefixed = [^]*?^EventEmitter\.EventEmitter = .*$/m, '')
      // the client's emitter (packages/core/src/emitter.ts) has its own way with these
      for (const method of ['emit', 'eventNames', 'listeners', 'listenerCount', 'removeListener', 'removeAllListeners']) cut(new RegExp(`^EventEmitter\\.prototype\\.${method} = [^]*?^};`, 'm'), '')
      return { contents: source, loader: 'js' }
    })
  },
}

/** Names of the core's inner doors (`core.ts`) and of eventemitter3's table: nobody outside a bundle knows them. */
const inner = 'heard|context|_events|fault|flush|tell|route|ownedBy|run|row|receive|hold|drop|failed|want|pass|forget|changed|other|shown|resync|links|best|settle|done|closed|readable|finish|unique|gone|isNew|sessionOf|newest|trimmed|sorted|say|lose|itself'

/** Names in one fixed order everywhere: what looks alike then is alike, and compresses. Found by trying; any other order works as well, in some 40 bytes more. */
const letters = 'isetardloncfmuhpgywRST$xA_jbPGDLNkvUFCIBMVWqzEJHQXYZOK'
const names = {
  get(n: number) {
    let name = ''
    for (let left = n + 1; left > 0; left = Math.floor(left / letters.length)) name += letters[--left % letters.length]
    return name
  },
}

/** Names of commands that only arrive, in the tables and in the handlers: an app never sees them. Other packages than these make such names from parts. The emulator reads the tables too, from files of their own. */
const inbound = (file: string, code: string) => (/(msg|session).dist.index/.test(resolve(file)) ? Array.from(code.matchAll(/(\w+): ?["`]\d[\d_,]* > /g), ([, name]) => name!).filter((name) => /^(nimO|o)n|^sync/.test(name)) : [])

/** Two minifiers in a row make less than either of them. */
async function squeeze(file: string, module: boolean): Promise<void> {
  const [code, map] = await Promise.all([readFile(file, 'utf8'), readFile(file + '.map', 'utf8')])
  const first = minifySync(file, code, { module, compress: { target: 'es2018' }, mangle: false, sourcemap: true })
  const least = await minify(first.code, {
    ecma: 2018,
    toplevel: true,
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true, hoist_props: false },
    mangle: { toplevel: true, properties: { regex: new RegExp(`^(${[inner, ...inbound(file, first.code)].join('|')})$`), builtins: true }, nth_identifier: names },
    sourceMap: { content: remapping([first.map, map] as SourceMapInput[], () => null), url: basename(file) + '.map' },
  } as MinifyOptions)
  await Promise.all([writeFile(file, least.code!), writeFile(file + '.map', least.map as string)])
}

/** When everything else is done with the files. */
const squeezing: TsupPlugin = {
  name: 'squeeze',
  async buildEnd({ writtenFiles }) {
    for (const { name } of writtenFiles) if (/\.m?js$/.test(name)) await squeeze(name, this.format === 'esm')
  },
}

/** How files that go into mini-programs are made small. */
export const small = {
  target: 'es2018',
  platform: 'neutral',
  sourcemap: true,
  splitting: false,
  treeshake: true,
  esbuildPlugins: [flatEmitter],
  plugins: [squeezing],
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
