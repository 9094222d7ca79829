import { app } from 'virtual:mini-code'

const search = new URLSearchParams(location.search)

/** Names this phone: its storage is its own. */
export const scope = search.get('phone') || 'phone'

/** Language of the phone, in WeChat's spelling. */
export const language = search.get('lang') || (navigator.language.startsWith('zh') ? 'zh_CN' : 'en')

/** Light or dark, as the phone begins. */
export const firstTheme: 'light' | 'dark' = (search.get('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark' ? 'dark' : 'light'

const [path = '', query = ''] = location.hash.slice(1).replace(/^\//, '').split('?')

/** Which page opens first, and with what: `phone.html#/pages/sessions/sessions?account=alice`, as in a compile mode of WeChat DevTools. */
export const launchOptions = { path: path || app.pages[0]!, query: Object.fromEntries(new URLSearchParams(query)) as Record<string, string>, scene: 1001, shareTicket: '', referrerInfo: {} }
