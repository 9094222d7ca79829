/** One thing that is kept: its table, whose it is (`''`: the service's), its key there, and the thing as JSON knows it. */
export interface Entry {
  table: string
  owner: string
  key: string
  /** `undefined`: it is gone. */
  value?: unknown
}

/** A place that outlives the process. */
export interface Storage {
  /** Everything that is kept. */
  load(): Iterable<Entry>
  /** Keeps all of the changes or none of them. Resolves when they survive the end of the process. */
  write(changes: Entry[]): Promise<void>
  close(): Promise<void>
}
