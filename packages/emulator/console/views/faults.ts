import type { FaultState, State } from '../../src/control/state'
import { get, post, remove } from '../api'
import { button, choices, empty, h, keyed, span } from '../dom'
import { faultWords } from '../faultwords'
import { attempt } from '../toast'
import type { View } from '../view'

interface Preset {
  text: string
  hint: string
  /** The fault; `aimed` ones take an account. */
  fault: Record<string, unknown>
  aimed: boolean
}

const presets: Preset[] = [
  { text: 'Refuse login', hint: '302: wrong token', fault: { cmd: 'login', refuse: 302 }, aimed: true },
  { text: 'Lose answers to sends', hint: 'stored, but the sender is not told', fault: { cmd: 'sendMsg', lose: 'answer' }, aimed: true },
  { text: 'Hold the sync', hint: 'until it is released', fault: { cmd: 'sync', hold: true }, aimed: true },
  { text: 'Slow network', hint: '300 ms, up to 500 more', fault: { latency: 300, jitter: 500 }, aimed: true },
  { text: 'Lossy network', hint: 'every fifth frame is lost', fault: { lose: 'frame', probability: 0.2 }, aimed: true },
  { text: 'Duplicate pushes', hint: 'messages come twice', fault: { cmd: 'onMsg', duplicate: 1, direction: 'out' }, aimed: true },
  { text: 'Reorder pushes', hint: 'each lets two others pass', fault: { cmd: 'onMsg', reorder: 2, direction: 'out', probability: 0.5 }, aimed: true },
  { text: 'Broken frames', hint: 'one in ten, any way', fault: { malform: 'any', direction: 'out', probability: 0.1, cmd: '*' }, aimed: true },
  { text: 'LBS down', hint: '503', fault: { cmd: 'lbs', refuse: 503 }, aimed: true },
  { text: 'LBS wrong', hint: 'names a dead link', fault: { cmd: 'lbs', links: ['127.0.0.1:1'] }, aimed: true },
  { text: 'Slow handshake', hint: '12 s', fault: { cmd: 'handshake', delay: 12_000 }, aimed: false },
  { text: 'Sockets stay silent', hint: 'half open from the start', fault: { cmd: 'socket', lose: 'answer' }, aimed: false },
]

/** Kinds of faults, and what each needs: a number, one of some words, a text, or nothing. */
const kinds: Record<string, { text: string; frames?: true; param: 'number' | 'text' | 'list' | readonly string[] | undefined; start?: string }> = {
  refuse: { text: 'Refuse with code', param: 'number', start: '500' },
  delay: { text: 'Work on it later, ms', param: 'number', start: '3000' },
  hold: { text: 'Hold until released', param: undefined },
  'lose request': { text: 'Lose the request', param: undefined },
  'lose answer': { text: 'Lose the answer', param: undefined },
  'cut before': { text: 'Cut the link before', param: undefined },
  'cut after': { text: 'Cut the link after', param: undefined },
  links: { text: 'LBS names these links', param: 'list', start: '127.0.0.1:1' },
  body: { text: 'LBS or handshake answers', param: 'text', start: 'oops' },
  latency: { text: 'Frames: later, ms', frames: true, param: 'number', start: '500' },
  'lose frame': { text: 'Frames: lost', frames: true, param: undefined },
  duplicate: { text: 'Frames: so many times more', frames: true, param: 'number', start: '1' },
  reorder: { text: 'Frames: let so many pass', frames: true, param: 'number', start: '2' },
  malform: { text: 'Frames: broken', frames: true, param: ['any', 'truncate', 'garbage', 'shape', 'unknown'] },
  halfOpen: { text: 'Frames: half open from there', frames: true, param: undefined },
  'cut frame': { text: 'Frames: cut the link there', frames: true, param: undefined },
}

function row({ id, input, hits, live }: FaultState): HTMLElement {
  const { what, when } = faultWords(input)
  return h(
    'li',
    { 'data-fault': id, class: live ? '' : 'spent' },
    h('span', { class: 'count', title: 'how often it struck' }, `${hits}×`),
    h('span', { class: 'title' }, h('b', {}, what), h('span', { class: 'dim' }, live ? when : `${when} — holds what it caught`)),
    h('span', { class: 'row-actions' }, 'hold' in input && button('Release', () => attempt(() => post('faults/release', { id }))), button('End', () => attempt(() => remove(`faults/${id}`))))
  )
}

const aMinute = 60_000

export function faultsView(): View {
  let state: State | undefined
  const aim = h('select', { 'aria-label': 'Whom' })
  const list = h('ul', { class: 'faults' })
  const none = empty('Nothing is broken', 'Everything arrives, once, in order. Pick something above.')
  const clear = button('End all', () => attempt(() => remove('faults')), { class: 'danger' })
  const draw = keyed<FaultState>(list, (f) => f.id, row)
  const make = (fault: Record<string, unknown>) => attempt(() => post('faults', fault))
  const whom = () => (aim.value ? { account: aim.value } : {})
  const targets = () => (aim.value ? [aim.value] : (state?.accounts ?? []).filter((a) => a.devices.length > 0).map((a) => a.account))
  const atOnce = (verb: string, done: string) => () => attempt(() => Promise.all(targets().map((account) => post(`devices/${verb}`, { account }))), `${targets().join(', ') || 'nobody online'}: ${done}`)

  const kind = h('select', { 'aria-label': 'What' }, ...Object.entries(kinds).map(([id, { text }]) => h('option', { value: id }, text)))
  const place = h('span', { class: 'param' })
  const command = h('input', { placeholder: 'Command, *, lbs, handshake, socket', 'aria-label': 'Command of the fault', list: 'all-commands', class: 'grow' })
  const device = h('input', { placeholder: 'Any device', 'aria-label': 'Device', size: 12 })
  const direction = h('select', { 'aria-label': 'Direction of the fault' }, h('option', { value: '' }, 'In and out'), h('option', { value: 'in' }, 'From clients'), h('option', { value: 'out' }, 'To clients'))
  const small = (label: string, placeholder: string) => h('input', { placeholder, 'aria-label': label, inputMode: 'decimal', size: 5 })
  const times = small('Times', 'always')
  const skip = small('Skip', '0')
  const probability = small('Probability', '1')
  const jitter = small('Jitter', '0 ms')
  const labelled = (text: string, input: HTMLElement) => h('span', { class: 'label' }, text, input)
  const jittered = labelled('Jitter', jitter)
  const names = h('datalist', { id: 'all-commands' })

  function param(): HTMLInputElement | HTMLSelectElement | null {
    return place.querySelector('input, select')
  }
  function fit(): void {
    const { param: needs, start, frames } = kinds[kind.value]!
    place.replaceChildren(...(needs === undefined ? [] : Array.isArray(needs) ? [h('select', { 'aria-label': 'How' }, ...needs.map((word: string) => h('option', { value: word }, word)))] : [h('input', { value: start ?? '', 'aria-label': 'Value', size: needs === 'number' ? 7 : 18 })]))
    direction.hidden = !frames
    jittered.hidden = kind.value !== 'delay' && kind.value !== 'latency'
    command.placeholder = frames ? 'Every frame, or a command' : 'Command, *, lbs, handshake, socket'
  }
  kind.addEventListener('input', fit)
  fit()

  function readFault(): Record<string, unknown> {
    const [name = '', word] = kind.value.split(' ')
    const { param: needs, frames } = kinds[kind.value]!
    const raw = param()?.value ?? ''
    const value = word ?? (needs === undefined ? true : needs === 'number' ? Number(raw) : needs === 'list' ? raw.split(/[\s,]+/).filter(Boolean) : raw)
    const optional = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: Number(text) })
    return {
      [name]: value,
      ...(command.value ? { cmd: command.value } : {}),
      ...whom(),
      ...(device.value ? { deviceId: device.value } : {}),
      ...(frames && direction.value ? { direction: direction.value } : {}),
      ...(jittered.hidden ? {} : optional('jitter', jitter.value)),
      ...optional('times', times.value),
      ...optional('skip', skip.value),
      ...optional('probability', probability.value),
    }
  }

  const own = h(
    'form',
    {
      class: 'bar wrap',
      onsubmit(e: Event) {
        e.preventDefault()
        void make(readFault())
      },
    },
    kind,
    place,
    command,
    device,
    direction,
    h('span', { class: 'turn' }),
    jittered,
    labelled('Times', times),
    labelled('Skip', skip),
    labelled('Chance', probability),
    h('button', { class: 'primary' }, 'Break'),
    names
  )

  const shift = h('output', { class: 'shift' })
  const move = (ms: number) => () => attempt(() => post('clock/shift', { ms: ms === 0 ? 0 : (state?.shift ?? 0) + ms }))
  const ready = get<string[]>('commands').then((list) => names.replaceChildren(...list.map((name) => h('option', { value: name }))))
  void ready.catch(() => {}) // only suggestions

  return {
    id: 'faults',
    title: 'Faults',
    badge: (s) => (s.faults.length > 0 ? `${s.faults.length} at work` : ''),
    element: h(
      'section',
      { class: 'view' },
      h('header', { class: 'bar' }, h('label', { class: 'check' }, 'Whom', aim), h('span', { class: 'grow' }), button('Cut links now', atOnce('cut', 'cut')), button('Half-open now', atOnce('stall', 'half open')), button('Kick now', atOnce('kick', 'kicked'))),
      h(
        'div',
        { class: 'presets' },
        ...presets.map(({ text, hint, fault, aimed }) => h('button', { type: 'button', class: 'preset', onclick: () => make(aimed ? { ...fault, ...whom() } : fault) }, h('b', {}, text), h('span', { class: 'dim' }, aimed ? hint : `${hint}; everyone`)))
      ),
      h('h2', {}, 'Your own'),
      own,
      h('header', { class: 'bar head' }, h('h2', { class: 'grow' }, 'At work'), clear),
      list,
      none,
      h('h2', {}, 'Clock'),
      h('div', { class: 'bar wrap' }, shift, button('+1 min', move(aMinute)), button('+10 min', move(10 * aMinute)), button('+1 h', move(60 * aMinute)), button('+1 d', move(1440 * aMinute)), button('Real time', move(0)), h('span', { class: 'dim' }, 'Token lives, recall windows and message times follow. It never goes back: set back, it waits.'))
    ),
    update(next) {
      state = next
      choices(aim, [['', 'Everyone'], ...next.accounts.map((a) => [a.account, a.account] as const)])
      draw(next.faults)
      none.hidden = next.faults.length > 0
      clear.hidden = next.faults.length === 0
      shift.textContent = next.shift === 0 ? 'in step with the host' : `${span(next.shift)} ahead`
    },
    show(query) {
      const cmd = query.get('cmd')
      const account = query.get('account')
      if (cmd) command.value = cmd
      if (account && [...aim.options].some((o) => o.value === account)) aim.value = account
      if (cmd) kind.focus()
    },
  }
}
