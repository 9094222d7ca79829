/**
 * Records by account, kept when asked for. A change makes a new record, so what was handed out stays as it was;
 * a record that has no reason to stay goes.
 */
export function kept<T extends object>(on: unknown, stays: (row: any) => unknown) {
  const rows = new Map<string, T>()
  let list: T[] | undefined
  return {
    get: (account: string) => rows.get(account),
    /** The same array until something changes. */
    list: () => list || (list = Array.from(rows.values())),
    put(row: any) {
      if (!on) return
      const { account } = row
      const all = Object.assign({}, rows.get(account), row)
      list = undefined
      if (stays(all)) rows.set(account, all)
      else rows.delete(account)
    },
    clear() {
      list = undefined
      rows.clear()
    },
  }
}
