// The language and platform of a mini-program: timers and a console, no DOM, no Node.
/** What names a timer is the host's business: a number in a mini-program and a page, an object in Node. */
type Timer = number | object
declare function setTimeout(fn: () => void, ms?: number): Timer
declare function clearTimeout(id: Timer | undefined): void
declare const console: Record<'error' | 'warn' | 'log' | 'debug', (...what: unknown[]) => void>
