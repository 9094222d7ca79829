// The page stack, the navigation bar and the life cycle of App and Page, as WeChat's base library has them.
import { app, configs } from 'virtual:mini-code'
import { backend, space } from './engine'
import { visibility, device } from './device'
import { launchOptions } from './launch'
import { openWindow, type Window } from './window'

type Query = Record<string, string>
type Hook = 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload' | 'onLaunch'
type Instance = { [hook in Hook]?: (argument?: unknown) => void } & { route?: string; options?: Query }

interface Entry {
  page: Instance
  root: ReturnType<typeof backend.createRoot>
  window: Window
}

/** WeChat's limit. */
const depth = 10
const stack: Entry[] = []
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
  return { route, query: Object.fromEntries(new URLSearchParams(query)) }
}

function open({ route, query }: ReturnType<typeof target>): void {
  const window = openWindow(route, { ...app.window, ...configs[route] }, stack.length ? () => back(1) : undefined)
  const root = backend.createRoot('wx-page', space, '/' + route)
  const page = Object.assign(root.get() as unknown as Instance, { route, options: query })
  stack.push({ page, root, window })
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

function hide({ page, root, window }: Entry): void {
  window.show(false)
  page.onHide?.()
  root.getComponent().triggerPageLifetime('hide', [])
}

function drop({ page, root, window }: Entry, animated: boolean): void {
  page.onUnload?.()
  window.close(animated, () => root.release())
}

function back(delta: number): void {
  const count = Math.min(delta, stack.length - 1)
  for (let i = 0; i < count; i++) drop(stack.pop()!, i === 0)
  if (count) show(top()!)
}

export const pages = {
  navigateTo({ url }: { url: string }) {
    const to = target(url)
    if (stack.length >= depth) throw new Error('webview count limit exceed')
    const from = top()
    open(to)
    if (from) hide(from)
  },
  redirectTo({ url }: { url: string }) {
    const to = target(url)
    if (stack.length) drop(stack.pop()!, false)
    open(to)
  },
  reLaunch({ url }: { url: string }) {
    const to = target(url)
    while (stack.length) drop(stack.pop()!, false)
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
