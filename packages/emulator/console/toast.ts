import { h } from './dom'

const place = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' })
document.body.append(place)

/** Words at a time. */
const most = 2
/** How long a word stays, ms. */
const life = 2500

export function say(text: string, kind: 'ok' | 'bad' = 'ok'): void {
  const toast = h('div', { class: `toast ${kind}` }, text)
  place.append(toast)
  while (place.childElementCount > most) place.firstElementChild!.remove()
  setTimeout(() => toast.remove(), kind === 'bad' ? 2 * life : life)
}

/** Does something and says how it went; what failed is said in the emulator's own words. */
export async function attempt(what: () => Promise<unknown>, done?: string | ((value: never) => string)): Promise<boolean> {
  try {
    const value = await what()
    if (done !== undefined) say(typeof done === 'string' ? done : done(value as never))
    return true
  } catch (e) {
    say(e instanceof Error ? e.message : String(e), 'bad')
    return false
  }
}

export async function copy(text: string, what: string): Promise<void> {
  await attempt(() => navigator.clipboard.writeText(text), `${what} copied`)
}
