import type { Plugin } from '@nim/core'
import { wire } from './wire'

export interface CloudStorageShape {
  name: 'cloudStorage'
  api: { cloudStorage: object }
  events: object
}

export function cloudStorage(): Plugin<CloudStorageShape> {
  return { name: 'cloudStorage', wire, setup: () => ({ api: { cloudStorage: {} } }) }
}
