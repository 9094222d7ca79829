import type { Core } from './core'
import { NimError } from './error'
import { bare, compileWire } from './notation'
import type { AnyPlugin, Handler, Plugin, PluginParts } from './plugin'

/** 32 random hex digits; ids, not secrets. */
export const randomId = () => '0'.repeat(32).replace(/0/g, () => Math.floor(Math.random() * 16).toString(16))

/** The registry of one client's plugins. Returns how to install some; that gives back the sync keys that came with them. */
export function plugins(c: Core, client: any): (given: readonly AnyPlugin[]) => string[] {
  const installed = bare<PluginParts & { plugin: Plugin }>()
  c.peer = (name) => Object(installed[name]).peer
  c.tell = (moment) => {
    for (const name in installed) {
      try {
        if (installed[name]![moment]) installed[name]![moment]!()
      } catch (e) {
        c.fault(e, 'plugin ' + name)
      }
    }
  }

  return (given) => {
    const listed = given.map((p) => (typeof p === 'function' ? p() : p))
    const keys: string[] = []
    const add = (plugin: Plugin, needed?: boolean): void => {
      const { name, needs = [], wire, texts, setup } = plugin
      const old = installed[name]
      if (old && !needed && old.plugin !== plugin) throw new NimError(417, `there are two plugins "${name}"`)
      if (old) return
      for (const need of needs) {
        const made = need()
        add(listed.find((p) => p.name === made.name) || made, true)
      }
      const compiled = compileWire(wire)
      Object.assign(c.texts, texts)
      const { api, sync, rows, push, watch } = (installed[name] = Object.assign(setup(c, compiled), { plugin }))
      const route = (handlers: Record<string, Handler> | undefined, ...how: [owner?: string, row?: boolean]) => {
        for (const cmd in handlers) c.route(compiled.commands[cmd]!, handlers[cmd]!, ...how)
      }
      for (const key in api) {
        if (key in client) throw new NimError(417, `there are two nim.${key}`)
        client[key] = (api as any)[key]
      }
      for (const key in sync) {
        c.want(key, sync[key]!)
        keys.push(key)
      }
      route(rows, name, true)
      route(push, name)
      route(watch)
    }
    listed.forEach((p) => add(p))
    return keys
  }
}
