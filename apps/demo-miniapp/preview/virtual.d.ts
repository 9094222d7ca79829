// What the Vite plugin makes of the mini-program's files.
declare module 'virtual:mini-code' {
  import type { template } from 'glass-easel'
  import type { AppConfig, Config, Theme } from './plugin/config'
  export const app: AppConfig
  export const theme: Theme
  export const configs: Record<string, Config>
  export const scopes: Record<string, string>
  export const templates: Record<string, template.ProcGenGroup>
}
declare module 'virtual:mini-scripts' {}
declare module 'virtual:mini-style.css' {}
