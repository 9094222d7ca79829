// What an app pays: every package whole, as a mini-program's npm build takes it (nothing is shaken away). Over budget fails.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)
const KiB = 1024

/** The file a package's users get. */
const dist = (name) => join(root, 'packages', name, 'dist', name === 'sdk' ? 'NIM_MINIAPP_SDK.js' : 'index.js')
const gzip = (text) => gzipSync(text, { level: 9 }).length

/** Bundled and minified once more by a bundler of the app's own, as the baseline measures the others. */
async function bundled(files) {
  const contents = files.map((file) => `module.exports.push(require(${JSON.stringify(file)}))`).join('\n')
  const alias = Object.fromEntries(['core', 'msg'].map((name) => [`@nim/${name}`, dist(name)]))
  const { outputFiles } = await build({
    stdin: { contents: 'module.exports = []\n' + contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2018',
    write: false,
    alias,
  })
  return outputFiles[0].text
}

/**
 * Budgets in KiB. `debt`: bytes over the budget that are known and still owed; they are shown, and may shrink but not grow.
 * @type {[row: string, packages: string[], budget: number, debt?: number][]}
 */
const rows = [
  ['core alone', ['core'], 8, 170],
  ['core + msg + session', ['core', 'msg', 'session'], 16, 1140],
  ['everything (@nim/sdk)', ['sdk'], 32],
  ...['msg', 'sysmsg', 'friends', 'team', 'superteam', 'events', 'storage', 'passthrough', 'signaling'].map((name) => /** @type {[string, string[], number]} */ ([`core + ${name}`, ['core', name], 32])),
]

const official = readFileSync(join(require.resolve('nim-web-sdk-ng/package.json'), '../dist/NIM_MINIAPP_SDK.js'), 'utf8')
const table = [
  '| | raw KiB | gzip -9 KiB as shipped | gzip -9 KiB bundled again | budget | of the official |',
  '|---|---|---|---|---|---|',
  `| official 0.17.2 (not divisible) | ${(official.length / KiB).toFixed(0)} | ${(gzip(official) / KiB).toFixed(1)} | | | 1 |`,
]
let over = 0
for (const [name, packages, budget, debt = 0] of rows) {
  const files = packages.map(dist)
  const text = files.map((file) => readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL.*/, '')).join('\n')
  const shipped = gzip(text)
  const again = gzip(await bundled(files))
  const fits = shipped <= budget * KiB
  if (shipped > budget * KiB + debt) over++
  const word = fits ? '' : shipped > budget * KiB + debt ? ' **OVER**' : ` **over by ${shipped - budget * KiB} B, known**`
  table.push(`| ${name} | ${(text.length / KiB).toFixed(1)} | ${(shipped / KiB).toFixed(2)} | ${(again / KiB).toFixed(2)} | ${budget}${word} | ${(shipped / gzip(official)).toFixed(2)} |`)
}
mkdirSync(join(import.meta.dirname, '../out'), { recursive: true })
writeFileSync(join(import.meta.dirname, '../out/size.md'), table.join('\n') + '\n')
console.log(table.join('\n'))
if (over) {
  console.error(`${over} size${over > 1 ? 's' : ''} over budget`)
  process.exitCode = 1
}
