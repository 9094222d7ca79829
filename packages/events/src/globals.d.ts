// What a mini-program has. A timer is named by a number there, by an object in Node.
type Timer = number | object
declare function setInterval(fn: () => void, ms: number): Timer
declare function clearInterval(id: Timer | undefined): void
