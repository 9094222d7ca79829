import type { State, TeamState } from '../../src/control/state'
import { post } from '../api'
import { button, choices, empty, face, h, keyed } from '../dom'
import { attempt, copy } from '../toast'
import { go, type View } from '../view'

/** So many members are named. */
const most = 30

function card({ teamId, scene, name, owner, mute, members }: TeamState): HTMLElement {
  return h(
    'article',
    { class: 'card', 'data-team': teamId },
    h('header', {}, face(name), h('div', { class: 'title' }, h('h3', {}, name), h('code', {}, teamId)), scene === 'superTeam' && h('span', { class: 'chip' }, 'super team'), mute && h('span', { class: 'chip warn' }, 'muted')),
    h(
      'p',
      { class: 'members' },
      ...members.slice(0, most).map((m) => h('span', { class: `chip ${m.role}`, title: m.role }, m.account, m.role === 'owner' ? ' ★' : m.role === 'manager' ? ' ☆' : '', m.muted ? ' (muted)' : '')),
      members.length > most && h('span', { class: 'dim' }, `and ${members.length - most} more`)
    ),
    h('footer', { class: 'row-actions' }, button('Conversation', () => go('conversations', { id: `${scene}|${teamId}` })), button('Copy id', () => copy(teamId, 'Team id')), button(`Wire of ${owner}`, () => go('wire', { account: owner })))
  )
}

export function teamsView(): View {
  const grid = h('div', { class: 'grid' })
  const none = empty('No teams', 'Make one above; its members need not consent.')
  const draw = keyed<TeamState>(grid, (t) => t.teamId, card)
  const name = h('input', { placeholder: 'Name of a new team', 'aria-label': 'Name', required: true, class: 'grow' })
  const owner = h('select', { 'aria-label': 'Owner' })
  const members = h('input', { placeholder: 'Members: bob, carol', 'aria-label': 'Members', class: 'grow' })
  const large = h('input', { type: 'checkbox' })
  const form = h(
    'form',
    {
      class: 'bar',
      onsubmit(e: Event) {
        e.preventDefault()
        const list = members.value.split(/[\s,，]+/).filter(Boolean)
        void attempt(() => post('teams/create', { name: name.value, owner: owner.value, members: list, super: large.checked }), `${name.value} made`).then((ok) => ok && form.reset())
      },
    },
    name,
    owner,
    members,
    h('label', { class: 'check' }, large, 'Super team'),
    h('button', { class: 'primary' }, 'Make')
  )
  return {
    id: 'teams',
    title: 'Teams',
    badge: (s: State) => (s.teams.length > 0 ? String(s.teams.length) : ''),
    element: h('section', { class: 'view' }, form, none, grid),
    update(state) {
      choices(owner, state.accounts.map((a) => [a.account, `owner ${a.account}`]))
      none.hidden = state.teams.length > 0
      draw(state.teams)
    },
  }
}
