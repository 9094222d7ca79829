// What a mini-program has.
declare function setInterval(fn: () => void, ms: number): number
declare function clearInterval(id: number | undefined): void
