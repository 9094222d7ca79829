/**
 * Records by their id, kept when asked for. A change makes a new record, so what was handed out stays as it was;
 * a record that says it is no longer valid goes.
 */
export function kept<T extends object>(on: unknown, id: keyof T) {
  const rows = new Map<unknown, T>()
  let list: T[] | undefined
  return {
    get: (key: string) => rows.get(key),
    /** The same array until something changes. */
    list: () => list || (list = [...rows.values()]),
    /** `known`: only when it is there already. */
    put(row: any, known?: boolean) {
      const key = row[id]
      const old = rows.get(key)
      if (!on || (known && !old)) return
      list = undefined
      if (row.valid === false || row.validToCurrentUser === false) rows.delete(key)
      else rows.set(key, Object.assign({}, old, row))
    },
    drop(key: string) {
      if (rows.delete(key)) list = undefined
    },
    clear() {
      list = undefined
      rows.clear()
    },
  }
}

export type Kept<T extends object> = ReturnType<typeof kept<T>>
