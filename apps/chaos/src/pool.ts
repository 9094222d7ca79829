import { Worker } from 'node:worker_threads'
import type { Result } from './play'
import type { Job } from './worker'

/** Seeds that go to a worker at once. */
const portion = 25

/** Workers that play many runs. What comes out does not depend on how many there are. */
export function createPool(size: number) {
  const queue: { job: Job; done: (results: Result[]) => void; failed: (e: unknown) => void }[] = []
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(new URL('./worker.js', import.meta.url))
    let busy: (typeof queue)[number] | undefined
    const next = () => {
      busy ??= queue.shift()
      if (busy) worker.postMessage(busy.job)
    }
    worker.on('message', (results: Result[] | string) => {
      if (typeof results === 'string') busy!.failed(new Error(results))
      else busy!.done(results)
      busy = undefined
      next()
    })
    worker.on('error', (e) => busy?.failed(e))
    return { worker, wake: () => busy || next() }
  })
  const one = (job: Job) =>
    new Promise<Result[]>((done, failed) => {
      queue.push({ job, done, failed })
      workers.forEach(({ wake }) => wake())
    })
  return {
    async run(client: string, family: string, from: number, count: number): Promise<Result[]> {
      const jobs: Job[] = []
      for (let at = from; at < from + count; at += portion) jobs.push({ client, family, from: at, count: Math.min(portion, from + count - at) })
      return (await Promise.all(jobs.map(one))).flat()
    },
    close: () => Promise.all(workers.map(({ worker }) => worker.terminate())),
  }
}

export type Pool = ReturnType<typeof createPool>
