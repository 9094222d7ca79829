// What a mini-program has. A timer is named by a number there, by an object in Node.
type Timer = number | object
declare function setTimeout(fn: () => void, ms?: number): Timer
