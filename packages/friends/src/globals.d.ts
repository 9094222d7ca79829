// What a mini-program has.
declare function setTimeout(fn: () => void, ms?: number): number
