import type { WireLine } from '../../src/control/wirelog'
import { remove } from '../api'
import { button, choices, clock, empty, h, stamp } from '../dom'
import { attempt } from '../toast'
import { go, type View } from '../view'

/** Lines that are kept, and lines that are shown. */
const most = 2000
const shown = 600

const meanings: Record<string, string> = { greeting: 'greeting', heartbeat: 'heartbeat', refusal: 'handshake refused', closing: 'closing', other: 'unreadable' }

/** Fields that tell most, first. */
const telling = ['account', 'from', 'to', 'teamId', 'body', 'name', 'type', 'scene', 'deviceId', 'idClient']

function brief(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? brief(value[0]) : `${value.length} ×${value.length > 0 ? ' ' + brief(value[0]) : ''}`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).filter(([, v]) => typeof v !== 'object' && v !== '')
  const rank = (name: string) => (telling.includes(name) ? telling.indexOf(name) : telling.length)
  return entries
    .sort(([a], [b]) => rank(a) - rank(b))
    .slice(0, 5)
    .map(([name, v]) => `${name} ${String(v)}`)
    .join(' · ')
}

const likelyTime = /time$/i

/** Times are told apart from other numbers by their name and size. */
function whenOf(name: string, value: unknown): HTMLElement | false {
  const ms = Number(value)
  return likelyTime.test(name) && ms > 1e12 && ms < 1e13 && h('span', { class: 'when' }, stamp(ms))
}

function tree(value: unknown): HTMLElement {
  if (Array.isArray(value)) return value.length === 0 ? h('span', { class: 'dim' }, 'empty') : h('ol', { class: 'tree' }, ...value.map((item) => h('li', {}, tree(item))))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    if (entries.length === 0) return h('span', { class: 'dim' }, 'empty')
    return h('dl', { class: 'tree' }, ...entries.flatMap(([name, v]) => [h('dt', {}, name), h('dd', {}, tree(v), whenOf(name, v))]))
  }
  return h('span', { class: `v ${typeof value}` }, value === '' ? '""' : String(value))
}

const mark = ({ kind, direction }: WireLine) =>
  kind === 'fault' ? h('span', { class: 'dir struck', title: 'struck by a fault' }, '✗') : h('span', { class: `dir ${direction}`, title: direction === 'in' ? 'from the client' : 'to the client' }, direction === 'in' ? '→' : '←')

function details(line: WireLine): HTMLElement {
  const { name, cmd, account, parts = [] } = line
  const facts: [string, unknown][] = [['command', cmd === name ? undefined : cmd], ['number', line.ser], ['code', line.code], ['envelope', line.envelope], ['device', line.deviceId], ['connection', line.session || undefined], ['fault', line.fault]]
  return h(
    'div',
    { class: 'details' },
    h('p', { class: 'facts' }, ...facts.filter(([, v]) => v !== undefined).map(([k, v]) => h('span', {}, h('i', {}, k), String(v)))),
    ...parts.map((part) => h('section', {}, h('h4', {}, part.kind), tree(part.value))),
    line.kind !== 'fault' && h('details', { class: 'raw' }, h('summary', {}, 'Frame as it was sent'), h('pre', {}, line.raw)),
    h(
      'p',
      { class: 'row-actions' },
      cmd !== undefined && button('Break this command…', () => go('faults', { cmd: name ?? cmd, ...(account ? { account } : {}) })),
      account !== undefined && button(`Only ${account}`, () => go('wire', { account })),
      name !== undefined && button(`Only ${name}`, () => go('wire', { cmd: name }))
    )
  )
}

export function wireView(): View {
  let lines: WireLine[] = []
  let paused = false
  let missed = 0
  const open = new Set<number>()
  /** The newest line is in view, and shall stay so. */
  let following = true

  const account = h('select', { 'aria-label': 'Account' })
  const direction = h('select', { 'aria-label': 'Direction' })
  const command = h('input', { type: 'search', placeholder: 'Command', 'aria-label': 'Command', list: 'seen-commands', size: 18 })
  const text = h('input', { type: 'search', placeholder: 'Find in frames', 'aria-label': 'Text', class: 'grow' })
  const beats = h('input', { type: 'checkbox' })
  const names = h('datalist', { id: 'seen-commands' })
  const list = h('div', { class: 'wire', role: 'log', 'aria-label': 'Frames' })
  const nothing = empty('Nothing on the wire yet', 'Log a client in: every frame in and out will appear here, by name.')
  const none = empty('No frame matches', 'Loosen the filters above.')
  const pause = button('Pause', () => setPaused(!paused), { 'aria-pressed': 'false' })
  const fresh = button('', () => setPaused(false), { class: 'fresh', hidden: true })
  choices(direction, [['', 'In and out'], ['in', '→ From clients'], ['out', '← To clients']])
  choices(account, [['', 'Everyone']])

  const matches = (line: WireLine): boolean =>
    (beats.checked || (line.kind !== 'heartbeat' && line.name !== 'heartbeat')) &&
    (!account.value || line.account === account.value) &&
    (!direction.value || (line.direction === direction.value && line.kind !== 'fault')) &&
    (!command.value || (line.name ?? line.cmd ?? line.kind).toLowerCase().includes(command.value.toLowerCase()) || line.cmd === command.value) &&
    (!text.value || line.raw.toLowerCase().includes(text.value.toLowerCase()))

  function render(line: WireLine): HTMLElement {
    const what = line.kind === 'packet' || line.kind === 'fault' ? (line.name ?? line.cmd ?? 'packet') : meanings[line.kind]!
    const code = line.code !== undefined && line.code !== 200
    const head = h(
      'button',
      { type: 'button', class: 'line', 'aria-expanded': open.has(line.n) ? 'true' : 'false', onclick: () => toggle() },
      h('time', {}, clock(line.time, true)),
      mark(line),
      h('span', { class: 'who', title: line.deviceId ?? '' }, line.account ?? '–'),
      h('span', { class: 'name' }, what),
      h('span', { class: `role ${line.role ?? ''}` }, line.role ?? ''),
      h(
        'span',
        { class: 'summary' },
        code && h('b', { class: 'code' }, line.code),
        line.fault !== undefined && h('b', { class: 'fault' }, line.fault),
        (line.parts ?? []).map((part) => brief(part.value)).join('  |  ') || (line.kind === 'other' ? line.raw : '')
      )
    )
    const item = h('article', { class: line.fault ? 'hurt' : '', 'data-n': line.n }, head)
    const toggle = () => {
      if (open.delete(line.n)) item.lastElementChild?.remove()
      else {
        open.add(line.n)
        item.append(details(line))
        item.scrollIntoView({ block: 'nearest' })
      }
      head.setAttribute('aria-expanded', String(open.has(line.n)))
    }
    if (open.has(line.n)) item.append(details(line))
    return item
  }

  function redraw(): void {
    const fits = lines.filter(matches).slice(-shown)
    list.replaceChildren(...(lines.length === 0 ? [nothing] : fits.length === 0 ? [none] : fits.map(render)))
    follow()
  }

  function follow(): void {
    following = true
    list.scrollTop = list.scrollHeight
  }
  list.addEventListener('scroll', () => (following = list.scrollHeight - list.scrollTop - list.clientHeight < 40))

  function add(more: WireLine[]): void {
    const fits = more.filter(matches)
    if (fits.length === 0) {
      if (lines.length === more.length) redraw()
      return
    }
    nothing.remove()
    none.remove()
    list.append(...fits.map(render))
    while (list.childElementCount > shown) list.firstElementChild!.remove()
    if (following) follow()
  }

  function setPaused(value: boolean): void {
    paused = value
    missed = 0
    pause.textContent = paused ? 'Go on' : 'Pause'
    pause.setAttribute('aria-pressed', String(paused))
    fresh.hidden = true
    if (!paused) redraw()
  }

  for (const control of [account, direction, command, text, beats]) control.addEventListener('input', redraw)
  const seen = new Set<string>()

  return {
    id: 'wire',
    title: 'Wire',
    element: h(
      'section',
      { class: 'view fill' },
      h(
        'header',
        { class: 'bar' },
        account,
        direction,
        command,
        text,
        h('label', { class: 'check' }, beats, 'Heartbeats'),
        pause,
        button('Clear', () => attempt(() => remove('wire')).then((ok) => ok && ((lines = []), redraw())))
      ),
      names,
      list,
      fresh
    ),
    update(state) {
      choices(account, [['', 'Everyone'], ...state.accounts.map((a) => [a.account, a.account] as const)])
    },
    wire(more, first) {
      lines = first ? more : [...lines, ...more].slice(-most)
      for (const { name } of more) if (name && !seen.has(name)) names.append(h('option', { value: (seen.add(name), name) }))
      if (first) return redraw()
      if (!paused) return add(more)
      missed += more.filter(matches).length
      fresh.textContent = `${missed} more`
      fresh.hidden = missed === 0
    },
    show(query) {
      if ([...query.keys()].length === 0) return void (following && follow())
      account.value = query.get('account') ?? ''
      direction.value = ''
      command.value = query.get('cmd') ?? ''
      text.value = ''
      redraw()
    },
  }
}
