import type { State } from '../src/control/state'
import type { WireLine } from '../src/control/wirelog'

/** What the emulator answered to something that went wrong. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message)
  }
}

const keep = 'nim-emulator token'

/** A token in the address moves into the session: addresses are shared and shown. */
function takeToken(): string | undefined {
  const [, token] = /[#&]token=([^&]+)/.exec(location.hash) ?? []
  if (token) {
    sessionStorage.setItem(keep, decodeURIComponent(token))
    history.replaceState(undefined, '', location.pathname)
  }
  return sessionStorage.getItem(keep) ?? undefined
}

let token = takeToken()

export function setToken(value: string): void {
  sessionStorage.setItem(keep, value)
  token = value
}

const headers = () => ({ 'X-NIM-Emulator': '1', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) })

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(path, { method, headers: headers(), body: body && JSON.stringify(body) }).catch(() => {
    throw new Failure(0, 'The emulator does not answer.')
  })
  const said = (await answer.json().catch(() => ({}))) as { error?: string }
  if (!answer.ok) throw new Failure(answer.status, said.error ?? `The emulator answered ${answer.status}.`)
  return said
}

export const get = <T>(path: string, query: Record<string, string> = {}) => ask('GET', `${path}?${new URLSearchParams(query)}`) as Promise<T>
export const post = <T = Record<string, unknown>>(path: string, body: object = {}) => ask('POST', path, body) as Promise<T>
export const remove = (path: string) => ask('DELETE', path)

export interface LiveEvents {
  state(state: State): void
  wire(lines: WireLine[], first: boolean): void
  /** The stream stands, is lost, or wants a token. */
  standing(how: 'live' | 'lost' | 'locked'): void
}

/** How long to wait before asking again, ms. */
const pauses = [250, 500, 1000, 2000, 4000]

/** Reads the stream of events, for ever. It is read by hand, because an EventSource cannot send headers. */
export async function live(events: LiveEvents): Promise<void> {
  for (let failures = 0; ; failures++) {
    try {
      const answer = await fetch('events', { headers: headers() })
      if (answer.status === 401) return events.standing('locked')
      if (answer.ok && answer.body) {
        failures = 0
        await read(answer.body, events)
      }
    } catch {} // lost: said below
    events.standing('lost')
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(failures, pauses.length - 1)]))
  }
}

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>, events: LiveEvents): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let first = true
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
      if (name === 'state') {
        events.standing('live')
        events.state(JSON.parse(data!) as State)
      } else if (name === 'wire') {
        events.wire(JSON.parse(data!) as WireLine[], first)
        first = false
      }
    }
  }
}
