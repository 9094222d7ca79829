import { theme } from 'virtual:mini-code'

const declare = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `--theme-${name}: ${value};`)
    .join(' ')

// `@name` of theme.json, as a variable that follows the phone's theme
const style = document.createElement('style')
style.textContent = `:root { ${declare(theme.light)} } :root[data-theme=dark] { ${declare(theme.dark)} }`
document.head.append(style)
