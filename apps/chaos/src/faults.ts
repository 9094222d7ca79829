/** When a momentary fault strikes: at a time, at a frame of a link, or so long after a link's login was accepted. */
export type When = { at: number } | { link: number; frame: number } | { link: number; gap: number }

/** Lasts from `at` for `ms`. */
interface Lasting {
  at: number
  ms: number
}

export type Fault =
  | ({ kind: 'cut' | 'half-open' | 'kick' } & When)
  /** What leads to a link does not answer as it should. */
  | ({ kind: 'lbs' | 'handshake' | 'socket'; how: 'refuse' | 'hang' | 'error' | 'page' | 'close early' } & Lasting)
  /** All links end, and none can be had for a while. */
  | ({ kind: 'restart' } & Lasting)
  | ({ kind: 'refuse login'; code: number } & Lasting)
  /** In the background, with or without frozen timers; the link may end meanwhile. */
  | ({ kind: 'away'; freeze: boolean; cutAfter?: number } & Lasting)
  /** The phone has no network, and says so or not; with `ms` 0 it only says that the network changed. */
  | ({ kind: 'offline'; told: boolean } & Lasting)
  | ({ kind: 'slow'; way: number; jitter: number } & Lasting)
  | { kind: 'double' | 'overtake'; at: number; count: number }
  /** A command is carried out, if it is a send, but not answered. */
  | ({ kind: 'silent'; command: string } & Lasting)
  /** The host does not say when a socket is closed. */
  | ({ kind: 'mute close' } & Lasting)
  | { kind: 'storage'; names: string[] }
  /** The phone's clock is wrong by so much from then on. */
  | { kind: 'skew'; at: number; by: number }
