#!/usr/bin/env node
import { CommanderError } from 'commander'
import { runCommand, type Output } from './command'
import { runControl } from './ctl'

const output: Output = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) }
const args = process.argv.slice(2)

try {
  if (args[0] === 'ctl') await runControl(args.slice(1), output)
  else {
    const emulator = await runCommand(args, output)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)))
  }
} catch (e) {
  // commander has said already what was wrong
  if (!(e instanceof CommanderError)) process.stderr.write(`nim-emulator: ${e instanceof Error ? e.message : String(e)}\n`)
  process.exitCode = e instanceof CommanderError ? e.exitCode : 1
}
