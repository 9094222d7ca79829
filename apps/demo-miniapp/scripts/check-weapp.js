// Checks dist/weapp with WeChat's own tools, offline: its npm build, its WXML and WXSS compilers, its script compiler.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { placesOf } from './places.js'
import { app, run } from './run.js'

/** WeChat's limit for a main package, bytes. */
const limit = 2 * 1024 * 1024

const tools = createRequire(path.join(app, 'weapp-tools/package.json'))
if (!fs.existsSync(path.join(app, 'weapp-tools/node_modules'))) {
  console.error('WeChat’s tools are not installed (276 MB): npm install --prefix apps/demo-miniapp/weapp-tools')
  process.exit(1)
}
run(process.execPath, path.join(app, 'scripts/build-weapp.js'))

const project = path.join(app, 'dist/weapp')
const source = path.join(project, 'miniprogram')
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-'))
const ci = tools('miniprogram-ci')
ci.proxy('http://127.0.0.1:9') // nothing here may reach WeChat's servers; its one optional question fails at once

/** @param {string} folder */
const list = (folder) => fs.readdirSync(folder, { recursive: true }).map(String).sort()

// 1. npm build. It needs real folders: through workspace links it drops, without a word, what a linked package depends on.
const stage = path.join(scratch, 'stage')
run('npx', '-y', 'pnpm@12', '--filter', '@nim/demo-miniapp', 'deploy', '--legacy', '--prod', '--config.node-linker=hoisted', '--silent', stage)
const packed = path.join(scratch, 'packed')
const { warnList } = await ci.packNpmManually({ packageJsonPath: path.join(stage, 'package.json'), miniprogramNpmDistDir: packed })
assert.deepEqual(warnList, [], 'npm build warns')
/** @param {string} folder */
const names = (folder) => list(folder).filter((file) => file.endsWith('index.js'))
const roots = [...placesOf(path.join(app, 'miniprogram')).keys()].map((root) => path.join(source, root, 'miniprogram_npm')).filter((folder) => fs.existsSync(folder))
const npm = path.join(packed, 'miniprogram_npm')
const packages = names(npm)
assert.deepEqual(roots.flatMap(names).sort(), packages, 'build:weapp packs other packages than WeChat does')
for (const root of roots) for (const name of names(root)) fs.cpSync(path.dirname(path.join(npm, name)), path.dirname(path.join(root, name)), { recursive: true })

// 2. WXML and WXSS, which the script compiler leaves to the upload server.
const bin = path.join(path.dirname(tools.resolve('miniprogram-compiler/package.json')), 'bin/linux')
for (const [tool, suffix, ...flags] of [['wcc', '.wxml', '-d'], ['wcsc', '.wxss']]) {
  fs.chmodSync(path.join(bin, `${tool}`), 0o755)
  for (const file of list(source).filter((name) => name.endsWith(`${suffix}`))) execFileSync(path.join(bin, `${tool}`), [...flags, './' + file], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] })
}

// 3. Scripts and configuration, as an upload would. A throw-away key and the tool's own defaults stand in for the server.
const key = path.join(scratch, 'key')
fs.writeFileSync(key, generateKeyPairSync('rsa', { modulusLength: 1024, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'pkcs1', format: 'pem' } }).privateKey)
const upload = new ci.Project({ appid: 'touristappid', type: 'miniProgram', projectPath: project, privateKeyPath: key, ignores: [] })
upload.attr = async () => ci.DefaultProjectAttr
process.chdir(scratch) // the compiler leaves an empty folder behind
const zip = path.join(scratch, 'compiled.zip')
await ci.getCompiledResult({ project: upload, version: '0.0.0', desc: 'check', setting: { useProjectConfig: true }, onProgressUpdate() {} }, zip)
const { size } = fs.statSync(zip)
process.chdir(app)
fs.rmSync(scratch, { recursive: true, force: true })
assert.ok(size < limit, `the package is too large: ${size} bytes`)
console.log(`weapp: ${packages.length} npm packages, compiled by WeChat’s tools, ${Math.round(size / 1024)} KiB`)
process.exit(0) // the tools leave timers running
