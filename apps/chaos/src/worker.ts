import { parentPort } from 'node:worker_threads'
import { findClient } from './clients'
import { makePlan } from './families'
import { play } from './play'

/** Runs somebody asked for: these seeds, one after another. */
export interface Job {
  client: string
  family: string
  from: number
  count: number
}

parentPort!.on('message', async ({ client, family, from, count }: Job) => {
  const spec = findClient(client)
  const results = []
  try {
    for (let seed = from; seed < from + count; seed++) results.push(await play(spec, makePlan(family, seed)))
    parentPort!.postMessage(results)
  } catch (e) {
    parentPort!.postMessage(`${client}, ${family}, seed ${from + results.length}: ${(e as Error).stack}`)
  }
})
