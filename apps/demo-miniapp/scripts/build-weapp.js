// Builds dist/weapp, a folder that opens in WeChat DevTools.
import fs from 'node:fs'
import path from 'node:path'
import { app } from './run.js'

const out = path.join(app, 'dist/weapp')

/** @param {string} file */
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

/**
 * What WeChat's npm build does with packages like ours, without its 276 MB: the file `main` names becomes the package.
 * It follows `dependencies` only; `check:weapp` compares with what WeChat's own tool makes.
 * @param {string} from folder whose node_modules hold the package
 * @param {string} name
 */
function pack(from, name) {
  const folder = fs.realpathSync(path.join(from, 'node_modules', name))
  const { main, dependencies = {} } = readJson(path.join(folder, 'package.json'))
  const target = path.join(out, 'miniprogram/miniprogram_npm', name)
  fs.mkdirSync(target, { recursive: true })
  fs.copyFileSync(path.join(folder, main), path.join(target, 'index.js'))
  for (const needed of Object.keys(dependencies)) pack(folder, needed)
}

fs.rmSync(out, { recursive: true, force: true })
fs.cpSync(path.join(app, 'miniprogram'), path.join(out, 'miniprogram'), { recursive: true })
fs.copyFileSync(path.join(app, 'project.config.json'), path.join(out, 'project.config.json'))
for (const name of Object.keys(readJson(path.join(app, 'package.json')).dependencies)) pack(app, name)

const size = fs.readdirSync(out, { recursive: true, withFileTypes: true }).reduce((sum, entry) => sum + (entry.isFile() ? fs.statSync(path.join(entry.parentPath, entry.name)).size : 0), 0)
console.log(`${path.relative(process.cwd(), out)}: ${Math.round(size / 1024)} KiB. Open it in WeChat DevTools, with the emulator of \`demo\` running.`)
