import type { CodeTexts, NimError } from './error'
import type { Command, Compiled } from './notation'
import type { Options, OtherOptions } from './options'
import type { Handler, PluginContext } from './plugin'
import type { wire } from './wire'

/**
 * The inside of one client. Each room (router, sync, link, …) hangs its doors here when the client is made,
 * and uses the doors of the others; none imports another's state.
 */
export interface Core extends PluginContext {
  options: Options
  other: OtherOptions
  lbs?: Record<string, any>
  texts: CodeTexts
  commands: Compiled<typeof wire>['commands']
  /** A packet, its handler or a listener made trouble. */
  fault(error: unknown, what: string): void
  /** Sends the receipt notices that wait. */
  flush(): void
  /** Tells the plugins. */
  tell(moment: 'logined' | 'synced' | 'lost' | 'clear'): void

  // router
  /** Handles a packet: as its owner, or (without one) looking on after the owner. */
  route(cmd: Command, handler: Handler, owner?: string, row?: boolean): void
  /** What a call rejects with when the service refused it with this code, or did not answer (408). */
  failed(cmd: Command, code: number): NimError
  /** One packet as JSON text. */
  receive(json: string): void
  /** Holds pushes back during a sync pass; letting go hands them out in the order they came. */
  hold(on: boolean): void
  /** Ends all waiting calls with 415, each with an error of its own, and drops what was held back. */
  drop(reason: string): void

  // sync
  /** A plugin wants this key: the tag of the request; negative means only when `syncOptions` asks for it. */
  want(key: string, tag: number): void
  /** One pass over these keys (all wanted ones when absent). Resolves when it was applied as a whole. */
  pass(keys?: string[]): Promise<void>
  /** A row of the running pass arrived. */
  row(): void
  /** The connection ended: what the unfinished pass marked is forgotten. */
  forget(): void

  // link
  connect(o?: { isAutoReconnect?: boolean }): Promise<void>
  disconnect(): Promise<void>
  destroy(): Promise<void>
  /** False when there is no link; throws when the host cannot send. */
  send(json: string, early?: boolean): boolean
  /** The options changed: a waiting retry may have become worth an attempt. */
  changed(): void
  /** The app came to the foreground, or the network changed. */
  shown(offline?: boolean): void
  /** Syncs keys that were installed late. */
  resync(keys: string[]): void

  // lbs
  /** Links to try, best first. Never rejects, never empty. */
  links(): Promise<string[]>
  /** This link worked: it comes first from now on. Without one: none worked, ask the LBS again. */
  best(link?: string): void
}
