// The tab bar: one state, drawn below every page that has a tab.
import { app } from 'virtual:mini-code'
import type { AppConfig } from '../plugin/config'
import { colour } from './window'

const bar = (app as AppConfig).tabBar
const items = (bar?.list || []).map((item) => ({ ...item, badge: '', dot: false }))
const drawn = new Set<() => void>()
const draw = () => drawn.forEach((update) => update())

export const isTab = (route: string): boolean => items.some(({ pagePath }) => pagePath === route)

/** The bar for one page; `end` is called when the page is gone. */
export function tabBar(route: string, open: (route: string) => void): { element: HTMLElement; end(): void } {
  const element = document.createElement('div')
  element.className = 'mini-tabs'
  element.style.background = colour(bar!.backgroundColor)
  const buttons = items.map((item) => {
    const button = document.createElement('button')
    const icon = document.createElement('i')
    const text = document.createElement('span')
    const badge = document.createElement('b')
    const here = item.pagePath === route
    icon.style.backgroundImage = `url(/package/${here ? item.selectedIconPath : item.iconPath})`
    button.style.color = colour(here ? bar!.selectedColor : bar!.color)
    button.dataset.tab = item.pagePath.split('/').pop()
    button.append(icon, text, badge)
    button.onclick = () => here || open(item.pagePath)
    return { item, text, badge, button }
  })
  element.append(...buttons.map(({ button }) => button))
  const update = () =>
    buttons.forEach(({ item, text, badge }) => {
      text.textContent = item.text
      badge.textContent = item.badge
      badge.className = item.badge ? 'mini-badge' : item.dot ? 'mini-dot' : ''
    })
  update()
  drawn.add(update)
  return { element, end: () => void drawn.delete(update) }
}

const at = (index: number) => {
  const item = items[index]
  if (!item) throw new Error('not found')
  return item
}

const change = (index: number, now: Partial<(typeof items)[number]>) => {
  Object.assign(at(index), now)
  draw()
}

export const tabs = {
  setTabBarItem: ({ index, text }: { index: number; text?: string }) => change(index, text === undefined ? {} : { text }),
  setTabBarBadge: ({ index, text }: { index: number; text: string }) => change(index, { badge: text.length > 4 ? '…' : text }),
  removeTabBarBadge: ({ index }: { index: number }) => change(index, { badge: '' }),
  showTabBarRedDot: ({ index }: { index: number }) => change(index, { dot: true }),
  hideTabBarRedDot: ({ index }: { index: number }) => change(index, { dot: false }),
}
