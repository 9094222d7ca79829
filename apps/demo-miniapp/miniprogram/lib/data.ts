/**
 * What to pass to `setData` so that a list changes from `old` to `next`: single rows where few have changed, the whole list otherwise.
 * Every setData crosses from one thread to another in WeChat, so its size is what counts.
 */
export function listChange<T>(name: string, old: T[], next: T[]): Record<string, unknown> {
  const change: Record<string, unknown> = {}
  let count = 0
  next.forEach((row, i) => {
    if (i < old.length && JSON.stringify(old[i]) === JSON.stringify(row)) return
    change[`${name}[${i}]`] = row
    count++
  })
  return next.length < old.length || count > next.length / 2 ? { [name]: next } : change
}

/** Runs `run` once however often it is asked for within a turn: many events, one setData. */
export function once(run: () => void): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    setTimeout(() => {
      asked = false
      run()
    }, 0)
  }
}
