import type { Packet } from '@nim/testkit'
import type { Arbitrary } from 'fast-check'

/** Packets of the sync, then packets that come afterwards, one by one. */
export interface Case {
  sync: Packet[]
  live: Packet[]
  /** Answers to give, and the calls that ask for them. */
  answers?: Record<string, unknown[]>
  calls?: [path: string, args: object][]
  /** What the login answers. */
  login?: unknown[]
  syncOptions?: object
}

export interface Family {
  name: string
  /** Differences that may show in it, besides the ambient ones. */
  differs: string[]
  cases: Arbitrary<Case>
}
