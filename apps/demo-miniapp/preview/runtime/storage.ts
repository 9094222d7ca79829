import { scope } from './launch'

// each phone has its own storage, though all of them live in one browser
const prefix = `nim-demo:${scope}:`

export const storage = {
  // WeChat keeps the type of a value
  getStorageSync(key: string): unknown {
    const text = localStorage.getItem(prefix + key)
    return text === null ? '' : JSON.parse(text).value
  },
  setStorageSync: (key: string, value: unknown) => localStorage.setItem(prefix + key, JSON.stringify({ value })),
  removeStorageSync: (key: string) => localStorage.removeItem(prefix + key),
}
