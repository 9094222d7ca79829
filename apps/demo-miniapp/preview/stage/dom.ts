type Child = Node | string | false | undefined

/** Makes an element: `h('div.name', { title: '…' }, child, 'text')`. */
export function h<K extends keyof HTMLElementTagNameMap>(spec: K | `${K}.${string}`, properties: Partial<HTMLElementTagNameMap[K]> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, ...names] = spec.split('.')
  const element = document.createElement(tag as K)
  element.className = names.join(' ')
  Object.assign(element, properties)
  element.append(...children.filter((child): child is Node | string => !!child))
  return element
}
