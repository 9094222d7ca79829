import { readFile } from 'node:fs/promises'
import WebSocket from 'ws'
import type { Host } from '../host'
import { bindSocket, fetchRequest, fetchUpload } from './browser'

declare const process: { platform: string; version: string }
declare const fetch: unknown, AbortController: unknown, FormData: unknown, Blob: any

/** The host of Node 20 and later, on the `ws` package: `createNim({ platform: node(), … })`. Nothing is stored between runs. */
export function node(): Host {
  const store = new Map<string, string>()
  return {
    request: fetchRequest(fetch, AbortController),
    connectSocket: ({ url }) => bindSocket(new WebSocket(url)),
    uploadFile: fetchUpload({ fetch, FormData, AbortController }, async (file, filePath) => (file instanceof Blob ? file : new Blob([file || (await readFile(filePath!))]))),
    getStorageSync: (key) => store.get(key),
    setStorageSync: (key, value) => void store.set(key, value),
    getSystemInfoSync: () => ({ platform: process.platform, login: { 42: 'Node ' + process.version, 44: 'NODE' } }),
  }
}

export type { Host } from '../host'
