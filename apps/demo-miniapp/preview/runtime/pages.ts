// The page stack, the navigation bar and the life cycle of App and Page, as WeChat's base library has them.
import { app, configs } from 'virtual:mini-code'
import { backend, space } from './engine'
import { visibility, device } from './device'
import { launchOptions } from './launch'
import { isTab, tabBar } from './tabs'
import { openWindow, type Window } from './window'

type Query = Record<string, string>
type Hook = 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload' | 'onLaunch'
type Instance = { [hook in Hook]?: (argument?: unknown) => void } & { route?: string; options?: Query }

interface Entry {
  page: Instance
  root: ReturnType<typeof backend.createRoot>
  window: Window
  /** A page of the tab bar lives on while another tab is shown. */
  endTab?(): void
}

/** WeChat's limit. */
const depth = 10
const stack: Entry[] = []
const tabPages = new Map<string, Entry>()
let application: Instance = {}

Object.assign(window, {
  App: (definition: Instance) => void (application = definition),
  getApp: () => application,
  getCurrentPages: () => stack.map((entry) => entry.page),
})

const top = () => stack[stack.length - 1]

function target(url: string): { route: string; query: Query } {
  const [path = '', query = ''] = url.split('?')
  const route = new URL(path, 'page:/' + (top()?.page.route || '')).pathname.slice(1)
  if (!app.pages.includes(route)) throw new Error(`page "${route}" is not found`)
  // as in WeChat, a page decodes its parameters itself
  return { route, query: Object.fromEntries(query.split('&').filter(Boolean).map((pair) => pair.split(/=(.*)/s).slice(0, 2))) }
}

function open({ route, query }: ReturnType<typeof target>): void {
  const tab = isTab(route) ? tabBar(route, (to) => switchTo({ route: to, query: {} })) : undefined
  const window = openWindow(route, { ...app.window, ...configs[route] }, stack.length ? () => back(1) : undefined, tab?.element)
  const root = backend.createRoot('wx-page', space, '/' + route)
  const page = Object.assign(root.get() as unknown as Instance, { route, options: query })
  const entry = { page, root, window, endTab: tab?.end }
  stack.push(entry)
  if (tab) tabPages.set(route, entry)
  root.attach(window.parent, window.placeholder)
  page.onLoad?.(query)
  show(top()!)
  page.onReady?.()
}

function show({ page, root, window }: Entry): void {
  window.show(true)
  page.onShow?.()
  root.getComponent().triggerPageLifetime('show', [])
}

function hide({ page, root, window }: Entry, quick = false): void {
  window.show(false, quick)
  page.onHide?.()
  root.getComponent().triggerPageLifetime('hide', [])
}

function drop({ page, root, window, endTab }: Entry, animated: boolean): void {
  if (endTab) tabPages.delete(page.route!)
  endTab?.()
  page.onUnload?.()
  window.close(animated, () => root.release())
}

function back(delta: number): void {
  const count = Math.min(delta, stack.length - 1)
  for (let i = 0; i < count; i++) drop(stack.pop()!, i === 0)
  if (count) show(top()!)
}

/** Shows the page of a tab; pages above the present one are closed. */
function switchTo(to: ReturnType<typeof target>): void {
  const above = stack.splice(1)
  above.reverse().forEach((entry) => drop(entry, false))
  const from = stack.pop()
  if (from?.page.route === to.route) {
    stack.push(from)
    if (above.length) show(from)
    return
  }
  const known = tabPages.get(to.route)
  if (from?.endTab) hide(from, true)
  else if (from) drop(from, false)
  if (!known) return open(to)
  stack.push(known)
  show(known)
}

const plain = (url: string) => {
  const to = target(url)
  if (isTab(to.route)) throw new Error('can not open a tabbar page')
  return to
}

export const pages = {
  switchTab({ url }: { url: string }) {
    const to = target(url)
    if (!isTab(to.route)) throw new Error('can not switch to no-tabBar page')
    switchTo(to)
  },
  navigateTo({ url }: { url: string }) {
    const to = plain(url)
    if (stack.length >= depth) throw new Error('webview count limit exceed')
    const from = top()
    open(to)
    if (from) hide(from)
  },
  redirectTo({ url }: { url: string }) {
    const to = plain(url)
    if (stack.length) drop(stack.pop()!, false)
    open(to)
  },
  reLaunch({ url }: { url: string }) {
    const to = target(url)
    for (const entry of new Set([...stack.splice(0), ...tabPages.values()])) drop(entry, false)
    open(to)
  },
  navigateBack: ({ delta = 1 }: { delta?: number }) => back(delta),
  setNavigationBarTitle: ({ title }: { title: string }) => top()?.window.setTitle(title),
}

export function launch(): void {
  application.onLaunch?.(launchOptions)
  application.onShow?.(launchOptions)
  visibility.add(() => {
    const hook = device.shown ? 'onShow' : 'onHide'
    application[hook]?.(launchOptions)
    top()?.page[hook]?.()
  })
  const query = new URLSearchParams(launchOptions.query).toString()
  pages.reLaunch({ url: `/${launchOptions.path}?${query}` })
}
