import { CurrentWindowBackendContext, Event, type Element, type EventOptions, type domlikeBackend } from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { configs, scopes, templates } from 'virtual:mini-code'
import { defineBuiltins } from '../builtin'
import { templates as builtins } from '../builtin/templates'

const env = new MiniProgramEnv()
export const space = env.createCodeSpace('', true)
defineBuiltins(space.getComponentSpace(), templates)

for (const [path, config] of Object.entries(configs)) {
  space.addComponentStaticConfig(path, config as Parameters<typeof space.addComponentStaticConfig>[1])
  // the CSS is in the page already; the engine only needs to know the class prefix
  if (scopes[path]) space.addStyleSheet(path, undefined, scopes[path])
  space.addCompiledTemplate(path, { groupList: templates, content: templates[path]! })
}

const context = new CurrentWindowBackendContext()

const dispatch = (target: Element, type: string, detail: unknown, options: EventOptions): 0 | 1 => {
  const event = new Event(type, detail, options)
  Event.dispatchEvent(target, event)
  return event.defaultPrevented() ? 1 : 0
}
context.onEvent(dispatch)

// <button> of a page becomes <wx-button>; <native-input> of a built-in becomes the browser's <input>
const domTag = (tag: string) => (tag in builtins ? 'wx-' + tag : tag.replace(/^native-/, ''))
function createElement(tag: string): domlikeBackend.Element {
  const element = document.createElement(domTag(tag))
  const { setAttribute } = element
  // style attributes may use rpx, too
  element.setAttribute = (name, value) => setAttribute.call(element, name, name === 'style' ? value.replace(/(-?[\d.]+)rpx\b/g, 'calc($1 * var(--rpx))') : value)
  return element as unknown as domlikeBackend.Element
}
context.document = {
  createElement,
  createTextNode: (text) => document.createTextNode(text) as unknown as domlikeBackend.Element,
  createDocumentFragment: () => document.createDocumentFragment() as unknown as domlikeBackend.Element,
}

export const backend = env.associateBackend(context)

/** The `Page`, `Component` and `Behavior` of one file, as WeChat's loader hands them to it. */
export const definitions = (path: string) => space.componentEnv(path, (found) => found)

// The engine makes taps but no longpress. WeChat's comes after 350 ms and takes the place of the tap.
let timer: number | undefined
let pressed = false

const elementOf = (node: Node | null): Element | undefined => {
  while (node && !(node as unknown as domlikeBackend.Element).__wxElement) node = node.parentNode
  return node ? (node as unknown as domlikeBackend.Element).__wxElement : undefined
}

window.addEventListener(
  'pointerdown',
  ({ target, clientX: x, clientY: y }) => {
    pressed = false
    clearTimeout(timer)
    timer = setTimeout(() => {
      const element = elementOf(target as Node)
      pressed = true
      if (element) dispatch(element, 'longpress', { x, y }, { bubbles: true, composed: true })
    }, 350)
  },
  true
)
for (const type of ['pointerup', 'pointercancel', 'pointermove']) window.addEventListener(type, () => clearTimeout(timer), true)
for (const type of ['mouseup', 'touchend']) window.addEventListener(type, (event) => pressed && event.stopPropagation(), true)
window.addEventListener('contextmenu', (event) => event.preventDefault())
