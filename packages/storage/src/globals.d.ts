// The timers of a mini-program: no DOM, no Node.
declare function setTimeout(fn: () => void, ms?: number): number
declare function clearTimeout(id: number | undefined): void
