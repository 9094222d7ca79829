/** The part of a page's or component's JSON that the preview reads. */
export interface Config {
  component?: boolean
  usingComponents?: Record<string, string>
  [key: string]: unknown
}

export interface AppConfig extends Config {
  /** Those of the subpackages, too. */
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  window?: Record<string, unknown>
  tabBar?: { color: string; selectedColor: string; backgroundColor: string; borderStyle?: string; list: { pagePath: string; text: string; iconPath: string; selectedIconPath: string }[] }
  themeLocation?: string
}

/** Values of theme.json: `@name` in app.json and in the pages' JSON. */
export type Theme = Record<'light' | 'dark', Record<string, string>>
