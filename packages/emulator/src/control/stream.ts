import type { ServerResponse } from 'node:http'
import type { State } from './state'
import type { WireLog } from './wirelog'

/** Lines of the wire log that a newcomer gets. */
const past = 500
/** How long changes are gathered before a new state is sent, ms. */
const gather = 100
/** So that nobody takes a quiet stream for a dead one, ms. */
const pulse = 15_000

export interface Streams {
  /** Keeps a response open and sends events: `state`, `wire`. */
  open(response: ServerResponse): void
  /** Something may have changed. */
  changed(): void
  close(): void
}

export function createStreams(state: () => State, log: WireLog): Streams {
  const open = new Set<ServerResponse>()
  let timer: NodeJS.Timeout | undefined
  const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
  const tell = (text: string) => open.forEach((response) => response.write(text))
  log.listen((line) => open.size > 0 && tell(event('wire', [line])))
  let beat: NodeJS.Timeout | undefined

  return {
    open(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write(event('state', state()) + event('wire', log.read({}, past)))
      open.add(response)
      beat ??= setInterval(() => tell(': still here\n\n'), pulse).unref()
      response.on('close', () => open.delete(response))
    },
    changed() {
      if (open.size === 0 || timer) return
      timer = setTimeout(() => {
        timer = undefined
        tell(event('state', state()))
      }, gather).unref()
    },
    close() {
      clearInterval(beat)
      clearTimeout(timer)
      for (const response of open) response.end()
      open.clear()
    },
  }
}
