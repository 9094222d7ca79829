import { supported } from '@nim/emulator'
import type { Entry } from '@nim/testkit'
import facts from '../facts/commands.json'
import { declaredEvents, methods } from './surface'

/** What one run of our client went through. */
export interface Seen {
  log: readonly Entry[]
  /** Packets of both directions, as `sid_cid`. */
  packets: ReadonlySet<string>
}

/** `sid_cid` of the packets in a frame, the envelope's content too. */
export function packetsOf(text: unknown): string[] {
  if (typeof text !== 'string' || !text.startsWith('3:::')) return []
  try {
    const p = JSON.parse(text.slice(4))
    const inner = p.r?.[1]?.headerPacket
    return [`${p.sid ?? p.SID}_${p.cid ?? p.CID}`, ...(inner ? [`${inner.sid}_${inner.cid}`] : [])]
  } catch {
    return []
  }
}

/** Which scenario covers what: collected while they run, written as a page. */
export function createCoverage() {
  const found = new Map<string, string[]>()
  const add = (what: string, scenario: string) => {
    const list = found.get(what)
    if (!list) found.set(what, [scenario])
    else if (!list.includes(scenario)) list.push(scenario)
  }
  const scenariosOf = (...whats: string[]) => [...new Set(whats.flatMap((w) => found.get(w) ?? []))]
  const cell = (list: string[]) => (list.length ? `${list[0]!.replace(/\|/g, '\\|')}${list.length > 1 ? ` (+${list.length - 1})` : ''}` : '–')

  return {
    see(scenario: string, { log, packets }: Seen): void {
      for (const e of log) {
        if (e.kind === 'call') add('method ' + e.call.replace(/#.*/, ''), scenario)
        if (e.kind === 'event') add('event ' + e.name, scenario)
        if (e.kind === 'frame') add('packet ' + e.id, scenario)
      }
      for (const id of packets) add('packet ' + id, scenario)
    },
    /** The page, and the totals that its tables show. */
    page(client: Record<string, any>): { text: string; totals: string } {
      const all = Object.entries(methods).flatMap(([module, names]) => names.split(' ').map((name) => `${module}.${name}`))
      const isThere = (path: string) => typeof path.split('.').reduce((at: any, name) => at?.[name], client) === 'function'
      const methodRows = all.map((path) => ({ path, there: isThere(path), by: scenariosOf('method ' + path) }))
      const eventRows = declaredEvents.map((name) => ({ name, by: scenariosOf('event ' + name) }))
      const { answered, pushed, known } = supported()
      const commandRows = Object.entries(facts as Record<string, string[]>).map(([name, ids]) => ({
        name,
        ids,
        there: ids.some((id) => known.includes(id)),
        by: scenariosOf(...ids.map((id) => 'packet ' + id)),
        emulator: ids.some((id) => answered.includes(id)) ? 'answers' : ids.some((id) => pushed.includes(id)) ? 'sends' : '–',
      }))
      const count = (list: { there?: boolean; by: string[] }[]) => `${list.filter(({ there = true, by }) => there && by.length).length}/${list.length}`
      const totals = `${count(methodRows)} methods, ${count(eventRows)} events, ${count(commandRows)} commands with a scenario; ${commandRows.filter((c) => c.emulator !== '–').length}/${commandRows.length} commands at the emulator`
      const text = `# Coverage

What the official client 0.17.2 can do, and where it is compared with ours. Made by \`pnpm conformance\`, which fails when this page is out of date (\`pnpm conformance --write\` renews it): ${totals}.

A method counts when ours has it and a scenario calls it on both clients; an event when it fired in one; a command when its packet crossed the wire in one, and our tables know it. The first scenario is named, and how many more there are.

## Methods
| method | ours | scenario |
|---|---|---|
${methodRows.map(({ path, there, by }) => `| \`${path}\` | ${there ? 'yes' : '–'} | ${cell(by)} |`).join('\n')}

## Events
| event | scenario |
|---|---|
${eventRows.map(({ name, by }) => `| \`${name}\` | ${cell(by)} |`).join('\n')}

## Commands
| command | packets | ours | scenario | emulator |
|---|---|---|---|---|
${commandRows.map(({ name, ids, there, by, emulator }) => `| \`${name}\` | ${ids.join(', ')} | ${there ? 'yes' : '–'} | ${cell(by)} | ${emulator} |`).join('\n')}
`
      return { text, totals }
    },
  }
}
