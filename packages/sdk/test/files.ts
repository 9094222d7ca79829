import { join } from 'node:path'

export const plugins = ['msg', 'session', 'sysmsg', 'friends', 'team', 'superteam', 'events', 'storage', 'passthrough', 'signaling'] as const
const root = join(import.meta.dirname, '../..')

/** The file a mini-program's npm build takes from a package. */
export const built = (name: string) => join(root, name, 'dist', name === 'sdk' ? 'NIM_MINIAPP_SDK.js' : 'index.js')

/** Every package as `require` finds it in an app. */
export const modules = Object.fromEntries(['core', ...plugins].map((name) => [`@nim/${name}`, built(name)]))
