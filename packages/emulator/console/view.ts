import type { State } from '../src/control/state'
import type { WireLine } from '../src/control/wirelog'

/** One page of the console. */
export interface View {
  /** Its place in the address, and its name. */
  id: string
  title: string
  element: HTMLElement
  /** What the navigation says beside its name. */
  badge?(state: State): string
  update?(state: State): void
  wire?(lines: WireLine[], first: boolean): void
  /** It is opened, with what the address says after its name. */
  show?(query: URLSearchParams): void
}

export const go = (id: string, query: Record<string, string> = {}) => {
  const text = new URLSearchParams(query).toString()
  location.hash = `#/${id}${text ? '?' + text : ''}`
}
