// The language and platform of a mini-program: timers and a console, no DOM, no Node.
declare function setTimeout(fn: () => void, ms?: number): number
declare function clearTimeout(id: number | undefined): void
declare const console: Record<'error' | 'warn' | 'log' | 'debug', (...what: unknown[]) => void>
