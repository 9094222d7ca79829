import { ComponentSpace, type template } from 'glass-easel'
import { button, image, input, scrollView, textarea, toggle, view } from './definitions'
import { templates as sources } from './templates'
import type { Builtin, Self } from './builtin'

const definitions: Record<string, Builtin> = { view, text: {}, button, input, textarea, switch: toggle, image, 'scroll-view': scrollView }

function reflect(self: Self, name: string, value: unknown): void {
  if (value === false || value === '' || value === undefined || value === null) self.$$?.removeAttribute(name)
  else self.$$?.setAttribute(name, value === true ? '' : String(value))
}

/** Makes the built-in components known to every page; names of properties, events and details are WeChat's. */
export function defineBuiltins(target: ComponentSpace, templates: Record<string, template.ProcGenGroup>): void {
  const own = new ComponentSpace()
  for (const name of Object.keys(sources)) {
    const { properties = {}, attributes = [], observers = {}, attached } = definitions[name]!
    const reflecting = Object.fromEntries(attributes.map((key) => [key, function (this: Self, value: unknown) { reflect(this, key, value) }]))
    const definition = {
      is: name,
      template: { groupList: templates, content: templates['@builtin/' + name]! },
      properties,
      observers: { ...observers, ...reflecting },
      lifetimes: {
        attached(this: Self) {
          for (const key of attributes) reflect(this, key, this.data[key])
          attached?.(this, this.$$!)
        },
      },
    }
    target.setGlobalUsingComponent(name, own.defineComponent(definition as unknown as Parameters<typeof own.defineComponent>[0]))
  }
}
