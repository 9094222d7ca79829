/** Something that changes, and those who want to know. */
export interface Signal {
  /** Calls the listener on every change. Returns the function that ends it. */
  watch(listener: () => void): () => void
  tell(): void
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>()
  return {
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: () => listeners.forEach((listener) => listener()),
  }
}
