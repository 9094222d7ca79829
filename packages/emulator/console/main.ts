import type { State } from '../src/control/state'
import { live, setToken } from './api'
import { clock, h, span } from './dom'
import { copy } from './toast'
import type { View } from './view'
import { accountsView } from './views/accounts'
import { conversationsView } from './views/conversations'
import { faultsView } from './views/faults'
import { teamsView } from './views/teams'
import { wireView } from './views/wire'

const views: View[] = [wireView(), accountsView(), conversationsView(), teamsView(), faultsView()]

const standing = h('span', { class: 'standing', role: 'status' }, 'Connecting…')
const tabs = views.map((view) => {
  const badge = h('span', { class: 'badge' })
  return { view, badge, link: h('a', { href: `#/${view.id}`, 'data-view': view.id }, h('span', {}, view.title), badge) }
})
const time = h('span', { class: 'mono' })
const facts = h('dl', { class: 'facts' })
const main = h('div', { class: 'stage', 'aria-busy': 'true' }, h('div', { class: 'loading', role: 'progressbar', 'aria-label': 'Loading' }))
const banner = h('div', { class: 'banner', role: 'alert', hidden: true }, h('strong', {}, 'The emulator does not answer.'), ' What you see is the last that was known. Trying again…')

document.body.append(
  h('nav', { class: 'rail' }, h('header', {}, h('img', { src: 'icon.svg', alt: '', width: 26, height: 26 }), h('b', {}, 'nim-emulator'), standing), h('div', { class: 'tabs' }, ...tabs.map((t) => t.link)), h('footer', {}, facts)),
  h('div', { class: 'body' }, banner, main)
)

let state: State | undefined
let received = 0
let shown: View | undefined

function route(): void {
  const [, id = '', query = ''] = /^#\/(\w+)(?:\?(.*))?$/.exec(location.hash) ?? []
  const view = views.find((v) => v.id === id) ?? views[0]!
  for (const { view: other, link } of tabs) {
    if (other === view) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  document.title = `${view.title} · nim-emulator`
  if (!state) return
  if (shown !== view) {
    shown = view
    main.replaceChildren(view.element)
    view.update?.(state)
  }
  view.show?.(new URLSearchParams(query))
}

const fact = (name: string, value: string) => [h('dt', {}, name), h('dd', {}, h('button', { type: 'button', title: `Copy ${value}`, onclick: () => copy(value, name) }, value))]

function update(next: State): void {
  const first = !state
  state = next
  received = Date.now()
  for (const { view, badge } of tabs) badge.textContent = view.badge?.(next) ?? ''
  tabs.find((t) => t.view.id === 'faults')!.badge.classList.toggle('hot', next.faults.length > 0)
  for (const view of views) view.update?.(next)
  if (!first) return
  facts.replaceChildren(h('dt', {}, 'server time'), h('dd', {}, time), ...fact('linkUrl', next.linkUrl), ...fact('lbsUrls', next.lbsUrl), ...fact('appkey', next.appkey))
  main.removeAttribute('aria-busy')
  main.replaceChildren()
  route()
}

setInterval(() => {
  if (!state) return
  const ahead = state.shift === 0 ? '' : ` (${span(state.shift)})`
  time.textContent = clock(state.time + Date.now() - received) + ahead
}, 250)

function locked(): void {
  const input = h('input', { type: 'password', required: true, 'aria-label': 'Control token', autocomplete: 'off' })
  main.replaceChildren(
    h(
      'form',
      {
        class: 'lock',
        onsubmit(e: Event) {
          e.preventDefault()
          setToken(input.value)
          main.replaceChildren(h('div', { class: 'loading' }))
          start()
        },
      },
      h('h2', {}, 'This emulator asks for its control token'),
      h('p', { class: 'dim' }, 'It was printed when it started.'),
      input,
      h('button', { class: 'primary' }, 'Open')
    )
  )
  input.focus()
}

function start(): void {
  void live({
    state: update,
    wire: (lines, first) => views.forEach((view) => view.wire?.(lines, first)),
    standing(how) {
      document.body.dataset['standing'] = how
      standing.textContent = how === 'live' ? 'Live' : how === 'lost' ? 'No answer' : 'Locked'
      banner.hidden = how !== 'lost'
      if (how === 'locked') locked()
    },
  })
}

addEventListener('hashchange', route)
route()
start()
