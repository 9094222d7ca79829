import type { ConversationState, MessageState, State } from '../../src/control/state'
import { get, post } from '../api'
import { button, choices, empty, face, h, keyed, moment, stamp } from '../dom'
import { attempt } from '../toast'
import { go, type View } from '../view'

const kinds: Record<number, string> = { 1: 'image', 2: 'audio', 3: 'video', 4: 'place', 5: 'notification', 6: 'file', 10: 'tip', 100: 'custom' }

const wordsOf = ({ body, type, recalled, attach }: MessageState): string => (recalled ? 'recalled' : body || (kinds[type] ? `[${kinds[type]}]` : (attach ?? '')))

const titleOf = ({ name, between }: ConversationState) => name ?? between.join(' · ')

export function conversationsView(): View {
  let state: State | undefined
  let current: string | undefined
  let loaded = ''

  const list = h('div', { class: 'conversations' })
  const none = empty('No conversations', 'Nothing was said yet. Send the first message as anyone, right here.')
  const talk = h('div', { class: 'talk' })
  const title = h('h2', {})
  const from = h('select', { 'aria-label': 'From' })
  const to = h('select', { 'aria-label': 'To' })
  const body = h('input', { placeholder: 'Message', 'aria-label': 'Message', class: 'grow', required: true, autocomplete: 'off' })

  const drawList = keyed<ConversationState & { on: boolean; today: string }>(
    list,
    (c) => c.id,
    (c) =>
      h(
        'button',
        { type: 'button', class: c.on ? 'on' : '', 'data-id': c.id, onclick: () => go('conversations', { id: c.id }) },
        face(titleOf(c)),
        h('span', { class: 'title' }, h('b', {}, titleOf(c)), h('span', { class: 'dim' }, `${c.last.from}: ${wordsOf(c.last)}`)),
        h('span', { class: 'dim' }, moment(c.last.time, Date.now()), h('br'), c.count)
      )
  )
  const drawTalk = keyed<MessageState & { left: boolean }>(
    talk,
    (m) => m.idServer,
    (m) =>
      m.type === 5
        ? h('p', { class: 'note', title: m.attach ?? '' }, `${m.from} changed the team`)
        : h('div', { class: `bubble ${m.left ? 'left' : 'right'} ${m.recalled ? 'recalled' : ''}` }, h('span', { class: 'dim' }, `${m.from} · ${stamp(m.time)}`), h('p', {}, wordsOf(m)))
  )

  const chosen = () => state?.conversations.find((c) => c.id === current)

  async function load(): Promise<void> {
    const c = chosen()
    title.textContent = c ? titleOf(c) : 'New message'
    if (!c) return drawTalk([])
    const mark = JSON.stringify([c.id, c.count, c.last])
    if (mark === loaded) return
    loaded = mark
    await attempt(async () => {
      const messages = await get<MessageState[]>('messages', { conversation: c.id, limit: '200' })
      if (chosen()?.id !== c.id) return
      drawTalk(messages.map((m) => ({ ...m, left: m.from === (c.scene === 'p2p' ? c.between[1] : messages[0]?.from) })))
      talk.scrollTop = talk.scrollHeight
    })
  }

  /** In a conversation its ends may speak, else anyone to anyone. */
  function fill(): void {
    if (!state) return
    const c = chosen()
    const everyone = state.accounts.map((a) => a.account)
    const team = c && c.scene !== 'p2p' ? state.teams.find((t) => t.teamId === c.between[0]) : undefined
    const speakers = c ? (team?.members.map((m) => m.account) ?? c.between) : everyone
    choices(from, speakers.map((a) => [a, `as ${a}`]))
    to.hidden = c !== undefined
    choices(to, [...everyone.map((a) => [`p2p|${a}`, `to ${a}`] as const), ...state.teams.map((t) => [`${t.scene}|${t.teamId}`, `to ${t.name}`] as const)])
  }

  async function send(): Promise<void> {
    const c = chosen()
    const [scene, target] = c ? [c.scene, c.scene === 'p2p' ? c.between.find((a) => a !== from.value)! : c.between[0]!] : to.value.split('|')
    const ok = await attempt(() => post('messages/send', { from: from.value, to: target ?? from.value, scene, body: body.value }))
    if (!ok) return
    body.value = ''
    if (!c) go('conversations', { id: scene === 'p2p' ? ['p2p', ...[from.value, target!].sort()].join('|') : to.value })
  }

  const composer = h(
    'form',
    {
      class: 'composer',
      onsubmit(e: Event) {
        e.preventDefault()
        void send()
      },
    },
    from,
    to,
    body,
    h('button', { class: 'primary' }, 'Send')
  )

  const redraw = () => {
    if (!state) return
    none.hidden = state.conversations.length > 0
    const today = new Date().toDateString()
    drawList(state.conversations.map((c) => ({ ...c, on: c.id === current, today })))
    fill()
    void load()
  }

  return {
    id: 'conversations',
    title: 'Conversations',
    badge: (s) => (s.conversations.length > 0 ? String(s.conversations.length) : ''),
    element: h(
      'section',
      { class: 'view fill split' },
      h('aside', {}, h('header', { class: 'bar' }, button('New message', () => go('conversations', { id: 'new' }), { class: 'grow' })), list, none),
      h('main', {}, h('header', { class: 'bar' }, title), talk, composer)
    ),
    update(next) {
      state = next
      current ??= next.conversations[0]?.id
      redraw()
    },
    show(query) {
      const id = query.get('id')
      if (id) current = id
      loaded = ''
      redraw()
    },
  }
}
