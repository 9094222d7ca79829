import fs from 'node:fs'
import path from 'node:path'
import postcss, { type AtRule } from 'postcss'
import selectorParser from 'postcss-selector-parser'

export type Kind = 'app' | 'page' | 'component'

/** The name under which a page or component is known in CSS. */
export const scopeName = (unit: string) => unit.replace(/\W+/g, '-')

/** A file with its `@import`s put in place. */
function inline(root: string, file: string, seen: string[] = []): string {
  if (seen.includes(file)) return ''
  return fs
    .readFileSync(file, 'utf8')
    .replace(/@import\s+["']([^"']+)["']\s*;/g, (_, to: string) => inline(root, to.startsWith('/') ? path.join(root, to) : path.resolve(path.dirname(file), to), [...seen, file]))
}

const attribute = (name: string, value: string) => selectorParser.attribute({ attribute: name, operator: '=', value, quoteMark: '"', raws: {} })

/**
 * One WXSS file as CSS. Styles of a page reach only that page, those of a component only that component (by a class prefix the engine knows too);
 * tags become the preview's elements; lengths follow the simulated phone instead of the browser window.
 */
export function compileWxss(root: string, file: string, kind: Kind, unit: string, tags: string[]): string {
  const css = postcss.parse(inline(root, file), { from: file })
  const scope = scopeName(unit)
  const selectors = selectorParser((all) => {
    all.walkTags((tag) => {
      if (tag.value === 'page') tag.replaceWith(selectorParser.className({ value: 'mini-page' }))
      else if (tags.includes(tag.value)) tag.value = 'wx-' + tag.value
    })
    all.walkClasses((name) => {
      if (kind === 'component' && name.value !== 'mini-page') name.value = `${scope}--${name.value}`
    })
    all.walkPseudos((pseudo) => {
      if (pseudo.value === ':host') pseudo.replaceWith(attribute('wx-host', scope))
    })
    if (kind !== 'page') return
    all.each((selector) => {
      const first = selector.first
      if (first.type === 'class' && first.value === 'mini-page') selector.insertAfter(first, attribute('data-page', scope))
      else selector.prepend(selectorParser.combinator({ value: ' ' })).prepend(attribute('data-page', scope))
    })
  })
  css.walkRules((rule) => {
    if (!/keyframes$/.test((rule.parent as AtRule).name || '')) rule.selector = selectors.processSync(rule.selector)
  })
  // the colours of the phone's theme, which the stage can switch
  css.walkAtRules('media', (media) => {
    if (!/prefers-color-scheme:\s*dark/.test(media.params)) return
    media.walkRules((rule) => {
      rule.selectors = rule.selectors.map((selector) => `[data-theme=dark] ${selector}`)
    })
    if (media.nodes) media.replaceWith(media.nodes)
  })
  css.walkDecls((decl) => {
    decl.value = decl.value
      .replace(/(-?[\d.]+)rpx\b/g, 'calc($1 * var(--rpx))')
      // a page's viewport ends where the navigation bar begins
      .replace(/(-?[\d.]+)vh\b/g, 'calc($1 * var(--vh))')
      .replace(/\b(?:env|constant)\(safe-area-inset-(top|bottom)\)/g, 'var(--safe-$1)')
  })
  return css.toString()
}
