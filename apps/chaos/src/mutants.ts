import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { home } from './clients'

/** A client of ours with one rule taken out: what the rig is worth is shown by catching it. */
export interface Mutant {
  name: string
  /** The family that must catch it. */
  family: string
  /** File of packages/, and what stands there instead. */
  change: [file: string, from: string, to: string][]
}

export const mutants: Mutant[] = [
  { name: 'no-dedupe', family: 'cut', change: [['msg/src/seen.ts', 'if (has(id)) return false', '']] },
  { name: 'early-timetag', family: 'cut in the middle of a sync', change: [['core/src/sync.ts', 'raise(staged || timetags', 'raise(timetags']] },
  { name: 'live-timetag', family: 'duplicated, reordered', change: [['msg/src/receive.ts', 'markRoaming(m, overtaking)', 'markRoaming(m)']] },
  {
    name: 'live-in-unfinished-pass',
    family: 'cut in the middle of a sync',
    change: [
      ['core/src/router.ts', 'else if (held)', 'else if (false as boolean)'],
      ['core/src/sync.ts', 'raise(staged || timetags', 'raise(/Roaming|roaming/.test(key) ? timetags : staged || timetags'],
      ['msg/src/receive.ts', 'markRoaming(m, overtaking)', 'markRoaming(m)'],
    ],
  },
  { name: 'staged-kept', family: 'cut in the middle of a sync', change: [['core/src/sync.ts', '    staged = undefined\n    done = false', '    for (const key in staged) raise(timetags, key, staged[key])\n    staged = undefined\n    done = false']] },
  { name: 'no-heartbeat', family: 'half-open', change: [['core/src/link.ts', "else if (ask && Date.now() < due) end(me, 'broken', 'the link is silent')", '']] },
  { name: 'no-reconnect', family: 'cut', change: [['core/src/link.ts', 'retryTimer = setTimeout(again, duration)', '']] },
  { name: 'slow-reconnect', family: 'cut', change: [['core/src/link.ts', 'retryTimer = setTimeout(again, duration)', 'retryTimer = setTimeout(again, duration + 2000)']] },
  { name: 'never-settles', family: 'cut', change: [['core/src/router.ts', 'if (!packet) return reject(', 'if (!packet) return void (']] },
  { name: 'resolves-lost-sends', family: 'half-open', change: [['msg/src/send.ts', 'error.msg = show()\n      throw error', "if (error.code !== 7101) return become('sent') as never\n      throw error"]] },
  { name: 'resends-as-new', family: 'cut', change: [['msg/src/send.ts', 'return deliver(again(o, true), idClient)', 'return deliver(again(o, true))']] },
  { name: 'own-come-back', family: 'cut', change: [['msg/src/send.ts', '      isNew(msg)\n', '']] },
  { name: 'deaf-to-late-answers', family: 'delay, jitter', change: [['core/src/router.ts', 'resolve = (late as typeof resolve) || nothing', 'resolve = nothing']] },
  { name: 'acks-nothing', family: 'none', change: [['core/src/ack.ts', 'timer = timer || setTimeout(c.flush)', '']] },
  { name: 'recall-only-live', family: 'cut', change: [['sysmsg/src/plugin.ts', "tell(list, kind === 1", "if (kind > 9) tell(list, kind === 1"]] },
  { name: 'recall-forgotten', family: 'duplicated, reordered', change: [['msg/src/receive.ts', '        gone.add(idClient)\n', '']] },
  { name: 'unread-not-undone', family: 'none', change: [['session/src/store.ts', "        if (r.unread!.delete(idClient)) {", '        if (r.cleared < 0) {']] },
  { name: 'marks-once', family: 'half-open', change: [['session/src/plugin.ts', 'reads.synced()', '']] },
  { name: 'marks-not-synced', family: 'cut', change: [['session/src/plugin.ts', "acks('p2p', p2p)", '']] },
  {
    name: 'sockets-left-open',
    family: 'half-open',
    change: [
      ['core/src/link.ts', 'if (socket) socket.close()\n', ''],
      ['core/src/link.ts', '      if (socket) await socket.closed\n      current(me)', '      current(me)'],
    ],
  },
  { name: 'out-of-order', family: 'none', change: [['msg/src/receive.ts', "emit('msg', m)\n", "setTimeout(() => emit('msg', m), Math.random() * 300)\n"]] },
  { name: 'throws-in-a-timer', family: 'background', change: [['core/src/ack.ts', "if (c.status() !== 'logined') return", "if (c.status() !== 'logined') throw new Error('not logined')"]] },
  { name: 'floating-rejection', family: 'cut', change: [['core/src/link.ts', "if (status === 'waitReconnect') attempt(false).catch(() => {})", "if (status === 'waitReconnect') void attempt(false)"]] },
  { name: 'teams-once', family: 'cut in the middle of a sync', change: [['group/src/plugin.ts', "mark(key + 's', timetag)", "mark(key + 's', 9e15)"]] },
]

/** Builds them all, into out/. */
export async function buildMutants(): Promise<void> {
  const packages = join(home, '../../packages')
  await Promise.all(
    mutants.map(({ name, change }) => {
      const left = new Set(change)
      return build({
        entryPoints: [join(packages, 'sdk/src/index.ts')],
        outfile: join(home, 'out', name + '.js'),
        bundle: true,
        format: 'cjs',
        target: 'es2018',
        footer: { js: 'module.exports=module.exports.NIM' },
        logLevel: 'error',
        plugins: [
          {
            name: 'mutant',
            setup(b) {
              b.onResolve({ filter: /^@nim\// }, ({ path }) => {
                const file = join(packages, path.slice(5), 'src/index.ts')
                return existsSync(file) ? { path: file } : undefined
              })
              b.onLoad({ filter: /packages.*\.ts$/ }, ({ path }) => {
                let contents = readFileSync(path, 'utf8')
                for (const one of change) {
                  const [file, from, to] = one
                  if (!path.endsWith('/packages/' + file)) continue
                  if (!contents.includes(from)) throw new Error(`mutant ${name}: ${file} does not have "${from}" any more`)
                  contents = contents.replace(from, () => to)
                  left.delete(one)
                }
                return { contents, loader: 'ts' }
              })
              b.onEnd(() => {
                if (left.size) throw new Error(`mutant ${name}: no file ${[...left].map(([file]) => file)}`)
              })
            },
          },
        ],
      })
    })
  )
}
