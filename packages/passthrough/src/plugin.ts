import type { Plugin } from '@nim/core'
import { wire } from './wire'

export interface PassThroughShape {
  name: 'passThrough'
  api: { passThrough: object }
  events: object
}

export function passThrough(): Plugin<PassThroughShape> {
  return { name: 'passThrough', wire, setup: () => ({ api: { passThrough: {} } }) }
}

export interface MiscShape {
  name: 'misc'
  api: { misc: object }
  events: object
}

export function misc(): Plugin<MiscShape> {
  return { name: 'misc', wire, setup: () => ({ api: { misc: {} } }) }
}

export interface PluginShape {
  name: 'plugin'
  api: { plugin: object }
  events: object
}

export function plugin(): Plugin<PluginShape> {
  return { name: 'plugin', wire, setup: () => ({ api: { plugin: {} } }) }
}
