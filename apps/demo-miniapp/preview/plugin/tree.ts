import fs from 'node:fs'
import path from 'node:path'
import type { AppConfig, Config, Theme } from './config.ts'

/** A page or component: its path without suffix, as WeChat names it (`pages/chat/chat`). */
export interface Unit {
  path: string
  script: string
  page: boolean
  config: Config
}

export interface Tree {
  app: AppConfig
  appScript: string
  units: Map<string, Unit>
  theme: Theme
}

const read = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8'))

/** All files of a mini-program, without what its npm build made. */
export function files(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(node_modules|miniprogram_npm)$/.test(entry.name)) return []
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? files(file) : [file]
  })
}

const script = (root: string, unit: string) => {
  const found = ['.ts', '.js'].map((suffix) => path.join(root, unit + suffix)).find((file) => fs.existsSync(file))
  if (!found) throw new Error(`no script for "${unit}"`)
  return found
}

/** Reads app.json and follows it to every page and component that is used. */
export function readTree(root: string): Tree {
  const app: AppConfig = read(path.join(root, 'app.json'))
  for (const { root: folder, pages } of app.subPackages || []) app.pages.push(...pages.map((page) => path.posix.join(folder, page)))
  const units = new Map<string, Unit>()
  const absolute = (from: string, to: string) => '/' + (to.startsWith('/') ? to.slice(1) : path.posix.join(path.posix.dirname(from), to))
  const visit = (unit: string, page: boolean): void => {
    if (units.has(unit)) return
    const json = path.join(root, unit + '.json')
    const config: Config = fs.existsSync(json) ? read(json) : {}
    const using: Record<string, string> = {}
    for (const [name, to] of Object.entries(app.usingComponents || {})) using[name] = absolute('app', to)
    for (const [name, to] of Object.entries(config.usingComponents || {})) using[name] = absolute(unit, to)
    units.set(unit, { path: unit, script: script(root, unit), page, config: { ...config, usingComponents: using } })
    for (const to of Object.values(using)) visit(to.slice(1), false)
  }
  for (const page of app.pages) visit(page, true)
  const theme: Theme = app.themeLocation ? read(path.join(root, app.themeLocation)) : { light: {}, dark: {} }
  return { app, appScript: script(root, 'app'), units, theme }
}
