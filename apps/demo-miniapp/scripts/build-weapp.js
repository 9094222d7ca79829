// Builds dist/weapp, a folder that opens in WeChat DevTools.
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { placesOf } from './places.js'
import { app } from './run.js'

const out = path.join(app, 'dist/weapp')

/** What the SDK may take of the main package, bytes gzipped. */
const budget = 20 * 1024

/** @param {string} file */
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

/**
 * What WeChat's npm build does with packages like ours, without its 276 MB: the file `main` names becomes the package.
 * It follows `dependencies` only; `check:weapp` compares with what WeChat's own tool makes.
 * @param {string} from folder whose node_modules hold the package
 * @param {string} name
 * @param {string} to folder of the mini-program's package
 */
function pack(from, name, to) {
  const folder = fs.realpathSync(path.join(from, 'node_modules', name))
  const { main, dependencies = {} } = readJson(path.join(folder, 'package.json'))
  const target = path.join(to, 'miniprogram_npm', name)
  fs.mkdirSync(target, { recursive: true })
  fs.copyFileSync(path.join(folder, main), path.join(target, 'index.js'))
  for (const needed of Object.keys(dependencies)) pack(folder, needed, to)
}

fs.rmSync(out, { recursive: true, force: true })
fs.cpSync(path.join(app, 'miniprogram'), path.join(out, 'miniprogram'), { recursive: true })
fs.copyFileSync(path.join(app, 'project.config.json'), path.join(out, 'project.config.json'))
for (const [root, names] of placesOf(path.join(app, 'miniprogram'))) for (const name of names) pack(app, name, path.join(out, 'miniprogram', root))

/** @param {string} folder */
const sizes = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, withFileTypes: true }) : []).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
const size = sizes(out).reduce((sum, file) => sum + fs.statSync(file).size, 0)
const sdk = sizes(path.join(out, 'miniprogram/miniprogram_npm')).reduce((sum, file) => sum + gzipSync(fs.readFileSync(file), { level: 9 }).length, 0)
console.log(`${path.relative(process.cwd(), out)}: ${Math.round(size / 1024)} KiB. Open it in WeChat DevTools, with the emulator of \`demo\` running.`)
console.log(`the SDK in the main package: ${(sdk / 1024).toFixed(1)} KiB gzip, of ${budget / 1024} KiB`)
if (sdk > budget) throw new Error('the SDK takes too much of the main package')
