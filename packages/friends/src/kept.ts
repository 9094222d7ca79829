/**
 * Records by account, kept when asked for. A change makes a new record, so what was handed out stays as it was;
 * a record that has no reason to stay goes. `shape`: how the app sees them all.
 */
export function kept<T extends object, V = T[]>(on: unknown, stays: (row: any) => unknown, shape: (rows: T[]) => V = (all: any) => all) {
  const rows = new Map<string, T>()
  let view: V | undefined
  return {
    get: (account: string) => rows.get(account),
    /** The same object until something changes. */
    all: () => view || (view = shape([...rows.values()])),
    put(row: any) {
      if (!on) return
      const { account } = row
      const all = Object.assign({}, rows.get(account), row)
      view = undefined
      rows.set(account, all)
      if (!stays(all)) rows.delete(account)
    },
    clear() {
      view = undefined
      rows.clear()
    },
  }
}
