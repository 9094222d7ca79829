import { me, peers, sessions, superTeams, teams } from './world'

/** One thing that somebody does; `pick` chooses among what there is then, 0 the newest. */
export type Action = { at: number } & (
  | { do: 'say'; from: string; to: string; body: string }
  /** The same, right after a login was accepted on this link: between login and sync. */
  | { do: 'say'; from: string; to: string; body: string; link: number }
  | { do: 'recall' | 'other device recalls' | 'other device deletes' | 'app recalls' | 'app deletes'; pick: number }
  | { do: 'other device clears' | 'other device reads' | 'app reads'; session: string }
  | { do: 'peer reads'; peer: string }
  | { do: 'rename'; team: string; name: string }
  | { do: 'befriend' | 'unfriend'; account: string }
  | { do: 'send'; to: string; body: string }
)

/** Before this everything happens, ms of stage time; faults included. */
export const busy = 60_000

/** Messages that come close together, many of them of those kinds that nobody acknowledges. */
export function burst(random: () => number, from: number, within: number, count: number): Action[] {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: count }, (_, n) => {
    const own = random() < 0.4
    const to = own ? one([...peers, ...teams, ...superTeams]) : one([me, ...teams, ...superTeams, ...superTeams])
    return { at: from + Math.floor(random() * within), do: 'say', from: own ? me : one(peers), to, body: `b${from}.${n}` }
  })
}

/** What happens in one run, from its random numbers. Actions before time 0 are history. */
export function makeWorkload(random: () => number): Action[] {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const out: Action[] = []
  let texts = 0
  const say = () => {
    const to = one([me, me, ...teams, ...superTeams])
    return { do: 'say' as const, from: one(peers), to, body: 'm' + ++texts }
  }
  const otherSays = () => ({ do: 'say' as const, from: me, to: one([...peers, ...teams, ...superTeams]), body: 'o' + ++texts })
  for (let i = 8 + Math.floor(random() * 8); i; i--) out.push({ at: -1, ...(random() < 0.8 ? say() : otherSays()) })
  for (let link = 1; link <= 4; link++) if (random() < 0.12) out.push({ at: 0, ...say(), link })

  const kinds: [weight: number, make: () => Omit<Action, 'at'>][] = [
    [16, say],
    [4, otherSays],
    [10, () => ({ do: 'send', to: one([...peers, ...teams, ...superTeams]), body: 's' + ++texts })],
    [4, () => ({ do: 'app reads', session: one(sessions) })],
    [2, () => ({ do: 'other device reads', session: one(sessions) })],
    [2, () => ({ do: 'recall', pick: random() })],
    [1, () => ({ do: 'other device recalls', pick: random() })],
    [1, () => ({ do: 'other device deletes', pick: random() })],
    [1, () => ({ do: 'other device clears', session: one(sessions.filter((s) => !/^super/.test(s))) })],
    [2, () => ({ do: 'peer reads', peer: one(peers) })],
    [1, () => ({ do: 'rename', team: one(teams), name: 'name ' + ++texts })],
    [0.5, () => ({ do: 'befriend', account: 'friend' + Math.floor(random() * 3) })],
    [0.5, () => ({ do: 'unfriend', account: one([...peers, 'friend0']) })],
    [1, () => ({ do: 'app recalls', pick: random() })],
    [1, () => ({ do: 'app deletes', pick: random() })],
  ]
  const total = kinds.reduce((sum, [weight]) => sum + weight, 0)
  for (let i = 40 + Math.floor(random() * 20); i; i--) {
    let at = random() * total
    const [, make] = kinds.find(([weight]) => (at -= weight) < 0)!
    out.push({ at: Math.floor(random() * busy), ...make() } as Action)
  }
  // what happens to a message whose answer is still on its way
  for (const a of out.filter((x) => x.do === 'send')) {
    if (random() < 0.05) out.push({ at: a.at + Math.floor(random() * 200), do: 'other device recalls', pick: 0 })
    if (random() < 0.03) out.push({ at: a.at + Math.floor(random() * 200), do: 'other device clears', session: one(sessions.filter((s) => !/^super/.test(s))) })
  }
  // bursts: what arrives close together is what is lost together
  for (let i = Math.floor(random() * 4); i; i--) out.push(...burst(random, Math.floor(random() * busy), 60, 3 + Math.floor(random() * 4)))
  return out.sort((a, b) => a.at - b.at)
}
