import type { Device } from '../runtime/device'
import { h } from './dom'
import { chinese, texts as t } from './texts'

export interface Handset {
  /** Names the phone; its storage is its own. */
  id: string
  account: string
  name: string
  /** Launch query of the mini-program. */
  query: Record<string, string>
  theme: string
  /** Where another device of the account can be opened. */
  another?: string
}

type PhoneWindow = Window & { phone?: Device }

/** One phone: the frame, the mini-program in it, and the buttons around. */
export function handset({ id, account, name, query, theme, another }: Handset): HTMLElement {
  const search = new URLSearchParams({ phone: id, lang: chinese ? 'zh_CN' : 'en', theme })
  const frame = h('iframe', { title: name, allow: 'clipboard-write', src: `phone.html?${search}#/pages/sessions/sessions?${new URLSearchParams(query)}` })
  const device = () => (frame.contentWindow as PhoneWindow | null)?.phone

  const button = (hint: string, label: string, press: (device: Device) => void) => {
    const made = h('button', { textContent: label, title: hint })
    made.onclick = () => {
      const found = device()
      if (found) press(found)
    }
    return made
  }
  const net = button(t.hints.net, t.goOffline, (d) => d.setOnline(!d.online))
  const app = button(t.hints.app, t.hide, (d) => d.setShown(!d.shown))
  const kill = button(t.hints.kill, t.kill, (d) => d.killSockets())
  const restart = button(t.hints.restart, '↻', () => frame.contentWindow?.location.reload())
  const look = button(t.hints.theme, '◐', (d) => d.setTheme(d.theme === 'dark' ? 'light' : 'dark'))
  look.dataset.do = 'theme'
  net.dataset.do = 'network'
  app.dataset.do = 'home'
  kill.dataset.do = 'kill'
  restart.dataset.do = 'restart'

  const state = h('span.state')
  const awayLine = h('small')
  const screen = h('div.screen')
  const away = h('div.away', {}, h('b', { textContent: t.away }), awayLine)

  const update = () => {
    const d = device()
    const now = !d ? 'unlinked' : !d.online ? 'offline' : d.frozen ? 'frozen' : !d.shown ? 'hidden' : d.sockets ? 'linked' : 'unlinked'
    state.textContent = t.states[now]
    state.dataset.state = now
    net.textContent = d && !d.online ? t.goOnline : t.goOffline
    app.textContent = d && !d.shown ? t.show : t.hide
    away.hidden = !d || d.shown
    awayLine.textContent = d?.frozen ? t.stopped : t.seconds
    kill.disabled = !d?.sockets
    screen.dataset.theme = d?.theme
  }
  screen.append(frame, statusBar(), h('div.home'), away)
  frame.onload = () => {
    device()?.watch(update)
    update()
  }
  update()

  return h(
    'section.handset',
    { id },
    h('header', {}, h('b', { textContent: name }), h('code', { textContent: account }), state),
    h('div.case', {}, screen),
    h('footer', {}, net, app, kill, look, restart, another !== undefined && h('a', { href: another, target: '_blank', title: t.hints.another, textContent: t.another + ' ↗' }))
  )
}

/** Clock, signal and battery, as a phone draws them over every app. */
function statusBar(): HTMLElement {
  const clock = h('span')
  const tick = () => {
    clock.textContent = new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
    setTimeout(tick, 60000 - (Date.now() % 60000))
  }
  tick()
  return h('div.status', {}, clock, h('i'), h('span.icons', {}, h('i.signal'), h('i.battery')))
}
