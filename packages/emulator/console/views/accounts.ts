import type { AccountState, DeviceState, State } from '../../src/control/state'
import { get, post } from '../api'
import { button, clock, empty, face, h, keyed } from '../dom'
import { attempt, copy } from '../toast'
import { go, type View } from '../view'

const online = ({ accounts }: State) => accounts.reduce((n, a) => n + a.devices.length, 0)

const token = (account: string) => get<{ token: string }>('accounts/token', { account }).then((answer) => answer.token)

function deviceRow(account: string, device: DeviceState): HTMLElement {
  const { deviceId } = device
  const act = (verb: string, done: string) => () => attempt(() => post(`devices/${verb}`, { account, deviceId }), `${account}: ${done}`)
  return h(
    'li',
    { 'data-device': deviceId },
    h('span', { class: `dot ${device.halfOpen ? 'half' : 'on'}` }),
    h('span', { class: 'device' }, h('b', {}, device.client), h('code', { title: deviceId }, deviceId)),
    h('span', { class: 'dim' }, device.halfOpen ? 'half open' : `since ${clock(device.loginTime).slice(0, 5)}${device.synced ? '' : ', not synced'}`),
    h('span', { class: 'row-actions' }, button('Kick', act('kick', 'kicked')), button('Cut', act('cut', 'link cut')), button('Half-open', act('stall', 'half open from now on'), { disabled: device.halfOpen }))
  )
}

function card({ account, nick, blocked, muted, devices }: AccountState): HTMLElement {
  const act = (verb: string, done: string) => () => attempt(() => post(`accounts/${verb}`, { account }), `${account} ${done}`)
  return h(
    'article',
    { class: 'card', 'data-account': account },
    h(
      'header',
      {},
      face(nick || account),
      h('div', { class: 'title' }, h('h3', {}, nick || account), h('code', {}, account)),
      blocked && h('span', { class: 'chip bad' }, 'blocked'),
      muted && h('span', { class: 'chip warn' }, 'muted')
    ),
    devices.length === 0 ? h('p', { class: 'dim offline' }, h('span', { class: 'dot' }), 'offline') : h('ul', { class: 'devices' }, ...devices.map((d) => deviceRow(account, d))),
    h(
      'footer',
      { class: 'row-actions' },
      button('Copy token', () => attempt(async () => copy(await token(account), `Token of ${account}`))),
      button('New token', () => attempt(async () => copy((await post<{ token: string }>('accounts/token', { account })).token, `New token of ${account}`))),
      blocked ? button('Unblock', act('unblock', 'may log in again')) : button('Block', act('block', 'blocked and kicked')),
      muted ? button('Unmute', act('unmute', 'may send again')) : button('Mute', act('mute', 'may not send')),
      button('Wire', () => go('wire', { account }))
    )
  )
}

export function accountsView(): View {
  const grid = h('div', { class: 'grid' })
  const find = h('input', { type: 'search', placeholder: 'Find an account', 'aria-label': 'Find an account', class: 'grow' })
  const none = empty('No accounts', 'Add one above, or start the emulator with --seed.')
  const draw = keyed<AccountState>(grid, (a) => a.account, card)
  let all: AccountState[] = []
  const redraw = () => {
    const word = find.value.toLowerCase()
    const fits = all.filter((a) => !word || a.account.includes(word) || a.nick.toLowerCase().includes(word))
    none.hidden = fits.length > 0
    draw([...fits].sort((a, b) => Math.sign(b.devices.length) - Math.sign(a.devices.length)).slice(0, 300))
  }
  find.addEventListener('input', redraw)

  const name = h('input', { placeholder: 'New account', 'aria-label': 'New account', required: true, pattern: '[A-Za-z0-9_@.\\-]{1,32}', size: 16 })
  const form = h(
    'form',
    {
      class: 'inline',
      onsubmit(e: Event) {
        e.preventDefault()
        const account = name.value
        void attempt(() => post('accounts/add', { account, nick: account }), `${account} added`).then((ok) => ok && form.reset())
      },
    },
    name,
    h('button', { class: 'primary' }, 'Add')
  )

  return {
    id: 'accounts',
    title: 'Accounts',
    badge: (state) => (online(state) > 0 ? `${online(state)} online` : ''),
    element: h('section', { class: 'view' }, h('header', { class: 'bar' }, find, form), none, grid),
    update(state) {
      all = state.accounts
      redraw()
    },
  }
}
