/** What a page is built with: elements, lists that change, times. */

type Child = Node | string | number | false | null | undefined
type Props = Record<string, unknown>

/** An element. `on…` are listeners, `class` and `data-…` attributes; other names are properties. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener)
    else if (name in element && name !== 'list') (element as unknown as Props)[name] = value
    else element.setAttribute(name === 'className' ? 'class' : name, String(value))
  }
  element.append(...children.filter((child): child is Node | string | number => child !== false && child !== null && child !== undefined).map((child) => (typeof child === 'number' ? String(child) : child)))
  return element
}

export const button = (text: string, onclick: () => unknown, props: Props = {}) => h('button', { type: 'button', onclick, ...props }, text)

/** Fills a place with the elements of a list; those whose item did not change stay as they are, with their focus. */
export function keyed<T>(place: HTMLElement, key: (item: T) => string, render: (item: T) => HTMLElement): (items: readonly T[]) => void {
  const shown = new Map<string, { json: string; element: HTMLElement }>()
  return (items) => {
    const keys = new Set<string>()
    let at: ChildNode | null = place.firstChild
    for (const item of items) {
      const id = key(item)
      const json = JSON.stringify(item)
      keys.add(id)
      const known = shown.get(id)
      const element = known?.json === json ? known.element : render(item)
      if (known && known.element !== element) {
        if (at === known.element) at = known.element.nextSibling
        known.element.remove()
      }
      shown.set(id, { json, element })
      if (at === element) at = at.nextSibling
      else place.insertBefore(element, at)
    }
    for (const [id, { element }] of shown)
      if (!keys.has(id)) {
        element.remove()
        shown.delete(id)
      }
  }
}

/** Options of a select; keeps what was chosen. */
export function choices(select: HTMLSelectElement, list: readonly (readonly [value: string, text: string])[]): void {
  const json = JSON.stringify(list)
  if (select.dataset['choices'] === json) return
  select.dataset['choices'] = json
  const { value } = select
  select.replaceChildren(...list.map(([v, text]) => h('option', { value: v }, text)))
  if (list.some(([v]) => v === value)) select.value = value
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0')

export function clock(ms: number, fine = false): string {
  const d = new Date(ms)
  return `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}${fine ? '.' + pad(d.getMilliseconds(), 3) : ''}`
}

/** Today a time, else a date; the year only when it is another one. */
export function moment(ms: number, now: number): string {
  const d = new Date(ms)
  const today = new Date(now)
  if (d.toDateString() === today.toDateString()) return clock(ms).slice(0, 5)
  return `${d.getFullYear() === today.getFullYear() ? '' : d.getFullYear() + '-'}${pad(d.getMonth() + 1)}-${pad(d.getDate())}`
}

/** A time; with its date unless that is today. */
export const stamp = (ms: number): string => (new Date(ms).toDateString() === new Date().toDateString() ? '' : moment(ms, Date.now()) + ' ') + clock(ms)

export function span(ms: number): string {
  const sign = ms < 0 ? '−' : '+'
  const s = Math.round(Math.abs(ms) / 1000)
  const parts: [number, string][] = [
    [Math.floor(s / 86400), 'd'],
    [Math.floor(s / 3600) % 24, 'h'],
    [Math.floor(s / 60) % 60, 'min'],
    [s % 60, 's'],
  ]
  const text = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}`)
  return sign + (text.join(' ') || '0 s')
}

export const empty = (title: string, text: string) => h('div', { class: 'empty' }, h('strong', {}, title), h('p', {}, text))

/** A chip with somebody's initial, in a colour of their own. */
export function face(name: string): HTMLElement {
  let n = 0
  for (const c of name) n = (n * 31 + c.codePointAt(0)!) % 8
  return h('span', { class: `face tint-${n}`, 'aria-hidden': 'true' }, [...name][0]?.toUpperCase() ?? '?')
}
