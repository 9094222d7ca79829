import { firstTheme } from './launch'
import { cancel, deliver, freeze, isFrozen, outside } from './gate'

/** WeChat lets an app in the background run on for this long. ms */
const grace = 5000

type Listener = () => void

const changes = new Set<Listener>()
const network = new Set<Listener>()
const visibility = new Set<Listener>()
const themes = new Set<Listener>()
const sockets = new Set<(reason: string) => void>()
let online = true
let shown = true
let theme = firstTheme
document.documentElement.dataset.theme = theme
let timer: number | undefined

const tell = (listeners: Set<Listener>) => [...listeners].forEach((listener) => listener())

/** What happens to a phone from outside: its network, its home button. */
export const device = {
  get online() {
    return online
  },
  get shown() {
    return shown
  },
  get theme() {
    return theme
  },
  get frozen() {
    return isFrozen()
  },
  get sockets() {
    return sockets.size
  },
  setOnline(on: boolean) {
    if (on === online) return
    online = on
    if (!on) device.killSockets('network lost')
    deliver(() => tell(network))
    tell(changes)
  },
  /** Home button and back. In the background the app stands still after a while, and its sockets are gone. */
  setShown(on: boolean) {
    if (on === shown) return
    shown = on
    cancel(timer)
    if (on) freeze(false)
    tell(visibility)
    if (!on)
      timer = outside(() => {
        freeze(true)
        device.killSockets('interrupted')
        tell(changes)
      }, grace)
    tell(changes)
  },
  setTheme(now: typeof theme) {
    if (now === theme) return
    theme = now
    document.documentElement.dataset.theme = now
    deliver(() => tell(themes))
    tell(changes)
  },
  /** Cuts every connection, as a dropped mobile link does. */
  killSockets(reason = 'abnormal closure') {
    ;[...sockets].forEach((cut) => cut(reason))
  },
  /** Called on every change of the above. Returns the function that ends it. */
  watch(listener: Listener) {
    changes.add(listener)
    return () => void changes.delete(listener)
  },
}

export type Device = typeof device

export { network, themes, visibility }

/** Counts a socket while it is open; `cut` ends it abruptly. */
export function plug(cut: (reason: string) => void): void {
  sockets.add(cut)
  tell(changes)
}
export function unplug(cut: (reason: string) => void): void {
  if (sockets.delete(cut)) tell(changes)
}
