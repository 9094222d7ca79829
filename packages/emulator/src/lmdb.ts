import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Storage } from './storage'

/** Whether a process of this machine still runs. */
function runs(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Two services over one directory would undo each other's work. Returns how to let go of it. */
function lock(dir: string): () => void {
  const file = join(dir, 'pid')
  const take = () => writeFileSync(file, String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch {
    const pid = Number(readFileSync(file, 'utf8'))
    if (runs(pid)) throw new Error(`${dir} is in use by process ${pid}: end that one, or take another directory`)
    rmSync(file) // its owner was killed
    take()
  }
  return () => rmSync(file, { force: true })
}

/** Opens the embedded database in a directory, which is made when it is not there. Its package is loaded only now. */
export async function openLmdb(dir: string): Promise<Storage> {
  const { open } = await import('lmdb').catch((e: unknown) => {
    throw new Error(`keeping data needs the package lmdb, which is not installed here (${e instanceof Error ? e.message : String(e)})`)
  })
  mkdirSync(dir, { recursive: true })
  const unlock = lock(dir)
  const db = open<unknown, string[]>({ path: dir, encoding: 'json' })
  return {
    *load() {
      for (const { key, value } of db.getRange()) {
        const [table = '', owner = '', name = ''] = key
        yield { table, owner, key: name, value }
      }
    },
    async write(changes) {
      // one transaction, since all of it is asked for within one turn
      const done = changes.map(({ table, owner, key, value }) => {
        const name = [table, owner, key]
        return value === undefined ? db.remove(name) : db.put(name, value)
      })
      await Promise.all(done)
      await db.flushed
    },
    async close() {
      await db.close()
      unlock()
    },
  }
}
