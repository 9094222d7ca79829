#!/usr/bin/env node
import { CommanderError } from 'commander'
import { runCommand } from './command'

try {
  const emulator = await runCommand(process.argv.slice(2), { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)))
} catch (e) {
  // commander has said already what was wrong
  if (!(e instanceof CommanderError)) process.stderr.write(`nim-emulator: ${e instanceof Error ? e.message : String(e)}\n`)
  process.exitCode = e instanceof CommanderError ? e.exitCode : 1
}
