import { EventEmitter } from 'eventemitter3'
import { bare } from './notation'

interface Heard {
  fn: (...args: unknown[]) => void
  context: unknown
  once: boolean
}

/**
 * eventemitter3 with its listeners kept apart: one that throws neither stops the others nor harms the client; `fault` is told.
 * What is written anew here is left out of the bundle there (tsup.base.ts).
 */
export class Emitter extends EventEmitter {
  // eventemitter3's own table; its version is pinned and bundled
  declare private _events: Record<any, Heard | Heard[] | undefined>
  declare fault: (error: unknown, what: string) => void

  private heard(event: any): Heard[] {
    return ([] as Heard[]).concat(this._events[event] || [])
  }
  override eventNames(): any[] {
    return Reflect.ownKeys(this._events)
  }
  override listeners(event: any): any[] {
    return this.heard(event).map(({ fn }) => fn)
  }
  override listenerCount(event: any): number {
    return this.heard(event).length
  }

  override off(event: any, fn?: Heard['fn'], context?: unknown, once?: boolean): this {
    const left = this.heard(event).filter((heard) => fn && (heard.fn !== fn || (once && !heard.once) || (context && heard.context !== context)))
    if (left[0]) this._events[event] = left
    else delete this._events[event]
    return this
  }
  override removeAllListeners(event?: any): this {
    if (event) return this.off(event)
    this._events = bare()
    return this
  }

  override emit(event: any, ...args: any[]): boolean {
    const all = this.heard(event)
    let well = !!all[0]
    for (const heard of all) {
      if (heard.once) this.off(event, heard.fn, undefined, true)
      try {
        heard.fn.apply(heard.context, args)
      } catch (e) {
        well = false
        this.fault(e, event)
      }
    }
    return well
  }
}
Emitter.prototype.removeListener = Emitter.prototype.off
