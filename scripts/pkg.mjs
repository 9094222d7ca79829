// Checks a package as its users get it: publint on its manifest, "are the types wrong" on what it packs. Run in the package's folder.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const bin = join(import.meta.dirname, '../node_modules/.bin')
const run = (name, ...args) => execFileSync(join(bin, name), args, { stdio: 'inherit' })

run('publint', '--strict', '--pack', 'npm')
// node10 cannot read subpath exports; mini-programs never see them, and everybody else has moved on
run('attw', '--pack', '.', '--profile', 'node16', '--format', 'ascii', ...process.argv.slice(2))
