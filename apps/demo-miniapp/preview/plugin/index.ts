import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { files, readTree, type Tree } from './tree.ts'
import { compileWxml } from './wxml.ts'
import { compileWxss, scopeName } from './wxss.ts'
import { templates } from '../builtin/templates.ts'

const modules = ['virtual:mini-code', 'virtual:mini-scripts', 'virtual:mini-style.css']

/**
 * Serves a native WeChat mini-program to the browser, where WeChat's open-source component engine (glass-easel) runs it:
 * WXML by the engine's compiler, WXSS as scoped CSS, and every page script gets the `Page`, `Component` and `Behavior` of its own file.
 */
export function miniprogram({ root, runtime }: { root: string; runtime: string }): Plugin {
  let tree: Tree | undefined
  const known = () => tree || (tree = readTree(root))
  const tags = Object.keys(templates)

  const style = (): string => {
    const { units } = known()
    const list = [{ path: 'app', kind: 'app' as const }, ...[...units.values()].map((u) => ({ path: u.path, kind: u.page ? ('page' as const) : ('component' as const) }))]
    return list
      .map(({ path: unit, kind }) => [path.join(root, unit + '.wxss'), kind, unit] as const)
      .filter(([file]) => fs.existsSync(file))
      .map(([file, kind, unit]) => compileWxss(root, file, kind, unit, tags))
      .join('\n')
  }

  const code = (warn: (text: string) => void): string => {
    const { app, units, theme } = known()
    const list = [...units.values()]
    const using = (unit: string) => Object.keys(units.get(unit)?.config.usingComponents || {})
    const json = (name: string, value: unknown) => `export const ${name} = ${JSON.stringify(value)}`
    return [
      json('app', app),
      json('theme', theme),
      json('configs', Object.fromEntries(list.map((u) => [u.path, u.config]))),
      json('scopes', Object.fromEntries(list.filter((u) => !u.page).map((u) => [u.path, scopeName(u.path)]))),
      `export const templates = ${compileWxml(root, templates, using, warn)}`,
    ].join('\n')
  }

  return {
    name: 'miniprogram',
    enforce: 'pre',
    resolveId: (id) => (modules.includes(id) ? '\0' + id : undefined),
    load(id) {
      if (!id.startsWith('\0virtual:mini-')) return undefined
      for (const file of files(root)) this.addWatchFile(file)
      if (id.endsWith('style.css')) return style()
      if (id.endsWith('code')) return code((text) => this.warn(text))
      const { appScript, units } = known()
      return [appScript, ...[...units.values()].map((u) => u.script)].map((file) => `import ${JSON.stringify(file)}`).join('\n')
    },
    // pictures, as WXML and app.json name them
    configureServer(server) {
      server.middlewares.use('/package', (request, response, next) => {
        const name = decodeURIComponent((request.url || '').split('?')[0]!)
        const file = path.join(root, path.posix.normalize('/' + name))
        if (!/\.(png|jpe?g|gif|svg)$/.test(file) || !fs.existsSync(file)) return next()
        response.setHeader('Content-Type', file.endsWith('.svg') ? 'image/svg+xml' : 'image/' + path.extname(file).slice(1).replace('jpg', 'jpeg'))
        fs.createReadStream(file).pipe(response)
      })
    },
    transform(text, id) {
      const file = id.split('?')[0]!
      if (!file.startsWith(root + path.sep) || !/\.[jt]s$/.test(file)) return undefined
      // how WeChat loads a script of another package
      const source = text.replace(/\brequire\.async\b(<[^(]*>)?\(/g, 'import(')
      const unit = [...known().units.values()].find((u) => u.script === file)
      if (!unit) return source === text ? undefined : { code: source, map: null }
      // on the first line, so that line numbers stay true
      return { code: `import { definitions as $definitions } from ${JSON.stringify(runtime)}; const { Page, Component, Behavior } = $definitions(${JSON.stringify(unit.path)});${source}`, map: null }
    },
    hotUpdate({ file }) {
      if (!file.startsWith(root + path.sep)) return undefined
      tree = undefined
      const { moduleGraph } = this.environment
      for (const id of modules) {
        const module = moduleGraph.getModuleById('\0' + id)
        if (module) moduleGraph.invalidateModule(module)
      }
      this.environment.hot.send({ type: 'full-reload' })
      return []
    },
  }
}
