import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Page } from './server'

/** Lets an app of the framework answer the requests whose path `owns` says are its. */
export function pageOf(app: Hono, owns: (pathname: string, method: string) => boolean): Page {
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return async (request: IncomingMessage, response: ServerResponse, { pathname }) => {
    if (!owns(pathname, request.method ?? '')) return false
    await listener(request, response)
    return true
  }
}
