import { readFileSync, statSync } from 'node:fs'
import { createContext, Script } from 'node:vm'
import type { Host } from './host'
import { createRandom } from './random'

export interface SandboxOptions {
  /** Its object is the only global besides the language, timers and the console. Without one there is none. */
  host?: Host
  /** More hosts, as a page that pretends to be several. */
  more?: Host[]
  /** Seed of `Math.random`. */
  seed?: number
  console?: (level: string, args: unknown[]) => void
  /** Files that `require` finds, by name; without them there is no `require`. */
  modules?: Record<string, string>
}

const compiled = new Map<string, Script>()

function compile(file: string): Script {
  const key = file + statSync(file).mtimeMs
  let script = compiled.get(key)
  if (!script) compiled.set(key, (script = new Script(`(function (module, exports, require) {${readFileSync(file, 'utf8')}\n})`, { filename: file })))
  return script
}

// time and chance of the context come from the test
const prelude = new Script(`(function (now, random) {
  Date = class extends Date {
    constructor(...given) { given.length ? super(...given) : super(now()) }
    static now() { return now() }
  }
  Math.random = random
})`)

/**
 * Runs a CommonJS bundle where only a mini-program's things exist: the language, the host's object, timers and a console.
 * No window, no process, no Buffer, no URL, no `require` but for `modules`, no code from strings. Returns what the bundle exports.
 */
export function loadInSandbox(file: string, { host, more = [], seed = 1, console, modules }: SandboxOptions = {}): any {
  const globals: Record<string, unknown> = { console: sink(console) }
  if (host) {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = host.timers
    Object.assign(globals, { setTimeout, clearTimeout, setInterval, clearInterval })
    for (const { kind, api } of [host, ...more]) globals[kind] = api
  }
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  prelude.runInContext(context)(() => host?.clock.now() ?? 0, createRandom(seed))
  const loaded = new Map<string, { exports: any }>()
  const load = (path: string): any => {
    const old = loaded.get(path)
    if (old) return old.exports
    const module = { exports: {} }
    loaded.set(path, module)
    compile(path).runInContext(context)(module, module.exports, modules && require)
    return module.exports
  }
  const require = (name: string) => {
    if (!Object.hasOwn(modules!, name)) throw new Error(`there is no module ${name} here`)
    return load(modules![name]!)
  }
  return load(file)
}

function sink(hear: SandboxOptions['console']) {
  const levels = ['debug', 'log', 'info', 'warn', 'error', 'trace', 'group', 'groupEnd'] as const
  return Object.fromEntries(levels.map((level) => [level, (...args: unknown[]) => hear?.(level, args)]))
}
