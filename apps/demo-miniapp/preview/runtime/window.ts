import type { GeneralBackendElement } from 'glass-easel'

/** The box a page lives in: navigation bar above, the page's own viewport below. */
export interface Window {
  parent: GeneralBackendElement
  placeholder: GeneralBackendElement
  setTitle(title: string): void
  show(on: boolean): void
  /** `done` is called when the page is out of sight. */
  close(animated: boolean, done: () => void): void
}

const element = (name: string, parent: HTMLElement, tag = 'div'): HTMLElement => {
  const made = document.createElement(tag)
  made.className = name
  parent.append(made)
  return made
}

export function openWindow(route: string, config: Record<string, unknown>, back?: () => void): Window {
  const box = element('mini-page', document.body)
  box.dataset.page = route.replace(/\W+/g, '-')
  if (back) box.classList.add('mini-enter')
  const nav = element('mini-nav', box)
  if (config.navigationBarBackgroundColor) nav.style.background = String(config.navigationBarBackgroundColor)
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
  if (config.backgroundColor) view.style.background = String(config.backgroundColor)
  const placeholder = element('', element('mini-scroll', view))
  return {
    parent: placeholder.parentElement as unknown as GeneralBackendElement,
    placeholder: placeholder as unknown as GeneralBackendElement,
    setTitle: (text) => void (title.textContent = text),
    show(on) {
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
