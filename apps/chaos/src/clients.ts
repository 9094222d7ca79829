import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock, Network } from '@nim/testkit'

/** A client to be tested: a bundle, and what stands between it and the network. */
export interface ClientSpec {
  file: string
  border?: (network: Network, clock: Clock) => Network
}

export const home = fileURLToPath(new URL('..', import.meta.url))

export function findClient(name: string): ClientSpec {
  if (name === 'official') return { file: createRequire(import.meta.url).resolve('nim-web-sdk-ng/dist/NIM_MINIAPP_SDK.js') }
  if (name === 'ours') return { file: join(home, '../../packages/sdk/dist/NIM_MINIAPP_SDK.js') }
  return { file: join(home, 'out', name + '.js') }
}
