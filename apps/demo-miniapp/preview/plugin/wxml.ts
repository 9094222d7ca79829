import fs from 'node:fs'
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { files } from './tree.ts'

interface Warning {
  isError: boolean
  message: string
  startLine: number
  startColumn: number
}

const known = /^(block|slot|template|import|include|wxs|native-[a-z]+)$/

/**
 * Compiles all WXML and WXS of a mini-program, and the templates of the built-ins, to one JavaScript expression.
 * Stricter than the engine's compiler, as WeChat's own is: what that one refuses is an error here.
 */
export function compileWxml(root: string, builtins: Record<string, string>, custom: (unit: string) => string[], warn: (text: string) => void): string {
  const group = new TmplGroup()
  const problems: string[] = []
  const add = (name: string, file: string, source: string) => {
    for (const w of (group.addTmpl(name, source) || []) as Warning[]) {
      const text = `${file}:${w.startLine}:${w.startColumn} ${w.message}`
      if (w.isError || /end tag/.test(w.message)) problems.push(text)
      else warn(text)
    }
  }
  for (const file of files(root)) {
    const name = path.relative(root, file).split(path.sep).join('/').replace(/\.\w+$/, '')
    if (file.endsWith('.wxs')) group.addScript(name, fs.readFileSync(file, 'utf8'))
    if (!file.endsWith('.wxml')) continue
    const source = fs.readFileSync(file, 'utf8')
    const usable = custom(name)
    for (const [, tag] of source.replace(/<wxs[^]*?<\/wxs>|<!--[^]*?-->/g, '').matchAll(/<([a-z][\w-]*)/g))
      if (!known.test(tag!) && !(tag! in builtins) && !usable.includes(tag!)) problems.push(`${file}: <${tag}> is neither in usingComponents nor a built-in of the preview (preview/builtin)`)
    add(name, file, source)
  }
  for (const [tag, source] of Object.entries(builtins)) add('@builtin/' + tag, tag, source)
  if (problems.length) throw new Error(problems.join('\n'))
  const code = group.getTmplGenObjectGroups()
  group.free()
  return code
}
