import { spawnSync } from 'node:child_process'
import path from 'node:path'

export const app = path.resolve(import.meta.dirname, '..')
export const root = path.resolve(app, '../..')

/**
 * Runs a command in the workspace and ends this process when it fails.
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error || status) {
    console.error(error?.message ?? `${command} ${args.join(' ')} failed`)
    process.exit(status || 1)
  }
}
