import type { GeneralBackendElement } from 'glass-easel'

/** The box a page lives in: navigation bar above, the page's own viewport below. */
export interface Window {
  parent: GeneralBackendElement
  placeholder: GeneralBackendElement
  setTitle(title: string): void
  /** `quick`: without waiting for a page that slides in above. */
  show(on: boolean, quick?: boolean): void
  /** `done` is called when the page is out of sight. */
  close(animated: boolean, done: () => void): void
}

const element = (name: string, parent: HTMLElement, tag = 'div'): HTMLElement => {
  const made = document.createElement(tag)
  made.className = name
  parent.append(made)
  return made
}

/** A colour of the configuration; `@name` is one of the theme. */
export const colour = (value: unknown) => String(value).replace(/^@(\w+)$/, 'var(--theme-$1)')

export function openWindow(route: string, config: Record<string, unknown>, back?: () => void, tabs?: HTMLElement): Window {
  const box = element('mini-page', document.body)
  box.dataset.page = route.replace(/\W+/g, '-')
  if (back) box.classList.add('mini-enter')
  const nav = element('mini-nav', box)
  if (config.navigationBarBackgroundColor) nav.style.background = colour(config.navigationBarBackgroundColor)
  nav.classList.toggle('mini-nav-white', config.navigationBarTextStyle === 'white')
  if (back) {
    const button = element('mini-back', nav, 'button')
    button.ariaLabel = 'back'
    button.onclick = back
  }
  const title = element('mini-title', nav, 'span')
  title.textContent = String(config.navigationBarTitleText || '')
  element('mini-capsule', nav).append(element('', nav, 'i'), element('', nav, 'i'))
  const view = element('mini-view', box)
  if (config.backgroundColor) view.style.background = colour(config.backgroundColor)
  if (tabs) {
    box.classList.add('mini-tabbed')
    box.append(tabs)
  }
  const placeholder = element('', element('mini-scroll', view))
  return {
    parent: placeholder.parentElement as unknown as GeneralBackendElement,
    placeholder: placeholder as unknown as GeneralBackendElement,
    setTitle: (text) => void (title.textContent = text),
    show(on, quick = false) {
      box.classList.toggle('mini-quick', quick)
      box.classList.toggle('mini-hidden', !on)
    },
    close(animated, done) {
      const end = () => {
        done()
        box.remove()
      }
      if (!animated) return end()
      box.classList.add('mini-leave')
      box.onanimationend = (event) => event.target === box && end()
    },
  }
}
