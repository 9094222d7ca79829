/** Ids of one generation; two are kept. */
const size = 5000

/** Remembers ids, at least the last 5,000 and at most 10,000 of them. */
export function createSeen() {
  let young = new Set<string>()
  let old = young
  const has = (id: string) => young.has(id) || old.has(id)
  return {
    has,
    /** False when the id is known already. What has no id is always new. */
    add(id: string | undefined): boolean {
      if (!id) return true
      if (has(id)) return false
      if (young.size >= size) {
        old = young
        young = new Set()
      }
      young.add(id)
      return true
    },
  }
}
