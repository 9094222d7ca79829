import './stage.css'
import { accounts, nameOf } from '../../miniprogram/config'
import { h } from './dom'
import { handset } from './handset'
import { chinese, texts as t } from './texts'

const search = new URLSearchParams(location.search)

/** An address of this page with some of its parameters changed. */
const here = (change: Record<string, string>): string => '?' + new URLSearchParams({ ...Object.fromEntries(search), ...change })

// where the emulator listens, when the demo could not have its usual port
const server = search.get('server')
const query = (account: string, open?: string) => ({ account, tokens: location.host, ...(open && { open }), ...(server && { server }) })
const theme = search.get('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

const single = search.get('device')
const phones = single
  ? [handset({ id: 'second-' + single, account: single, name: nameOf(single), query: query(single, search.get('open') || undefined), theme })]
  : [
      ['left', 'alice', 'bob'],
      ['right', 'bob', 'alice'],
    ].map(([id, account, peer]) => handset({ id: id!, account: account!, name: nameOf(account!), query: query(account!, search.has('list') ? undefined : peer), theme, another: here({ device: account! }) }))

/** In a low window the phones shrink, so that the buttons below them stay in view. */
const fit = () => document.documentElement.style.setProperty('--zoom', String(Math.min(1, Math.max(0.7, (innerHeight - 262) / 640))))
window.addEventListener('resize', fit)
fit()

document.documentElement.lang = chinese ? 'zh-CN' : 'en'
document.title = t.title
document.body.append(
  h(
    'header.top',
    {},
    h('div.brand', {}, h('i.mark', {}, h('i'), h('i'), h('i')), h('h1', { textContent: single && accounts.some(({ account }) => account === single) ? `${nameOf(single)} · ${t.second}` : t.title })),
    h('a', { href: here({ lang: chinese ? 'en' : 'zh' }), textContent: t.language })
  ),
  h('p.lead', { textContent: single ? t.secondLead : t.lead }),
  h('main', {}, ...phones),
  h('p.note', { textContent: t.note })
)
