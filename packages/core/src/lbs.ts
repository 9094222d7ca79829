import type { Core } from './core'
import { invalid } from './error'
import type { Host } from './host'
import type { NimOptions } from './options'
import { list, parseJson } from './record'

/** Facts: the official client waits 10 s for one LBS; with a fallback at hand 5 s are enough. ms */
const lbsTimeout = 5000

/** A GET that always answers: with the host's reply, or with status 0 when it failed, threw, or said nothing in time. */
export const get = (host: Host, url: string, timeout: number) =>
  new Promise<[status: number, body?: unknown]>((resolve) => {
    const done = (status: number, body?: unknown) => {
      clearTimeout(timer)
      resolve([status, body])
    }
    const timer = setTimeout(() => done(0), timeout)
    try {
      host.request({ url, timeout, dataType: 'text', success: ({ statusCode, status, data }) => done(statusCode || status!, data), fail: () => done(0) })
    } catch {
      done(0)
    }
  })

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/**
 * What follows `http` or `ws` in the url of an address: `s://…`, or `://…` when the host is loopback or the address says `http://` or `ws://`.
 * Plain addresses of other machines need `allowInsecure`, else 414.
 */
export function parseAddress(address: string, { allowInsecure }: NimOptions): string {
  const [, scheme, rest] = /^(?:(\w+):\/\/)?(.*?)\/*$/.exec(address) as unknown as [string, string | undefined, string]
  const local = loopback.test(rest.split('/')[0]!)
  const plain = scheme ? !/[ps]s$/i.test(scheme) : local
  if (plain && !local && !allowInsecure) throw invalid('allowInsecure', address + ' is not encrypted: use https or wss, or allowInsecure')
  return `${plain ? '' : 's'}://${rest}`
}

/** The room of addresses: which links to try, and in which order. */
export function lbs(c: Core): void {
  /** Best first; forgotten when none of them worked. */
  let known: string[] | '' | undefined
  let knownFor: string

  /** The links among these, each once. */
  const usable = (links: unknown[]) => [...new Set(links)].filter((link): link is string => !!link && typeof link === 'string')

  c.url = (address) => 'http' + parseAddress(address, c.options)
  c.best = (link) => {
    known = link && known && usable([link, ...known])
  }
  c.links = async () => {
    const { lbsUrls, linkUrl, appkey, account } = c.options
    const wanted = lbsUrls + linkUrl
    if (known && wanted === knownFor) return known
    let found: unknown[] = [linkUrl]
    for (const url of lbsUrls) {
      const to = c.url(url)
      const query = `k=${encodeURIComponent(appkey)}&id=${encodeURIComponent(account)}&sv=180&pv=1&networkType=0`
      const [status, body] = await get(c.host, to + (/\?/.test(to) ? '&' : '?') + query, lbsTimeout)
      const { common } = (c.lbs = Object(status === 200 && parseJson(body)))
      if (common) {
        found = [...list(common.link), linkUrl, ...list(common['link.default'])]
        break
      }
      c.log('warn', 'no answer from LBS', url)
    }
    knownFor = wanted
    return (known = usable(found))
  }
}
