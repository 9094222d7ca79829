/** How the values of a map are written as JSON, and read back. */
export interface Codec<V> {
  write(value: V, key: string): unknown
  /** Throws when it makes no sense. */
  read(json: any, key: string): V
  /** Its values never change: only setting and deleting them counts. */
  fixed?: boolean
}

/** A map that knows where its entries are kept. */
export class KeptMap<V> extends Map<string, V> {
  constructor(
    readonly table: string,
    readonly owner: string,
    private readonly codec: Codec<V>,
    /** Called for every key whose value changed; none: nobody keeps it. */
    private readonly changed?: (map: KeptMap<any>, key: string) => void
  ) {
    super()
  }

  /** What is kept under a key: from now on the map's own copy, whose changes are noticed. */
  private hold(key: string, value: V): V {
    const { changed, codec } = this
    return changed && !codec.fixed ? noticed(value, () => changed(this, key)) : value
  }

  override set(key: string, value: V): this {
    super.set(key, this.hold(key, value))
    this.changed?.(this, key)
    return this
  }

  override delete(key: string): boolean {
    const was = super.delete(key)
    if (was) this.changed?.(this, key)
    return was
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key)
  }

  /** The value of a key as JSON; `undefined`: there is none. */
  written(key: string): unknown {
    const value = this.get(key)
    return value === undefined ? undefined : this.codec.write(value, key)
  }

  restore(key: string, json: unknown): void {
    super.set(key, this.hold(key, this.codec.read(json, key)))
  }
}

class NoticedMap<K, V> extends Map<K, V> {
  private readonly changed: () => void
  constructor(from: Map<K, V>, changed: () => void) {
    super()
    for (const [key, value] of from) super.set(key, value)
    this.changed = changed
  }
  override set(key: K, value: V): this {
    super.set(key, value)
    this.changed()
    return this
  }
  override delete(key: K): boolean {
    this.changed()
    return super.delete(key)
  }
}

class NoticedSet<V> extends Set<V> {
  private readonly changed: (() => void) | undefined
  constructor(from: Set<V>, changed: () => void) {
    super()
    for (const value of from) super.add(value)
    this.changed = changed
  }
  override add(value: V): this {
    super.add(value)
    this.changed?.()
    return this
  }
  override delete(value: V): boolean {
    this.changed?.()
    return super.delete(value)
  }
}

function inner(value: unknown, changed: () => void): unknown {
  if (value instanceof KeptMap) return value // tells by itself
  if (value instanceof Map) return new NoticedMap(value, changed)
  return value instanceof Set ? new NoticedSet(value, changed) : value
}

/** A record whose own fields, and the maps and sets in them, tell of their changes. Rows never change: they are replaced. */
function noticed<V>(value: V, changed: () => void): V {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  const fields = value as Record<PropertyKey, unknown>
  for (const [name, field] of Object.entries(fields)) fields[name] = inner(field, changed)
  return new Proxy(value, {
    set(_, name, field) {
      fields[name] = inner(field, changed)
      changed()
      return true
    },
  })
}
