import { copyFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'
import { small } from '../../tsup.base'

const parts = ['core', 'msg', 'session', 'sysmsg', 'friends', 'team', 'superteam', 'events', 'storage', 'passthrough', 'signaling']
// from the sources: what is bundled once more from dist would carry its wrappers twice, and its declarations would point outside
const sources = (name: string) => `../${name}/src/index.ts`

const shared: Options = {
  ...small,
  noExternal: [/.*/],
  esbuildOptions: (o) => void (o.alias = Object.fromEntries(parts.map((name) => [`@nim/${name}`, sources(name)]))),
}

// UMD by hand: `module.exports` has to be the class itself, as in the official package
const banner = `(function(g,f){if(typeof module=="object"&&module.exports)module.exports=f();else if(typeof define=="function"&&define.amd)define(f);else g.NIM=f()})(typeof self=="undefined"?this:self,function(){`
const footer = `return NIM_.default});`

export default defineConfig([
  { entry: { index: 'src/index.ts' }, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { lib: ['ES2018', 'DOM'], paths: Object.fromEntries([...parts, 'group'].map((name) => [`@nim/${name}`, [sources(name)]])) } } },
  { ...shared, entry: { index: 'src/index.ts' }, format: 'esm', outExtension: () => ({ js: '.mjs' }) },
  {
    ...shared,
    treeshake: false,
    entry: { NIM_MINIAPP_SDK: 'src/index.ts' },
    format: 'iife',
    globalName: 'NIM_',
    outExtension: () => ({ js: '.js' }),
    banner: { js: banner },
    footer: { js: footer },
    onSuccess: () => copyFile('src/NIM_MINIAPP_SDK.d.cts', 'dist/NIM_MINIAPP_SDK.d.ts'),
  },
])
