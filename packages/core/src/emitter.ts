import { EventEmitter } from 'eventemitter3'

interface Heard {
  fn: (...args: unknown[]) => void
  context: unknown
  once: boolean
}

/** eventemitter3 with its listeners kept apart: one that throws neither stops the others nor harms the client; `fault` is told. */
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
